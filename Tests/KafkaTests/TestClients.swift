import Kafka
import TestKit
import Testing

/// How long anything a test waits for may take.
let testDeadline = Duration.seconds(30)

struct TestTimeout: Error {}

/// Waits until a condition holds.
func waitUntil(_ condition: () -> Bool) async throws {
    let deadline = ContinuousClock.now + testDeadline
    while !condition() {
        guard .now < deadline else { throw TestTimeout() }
        await Task.yield()
    }
}

extension DevBroker {
    /// Creates a topic of its own for a test.
    func makeTopic(partitions: Int, _ configuration: [String: String] = [:]) async throws -> String {
        let name = DevBroker.topicName()
        let admin = try KafkaAdmin(configuration: self.configuration())
        let specification = TopicSpecification(
            name: name,
            partitions: partitions,
            replicationFactor: 1,
            configuration: configuration
        )
        let outcomes = try await admin.createTopics([specification])
        #expect(outcomes == [name: nil])
        await admin.close()
        return name
    }

    /// Produces records with a producer of their own.
    func produce(_ records: [ProducerRecord]) async throws -> [DeliveryReport] {
        let producer = try KafkaProducer(configuration: configuration())
        let reports = try await producer.send(records)
        await producer.close(timeout: testDeadline)
        return reports
    }

    /// Reads `count` records from the offsets given, with a consumer of their own.
    func consume(_ offsets: [TopicPartition: Int64], count: Int) async throws -> [ConsumedRecord] {
        let consumer = try KafkaConsumer(configuration: configuration(), groupID: "test")
        try await consumer.assign(offsets)
        let records = try await consumer.take(count)
        await consumer.close()
        return records
    }
}

extension KafkaConsumer {
    /// Reads until there are `count` records.
    func take(_ count: Int) async throws -> [ConsumedRecord] {
        let deadline = ContinuousClock.now + testDeadline
        var records: [ConsumedRecord] = []
        while records.count < count {
            guard .now < deadline else { throw TestTimeout() }
            let batch = try await next(maxRecords: count - records.count, maxWait: .milliseconds(500))
            if let error = batch.errors.first(where: { $0.topicPartition != nil }) { throw error }
            batch.forEachRecord { records.append($0.copy()) }
        }
        return records
    }

    /// Reads until an error of a partition comes that is the one looked for; records before it are dropped.
    func nextPartitionError(where isWanted: (PartitionError) -> Bool = { _ in true }) async throws -> PartitionError {
        try await nextError { $0.topicPartition != nil && isWanted($0) }
    }

    /// Reads until an error of a broker or a connection comes.
    func nextBrokerError() async throws -> KafkaError {
        try await nextError { $0.topicPartition == nil }.error
    }

    private func nextError(where isWanted: (PartitionError) -> Bool) async throws -> PartitionError {
        let deadline = ContinuousClock.now + testDeadline
        while .now < deadline {
            let batch = try await next(maxRecords: 1_000, maxWait: .milliseconds(500))
            if let error = batch.errors.first(where: isWanted) { return error }
        }
        throw TestTimeout()
    }
}
