import EventStore
import Events

@testable import Intake

/// A generator whose sequence a failing test can repeat (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

/// Commands and messages in any order at any time, most of which must be refused.
struct RandomCommands {
    private var generator: SeededGenerator
    private(set) var cases: [EntityID] = []
    private(set) var accepted = 0
    private(set) var refused: [String: Int] = [:]
    private var enrolments: [(enrolment: EntityID, ofCase: EntityID)] = []

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// Does something, somewhere, at some time of the first half of 2021.
    mutating func act(on desk: Desk) throws {
        guard !cases.isEmpty, Int.random(in: 0..<40, using: &generator) > 0 else {
            cases.append(try desk.run { try $0.identify(Sample.identify(at: "2021-01-10T08:00:00Z"), $1) }.caseId)
            return
        }
        guard let caseID = cases.suffix(4).randomElement(using: &generator) else { return }
        if Int.random(in: 0..<8, using: &generator) == 0 {
            try hear(caseID, desk)
            return
        }
        // Most commands do not fit; a few tries get the case on.
        for _ in 0..<4 {
            let command = Self.commands[Int.random(in: 0..<Self.commands.count, using: &generator)]
            let at = time()
            let flag = Bool.random(using: &generator)
            guard let refusal = try desk.refusal({ try command($0, $1, caseID, at, flag) }) else {
                accepted += 1
                return
            }
            refused[refusal.code, default: 0] += 1
        }
    }

    /// Mostly later than before, sometimes not.
    private mutating func time() -> Timestamp {
        let step = Int64.random(in: 1...6, using: &generator)
        clock = min(clock + step, 3400)
        let hours =
            Int.random(in: 0..<6, using: &generator) == 0 ? Int64.random(in: 0...3400, using: &generator) : clock
        return Sample.at("2021-01-10T09:00:00Z").adding(.seconds(hours * 3600))
    }

    private var clock: Int64 = 0

    private mutating func hear(_ caseID: EntityID, _ desk: Desk) throws {
        if Bool.random(using: &generator), let known = enrolments.randomElement(using: &generator) {
            try desk.serviceCompleted(known.enrolment, of: known.ofCase, at: time().description)
        } else {
            let enrolment = EntityID.v7()
            try desk.serviceStarted(enrolment, of: caseID, at: time().description)
            enrolments.append((enrolment, caseID))
        }
    }

    private typealias Command = @Sendable (IntakeCommands, Transaction, EntityID, Timestamp, Bool) throws -> Void

    private static let commands: [Command] = [
        { commands, transaction, id, at, flag in
            let subject = flag ? Sample.boy() : Sample.boy(bornOn: "2003-03-10")
            let consents = flag ? [Sample.courtOrder] : nil
            _ = try commands.register(
                Sample.register(subject, consents: consents, at: at.description),
                id,
                nil,
                transaction
            )
        },
        { commands, transaction, id, at, flag in
            guard flag else { return }
            _ = try commands.decline(DeclineCase(reason: .noNeed, occurredAt: at), id, nil, transaction)
        },
        { commands, transaction, id, at, flag in
            let consent = RecordConsent(
                purpose: flag ? .register : .statistics,
                decision: flag ? .granted : .withheld,
                basis: .guardian,
                at: at
            )
            _ = try commands.record(consent, id, nil, transaction)
        },
        { commands, transaction, id, at, _ in
            _ = try commands.assess(Sample.assess(at: at.description), id, nil, transaction)
        },
        { commands, transaction, id, at, _ in
            let due = Sample.calendar.date(of: at).adding(days: 60).description
            _ = try commands.approve(Sample.plan(reviewDue: due, at: at.description), id, nil, transaction)
        },
        { commands, transaction, id, at, flag in
            let review = ReviewCase(decision: flag ? .continuePlan : .revise, occurredAt: at)
            _ = try commands.review(review, id, nil, transaction)
        },
        { commands, transaction, id, at, flag in
            _ = try commands.close(
                CloseCase(reason: flag ? .goalReached : .lost, occurredAt: at),
                id,
                nil,
                transaction
            )
        },
        { commands, transaction, id, at, _ in
            _ = try commands.reopen(ReopenCase(reason: "Again", occurredAt: at), id, nil, transaction)
        },
        { commands, transaction, id, at, _ in
            _ = try commands.admit(Sample.admit(at: at.description), id, nil, transaction)
        },
        { commands, transaction, id, at, _ in
            _ = try commands.explainRights(ExplainRights(occurredAt: at), id, nil, transaction)
        },
        { commands, transaction, id, at, _ in
            _ = try commands.classify(ClassifyPerson(classification: .level1, occurredAt: at), id, nil, transaction)
        },
        { commands, transaction, id, at, _ in
            let expected = Sample.calendar.date(of: at).adding(days: 30)
            _ = try commands.prepareRelease(
                PrepareRelease(expectedRelease: expected, occurredAt: at),
                id,
                nil,
                transaction
            )
        },
        { commands, transaction, id, at, flag in
            _ = try commands.release(ReleasePerson(immediate: flag, occurredAt: at), id, nil, transaction)
        },
        { commands, transaction, id, at, _ in
            _ = try commands.abscond(RecordAbsence(occurredAt: at), id, nil, transaction)
        },
        { commands, transaction, id, at, _ in
            _ = try commands.comeBack(RecordAbsence(occurredAt: at), id, nil, transaction)
        },
        { commands, transaction, id, at, flag in
            let changes = SubjectChanges(sex: flag ? .male : .female)
            _ = try commands.correct(
                CorrectCase(reason: .dataEntry, subject: changes, occurredAt: at),
                id,
                nil,
                transaction
            )
        },
    ]
}
