import EventStore
import Events

extension IntakeCommands {
    func assess(
        _ command: AssessCase,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> AssessmentAnswer {
        var file = try CaseFile(caseID, expecting: version, in: transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let assessmentID = EntityID.v7(at: transaction.now)
        let decision = try file.state.assess(command, id: assessmentID, occasion)
        let notes = AssessmentNotes(command)
        try file.append(
            decision.assessed,
            at: occasion.at,
            sealed: try Transaction.Sealed(notes, of: caseID)
        )
        if let profile = decision.profile { try file.append(profile, at: occasion.at) }
        let answer = try answer(file)
        return AssessmentAnswer(
            assessmentId: assessmentID,
            caseId: caseID,
            status: answer.status,
            version: answer.version
        )
    }

    func approve(
        _ command: ApprovePlan,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> CaseAnswer {
        var file = try CaseFile(caseID, expecting: version, in: transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let planned = try file.state.approve(command, occasion)
        let notes = PlanNotes(
            goals: command.goals,
            responsible: command.actions.map(\.responsible),
            authorId: command.authorId,
            approvedBy: command.approvedBy
        )
        try file.append(
            planned,
            at: occasion.at,
            sealed: try Transaction.Sealed(notes, of: caseID)
        )
        // Services that are under way already begin the case: urgent ones, or those that a revised plan goes on with.
        let enrolments = file.state.work.open(at: occasion.at).filter { $0.kind == .enrolment }
        if let enrolment = enrolments.first, let started = file.state.start(enrolment) {
            try file.append(started, at: started.startedAt)
        }
        return try answer(file)
    }

    func review(
        _ command: ReviewCase,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> CaseAnswer {
        var file = try CaseFile(caseID, expecting: version, in: transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let decision = try file.state.review(command, occasion)
        let notes = ReviewNotes(reviewerId: command.reviewerId, note: command.note)
        try file.append(
            decision.reviewed,
            at: occasion.at,
            sealed: try Transaction.Sealed(notes, of: caseID)
        )
        if let profile = decision.profile { try file.append(profile, at: occasion.at) }
        return try answer(file)
    }

    func close(
        _ command: CloseCase,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> CaseAnswer {
        var file = try CaseFile(caseID, expecting: version, in: transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let decision = try file.state.close(command, occasion)
        for died in decision.deaths {
            try file.append(died, to: died.admissionId, at: occasion.at)
        }
        try file.append(
            decision.closed,
            at: occasion.at,
            sealed: try command.note.map { try Transaction.Sealed(ClosingNotes(note: $0), of: caseID) }
        )
        try file.cancelOpenTransfer(at: occasion.at)
        return try answer(file)
    }

    func reopen(
        _ command: ReopenCase,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> CaseAnswer {
        var file = try CaseFile(caseID, expecting: version, in: transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        try file.append(
            try file.state.reopen(command, occasion),
            at: occasion.at,
            sealed: try Transaction.Sealed(ClosingNotes(note: command.reason), of: caseID)
        )
        return try answer(file)
    }

    func void(
        _ command: VoidCase,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> CaseAnswer {
        var file = try CaseFile(caseID, expecting: version, in: transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        try file.append(try file.state.void(command, occasion), at: occasion.at)
        try file.cancelOpenTransfer(at: occasion.at)
        return try answer(file)
    }

    func correct(
        _ command: CorrectCase,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    ) throws -> CaseAnswer {
        var file = try CaseFile(caseID, expecting: version, in: transaction)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let subjectID = try file.state.requireSubject()
        let registeredOn = file.state.registeredAt.map { config.calendar.date(of: $0) }
        try transaction.requireInForce(
            programme: command.programmeId,
            agreement: command.agreementId,
            on: [occasion.day] + (registeredOn.map { [$0] } ?? [])
        )
        let plan = try file.state.correct(command, try transaction.knownSubject(subjectID), occasion)
        let isPersonChanged = !plan.subjectChanges.isEmpty
        let justice = command.justice.flatMap { $0.authority == nil && $0.orderRef == nil ? nil : $0 }
        file = CaseFile(plan.state, in: transaction)
        try file.restate(
            plan.subject,
            config.calendar,
            at: occasion.at,
            reason: command.reason,
            changed: plan.changed,
            codes: plan.codes,
            secrets: isPersonChanged ? try Transaction.Sealed(plan.subject, of: subjectID) : nil,
            notes: try justice.map {
                try Transaction.Sealed(RegistrationNotes(authority: $0.authority, orderRef: $0.orderRef), of: caseID)
            }
        )
        guard isPersonChanged else { return try answer(file) }
        // The person's other cases speak of the same person.
        for other in try transaction.otherCases(of: subjectID, than: caseID)
        where other.life.status != .voided && other.life.status != .transferred {
            var otherFile = CaseFile(other, in: transaction)
            try otherFile.restate(plan.subject, config.calendar, at: occasion.at, reason: command.reason)
        }
        return try answer(file)
    }
}
