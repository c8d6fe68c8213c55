import EventStore
import Events

/// What the commands do: load a state, let the domain decide, append what it decided.
struct IntakeCommands: Sendable {
    let config: IntakeConfig

    init(_ config: IntakeConfig) {
        self.config = config
    }

    /// How a case stands after a command.
    func answer(_ file: CaseFile) throws -> CaseAnswer {
        guard let status = file.state.life.status else { throw Rejection.caseUnknown }
        return CaseAnswer(
            caseId: file.state.caseID,
            caseNumber: file.state.caseNumber,
            status: status,
            version: try file.transaction.version(of: file.state.caseID),
            subjectId: file.state.subjectID
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
        try transaction.requireInForce(
            programme: command.programmeId,
            agreement: command.agreementId,
            on: [occasion.day]
        )
        let event = try command.decide(id: caseID, number: number, occasion)
        let notes = IdentificationNotes(categories: command.categories, narrative: command.narrative)
        var file = CaseFile(in: transaction)
        try file.append(event, at: occasion.at, sealed: try Transaction.Sealed(notes, of: caseID))
        return try answer(file)
    }

    /// Registers a case.
    ///
    /// Of what is imported, documents that are known already are left to the search for duplicates: the index that knows
    /// them follows behind, so what became of a row would depend on when it came.
    func register(
        _ command: RegisterCase,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction,
        isImported: Bool = false
    ) throws -> CaseAnswer {
        var file = try CaseFile(caseID, expecting: version, in: transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        try file.state.life.require(.register, at: occasion.at)
        try transaction.requireInForce(
            programme: command.programmeId,
            agreement: command.agreementId,
            on: [occasion.day]
        )
        let (subjectID, subject) = try person(of: command, isImported, occasion, transaction)
        for (index, consent) in (command.consents ?? []).enumerated() {
            var consent = consent
            consent.at = consent.at ?? consent.occurredAt ?? occasion.at
            let recorded: ConsentRecorded
            do throws(Rejection) {
                recorded = try file.state.record(
                    consent,
                    of: subject,
                    id: subjectID,
                    newID: .v7(at: transaction.now),
                    occasion
                )
            } catch {
                throw error.prefixed("consents[\(index)]")
            }
            try file.append(recorded, to: recorded.consentId, at: recorded.at)
        }
        let registration = try file.state.register(
            command,
            subject,
            id: subjectID,
            identified: try transaction.identifiedCategories(caseID),
            occasion
        )
        try file.append(
            registration.registered,
            at: occasion.at,
            sealed: command.subjectId == nil ? try Transaction.Sealed(subject, of: subjectID) : nil
        )
        let notes = RegistrationNotes(
            caseWorkerId: command.caseWorkerId,
            authority: command.justice?.authority,
            orderRef: command.justice?.orderRef,
            narrative: command.narrative,
            duplicateReason: command.duplicateReason
        )
        try file.append(
            registration.profile,
            at: occasion.at,
            sealed: try Transaction.Sealed(notes, of: caseID)
        )
        return try answer(file)
    }

    func assign(
        _ command: AssignCase,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> CaseAnswer {
        var file = try CaseFile(caseID, expecting: version, in: transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let profile = try file.state.assign(occasion)
        let notes = RegistrationNotes(caseWorkerId: command.caseWorkerId)
        try file.append(profile, at: occasion.at, sealed: try Transaction.Sealed(notes, of: caseID))
        return try answer(file)
    }

    /// The person to register: a new one, or one whom this instance knows from another case.
    private func person(
        of command: RegisterCase,
        _ isImported: Bool,
        _ occasion: Occasion,
        _ transaction: Transaction
    ) throws -> (EntityID, SubjectDetails) {
        switch (command.subject, command.subjectId) {
        case (let subject?, nil):
            try subject.check(occasion)
            if !isImported, command.duplicateReason.isBlank { try transaction.requireNew(subject) }
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
    ) throws -> CaseAnswer {
        var file = try CaseFile(caseID, expecting: version, in: transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        try file.append(try file.state.decline(command, occasion), at: occasion.at)
        return try answer(file)
    }

    // MARK: Consents

    func record(
        _ consent: RecordConsent,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> ConsentAnswer {
        var file = try CaseFile(caseID, expecting: version, in: transaction)
        let occasion = try config.occasion(consent.occurredAt, transaction)
        let subjectID = file.state.subjectID
        let subject = try subjectID.map { try transaction.knownSubject($0) }
        let recorded = try file.state.record(
            consent,
            of: subject,
            id: subjectID,
            newID: .v7(at: transaction.now),
            occasion
        )
        try file.append(recorded, to: recorded.consentId, at: recorded.at)
        if recorded.purpose == .statistics, let subject {
            // What was published of the person must go, or may come, with the decision.
            try file.restate(subject, config.calendar, at: recorded.at, reason: .consentChanged)
        }
        return ConsentAnswer(
            consentId: recorded.consentId,
            caseId: caseID,
            status: recorded.decision,
            version: try transaction.version(of: recorded.consentId)
        )
    }
}

extension Rejection {
    /// The refusal of a part of a command.
    func prefixed(_ path: String) -> Rejection {
        Rejection(code, field: field.map { "\(path).\($0)" } ?? path, message, status: status)
    }
}
