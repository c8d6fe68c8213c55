import EventStore
import Events
import TestKit
import Testing

@testable import ServiceDelivery

/// Thousands of histories, each told twice.
///
/// Once everything is known before anything is done, once it comes in any order that can happen, with records that come
/// again and commands given as early as they are taken. Both end in the same state.
struct ArrivalPropertyTests {
    private static let histories = 1010

    /// What came of many histories.
    private struct Findings: Sendable {
        /// Histories that did not end in the same state, or could not be told.
        var faults: [String] = []
        /// How often something ended so: `enrolment interrupted`.
        var tally: [String: Int] = [:]
        var isRebuiltAlike = false
    }

    @Test(arguments: 1...2 as ClosedRange<UInt64>)
    func `whatever arrives when, the same state comes of it`(seed: UInt64) async throws {
        // It computes for long: on a thread of its own it keeps no other test waiting.
        let found = try await onOwnThread { try Self.findings(seed) }
        #expect(found.faults == [])
        // Enough of everything happened to prove anything.
        for wanted in [
            "enrolment active", "enrolment completed", "enrolment interrupted", "return withdrawn", "return cancelled",
            "return counselled", "plan inProgress", "plan abandoned", "referral cancelled", "referral inService",
            "referral completed", "referral expired",
        ] {
            #expect(found.tally[wanted, default: 0] >= 10, "\(wanted): \(found.tally)")
        }
        #expect(found.isRebuiltAlike)
    }

    private static func findings(_ seed: UInt64) throws -> Findings {
        let bench = try Workbench()
        var generator = SeededGenerator(seed: seed &* 7919)
        var findings = Findings()
        for number in 0..<histories {
            let history = RandomHistory(seed: seed << 32 | UInt64(number))
            try bench.write { transaction in
                let first = try telling(2 * number, transaction)
                let (expected, commands) = try inform(first, of: history, bench, transaction)
                let second = try telling(2 * number + 1, transaction)
                let found = try shuffle(second, history, commands, bench, &generator, transaction)
                if found != expected {
                    findings.faults.append(
                        "history \(seed << 32 | UInt64(number)):\n\(found.map { "\($0)" } ?? "refused")\nnot\n\(expected)"
                    )
                }
                for line in expected.lines {
                    let words = line.split(separator: " ")
                    findings.tally["\(words[0]) \(words[2])", default: 0] += 1
                }
            }
        }
        findings.isRebuiltAlike = try bench.temporary.store.rebuild(swap: false).isClean
        return findings
    }

    /// A telling with identifiers of its own, whose institutions offer what is asked for.
    private static func telling(_ number: Int, _ transaction: Transaction) throws -> LifeRun {
        let run = LifeRun { Examples.id(1_000_000 + number * 200 + $0) }
        let offers: [(Int, ServiceKind)] = [
            (RandomHistory.Name.institution, .literacy), (RandomHistory.Name.outside, .medical),
            (RandomHistory.Name.outside, .legal),
        ]
        for (institution, service) in offers {
            let draft = try MakeOffer(
                offerID: .v7(),
                institutionID: run.name(institution),
                service: service,
                capacity: 10,
                from: Dates.day("2018-01-01")
            ).decide()
            try transaction.append(draft.event, to: draft.aggregateID, key: .id(run.name(institution)))
        }
        return run
    }

    /// Everything is known first; commands that are refused then are none that could ever be given.
    private static func inform(
        _ run: LifeRun,
        of history: RandomHistory,
        _ bench: Workbench,
        _ transaction: Transaction
    ) throws -> (LifeSummary, [RandomHistory.Command]) {
        for stream in history.streams {
            for tell in stream { try hear(try tell(run.name, &bench.feed), bench, transaction) }
        }
        var commands: [RandomHistory.Command] = []
        for command in history.commands where try give(command, run, transaction) { commands.append(command) }
        return (try LifeSummary(run, transaction), commands)
    }

    /// The same in any order: each stream keeps its own, what was told may be told again at any time.
    ///
    /// `nil` when a command is refused in the end that was taken with the same knowledge.
    private static func shuffle(
        _ run: LifeRun,
        _ history: RandomHistory,
        _ commands: [RandomHistory.Command],
        _ bench: Workbench,
        _ generator: inout SeededGenerator,
        _ transaction: Transaction
    ) throws -> LifeSummary? {
        var waiting = try history.streams.map { try $0.map { try $0(run.name, &bench.feed) }[...] }
        var told: [IntakeFeed.Message] = []
        var commands = commands[...]
        while true {
            let open = waiting.indices.filter { !waiting[$0].isEmpty }
            if open.isEmpty, commands.isEmpty { break }
            let choice = Int.random(in: 0...(open.count * 2 + 2), using: &generator)
            if choice < open.count * 2 {
                let message = waiting[open[choice / 2]].removeFirst()
                told.append(message)
                try hear(message, bench, transaction)
            } else if choice == open.count * 2, let again = told.randomElement(using: &generator) {
                try hear(again, bench, transaction)
            } else if let command = commands.first, try give(command, run, transaction) {
                commands.removeFirst()
            } else if open.isEmpty, !commands.isEmpty {
                return nil
            }
        }
        return try LifeSummary(run, transaction)
    }

    /// A record was parked or set aside, which none of these may be.
    private struct NotTaken: Error {}

    private static func hear(_ message: IntakeFeed.Message, _ bench: Workbench, _ transaction: Transaction) throws {
        let record = bench.feed.inbound(message, bench.table, bench.settings.accepts)
        let outcome = try transaction.receive([record], table: bench.table, deadLetters: bench.deadLetters)
        guard outcome.handled + outcome.duplicates == 1 else { throw NotTaken() }
    }

    private static func give(
        _ command: RandomHistory.Command,
        _ run: LifeRun,
        _ transaction: Transaction
    ) throws -> Bool {
        do {
            try transaction.savepoint { try command(run, transaction) }
            return true
        } catch is Rejection {
            return false
        }
    }
}
