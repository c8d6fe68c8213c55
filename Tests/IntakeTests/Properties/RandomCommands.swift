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
    /// One command about to be tried.
    struct Attempt: Sendable {
        let caseID: EntityID
        let at: Timestamp
        let flag: Bool
        let pick: Int

        var day: CalendarDate { Sample.calendar.date(of: at) }

        /// One of `items`, always the same for the same attempt.
        func one<Item>(of items: [Item]) -> Item? {
            items.isEmpty ? nil : items[pick % items.count]
        }
    }

    private var generator: SeededGenerator
    private(set) var cases: [EntityID] = []
    private(set) var accepted: [String: Int] = [:]
    private(set) var refused: [String: Int] = [:]
    private var enrolments: [(enrolment: EntityID, ofCase: EntityID, from: Timestamp)] = []
    private var clock: Int64 = 0

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    var acceptedCount: Int { accepted.values.reduce(0, +) }

    /// Lets one more case live through `steps` random steps.
    mutating func live(_ steps: Int, on desk: Desk) throws {
        clock = 0
        try identify(on: desk)
        guard let caseID = cases.last else { return }
        for _ in 0..<steps { try step(caseID, on: desk) }
    }

    /// Does something, in one of the newest cases, at some time of the first half of 2021.
    mutating func act(on desk: Desk) throws {
        guard !cases.isEmpty, Int.random(in: 0..<40, using: &generator) > 0 else { return try identify(on: desk) }
        guard let caseID = cases.suffix(4).randomElement(using: &generator) else { return }
        try step(caseID, on: desk)
    }

    private mutating func identify(on desk: Desk) throws {
        cases.append(try desk.run { try $0.identify(Sample.identify(at: "2021-01-10T08:00:00Z"), $1) }.caseId)
    }

    private mutating func step(_ caseID: EntityID, on desk: Desk) throws {
        if Int.random(in: 0..<8, using: &generator) == 0 { return try hear(caseID, desk) }
        // Most commands do not fit; a few tries get the case on.
        for _ in 0..<4 {
            let (name, command) = Self.commands[Int.random(in: 0..<Self.commands.count, using: &generator)]
            let attempt = Attempt(
                caseID: caseID,
                at: time(),
                flag: Bool.random(using: &generator),
                pick: Int.random(in: 0..<1000, using: &generator)
            )
            guard let refusal = try desk.refusal({ try command($0, $1, attempt) }) else {
                accepted[name, default: 0] += 1
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

    private mutating func hear(_ caseID: EntityID, _ desk: Desk) throws {
        let at = time()
        if Bool.random(using: &generator), let known = enrolments.last, known.ofCase == caseID {
            try desk.serviceCompleted(known.enrolment, of: known.ofCase, at: max(at, known.from).description)
        } else {
            let enrolment = EntityID.v7()
            try desk.serviceStarted(enrolment, of: caseID, at: at.description)
            enrolments.append((enrolment, caseID, at))
        }
    }
}
