import EventStore
import Events
import Kafka
import TestKit
import Testing

extension MockCluster {
    /// A cluster with the topics of a service.
    static func serving(_ topics: [Topic] = [.caseEvents]) throws -> MockCluster {
        let cluster = try MockCluster()
        for topic in topics + [.deadLetters(of: "intake"), .deadLetters(of: "services")] {
            try cluster.createTopic(topic.name, partitions: Topic.partitionCount)
        }
        return cluster
    }

    var configuration: KafkaConfiguration { KafkaConfiguration(bootstrapServers: bootstrapServers, clientID: "test") }
}

/// What is on a topic, and how tests put something there.
struct TopicContents {
    let configuration: KafkaConfiguration

    /// Everything on `topic`, by partition and offset.
    func records(of topic: Topic) async throws -> [ConsumedRecord] {
        let admin = try KafkaAdmin(configuration: configuration)
        let places = (0..<Int32(Topic.partitionCount)).map { TopicPartition(topic: topic.name, partition: $0) }
        let marks = try await admin.watermarks(places).filter { $0.value.high > $0.value.low }
        await admin.close()
        let count = marks.values.reduce(0) { $0 + Int($1.high - $1.low) }
        guard count > 0 else { return [] }
        let consumer = try KafkaConsumer(configuration: configuration, groupID: "test")
        try await consumer.assign(marks.mapValues(\.low))
        var records: [ConsumedRecord] = []
        let deadline = ContinuousClock.now + .seconds(30)
        while records.count < count {
            try #require(.now < deadline, "\(topic.name) cannot be read")
            let batch = try await consumer.next(maxRecords: 1000, maxWait: .milliseconds(500))
            batch.forEachRecord { records.append($0.copy()) }
        }
        await consumer.close()
        return records.sorted { ($0.partition, $0.offset) < ($1.partition, $1.offset) }
    }

    /// Puts records on topics.
    func produce(_ records: [ProducerRecord]) async throws {
        let producer = try KafkaProducer(configuration: configuration)
        let reports = try await producer.send(records)
        await producer.close(timeout: .seconds(10))
        for report in reports { try #require(report.isPersisted) }
    }

    /// The topic's events are complete and in order, each first appearance right behind its predecessor.
    func audit(_ topic: Topic = .caseEvents) async throws -> TopicAudit {
        let audit = try await TopicAudit.read(topic.name, configuration: configuration)
        #expect(audit.problems.isEmpty)
        return audit
    }
}

extension ProducerRecord {
    /// A record for a topic that says what it is in the same bytes as `raw`.
    init(_ raw: RawRecord, topic: Topic = .caseEvents, partition: Int32? = nil) {
        self.init(
            topic: topic.name,
            partition: partition,
            key: raw.key,
            value: raw.value,
            headers: raw.headers.map { KafkaHeader(name: $0.name, value: $0.value) }
        )
    }

    /// The same record again, in the same partition.
    init(_ record: ConsumedRecord) {
        self.init(
            topic: record.topic,
            partition: record.partition,
            key: record.key,
            value: record.value,
            headers: record.headers
        )
    }
}
