import EventStore
import Events
import Foundation
import GRDB
import Kafka
import ServiceKit
import TestKit
import Testing

@testable import Statistics

/// Several instances do what one does: over random histories with whatever goes wrong.
@Suite struct ShareTests {
    private static let through = day(2021, 12, 31)
    private static let policy = ReleasePolicy.builtIn(k: 5, countries: ["EG", "LY"])

    /// A history made by the recount, and what it counts.
    private struct History {
        let topics: SharedTopics
        let answers: [PlayedHistory.Answers]
        let single: TemporaryStore

        static let task = Task { try await History() }

        init() async throws {
            let folder = try TemporaryFolder()
            let zone = "\(Desk.days.zone.secondsFromGMT())"
            let made = try await Script.run(
                "deploy/lib/recount/run",
                ["--zone", zone, "histories", folder.path, "--first", "1", "--count", "1"]
            )
            try #require(made.status == 0, "\(made.output)")
            var topics = SharedTopics()
            for record in try HistoryRecord.all("\(folder.path)/1.events.jsonl") {
                topics.append(record.raw, to: record.topic)
            }
            self.topics = topics
            answers = try JSONDecoder().decode(
                [PlayedHistory.Answers].self,
                from: Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/1.expected.json"))
            )
            // One ordinary instance.
            single = try TemporaryStore(
                service: "statistics",
                instance: "national",
                projections: ShareGroup.projections
            )
            let table = StatisticsMessages(days: Desk.days).table
            let letters = DeadLetters(service: "statistics", instance: "national", version: "test")
            for place in topics.places {
                let records = topics.inbound(place, from: 0, limit: .max, table)
                let outcome = try single.store.writeNow {
                    try $0.receive(records, table: table, deadLetters: letters)
                }
                try #require(outcome.deadLettered.isEmpty)
            }
        }

        static let released = Task {
            let store = try await History.task.value.single.store
            return try await ReleasedWork(store, Writer(store), through: through, policy)
        }
    }

    /// Holds what the group has against the single instance and the recount.
    private func expectSame(_ group: ShareGroup, _ history: History) async throws {
        let store = group.counting.store.store
        let counted = try PlayedHistory.answers(Array(history.answers.prefix(3)), of: store)
        #expect(PlayedHistory.differences(counted, history.answers).isEmpty)
        let figures = { (db: Database) in
            Set(try FigureReader(db: db, today: day(2026, 6, 1).number).figures().map { "\($0)" })
        }
        #expect(try store.readNow(figures) == history.single.store.readNow(figures))
        let released = try await group.counting.release(through: Self.through, policy: Self.policy)
        #expect(try await released == History.released.value)
    }

    @Test(arguments: [1, 2, 4])
    func `gives the same bytes however many read`(_ count: Int) async throws {
        let history = try await History.task.value
        let group = try ShareGroup(history.topics)
        for _ in 0..<count { try group.addReader() }
        try group.divide()
        // In pieces, told as they come.
        for _ in 0..<3 {
            try group.step(40)
            try await group.tell()
            try group.counting.hear(group.atoms)
        }
        try await group.finish()
        try await expectSame(group, history)
    }

    @Test func `readers come, go and lose their stores, partitions move, and nothing changes`() async throws {
        let history = try await History.task.value
        let group = try ShareGroup(history.topics)
        let first = try group.addReader()
        try group.divide()
        try group.step(60)
        try await group.tell()
        try group.addReader()
        try group.divide()
        try group.step(30)
        try await group.tell()
        try group.counting.hear(group.atoms)
        let offsets = try group.counting.offsets
        try group.addReader()
        try group.divide(turn: 1)
        try group.step(10)
        try await group.tell()
        try group.counting.hear(group.atoms)
        for (topic, partitions) in offsets {
            for (partition, next) in partitions {
                #expect(try group.counting.offsets[topic]?[partition] ?? 0 >= next, "what is known is not taken back")
            }
        }
        group.lose(first)
        try group.divide(turn: 2)
        try await group.finish()
        try await expectSame(group, history)

        // Whoever begins anew with what compaction left knows the same.
        group.atoms.compact()
        try group.renewCounting()
        try group.counting.hear(group.atoms)
        try await expectSame(group, history)
    }

    @Test func `nothing that erasure takes away is on the topic or in a reader's store`() async throws {
        let history = try await History.task.value
        let group = try ShareGroup(history.topics)
        for _ in 0..<3 { try group.addReader() }
        try group.divide()
        try await group.finish()
        group.atoms.compact()
        let erased = try group.counting.store.store.readNow { try FactTables.erasedPersons($0) }
        #expect(erased.count > 5)
        let secret = try ShareGroup.secret()
        var seen = 0
        func check(_ atoms: [Atom]) {
            for case .fact(let fact) in atoms where erased.contains(fact.person) {
                seen += 1
                #expect(fact == fact.coarsened)
            }
        }
        for record in group.atoms.records {
            let event = try EventCoding.decode(AtomsTold.self, from: record.raw.value ?? [])
            check(
                try Atom.all(
                    in: try secret.open(event.sealed, for: String(decoding: record.raw.key ?? [], as: UTF8.self))
                )
            )
        }
        #expect(seen > 5)
        for reader in group.readers {
            let contents = try reader.store.store.readNow {
                try Data.fetchAll($0, sql: "SELECT content FROM share_atoms")
            }
            for content in contents { check(try Atom.all(in: [UInt8](content))) }
        }
    }

    @Test func `a gap keeps the release waiting`() async throws {
        let history = try await History.task.value
        let group = try ShareGroup(history.topics)
        try group.addReader()
        try group.divide()
        try await group.finish()
        let place = try #require(history.topics.places.first)
        let complete = try #require(try group.counting.offsets[place.topic]?[place.partition])
        #expect(complete == Int64(history.topics.partitions[place]?.count ?? 0))
        // The first stretch of it is missing.
        var holed = CompactedTopic()
        let key = Array("\(place.topic)/\(place.partition)/0/0".utf8)
        for record in group.atoms.records where record.raw.key != key { holed.append(record.raw) }
        try group.renewCounting()
        try group.counting.hear(holed)
        #expect(try group.counting.offsets[place.topic]?[place.partition] == nil)
    }
}
