import EventStore
import Events

/// What the commands do: load a state, let the domain decide, append what it decided.
struct IntakeCommands: Sendable {
    let config: IntakeConfig

    init(_ config: IntakeConfig) {
        self.config = config
    }

    /// A case, at the version that the sender saw.
    func load(_ caseID: EntityID, _ transaction: Transaction, expecting version: Int?) throws -> CaseState {
        let state = try transaction.caseState(caseID)
        try transaction.expect(version: version, of: caseID)
        return state
    }

    /// How a case stands after a command.
    func answer(_ caseID: EntityID, _ transaction: Transaction) throws -> CaseAnswer {
        let state = try transaction.caseState(caseID)
        guard let status = state.life.status else { throw Rejection.caseUnknown }
        return CaseAnswer(
            caseId: caseID,
            caseNumber: state.caseNumber,
            status: status,
            version: try transaction.version(of: caseID),
            subjectId: state.subjectID
        )
    }

    // MARK: Identification and registration

    func identify(_ command: IdentifyCase, _ transaction: Transaction) throws -> CaseAnswer {
        let occasion = try config.occasion(
            command.moment,
            transaction,
            field: command.identifiedAt == nil ? "occurredAt" : "identifiedAt"
        )
        let caseID = EntityID.v7(at: transaction.now)
        let number = try transaction.nextCaseNumber(prefix: config.prefix, year: occasion.day.year)
        let event = try command.decide(id: caseID, number: number, occasion)
        let notes = IdentificationNotes(categories: command.categories, narrative: command.narrative)
        try transaction.append(
            event,
            to: caseID,
            occurredAt: occasion.at,
            sealed: try Transaction.Sealed(notes, of: caseID)
        )
        return try answer(caseID, transaction)
    }

    func register(
        _ command: RegisterCase,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    )
        throws -> CaseAnswer
    {
        var state = try load(caseID, transaction, expecting: version)
        let occasion = try config.occasion(command.occurredAt, transaction)
        try state.life.require(.register, at: occasion.at)
        let (subjectID, subject) = try person(of: command, occasion, transaction)
        // The consents that come with a registration name the person, whom the case has only afterwards.
        state.subjectID = subjectID
        for (index, consent) in (command.consents ?? []).enumerated() {
            var consent = consent
            consent.at = consent.at ?? consent.occurredAt ?? occasion.at
            let recorded: ConsentRecorded
            do throws(Rejection) {
                recorded = try state.record(consent, of: subject, newID: .v7(at: transaction.now), occasion)
            } catch {
                throw error.prefixed("consents[\(index)]")
            }
            try append(recorded, transaction)
            state.consents.record(recorded)
        }
        let registration = try state.register(
            command,
            subject,
            id: subjectID,
            identified: try transaction.identifiedCategories(caseID),
            occasion
        )
        try transaction.append(
            registration.registered,
            to: caseID,
            occurredAt: occasion.at,
            sealed: command.subjectId == nil ? try Transaction.Sealed(subject, of: subjectID) : nil
        )
        let notes = RegistrationNotes(
            caseWorkerId: command.caseWorkerId,
            authority: command.justice?.authority,
            narrative: command.narrative
        )
        try transaction.append(
            registration.profile,
            to: caseID,
            occurredAt: occasion.at,
            sealed: try Transaction.Sealed(notes, of: caseID)
        )
        return try answer(caseID, transaction)
    }

    /// The person to register: a new one, or one whom this instance knows from another case.
    private func person(
        of command: RegisterCase,
        _ occasion: Occasion,
        _ transaction: Transaction
    )
        throws -> (EntityID, SubjectDetails)
    {
        switch (command.subject, command.subjectId) {
        case (let subject?, nil):
            try subject.check(occasion)
            return (.v7(at: transaction.now), subject)
        case (nil, let known?):
            return (known, try transaction.knownSubject(known))
        default:
            throw Rejection(
                "identity.required",
                field: "subject",
                "describe the person in subject, or name a person already known by subjectId, not both"
            )
        }
    }

    func decline(
        _ command: DeclineCase,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    )
        throws -> CaseAnswer
    {
        let state = try load(caseID, transaction, expecting: version)
        let occasion = try config.occasion(command.occurredAt, transaction)
        try transaction.append(try state.decline(command, occasion), to: caseID, occurredAt: occasion.at)
        return try answer(caseID, transaction)
    }

    // MARK: Consents

    func record(
        _ consent: RecordConsent,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    )
        throws -> ConsentAnswer
    {
        let state = try load(caseID, transaction, expecting: version)
        let occasion = try config.occasion(consent.occurredAt, transaction)
        let subject = try state.subjectID.map { try transaction.knownSubject($0) }
        let recorded = try state.record(consent, of: subject, newID: .v7(at: transaction.now), occasion)
        try append(recorded, transaction)
        if recorded.purpose == .statistics, let subject {
            // What was published of the person must go, or may come, with the decision.
            try transaction.restate(
                try transaction.caseState(caseID),
                subject,
                config.calendar,
                reason: .consentChanged
            )
        }
        return ConsentAnswer(
            consentId: recorded.consentId,
            caseId: caseID,
            status: recorded.decision,
            version: try transaction.version(of: recorded.consentId)
        )
    }

    private func append(_ consent: ConsentRecorded, _ transaction: Transaction) throws {
        try transaction.append(consent, to: consent.consentId, key: .id(consent.caseId), occurredAt: consent.at)
    }
}

extension Rejection {
    /// The refusal of a part of a command.
    func prefixed(_ path: String) -> Rejection {
        Rejection(code, field: field.map { "\(path).\($0)" } ?? path, message, status: status)
    }
}
