import Kafka
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct ConsumerTests {
    /// A topic of one partition with `count` records whose values are their offsets in text.
    private func filledTopic(_ count: Int, on broker: DevBroker) async throws -> TopicPartition {
        let topic = try await broker.makeTopic(partitions: 1)
        let records = (0..<count).map { ProducerRecord(topic: topic, key: nil, value: Array("\($0)".utf8)) }
        let reports = try await broker.produce(records)
        #expect(reports.allSatisfy { $0.isPersisted })
        return TopicPartition(topic: topic, partition: 0)
    }

    @Test func `starts each partition at the offset given`() async throws {
        let broker = try await DevBroker.shared()
        let first = try await filledTopic(20, on: broker)
        let second = try await filledTopic(10, on: broker)
        let third = try await filledTopic(10, on: broker)
        let records = try await broker.consume(
            [first: 15, second: 7, third: KafkaConsumer.beginning],
            count: 5 + 3 + 10
        )
        #expect(records.filter { $0.topic == first.topic }.map(\.offset) == Array(15..<20))
        #expect(records.filter { $0.topic == second.topic }.map(\.offset) == Array(7..<10))
        #expect(records.filter { $0.topic == third.topic }.map(\.offset) == Array(0..<10))
    }

    @Test func `gives nothing of the former assignment after a new one`() async throws {
        let broker = try await DevBroker.shared()
        let place = try await filledTopic(5_000, on: broker)
        let other = try await filledTopic(100, on: broker)
        let consumer = try KafkaConsumer(configuration: broker.configuration(), groupID: "test")
        for round in 0..<30 {
            let offset = Int64((round * 7_919) % 4_900)
            try await consumer.assign([place: offset])
            // Different numbers, so that some of what was fetched is left in the queue.
            let count = 1 + round * 13 % 90
            let records = try await consumer.take(count)
            #expect(records.map(\.offset) == Array(offset..<offset + Int64(count)))
        }
        try await consumer.assign([other: 0])
        let records = try await consumer.take(100)
        #expect(records.allSatisfy { $0.topic == other.topic })
        await consumer.close()
    }

    @Test(arguments: [100, 1_000_000])
    func `stops at an offset the broker does not have, and skips nothing`(offset: Int64) async throws {
        let broker = try await DevBroker.shared()
        let place = try await filledTopic(10, on: broker)
        let consumer = try KafkaConsumer(configuration: broker.configuration(), groupID: "test")
        try await consumer.assign([place: offset])
        let error = try await consumer.nextPartitionError()
        #expect(error.topicPartition == place)
        #expect(error.isOffsetOutOfRange)
        #expect(!error.error.isRetriable)

        // Even a record that comes later is not given: only a new assignment moves on.
        _ = try await broker.produce([ProducerRecord(topic: place.topic, key: nil, value: [1])])
        let batch = try await consumer.next(maxRecords: 10, maxWait: .milliseconds(300))
        #expect(batch.isEmpty)
        try await consumer.assign([place: 9])
        #expect(try await consumer.take(2).map(\.offset) == [9, 10])
        await consumer.close()
    }

    @Test func `gives an empty batch when nothing comes`() async throws {
        let broker = try await DevBroker.shared()
        let place = try await filledTopic(3, on: broker)
        let consumer = try KafkaConsumer(configuration: broker.configuration(), groupID: "test")
        try await consumer.assign([place: KafkaConsumer.end])
        let batch = try await consumer.next(maxRecords: 10, maxWait: .milliseconds(50))
        #expect(batch.isEmpty && batch.errors.isEmpty)
        await consumer.close()
    }

    @Test func `ends the wait when the task is cancelled, and goes on afterwards`() async throws {
        let broker = try await DevBroker.shared()
        let place = try await filledTopic(3, on: broker)
        let consumer = try KafkaConsumer(configuration: broker.configuration(), groupID: "test")
        try await consumer.assign([place: 3])
        let waiting = Task { try await consumer.next(maxRecords: 10, maxWait: .seconds(600)) }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        try await consumer.assign([place: 1])
        #expect(try await consumer.take(2).map(\.offset) == [1, 2])
        await consumer.close()
    }

    @Test func `keeps a batch readable after the consumer is closed`() async throws {
        let broker = try await DevBroker.shared()
        let place = try await filledTopic(3, on: broker)
        let consumer = try KafkaConsumer(configuration: broker.configuration(), groupID: "test")
        try await consumer.assign([place: 0])
        var batch = try await consumer.next(maxRecords: 1, maxWait: testDeadline)
        while batch.isEmpty { batch = try await consumer.next(maxRecords: 1, maxWait: testDeadline) }
        await consumer.close()
        await consumer.close()
        #expect(batch.count == 1)
        #expect(batch.copy(at: 0).value == Array("0".utf8))
        #expect(batch.topics == [place.topic])
        await #expect(throws: KafkaError.self) { try await consumer.next(maxRecords: 1, maxWait: .zero) }
        await #expect(throws: KafkaError.self) { try await consumer.assign([:]) }
        consumer.commitForLagTools([place: 1])
    }

    @Test func `takes no more at once than asked, and never more than 16 MB`() async throws {
        let broker = try await DevBroker.shared()
        let topic = try await broker.makeTopic(partitions: 2)
        let value = [UInt8](repeating: 1, count: 100_000)
        let records = (0..<300).map { ProducerRecord(topic: topic, partition: $0 % 2, key: nil, value: value) }
        #expect(try await broker.produce(records).allSatisfy { $0.isPersisted })
        let consumer = try KafkaConsumer(configuration: broker.configuration(), groupID: "test")
        let places = (0..<2).map { TopicPartition(topic: topic, partition: $0) }
        try await consumer.assign([places[0]: 0, places[1]: 0])
        var offsets: [Int32: [Int64]] = [:]
        var isLarge = false
        let deadline = ContinuousClock.now + testDeadline
        while offsets.values.reduce(0, { $0 + $1.count }) < 300, .now < deadline {
            let limit = isLarge ? 100_000 : 7
            let batch = try await consumer.next(maxRecords: limit, maxWait: .milliseconds(500))
            #expect(batch.count <= min(limit, (16 << 20) / 100_000 + 1))
            batch.forEachRecord { offsets[$0.partition, default: []].append($0.offset) }
            isLarge.toggle()
        }
        #expect(offsets == [0: Array(0..<150), 1: Array(0..<150)])
        await consumer.close()
    }

    @Test func `finds known headers in one pass, the last of each name`() async throws {
        let broker = try await DevBroker.shared()
        let topic = try await broker.makeTopic(partitions: 1)
        let headers = ["a", "b", "c", "b", "d"].enumerated().map { KafkaHeader(name: $1, text: "\($0)") }
        _ = try await broker.produce([
            ProducerRecord(topic: topic, key: nil, value: [1], headers: headers + [KafkaHeader(name: "n", value: nil)]),
            ProducerRecord(topic: topic, key: nil, value: [1]),
        ])
        let consumer = try KafkaConsumer(configuration: broker.configuration(), groupID: "test")
        try await consumer.assign([TopicPartition(topic: topic, partition: 0): 0])
        let names = HeaderNames(["d", "b", "missing", "n", "a"])
        var found: [[String?]] = []
        var single: [String?] = []
        var again: [[String?]] = []
        var copied: [[KafkaHeader]] = []
        let deadline = ContinuousClock.now + testDeadline
        while found.count < 2, .now < deadline {
            let batch = try await consumer.next(maxRecords: 10, maxWait: .milliseconds(500))
            batch.forEachRecord { record in
                record.withHeaders(names) { values in
                    found.append(values.map { $0.map { String(decoding: $0, as: UTF8.self) } })
                }
                single.append(record.header("b").map { String(decoding: $0, as: UTF8.self) })
                // The headers are handed over once and read again as often as they are asked for.
                record.withHeaders(names) { values in
                    again.append(values.map { $0.map { String(decoding: $0, as: UTF8.self) } })
                }
                copied.append(record.copy().headers)
            }
        }
        #expect(found == [["4", "3", nil, nil, "0"], [nil, nil, nil, nil, nil]])
        #expect(again == found)
        #expect(copied == [headers + [KafkaHeader(name: "n", value: nil)], []])
        #expect(single == ["3", nil])
        await consumer.close()
    }
}
