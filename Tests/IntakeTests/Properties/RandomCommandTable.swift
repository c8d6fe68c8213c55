import EventStore
import Events

@testable import Intake

extension RandomCommands {
    typealias Command = @Sendable (IntakeCommands, Transaction, Attempt) throws -> Void

    /// What may be tried, under the name it is counted by; what gets a case on stands there more than once.
    static let commands: [(name: String, try: Command)] =
        registration + registration + work + work + stay + findings + repairs

    private static let registration: [(name: String, try: Command)] = [
        (
            "register",
            { commands, transaction, attempt in
                let subject = attempt.flag ? Sample.boy() : Sample.boy(bornOn: "2003-03-10")
                let consents = attempt.pick % 4 == 0 ? nil : [Sample.courtOrder]
                let command = Sample.register(subject, consents: consents, at: attempt.at.description)
                _ = try commands.register(command, attempt.caseID, nil, transaction)
            }
        ),
        (
            "decline",
            { commands, transaction, attempt in
                guard attempt.pick % 8 == 0 else { throw Rejection.invalidTransition("not now") }
                let command = DeclineCase(reason: .noNeed, occurredAt: attempt.at)
                _ = try commands.decline(command, attempt.caseID, nil, transaction)
            }
        ),
        (
            "consent",
            { commands, transaction, attempt in
                let consent = RecordConsent(
                    purpose: attempt.one(of: [.register, .statistics, .shareService]) ?? .media,
                    decision: attempt.flag ? .granted : attempt.pick % 3 == 0 ? .withdrawn : .withheld,
                    basis: .guardian,
                    at: attempt.at
                )
                _ = try commands.record(consent, attempt.caseID, nil, transaction)
            }
        ),
    ]

    private static let work: [(name: String, try: Command)] = [
        (
            "assess",
            { commands, transaction, attempt in
                let risk = attempt.one(of: Risk.allCases) ?? .low
                let command = Sample.assess(risk: risk, at: attempt.at.description)
                _ = try commands.assess(command, attempt.caseID, nil, transaction)
            }
        ),
        (
            "plan",
            { commands, transaction, attempt in
                let due = attempt.day.adding(days: attempt.pick % 7 == 0 ? 91 : 60).description
                let command = Sample.plan(reviewDue: due, at: attempt.at.description)
                _ = try commands.approve(command, attempt.caseID, nil, transaction)
            }
        ),
        (
            "review",
            { commands, transaction, attempt in
                let decision = attempt.one(of: ReviewDecision.allCases) ?? .continuePlan
                let command = ReviewCase(decision: decision, occurredAt: attempt.at)
                _ = try commands.review(command, attempt.caseID, nil, transaction)
            }
        ),
        (
            "close",
            { commands, transaction, attempt in
                guard attempt.pick % 3 == 0 else { throw Rejection.invalidTransition("not now") }
                let reason: ClosureReason = attempt.flag ? .goalReached : attempt.pick % 2 == 0 ? .lost : .deceased
                let command = CloseCase(reason: reason, occurredAt: attempt.at)
                _ = try commands.close(command, attempt.caseID, nil, transaction)
            }
        ),
        (
            "reopen",
            { commands, transaction, attempt in
                let command = ReopenCase(reason: attempt.flag ? "Again" : "Anew", occurredAt: attempt.at)
                _ = try commands.reopen(command, attempt.caseID, nil, transaction)
            }
        ),
    ]

    private static let stay: [(name: String, try: Command)] = [
        (
            "admit",
            { commands, transaction, attempt in
                _ = try commands.admit(Sample.admit(at: attempt.at.description), attempt.caseID, nil, transaction)
            }
        ),
        (
            "rights",
            { commands, transaction, attempt in
                let command = ExplainRights(occurredAt: attempt.at)
                _ = try commands.explainRights(command, attempt.caseID, nil, transaction)
            }
        ),
        (
            "classify",
            { commands, transaction, attempt in
                let level = attempt.one(of: ClassificationLevel.allCases) ?? .level1
                let command = ClassifyPerson(classification: level, occurredAt: attempt.at)
                _ = try commands.classify(command, attempt.caseID, nil, transaction)
            }
        ),
        (
            "contact",
            { commands, transaction, attempt in
                let command = RecordContact(kind: .visit, on: attempt.day)
                _ = try commands.recordContact(command, attempt.caseID, nil, transaction)
            }
        ),
        (
            "prepare release",
            { commands, transaction, attempt in
                let expected = attempt.day.adding(days: attempt.pick % 7 == 0 ? 91 : 30)
                let command = PrepareRelease(expectedRelease: expected, occurredAt: attempt.at)
                _ = try commands.prepareRelease(command, attempt.caseID, nil, transaction)
            }
        ),
        (
            "release",
            { commands, transaction, attempt in
                let command = ReleasePerson(immediate: attempt.flag, occurredAt: attempt.at)
                _ = try commands.release(command, attempt.caseID, nil, transaction)
            }
        ),
        (
            "abscond",
            { commands, transaction, attempt in
                let back = attempt.flag ? attempt.at.adding(.seconds(Int64(attempt.pick) * 60)) : nil
                let command = RecordAbsence(returnedAt: back, occurredAt: attempt.at)
                _ = try commands.abscond(command, attempt.caseID, nil, transaction)
            }
        ),
        (
            "return",
            { commands, transaction, attempt in
                _ = try commands.comeBack(RecordAbsence(occurredAt: attempt.at), attempt.caseID, nil, transaction)
            }
        ),
    ]

    private static let findings: [(name: String, try: Command)] = [
        (
            "presume",
            { commands, transaction, attempt in
                var command = Sample.presume(at: attempt.at.description)
                if attempt.pick % 5 == 0 { command.reflectionEndsAt = attempt.at.adding(.seconds(29 * 86_400)) }
                if attempt.flag { command.means = nil }
                _ = try commands.recordTrafficking(command, attempt.caseID, nil, transaction)
            }
        ),
        (
            "determine",
            { commands, transaction, attempt in
                let command = RecordTrafficking(
                    determination: attempt.flag ? .confirmed : .notVictim,
                    means: attempt.pick % 2 == 0 ? [.force] : nil,
                    decidedBy: attempt.pick % 9 == 0 ? nil : .government,
                    occurredAt: attempt.at
                )
                _ = try commands.recordTrafficking(command, attempt.caseID, nil, transaction)
            }
        ),
        (
            "elements",
            { commands, transaction, attempt in
                let command = RecordTrafficking(
                    acts: attempt.flag ? [.transfer, .receipt] : [],
                    occurredAt: attempt.at
                )
                _ = try commands.recordTrafficking(command, attempt.caseID, nil, transaction)
            }
        ),
        (
            "complain",
            { commands, transaction, attempt in
                let command = LodgeComplaint(channel: .box, topic: .peers, at: attempt.at)
                _ = try commands.lodge(command, attempt.caseID, nil, transaction)
            }
        ),
        (
            "resolve",
            { commands, transaction, attempt in
                let complaints = try transaction.caseState(attempt.caseID).complaints
                let complaintID = attempt.one(of: complaints)?.id ?? attempt.caseID
                let outcome = attempt.one(of: ComplaintOutcome.allCases) ?? .upheld
                let command = ResolveComplaint(outcome: outcome, occurredAt: attempt.at)
                _ = try commands.resolve(command, complaintID, nil, transaction)
            }
        ),
    ]

    private static let repairs: [(name: String, try: Command)] = [
        (
            "correct",
            { commands, transaction, attempt in
                let changes = SubjectChanges(sex: attempt.flag ? .male : .female)
                let command = CorrectCase(reason: .dataEntry, subject: changes, occurredAt: attempt.at)
                _ = try commands.correct(command, attempt.caseID, nil, transaction)
            }
        ),
        (
            "void",
            { commands, transaction, attempt in
                guard attempt.pick % 20 == 0 else { throw Rejection.invalidTransition("not now") }
                let command = VoidCase(reason: .dataEntry, occurredAt: attempt.at)
                _ = try commands.void(command, attempt.caseID, nil, transaction)
            }
        ),
        (
            "void admission",
            { commands, transaction, attempt in
                let known = try transaction.caseState(attempt.caseID).admissions
                guard attempt.pick % 3 == 0, let id = attempt.one(of: known)?.id else {
                    throw Rejection.recordUnknown("admission")
                }
                let command = VoidRecord(reason: .wrongPerson, occurredAt: attempt.at)
                _ = try commands.voidAdmission(command, attempt.caseID, id, nil, transaction)
            }
        ),
        (
            "void consent",
            { commands, transaction, attempt in
                let known = try transaction.caseState(attempt.caseID).consents.records
                let id = attempt.one(of: known)?.consentId ?? attempt.caseID
                let command = VoidRecord(reason: .wrongPerson, occurredAt: attempt.at)
                _ = try commands.voidConsent(command, attempt.caseID, id, nil, transaction)
            }
        ),
        (
            "void assessment",
            { commands, transaction, attempt in
                let known = try transaction.caseState(attempt.caseID).assessments
                let id = attempt.one(of: known)?.id ?? attempt.caseID
                let command = VoidRecord(reason: .wrongPerson, occurredAt: attempt.at)
                _ = try commands.voidAssessment(command, attempt.caseID, id, nil, transaction)
            }
        ),
        (
            "void contact",
            { commands, transaction, attempt in
                let known = try transaction.caseState(attempt.caseID).admissions.flatMap(\.contacts)
                let id = attempt.one(of: known)?.id ?? attempt.caseID
                let command = VoidRecord(reason: .wrongPerson, occurredAt: attempt.at)
                _ = try commands.voidContact(command, attempt.caseID, id, nil, transaction)
            }
        ),
    ]
}
