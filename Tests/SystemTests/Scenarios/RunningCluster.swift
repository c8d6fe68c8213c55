import Events
import Foundation
import Kafka
import TestKit

/// The five services over one broker, started once for the suites that share it.
struct RunningCluster: Sendable {
    let broker: DevBroker
    let folder: TemporaryFolder
    let cluster: JisrCluster
    let scenarios: Scenarios

    private static let task = Task {
        let running = try await RunningCluster()
        try await running.scenarios.reportFigures()
        return running
    }
    private static let outreachTask = Task { try await RunningCluster() }

    /// For the scenarios of cases, with the published figures.
    static func shared() async throws -> RunningCluster { try await task.value }

    /// For those of training and partnerships, whose figures must not mix with the others'.
    static func outreach() async throws -> RunningCluster { try await outreachTask.value }

    /// Ends it: idle services and a broker would take a good part of a core from the suites that follow.
    func stop() async {
        await cluster.stop()
        await broker.kill()
    }

    private init() async throws {
        broker = try await DevBroker.launch()
        folder = try TemporaryFolder()
        cluster = try JisrCluster(
            folder: folder.path,
            bootstrapServers: broker.bootstrapServers,
            environment: ["JISR_LOG_LEVEL": "warning"]
        )
        try await cluster.start()
        scenarios = Scenarios(cluster: cluster)
        try await scenarios.registerPartners()
    }

    /// The types of all events with this key on a topic, in its order.
    func types(key: String, on topic: Topic) async throws -> [String] {
        try await TopicReading.types(of: key, on: topic.name, configuration: broker.configuration())
    }

    /// The types of all events with this key on these topics, in each topic's order.
    func types(key: String, on topics: [String]) async throws -> [String: [String]] {
        var found: [String: [String]] = [:]
        for topic in topics {
            found[topic] = try await TopicReading.types(of: key, on: topic, configuration: broker.configuration())
        }
        return found
    }
}

/// Reading one key of a topic.
enum TopicReading {
    static func types(of key: String, on topic: String, configuration: KafkaConfiguration) async throws -> [String] {
        try await records(of: key, on: topic, configuration: configuration).compactMap { record in
            let type = record.headers.last { $0.name == "ce_type" }?.value.map { String(decoding: $0, as: UTF8.self) }
            return type.map { String($0.dropFirst("jisr.".count).dropLast(".v1".count)) }
        }
    }

    /// The records with this key, in the topic's order.
    static func records(
        of key: String,
        on topic: String,
        configuration: KafkaConfiguration
    ) async throws -> [ConsumedRecord] {
        try await records(on: topic, configuration: configuration).filter { $0.key == Array(key.utf8) }
    }

    /// All records, in the order of each partition.
    static func records(on topic: String, configuration: KafkaConfiguration) async throws -> [ConsumedRecord] {
        let admin = try KafkaAdmin(configuration: configuration)
        let counts = try await admin.partitionCount(of: [topic], timeout: .seconds(10))
        let partitions = (0..<Int32(counts[topic] ?? 0)).map { TopicPartition(topic: topic, partition: $0) }
        var remaining = try await admin.watermarks(partitions, timeout: .seconds(10))
            .filter { $0.value.high > $0.value.low }.mapValues(\.high)
        await admin.close()
        guard !remaining.isEmpty else { return [] }
        let consumer = try KafkaConsumer(configuration: configuration, groupID: "jisr.test")
        try await consumer.assign(
            Dictionary(uniqueKeysWithValues: remaining.keys.map { ($0, KafkaConsumer.beginning) })
        )
        var records: [ConsumedRecord] = []
        let deadline = ContinuousClock.now.advanced(by: .seconds(60))
        while !remaining.isEmpty, ContinuousClock.now < deadline {
            let batch = try await consumer.next(maxRecords: 5000, maxWait: .seconds(1))
            for index in 0..<batch.count {
                let record = batch.copy(at: index)
                records.append(record)
                let place = TopicPartition(topic: topic, partition: record.partition)
                if let end = remaining[place], record.offset + 1 >= end { remaining[place] = nil }
            }
        }
        await consumer.close()
        return records
    }
}
