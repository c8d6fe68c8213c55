import Kafka
import Synchronization
import TestKit
import Testing

/// Each test has a broker of its own, as it kills it.
@Suite(.timeLimit(.minutes(1))) struct BrokerOutageTests {
    /// Gives up soon on a topic that a broker has lost.
    private static let impatient = ["topic.metadata.propagation.max.ms": "2000", "reconnect.backoff.max.ms": "200"]

    private func records(_ topic: String, _ count: Int) -> [ProducerRecord] {
        (0..<count).map { ProducerRecord(topic: topic, key: Array("key \($0 % 100)".utf8), value: Array("\($0)".utf8)) }
    }

    /// Sends the records again and again, until the producer is beyond repair.
    private func sendAll(
        _ records: [ProducerRecord],
        times: Int,
        with producer: KafkaProducer,
        each: @Sendable () -> Void
    ) async throws -> [DeliveryReport] {
        var reports: [DeliveryReport] = []
        for _ in 0..<times where producer.fatalError == nil {
            reports += try await producer.send(records)
            each()
        }
        return reports
    }

    @Test func `reports every record when the broker is killed while sending`() async throws {
        let broker = try await DevBroker.launch()
        let topic = try await broker.makeTopic(partitions: 3)
        let producer = try KafkaProducer(configuration: broker.configuration(Self.impatient))
        try await producer.warmUp(topics: [topic], timeout: testDeadline)
        let chunk = records(topic, 500)
        let sent = Mutex(0)
        async let reports = sendAll(chunk, times: 60, with: producer) { sent.withLock { $0 += 500 } }
        try await waitUntil { sent.withLock { $0 } >= 2_000 }
        await broker.kill()
        try await broker.start()
        let ends = try await reports
        #expect(ends.count == sent.withLock { $0 })
        #expect(ends.prefix(2_000).allSatisfy { $0.isPersisted })
        // What was acknowledged before the kill and what followed the restart; a broker that lost what it had
        // acknowledged may also have refused the rest.
        #expect(ends.count == 30_000 || producer.fatalError != nil)
        #expect(producer.brokerErrorCount > 0)
        await producer.close(timeout: .zero)
    }

    @Test func `loses no report when it is closed while the broker is away`() async throws {
        let broker = try await DevBroker.launch()
        let topic = try await broker.makeTopic(partitions: 3)
        let producer = try KafkaProducer(configuration: broker.configuration())
        try await producer.warmUp(topics: [topic], timeout: testDeadline)
        await broker.kill()
        let records = records(topic, 1_000)
        async let first = producer.send(Array(records[..<500]))
        async let second = producer.send(Array(records[500...]))
        try await waitUntil { producer.recordsUnderWay >= 1_000 }
        await producer.close(timeout: .milliseconds(100))
        let reports = try await first + second
        #expect(reports.count == 1_000)
        #expect(reports.allSatisfy { !$0.isPersisted && $0.error?.isRetriable == true })
        #expect(producer.recordsUnderWay == 0)
    }

    @Test func `goes on by itself after a restart`() async throws {
        let broker = try await DevBroker.launch()
        let topic = try await broker.makeTopic(partitions: 1)
        let place = TopicPartition(topic: topic, partition: 0)
        let producer = try KafkaProducer(configuration: broker.configuration(Self.impatient))
        let consumer = try KafkaConsumer(configuration: broker.configuration(Self.impatient), groupID: "test")
        #expect(try await producer.send(records(topic, 10)).allSatisfy { $0.isPersisted })
        try await consumer.assign([place: 0])
        #expect(try await consumer.take(10).count == 10)
        let before = consumer.brokerErrorCount

        await broker.terminate()
        let seen = try await consumer.nextBrokerError()
        #expect(seen.isRetriable)
        #expect(consumer.brokerErrorCount > before)
        try await broker.start()
        let reports = try await producer.send(records(topic, 10))
        // The dev broker forgets producers' sequences; then this producer is done for, and says so.
        if let fatalError = producer.fatalError {
            #expect(fatalError.isFatal)
            _ = try await broker.produce(records(topic, 10))
        } else {
            #expect(reports.allSatisfy { $0.isPersisted })
        }
        #expect(try await consumer.take(10).map(\.offset) == Array(10..<20))
        await producer.close(timeout: testDeadline)
        await consumer.close()
    }

    @Test func `notices a broker that came back empty`() async throws {
        let broker = try await DevBroker.launch()
        let topic = try await broker.makeTopic(partitions: 1)
        let place = TopicPartition(topic: topic, partition: 0)
        _ = try await broker.produce(records(topic, 50))
        let consumer = try KafkaConsumer(configuration: broker.configuration(Self.impatient), groupID: "test")
        try await consumer.assign([place: 0])
        #expect(try await consumer.take(50).count == 50)

        try await broker.wipe()
        let admin = try KafkaAdmin(configuration: broker.configuration())
        #expect(try await admin.partitionCount(of: [topic]) == [:])
        let specification = TopicSpecification(name: topic, partitions: 1, replicationFactor: 1)
        #expect(try await admin.createTopics([specification]) == [topic: nil])
        #expect(try await admin.record(at: 49, of: place) == nil)
        await admin.close()
        let error = try await consumer.nextPartitionError(where: { $0.isOffsetOutOfRange })
        #expect(error.topicPartition == place)
        #expect(consumer.brokerErrorCount > 0)
        await consumer.close()
    }
}
