import EventStore
import Events

extension IntakeMessages {
    /// The first service of a planned case begins the case.
    func serviceStarted(_ transaction: Transaction, _ event: ServiceStarted, _ message: ReceivedEvent) throws {
        guard try keep(event, message, transaction) else { return }
        var file = try CaseFile(event.caseId, in: transaction)
        if let enrolment = file.state.work.items[event.enrolmentId], let started = file.state.start(enrolment) {
            try file.append(started, at: started.startedAt)
        }
        try settle(&file, event.enrolmentId)
    }

    /// The first service settles whether a person who was never admitted counts as a child.
    ///
    /// `enrolmentID` is what began; `nil` when one was put right or taken back and another may be the first now.
    func settle(_ file: inout CaseFile, _ enrolmentID: EntityID? = nil) throws {
        let state = file.state
        guard let subjectID = state.subjectID, let registeredAt = state.registeredAt, state.life.status != .voided,
            state.life.status != .transferred,
            state.admissions.isEmpty, enrolmentID == nil || state.work.enrolments.first?.id == enrolmentID
        else { return }
        try file.restate(
            try file.transaction.knownSubject(subjectID),
            config.calendar,
            at: state.work.enrolments.first?.startedAt ?? registeredAt,
            reason: .newInformation
        )
    }
}
