import Kafka
import TestKit
import Testing

@Suite struct RoundTripTests {
    @Test func `keeps keys, values, headers and tombstones as they were produced`() async throws {
        let broker = try await DevBroker.shared()
        let topic = try await broker.makeTopic(partitions: 1)
        let headers = [
            KafkaHeader(name: "ce_id", text: "one"),
            KafkaHeader(name: "twice", text: "first"),
            KafkaHeader(name: "null", value: nil),
            KafkaHeader(name: "empty", value: []),
            KafkaHeader(name: "twice", text: "second"),
        ]
        let records = [
            ProducerRecord(topic: topic, key: [1, 2, 3], value: [4, 5], headers: headers),
            ProducerRecord(topic: topic, key: nil, value: []),
            ProducerRecord(topic: topic, key: [], value: nil, headers: [KafkaHeader(name: "alone", value: [0])]),
        ]
        let reports = try await broker.produce(records)
        #expect(reports.map(\.outcome) == (0..<3).map { .persisted(partition: 0, offset: $0) })

        let consumed = try await broker.consume([TopicPartition(topic: topic, partition: 0): 0], count: 3)
        #expect(consumed.map(\.offset) == [0, 1, 2])
        #expect(consumed.map(\.key) == [[1, 2, 3], nil, []])
        #expect(consumed.map(\.value) == [[4, 5], [], nil])
        #expect(consumed.map(\.headers) == [headers, [], [KafkaHeader(name: "alone", value: [0])]])
        #expect(consumed.allSatisfy { $0.timestampMilliseconds > 1_600_000_000_000 })
    }
}
