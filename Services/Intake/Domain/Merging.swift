import EventStore
import Events

/// Two subjects are found to be one person.
struct MergeSubject: Codable, Sendable, Hashable {
    /// The pseudonym that stays; of this instance or another.
    var survivingSubjectId: EntityID
    /// Whether the cases of the pseudonym that goes are closed as duplicates; they are unless given.
    var closeCases: Bool?
    var occurredAt: Timestamp?
}

/// Two subjects that were taken for one person are two.
struct UnmergeSubject: Codable, Sendable, Hashable {
    var occurredAt: Timestamp?
}

/// Two subjects that look like one person are two.
struct DistinguishSubject: Codable, Sendable, Hashable {
    var otherSubjectId: EntityID
    var occurredAt: Timestamp?
}

/// What became of a pseudonym.
struct SubjectState: Folded {
    /// The merge that holds; `nil` while the pseudonym is a person of its own.
    private(set) var merged: SubjectMerged?
    /// The request for erasure that waits for its decision.
    private(set) var erasureRequest: SubjectErasureRequested?
    private(set) var erasure: ErasureStatus?

    init() {}

    static let fold = Dispatch<SubjectState>()
        .on(SubjectMerged.self) { state, event, _ in state.merged = event }
        .on(SubjectUnmerged.self) { state, _, _ in state.merged = nil }
        .on(SubjectErasureRequested.self) { state, event, _ in
            state.erasureRequest = event
            state.erasure = .requested
        }
        .on(SubjectErasureRefused.self) { state, _, _ in
            state.erasureRequest = nil
            state.erasure = .refused
        }
        .on(SubjectErased.self) { state, _, _ in
            state.erasureRequest = nil
            state.erasure = .erased
        }

    /// Decides that the person is another one.
    ///
    /// `survivor` is what became of the pseudonym that is to stay, `caseIDs` are the cases of the one that goes.
    func merge(
        _ command: MergeSubject,
        _ subjectID: EntityID,
        _ survivor: SubjectState,
        _ caseIDs: [EntityID],
        _ occasion: Occasion
    ) throws(Rejection) -> SubjectMerged {
        guard command.survivingSubjectId != subjectID else {
            throw .invalidField("survivingSubjectId", "name another person than the one in the path")
        }
        try requireNotErased()
        try survivor.requireNotErased()
        guard merged == nil else {
            throw .invalidTransition("the person was merged already; undo that first")
        }
        if let further = survivor.merged {
            throw .invalidTransition(
                "the person that is to stay was merged into \(further.survivingSubjectId); name that one",
                field: "survivingSubjectId"
            )
        }
        return SubjectMerged(
            survivingSubjectId: command.survivingSubjectId,
            mergedSubjectId: subjectID,
            caseIds: caseIDs,
            mergedAt: occasion.at
        )
    }

    /// Decides that the person is a person of its own after all.
    func unmerge(_ occasion: Occasion) throws(Rejection) -> SubjectUnmerged {
        try requireNotErased()
        guard let merged else { throw .invalidTransition("the person is not merged into another") }
        try occasion.notBefore(merged.mergedAt, "the merge")
        return SubjectUnmerged(
            survivingSubjectId: merged.survivingSubjectId,
            mergedSubjectId: merged.mergedSubjectId,
            caseIds: merged.caseIds,
            unmergedAt: occasion.at
        )
    }
}

extension CaseState {
    /// Whether the case was closed as a duplicate at `instant`, and nothing happened to it since.
    func isDuplicateClosed(at instant: Timestamp) -> Bool {
        life.status == .closed && life.entries.last.map { $0.step == .close && $0.at == instant } == true
    }
}
