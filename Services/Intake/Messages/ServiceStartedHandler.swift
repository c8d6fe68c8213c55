import EventStore
import Events

extension IntakeMessages {
    /// The first service of a planned case begins the case.
    func serviceStarted(_ transaction: Transaction, _ event: ServiceStarted, _ message: ReceivedEvent) throws {
        guard try keep(event, message, transaction) else { return }
        let state = try transaction.caseState(event.caseId)
        if let enrolment = state.work.items[event.enrolmentId], let started = state.start(enrolment) {
            try transaction.append(started, to: event.caseId, occurredAt: started.startedAt)
        }
        try settle(event.caseId, event.enrolmentId, transaction)
    }

    /// The first service settles whether a person who was never admitted counts as a child.
    ///
    /// `enrolmentID` is what began; `nil` when one was put right or taken back and another may be the first now.
    func settle(_ caseID: EntityID, _ enrolmentID: EntityID?, _ transaction: Transaction) throws {
        let state = try transaction.caseState(caseID)
        guard let subjectID = state.subjectID, state.life.status != .voided, state.admissions.isEmpty,
            enrolmentID == nil || state.work.enrolments.first?.id == enrolmentID
        else { return }
        try transaction.restate(
            state,
            try transaction.knownSubject(subjectID),
            config.calendar,
            reason: .newInformation
        )
    }
}
