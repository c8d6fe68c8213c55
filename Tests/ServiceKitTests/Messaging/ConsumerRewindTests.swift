import EventStore
import Events
import GRDB
import Kafka
import ServiceKit
import TestKit
import Testing

/// A broker that lost what was applied is another cluster here, with as much of the records as the test leaves it.
@Suite(.timeLimit(.minutes(2)))
struct ConsumerRewindTests {
    private let before: MockCluster
    private let after: MockCluster
    private let services: TestService
    private var topic: TopicContents { TopicContents(configuration: after.configuration) }

    init() throws {
        before = try .serving()
        after = try .serving()
        services = try TestService("services", publishes: [])
    }

    /// One event of each case, all on one partition.
    private func records(_ cases: ClosedRange<Int>, source: String = "/jisr/intake/el-marg") throws -> [ProducerRecord]
    {
        var partition = ExamplePartition()
        return try cases.map {
            ProducerRecord(
                try partition.append(Examples.caseIdentified(Examples.id($0)), source: source),
                partition: 3
            )
        }
    }

    /// Applies `records` from the first cluster, a few in each commit, and stops.
    private func apply(_ records: [ProducerRecord]) async throws {
        try await TopicContents(configuration: before.configuration).produce(records)
        var limits = ConsumerLoop.Limits()
        limits.batch = 10
        let consumer = services.startConsumer(before.bootstrapServers, limits: limits)
        _ = try await services.effects(records.count)
        try await consumer.stop()
    }

    /// Has the store know what `after` holds by the times at which that has it, as if it had held it all along.
    private func adoptTimes() async throws {
        let times = try await topic.records(of: .caseEvents).map { ($0.offset, $0.timestampMilliseconds) }
        try services.store.writeNow { transaction in
            for (offset, time) in times {
                try transaction.db.execute(
                    sql: "UPDATE inbox_mark SET timestamp=? WHERE offset=?",
                    arguments: [time, offset]
                )
            }
        }
    }

    @Test func `an emptied topic is read again as it fills, each effect once`() async throws {
        let records = try records(1...50)
        try await apply(records)
        let consumer = services.startConsumer(after.bootstrapServers)
        _ = try await eventually("the consumer is assigned") { consumer.part.isAssigned ? true : nil }
        try await topic.produce(records + self.records(51...60))
        let effects = try await services.effects(60)
        try await consumer.stop()
        #expect(effects.count == 60)
        #expect(services.count("jisr_inbox_rewinds_total") == 1)
        #expect(services.count("jisr_inbox_duplicates_total") == 50)
    }

    @Test func `goes back to where both agree when others took the place of what was lost`() async throws {
        let records = try records(1...50)
        try await apply(records)
        try await topic.produce(Array(records.prefix(30)))
        try await adoptTimes()
        try await topic.produce(self.records(101...140, source: "/jisr/intake/aswan"))
        let consumer = services.startConsumer(after.bootstrapServers)
        let effects = try await services.effects(90)
        try await topic.produce(Array(records.suffix(20)))
        _ = try await eventually("all are read") {
            services.count("jisr_inbox_duplicates_total") >= 20 ? true : nil
        }
        try await consumer.stop()
        #expect(effects.count == 90)
        #expect(try await services.effects().count == 90)
        #expect(services.count("jisr_inbox_rewinds_total") == 1)
        // A mark every commit: no more than a commit's records are read again.
        #expect(services.count("jisr_inbox_duplicates_total") < 20 + 20)
    }

    @Test func `does not go back when the broker has everything`() async throws {
        let records = try records(1...50)
        try await apply(records)
        try await topic.produce(records)
        try await adoptTimes()
        let consumer = services.startConsumer(after.bootstrapServers)
        _ = try await eventually("the consumer is assigned") { consumer.part.isAssigned ? true : nil }
        try await topic.produce(self.records(51...51))
        _ = try await services.effects(51)
        try await consumer.stop()
        #expect(services.count("jisr_inbox_rewinds_total") == 0)
        #expect(services.count("jisr_inbox_duplicates_total") == 0)
    }

    @Test func `reads again what was published again in another order, though the newest is where it was`() async throws
    {
        let records = try records(1...10)
        try await apply(records)
        let other = try self.records(11...11, source: "/jisr/intake/aswan")
        try await topic.produce(other + records[0..<8] + [records[9], records[8]])
        let consumer = services.startConsumer(after.bootstrapServers)
        #expect(try await services.effects(11).count == 11)
        _ = try await eventually("all are read") {
            services.count("jisr_inbox_duplicates_total") == 10 ? true : nil
        }
        try await consumer.stop()
        #expect(services.count("jisr_inbox_rewinds_total") == 1)
    }

    @Test func `a loss that was not noticed is noticed by what is missing, once`() async throws {
        // The consumer read on as the topic came back: it knows the newest record as it is now, not those before it.
        let records = try records(1...100)
        try await apply(records)
        let other = try self.records(101...110, source: "/jisr/intake/aswan")
        try await topic.produce(other + records[10...])
        try await adoptTimes()
        try services.store.writeNow { transaction in
            try transaction.db.execute(sql: "UPDATE inbox_mark SET timestamp=1 WHERE offset < 10")
        }
        let consumer = services.startConsumer(after.bootstrapServers)
        _ = try await eventually("the consumer is assigned") { consumer.part.isAssigned ? true : nil }
        #expect(services.count("jisr_inbox_rewinds_total") == 0)

        var late = ExamplePartition()
        let missing = try late.append(Examples.caseIdentified(Examples.id(200)), source: "/jisr/intake/aswan")
        let waiting = try late.append(Examples.caseIdentified(Examples.id(200)), source: "/jisr/intake/aswan")
        try await topic.produce([ProducerRecord(waiting, partition: 3)])
        #expect(try await services.effects(110).count == 110)
        #expect(services.count("jisr_inbox_rewinds_total") == 1)
        try await topic.produce([ProducerRecord(missing, partition: 3)])
        let effects = try await services.effects(112)
        try await consumer.stop()
        #expect(effects.suffix(2).map(\.keySequence) == [1, 2])
        #expect(services.count("jisr_inbox_failures_total") == 1)
    }

    @Test func `never passes over records that were removed before they were read`() async throws {
        try await apply(records(1...1))
        // The mock cluster keeps about 5 MB of a partition: what is in front of that is gone.
        let filler = (0..<10).map { _ in
            ProducerRecord(
                topic: Topic.caseEvents.name,
                partition: 3,
                key: nil,
                value: [UInt8](repeating: 0, count: 900_000)
            )
        }
        let producer = try KafkaProducer(
            configuration: KafkaConfiguration(
                bootstrapServers: after.bootstrapServers,
                clientID: "test",
                properties: ["compression.codec": "none"]
            )
        )
        #expect(try await producer.send(filler).allSatisfy(\.isPersisted))
        await producer.close(timeout: .seconds(10))
        let consumer = services.startConsumer(after.bootstrapServers)
        _ = try await eventually("the reason is logged") {
            services.log.contains("were removed before they were read") ? true : nil
        }
        #expect(!consumer.part.isAssigned)
        try await consumer.stop()
    }
}
