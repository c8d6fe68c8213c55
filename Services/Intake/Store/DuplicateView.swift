import EventStore
import Events
import GRDB
import ServiceKit

/// What was decided of two persons who may be one.
enum DuplicateStatus: String, CodeList {
    case suspected
    case merged
    /// They are two.
    case dismissed
}

/// Two persons who may be one, and why.
struct DuplicateView: Codable, Sendable, Hashable {
    struct Person: Codable, Sendable, Hashable {
        var subjectId: EntityID
        var caseIds: [EntityID]
        /// Whether the person has a case in this instance.
        var isOwn: Bool
    }

    var persons: [Person]
    /// In bits of evidence; more is likelier one person.
    var score: Double
    var reasons: [MatchReason]
    var status: DuplicateStatus
    var suspectedAt: Timestamp

    static let example = DuplicateView(
        persons: [
            Person(subjectId: SubjectMerged.example.survivingSubjectId, caseIds: [IntakeExamples.caseID], isOwn: true),
            Person(
                subjectId: SubjectMerged.example.mergedSubjectId,
                caseIds: SubjectMerged.example.caseIds,
                isOwn: false
            ),
        ],
        score: 24.5,
        reasons: [.nameSame, .birthYearNear, .sexSame],
        status: .suspected,
        suspectedAt: IntakeExamples.time
    )
}

extension DuplicateView {
    /// Its place in the list: the likeliest comes first.
    var place: [String] { ["\(score)"] + persons.map(\.subjectId.description) }

    /// Up to `limit` pairs after the place `last`.
    static func list(
        _ status: DuplicateStatus?,
        _ subject: EntityID?,
        after last: [String]?,
        limit: Int,
        in db: Database
    ) throws -> [DuplicateView] {
        var conditions = ["1"]
        var arguments: StatementArguments = []
        if let status {
            conditions.append("d.status=?")
            arguments += [status.rawValue]
        }
        if let subject {
            conditions.append("(d.low_id=? OR d.high_id=?)")
            arguments += [subject, subject]
        }
        if let last {
            guard last.count == 3, let score = Double(last[0]), let low = EntityID(last[1]),
                let high = EntityID(last[2])
            else { throw PageRequest.cursorInvalid }
            conditions.append("(-d.score, d.low_id, d.high_id)>(?, ?, ?)")
            arguments += [-score, low, high]
        }
        arguments += [limit]
        let statement = try db.cachedStatement(
            sql: """
                SELECT d.low_id, l.case_ids, l.is_own, d.high_id, h.case_ids, h.is_own, d.score, d.reasons, d.status,
                    d.suspected_at
                FROM intake_duplicate d
                JOIN intake_person l ON l.subject_id=d.low_id JOIN intake_person h ON h.subject_id=d.high_id
                WHERE \(conditions.joined(separator: " AND "))
                ORDER BY -d.score, d.low_id, d.high_id LIMIT ?
                """
        )
        return try Row.fetchAll(statement, arguments: arguments).map { row in
            guard let status = DuplicateStatus(rawValue: row[8]) else {
                throw StoreError.corrupt(path: "intake_duplicate", reason: "a status is unknown")
            }
            return DuplicateView(
                persons: [0, 3].map { column in
                    Person(
                        subjectId: row[column],
                        caseIds: (row[column + 1] as String).split(separator: " ").compactMap { EntityID(String($0)) },
                        isOwn: row[column + 2]
                    )
                },
                score: row[6],
                reasons: (row[7] as String).split(separator: " ").compactMap { MatchReason(rawValue: String($0)) },
                status: status,
                suspectedAt: row[9]
            )
        }
    }
}

extension Transaction {
    /// What became of a pseudonym.
    func subjectState(_ subjectID: EntityID) throws -> SubjectState {
        var state = SubjectState()
        for entry in try entries(aggregate: subjectID).sorted(by: { $0.sequence < $1.sequence }) {
            try SubjectState.fold.apply(entry, to: &state)
        }
        return state
    }

    /// What the log says of two persons who may be one: whether that was published from here, and what was decided last.
    func knownOfPair(_ low: EntityID, _ high: EntityID) throws -> (isTold: Bool, status: DuplicateStatus) {
        var known = (isTold: false, status: DuplicateStatus.suspected)
        let entries = try (entries(aggregate: low) + entries(aggregate: high)).sorted { $0.sequence < $1.sequence }
        for entry in entries {
            let (pair, status): (Set<EntityID>, DuplicateStatus?)
            switch entry.type {
            case SubjectDuplicateSuspected.type:
                let event = try entry.data(as: SubjectDuplicateSuspected.self)
                (pair, status) = ([event.subjectId, event.otherSubjectId], nil)
                if entry.isOwn, pair == [low, high] { known.isTold = true }
            case SubjectMerged.type:
                let event = try entry.data(as: SubjectMerged.self)
                (pair, status) = ([event.survivingSubjectId, event.mergedSubjectId], .merged)
            case SubjectUnmerged.type:
                let event = try entry.data(as: SubjectUnmerged.self)
                (pair, status) = ([event.survivingSubjectId, event.mergedSubjectId], .dismissed)
            case SubjectDuplicateDismissed.type:
                let event = try entry.data(as: SubjectDuplicateDismissed.self)
                (pair, status) = ([event.subjectId, event.otherSubjectId], .dismissed)
            default: continue
            }
            if let status, pair == [low, high] { known.status = status }
        }
        return known
    }

    /// Whether the person has a case here, or was told of by another instance.
    func isKnownPerson(_ subjectID: EntityID) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: """
                SELECT EXISTS(SELECT 1 FROM intake_case WHERE subject_id=?1)
                    OR EXISTS(SELECT 1 FROM intake_person WHERE subject_id=?1)
                """
        )
        return try Bool.fetchOne(statement, arguments: [subjectID]) ?? false
    }
}
