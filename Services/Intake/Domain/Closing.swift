import EventStore
import Events

/// A case is closed.
struct CloseCase: Codable, Sendable, Hashable {
    var reason: ClosureReason
    /// The case that goes on, of a duplicate.
    var survivingCaseId: EntityID?
    /// Sealed.
    var note: String?
    var occurredAt: Timestamp?
}

/// A closed case is opened again.
struct ReopenCase: Codable, Sendable, Hashable {
    /// Why; sealed.
    var reason: String
    var occurredAt: Timestamp?
}

/// A case that was entered in error is taken back.
struct VoidCase: Codable, Sendable, Hashable {
    var reason: CorrectionReason
    var occurredAt: Timestamp?
}

/// What is noted when a case is closed or opened again: sealed under the case's own key.
struct ClosingNotes: Codable, Sendable, Hashable {
    var note: String
}

extension CaseState {
    /// How long after its closing a case can be opened again.
    static let reopenMonths = 24

    /// Decides to close the case; a death in an institution ends the admission first.
    func close(
        _ command: CloseCase,
        _ occasion: Occasion
    ) throws(Rejection) -> (deaths: [AdmissionDied], closed: CaseClosed) {
        try life.require(.close, at: occasion.at)
        let open = openWork(at: occasion.at)
        switch command.reason {
        case .deceased, .error: break
        default:
            guard open.isEmpty else { throw Self.hasOpenWork(open) }
        }
        if let surviving = command.survivingCaseId, command.reason != .duplicate || surviving == caseID {
            throw .invalidField("survivingCaseId", "only a duplicate has another case that goes on")
        }
        var deaths: [AdmissionDied] = []
        if command.reason == .deceased {
            for admission in admissions where admission.isOpen(at: occasion.at) {
                deaths.append(try admission.die(occasion, of: caseID, requireSubject()))
            }
        }
        let closed = CaseClosed(
            caseId: caseID,
            subjectId: subjectID,
            institutionId: institutionID,
            reason: command.reason,
            closedAt: occasion.at,
            survivingCaseId: command.survivingCaseId
        )
        return (deaths, closed)
    }

    /// Decides to open the case again.
    func reopen(_ command: ReopenCase, _ occasion: Occasion) throws(Rejection) -> CaseReopened {
        try life.require(.reopen, at: occasion.at)
        _ = try Rejection.required(command.reason, "reason")
        if let closed = life.last(at: occasion.at),
            occasion.day > occasion.calendar.date(of: closed.at).adding(months: Self.reopenMonths)
        {
            throw Rejection(
                "case.reopen_too_late",
                field: "occurredAt",
                "a case can be opened again for \(Self.reopenMonths) months after closing; identify a new case"
            )
        }
        return CaseReopened(
            caseId: caseID,
            subjectId: subjectID,
            institutionId: institutionID,
            reopenedAt: occasion.at
        )
    }

    /// Decides to take the case back.
    func void(_ command: VoidCase, _ occasion: Occasion) throws(Rejection) -> CaseVoided {
        try life.require(.void, at: occasion.at)
        return CaseVoided(
            caseId: caseID,
            subjectId: subjectID,
            institutionId: institutionID,
            reason: command.reason,
            voidedAt: occasion.at
        )
    }

    private static func hasOpenWork(_ open: [Work]) -> Rejection {
        let kinds = WorkKind.allCases.compactMap { kind -> String? in
            let count = open.count { $0.kind == kind }
            return count == 0 ? nil : "\(kind.rawValue) (\(count))"
        }
        return Rejection(
            "case.has_open_work",
            field: "reason",
            "end what is still under way first: " + kinds.joined(separator: ", ")
        )
    }
}
