import Kafka
import TestKit
import Testing

/// Consumers that share the partitions of a topic.
@Suite(.serialized, .timeLimit(.minutes(2))) struct GroupTests {
    /// A member of a group, and what it has read.
    private final class Member {
        let consumer: KafkaConsumer
        var owned: Set<TopicPartition> = []
        var offsets: [TopicPartition: [Int64]] = [:]
        private let start: Int64
        private let whole: [TopicPartition]

        init(
            _ configuration: KafkaConfiguration,
            _ topic: String,
            from start: Int64,
            whole: [TopicPartition]
        ) async throws {
            consumer = try KafkaConsumer(configuration: configuration, memberOf: "jisr.group.\(topic)")
            self.start = start
            self.whole = whole
            try await consumer.subscribe(to: [topic])
        }

        func poll() async throws {
            let batch = try await consumer.next(maxRecords: 1000, maxWait: .milliseconds(50))
            batch.forEachRecord { record in
                offsets[TopicPartition(topic: record.topic, partition: record.partition), default: []]
                    .append(record.offset)
            }
            switch batch.rebalance {
            case .assigned(let partitions):
                owned = Set(partitions)
                try await consumer.take(
                    Dictionary(uniqueKeysWithValues: partitions.map { ($0, start) } + whole.map { ($0, 0) })
                )
            case .revoked:
                owned = []
                try await consumer.giveUp()
            case nil: break
            }
        }
    }

    private func poll(_ members: [Member], until condition: () -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while !condition() {
            guard .now < deadline else { throw TestTimeout() }
            for member in members { try await member.poll() }
        }
    }

    private func expectSharing(_ configuration: KafkaConfiguration, _ topic: String, _ whole: String) async throws {
        let producer = try KafkaProducer(configuration: configuration)
        let records = (0..<60).map { ProducerRecord(topic: topic, partition: $0 % 6, key: nil, value: []) }
        let other = ProducerRecord(topic: whole, partition: 0, key: nil, value: [])
        #expect(try await producer.send(records + [other]).allSatisfy { $0.isPersisted })
        await producer.close(timeout: testDeadline)
        let all = Set((0..<6).map { TopicPartition(topic: topic, partition: $0) })
        let wholePlace = TopicPartition(topic: whole, partition: 0)

        let first = try await Member(configuration, topic, from: 4, whole: [wholePlace])
        try await poll([first]) { first.owned == all && first.offsets.values.joined().count == 37 }
        for place in all { #expect(first.offsets[place] == Array(4..<10), "from where it was told to begin") }
        #expect(first.offsets[wholePlace] == [0], "and another topic besides")

        let second = try await Member(configuration, topic, from: 7, whole: [])
        try await poll([first, second]) { second.owned.count == 3 && second.offsets.values.joined().count == 9 }
        try await poll([first, second]) { first.owned.count == 3 }
        #expect(first.owned.union(second.owned) == all)
        for place in second.owned { #expect(second.offsets[place] == Array(7..<10)) }

        await second.consumer.close()
        try await poll([first]) { first.owned == all }
        await first.consumer.close()
    }

    @Test func `members share partitions, and what one leaves another takes, at a mock cluster`() async throws {
        let cluster = try MockCluster()
        try cluster.createTopic("shared", partitions: 6)
        try cluster.createTopic("whole", partitions: 1)
        let configuration = KafkaConfiguration(bootstrapServers: cluster.bootstrapServers, clientID: "test")
        try await expectSharing(configuration, "shared", "whole")
    }

    @Test func `members share partitions, and what one leaves another takes, at the development broker`() async throws {
        let broker = try await DevBroker.shared()
        let topic = try await broker.makeTopic(partitions: 6)
        let whole = try await broker.makeTopic(partitions: 1)
        try await expectSharing(broker.configuration(), topic, whole)
    }
}
