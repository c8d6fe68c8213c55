import EventStore
import Events

extension IntakeCommands {
    func assess(
        _ command: AssessCase,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    )
        throws -> AssessmentAnswer
    {
        let state = try load(caseID, transaction, expecting: version)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let assessmentID = EntityID.v7(at: transaction.now)
        let decision = try state.assess(command, id: assessmentID, occasion)
        let notes = AssessmentNotes(assessorId: command.assessorId, note: command.note)
        try transaction.append(
            decision.assessed,
            to: caseID,
            occurredAt: occasion.at,
            sealed: try Transaction.Sealed(notes, of: caseID)
        )
        if let profile = decision.profile { try transaction.append(profile, to: caseID, occurredAt: occasion.at) }
        let answer = try answer(caseID, transaction)
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
    )
        throws -> CaseAnswer
    {
        let state = try load(caseID, transaction, expecting: version)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let planned = try state.approve(command, occasion)
        let notes = PlanNotes(
            goals: command.goals,
            responsible: command.actions.map(\.responsible),
            authorId: command.authorId,
            approvedBy: command.approvedBy
        )
        try transaction.append(
            planned,
            to: caseID,
            occurredAt: occasion.at,
            sealed: try Transaction.Sealed(notes, of: caseID)
        )
        // Services that are under way already begin the case: urgent ones, or those that a revised plan goes on with.
        let enrolments = state.work.open(at: occasion.at).filter { $0.kind == .enrolment }
        if let enrolment = enrolments.first,
            let started = try transaction.caseState(caseID).start(enrolment)
        {
            try transaction.append(started, to: caseID, occurredAt: started.startedAt)
        }
        return try answer(caseID, transaction)
    }

    func review(
        _ command: ReviewCase,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    )
        throws -> CaseAnswer
    {
        let state = try load(caseID, transaction, expecting: version)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let decision = try state.review(command, occasion)
        let notes = ReviewNotes(reviewerId: command.reviewerId, note: command.note)
        try transaction.append(
            decision.reviewed,
            to: caseID,
            occurredAt: occasion.at,
            sealed: try Transaction.Sealed(notes, of: caseID)
        )
        if let profile = decision.profile { try transaction.append(profile, to: caseID, occurredAt: occasion.at) }
        return try answer(caseID, transaction)
    }

    func close(
        _ command: CloseCase,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    )
        throws -> CaseAnswer
    {
        let state = try load(caseID, transaction, expecting: version)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let decision = try state.close(command, occasion)
        for died in decision.deaths {
            try transaction.append(died, to: died.admissionId, key: .id(caseID), occurredAt: occasion.at)
        }
        try transaction.append(
            decision.closed,
            to: caseID,
            occurredAt: occasion.at,
            sealed: try command.note.map { try Transaction.Sealed(ClosingNotes(note: $0), of: caseID) }
        )
        return try answer(caseID, transaction)
    }

    func reopen(
        _ command: ReopenCase,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    )
        throws -> CaseAnswer
    {
        let state = try load(caseID, transaction, expecting: version)
        let occasion = try config.occasion(command.occurredAt, transaction)
        try transaction.append(
            try state.reopen(command, occasion),
            to: caseID,
            occurredAt: occasion.at,
            sealed: try Transaction.Sealed(ClosingNotes(note: command.reason), of: caseID)
        )
        return try answer(caseID, transaction)
    }

    func void(
        _ command: VoidCase,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    )
        throws -> CaseAnswer
    {
        let state = try load(caseID, transaction, expecting: version)
        let occasion = try config.occasion(command.occurredAt, transaction)
        try transaction.append(try state.void(command, occasion), to: caseID, occurredAt: occasion.at)
        return try answer(caseID, transaction)
    }

    func correct(
        _ command: CorrectCase,
        _ caseID: EntityID,
        _ version: Int?,
        _ transaction: Transaction
    )
        throws -> CaseAnswer
    {
        let state = try load(caseID, transaction, expecting: version)
        let occasion = try config.occasion(command.occurredAt, transaction)
        let subjectID = try state.requireSubject()
        let plan = try state.correct(command, try transaction.knownSubject(subjectID), occasion)
        let isPersonChanged = !plan.subjectChanges.isEmpty
        let authority = command.justice?.authority
        try transaction.restate(
            plan.state,
            plan.subject,
            config.calendar,
            reason: command.reason,
            changed: plan.changed,
            codes: plan.codes,
            secrets: isPersonChanged ? try Transaction.Sealed(plan.subject, of: subjectID) : nil,
            notes: try authority.map { try Transaction.Sealed(RegistrationNotes(authority: $0), of: caseID) }
        )
        guard isPersonChanged else { return try answer(caseID, transaction) }
        // The person's other cases speak of the same person.
        for other in try transaction.otherCases(of: subjectID, than: caseID) where other.life.status != .voided {
            try transaction.restate(other, plan.subject, config.calendar, reason: command.reason)
        }
        return try answer(caseID, transaction)
    }
}
