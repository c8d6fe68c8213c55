import EventStore
import Events

extension IntakeCommands {
    func admit(
        _ command: AdmitPerson,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> AdmissionAnswer {
        var file = try CaseFile(caseID, expecting: version, in: transaction)
        let occasion = try config.occasion(
            command.moment,
            transaction,
            field: command.admittedAt == nil ? "occurredAt" : "admittedAt"
        )
        let subjectID = try file.state.requireSubject()
        let subject = try transaction.knownSubject(subjectID)
        let institutionID = command.institutionId ?? file.state.institutionID
        let terms = try transaction.state(InstitutionState.self, key: .id(institutionID)).terms(at: occasion.at)
        let decision = try file.state.admit(
            command,
            subject,
            id: .v7(at: transaction.now),
            to: institutionID,
            terms: terms,
            isHeldElsewhere: try transaction.isHeld(subjectID, at: occasion.at, otherThan: caseID),
            occasion
        )
        let admissionID = decision.admitted.admissionId
        try file.append(
            decision.admitted,
            to: admissionID,
            at: occasion.at,
            sealed: try Transaction.Sealed(decision.notes, of: subjectID)
        )
        // The admission settles whether the person counts as a child, and the order where the person stands.
        try file.restate(
            subject,
            config.calendar,
            at: occasion.at,
            reason: .newInformation,
            codes: decision.codes
        )
        return try answer(admissionID, of: file)
    }

    func explainRights(
        _ command: ExplainRights,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> AdmissionAnswer {
        let occasion = try config.occasion(command.occurredAt, transaction)
        return try step(caseID, version, transaction, at: occasion.at) { try $0.explainRights(command, occasion) }
    }

    func classify(
        _ command: ClassifyPerson,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> AdmissionAnswer {
        let occasion = try config.occasion(command.occurredAt, transaction)
        let state = try transaction.caseState(caseID)
        let subject = try state.subjectID.map { try transaction.knownSubject($0) }
        let notes = ClassificationNotes(
            note: command.note,
            basis: command.basis,
            age: subject?.age(on: occasion.day),
            sex: subject?.sex
        )
        let sealed = try Transaction.Sealed(notes, of: caseID)
        return try step(caseID, version, transaction, at: occasion.at, sealed: sealed) {
            try $0.classify(command, occasion)
        }
    }

    func recordContact(
        _ command: RecordContact,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> AdmissionAnswer {
        // Of a contact only the day may be known: noon, so that it is that day in nearly every time zone.
        let noon = command.on.map { min(Timestamp($0).adding(.seconds(12 * 3600)), transaction.now) }
        let occasion = try config.occasion(command.occurredAt ?? noon, transaction)
        return try step(caseID, version, transaction, at: occasion.at) { try $0.recordContact(command, occasion) }
    }

    func prepareRelease(
        _ command: PrepareRelease,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> AdmissionAnswer {
        let occasion = try config.occasion(command.occurredAt, transaction)
        return try step(caseID, version, transaction, at: occasion.at) { try $0.prepareRelease(command, occasion) }
    }

    func release(
        _ command: ReleasePerson,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> AdmissionAnswer {
        let occasion = try config.occasion(command.occurredAt, transaction)
        return try step(caseID, version, transaction, at: occasion.at) { try $0.release(command, occasion) }
    }

    func abscond(
        _ command: RecordAbsence,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> AdmissionAnswer {
        let occasion = try config.occasion(command.occurredAt, transaction)
        guard let returnedAt = command.returnedAt else {
            return try step(caseID, version, transaction, at: occasion.at) { try $0.abscond(occasion) }
        }
        var file = try CaseFile(caseID, in: transaction)
        let isHeldElsewhere = try transaction.isHeld(
            try file.state.requireSubject(),
            at: returnedAt,
            otherThan: caseID
        )
        let (left, back) = try file.state.abscond(until: returnedAt, isHeldElsewhere: isHeldElsewhere, occasion)
        try transaction.expect(version: version, of: left.admissionId)
        try file.append(left, to: left.admissionId, at: left.abscondedAt)
        try file.append(back, to: back.admissionId, at: back.returnedAt)
        return try answer(left.admissionId, of: file)
    }

    func comeBack(
        _ command: RecordAbsence,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> AdmissionAnswer {
        let occasion = try config.occasion(command.occurredAt, transaction)
        guard command.returnedAt == nil else {
            throw Rejection.invalidField("returnedAt", "only an absence has it; say occurredAt")
        }
        return try step(caseID, version, transaction, at: occasion.at) { state in
            let isHeldElsewhere = try transaction.isHeld(
                try state.requireSubject(),
                at: occasion.at,
                otherThan: caseID
            )
            return try state.comeBack(isHeldElsewhere: isHeldElsewhere, occasion)
        }
    }

    /// Appends what `decide` says of a stay to that stay.
    private func step<Event: AdmissionEvent>(
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction,
        at instant: Timestamp,
        sealed: Transaction.Sealed? = nil,
        decide: (CaseState) throws -> Event
    ) throws -> AdmissionAnswer {
        var file = try CaseFile(caseID, in: transaction)
        let event = try decide(file.state)
        try transaction.expect(version: version, of: event.admissionId)
        try file.append(event, to: event.admissionId, at: instant, sealed: sealed)
        return try answer(event.admissionId, of: file)
    }

    private func answer(_ admissionID: EntityID, of file: CaseFile) throws -> AdmissionAnswer {
        guard let admission = file.state.admissions.first(where: { $0.id == admissionID }),
            let status = admission.life.status
        else { throw Rejection.caseUnknown }
        return AdmissionAnswer(
            admissionId: admissionID,
            caseId: file.state.caseID,
            status: status,
            version: try file.transaction.version(of: admissionID)
        )
    }
}

/// An event in a person's stay.
protocol AdmissionEvent: CaseEvent {
    var admissionId: EntityID { get }
}

extension AdmissionClassified: AdmissionEvent {}
extension AdmissionReleasePrepared: AdmissionEvent {}
extension AdmissionReleased: AdmissionEvent {}
extension AdmissionAbsconded: AdmissionEvent {}
extension AdmissionReturned: AdmissionEvent {}
extension RightsExplained: AdmissionEvent {}
extension ContactRecorded: AdmissionEvent {}
