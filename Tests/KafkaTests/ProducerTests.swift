import Kafka
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct ProducerTests {
    /// The keys and hashes of Apache Kafka's own test of `Utils.murmur2`.
    static let murmur2: [(key: String, hash: Int32)] = [
        ("21", -973_932_308),
        ("foobar", -790_332_482),
        ("a-little-bit-long-string", -985_981_536),
        ("a-little-bit-longer-string", -1_486_304_829),
        ("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58_897_971),
        ("abc", 479_470_107),
    ]

    @Test func `places a key in the partition where the Java client places it`() async throws {
        let broker = try await DevBroker.shared()
        let topic = try await broker.makeTopic(partitions: 12)
        let records = Self.murmur2.map { ProducerRecord(topic: topic, key: Array($0.key.utf8), value: [1]) }
        let reports = try await broker.produce(records)
        let partitions = reports.map { report -> Int32? in
            guard case .persisted(let partition, _) = report.outcome else { return nil }
            return partition
        }
        #expect(partitions == Self.murmur2.map { ($0.hash & 0x7fff_ffff) % 12 })
    }

    @Test func `reports each of 50,000 records, in the order given`() async throws {
        let broker = try await DevBroker.shared()
        let topic = try await broker.makeTopic(partitions: 4)
        let records = (0..<50_000).map { index in
            ProducerRecord(topic: topic, partition: Int32(index % 4), key: nil, value: Array("value \(index)".utf8))
        }
        let reports = try await broker.produce(records)
        #expect(reports.count == records.count)
        // With the partition chosen by the caller, order of reports and of offsets are the same.
        let expected = (0..<50_000).map { index in
            DeliveryReport.Outcome.persisted(partition: Int32(index % 4), offset: Int64(index / 4))
        }
        #expect(reports.map(\.outcome) == expected)
    }

    @Test func `fails a record for an unknown partition and delivers the rest`() async throws {
        let broker = try await DevBroker.shared()
        let topic = try await broker.makeTopic(partitions: 1)
        let producer = try KafkaProducer(configuration: broker.configuration())
        try await producer.warmUp(topics: [topic], timeout: testDeadline)
        let header = KafkaHeader(name: "ce_id", text: "one")
        let reports = try await producer.send([
            ProducerRecord(topic: topic, partition: 0, key: nil, value: [1], headers: [header]),
            ProducerRecord(topic: topic, partition: 7, key: nil, value: [2], headers: [header]),
            ProducerRecord(topic: topic, partition: 0, key: nil, value: [3], headers: [header]),
        ])
        #expect(reports.map(\.isPersisted) == [true, false, true])
        #expect(reports[1].error?.code == .unknownPartition)
        #expect(reports[1].outcome.isPossiblyPersisted == false)
        await producer.close(timeout: testDeadline)
    }

    @Test func `fails a record for a topic that cannot be and delivers the rest`() async throws {
        let broker = try await DevBroker.shared()
        let topic = try await broker.makeTopic(partitions: 1)
        let reports = try await broker.produce([
            ProducerRecord(topic: String(repeating: "x", count: 600), key: nil, value: [1]),
            ProducerRecord(topic: topic, key: nil, value: [2]),
        ])
        #expect(reports.map(\.isPersisted) == [false, true])
        #expect(reports[0].error?.code == .invalidConfiguration)
        #expect(reports[0].error?.isRetriable == false)
    }

    @Test func `refuses a record above the limit without sending it`() async throws {
        let broker = try await DevBroker.shared()
        let topic = try await broker.makeTopic(partitions: 1)
        let reports = try await broker.produce([
            ProducerRecord(topic: topic, key: nil, value: [UInt8](repeating: 7, count: 2 << 20)),
            ProducerRecord(topic: topic, key: nil, value: [UInt8](repeating: 7, count: 800_000)),
        ])
        #expect(reports.map(\.isPersisted) == [false, true])
        #expect(reports[0].error?.code == .messageTooLarge)
        #expect(reports[0].error?.isRetriable == false)
    }

    @Test func `delivers what several tasks send at once`() async throws {
        let broker = try await DevBroker.shared()
        let topic = try await broker.makeTopic(partitions: 3)
        let producer = try KafkaProducer(configuration: broker.configuration())
        let persisted = try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<20 {
                group.addTask {
                    let records = (0..<100).map { ProducerRecord(topic: topic, key: [UInt8(task), $0], value: [1]) }
                    return try await producer.send(records).count(where: \.isPersisted)
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(persisted == 2_000)
        await producer.close(timeout: testDeadline)
    }

    @Test func `refuses to send once closed`() async throws {
        let broker = try await DevBroker.shared()
        let producer = try KafkaProducer(configuration: broker.configuration())
        await producer.close(timeout: testDeadline)
        await producer.close(timeout: testDeadline)
        await #expect(throws: KafkaError.self) {
            try await producer.send([ProducerRecord(topic: "any", key: nil, value: [1])])
        }
        await #expect(throws: KafkaError.self) {
            try await producer.warmUp(topics: ["any"], timeout: .seconds(1))
        }
    }

    @Test func `gives up a warm-up when no broker answers in time`() async throws {
        let configuration = KafkaConfiguration(bootstrapServers: "127.0.0.1:1", clientID: "test")
        let producer = try KafkaProducer(configuration: configuration)
        let error = await #expect(throws: KafkaError.self) {
            try await producer.warmUp(topics: ["any"], timeout: .milliseconds(300))
        }
        #expect(error?.isRetriable == true)
        try await waitUntil { producer.brokerErrorCount > 0 }
        await producer.close(timeout: .zero)
    }
}

extension DeliveryReport.Outcome {
    /// Whether the broker may have a record that failed.
    var isPossiblyPersisted: Bool {
        guard case .failed(_, let possiblyPersisted) = self else { return false }
        return possiblyPersisted
    }
}
