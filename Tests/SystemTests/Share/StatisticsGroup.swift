import Events
import Foundation
import Kafka
import TestKit
import Testing

/// Instances of statistics as processes over one cluster of brokers, with the events of a history on it.
final class StatisticsGroup {
    private let folder: TemporaryFolder
    private let bootstrapServers: String
    private let createsTopics: Bool

    /// Instances over the brokers at `bootstrapServers`.
    init(_ bootstrapServers: String, createsTopics: Bool) throws {
        folder = try TemporaryFolder()
        self.bootstrapServers = bootstrapServers
        self.createsTopics = createsTopics
        let secret = Data(String(repeating: "5a", count: 32).utf8)
        try secret.write(to: URL(fileURLWithPath: "\(folder.path)/group.key"))
    }

    /// An instance that does everything by itself.
    func single() throws -> ServiceProcess { try process("national", [:]) }

    /// The instance of the group that counts.
    func counting() throws -> ServiceProcess {
        try process("national", ["JISR_SHARE_RELEASES": "true"].merging(group) { $1 })
    }

    /// An instance of the group that reads.
    func reader(_ number: Int) throws -> ServiceProcess { try process("reader-\(number)", group) }

    private var group: [String: String] {
        ["JISR_SHARE_GROUP": "test", "JISR_SHARE_SECRET_FILE": "\(folder.path)/group.key"]
    }

    private func process(_ name: String, _ own: [String: String]) throws -> ServiceProcess {
        let environment = [
            "JISR_KAFKA_CREATE_TOPICS": "\(createsTopics)",
            "JISR_KAFKA_SESSION_TIMEOUT_MS": "6000",
            "JISR_KAFKA_HEARTBEAT_INTERVAL_MS": "1000",
            "JISR_CONSUMER_BATCH": "200",
        ]
        return try JisrCluster(
            folder: "\(folder.path)/\(name)",
            bootstrapServers: bootstrapServers,
            instance: name,
            services: [.statistics],
            environment: environment.merging(own) { $1 }
        ).process(.statistics)
    }
}

/// A history of events for several clusters of brokers: the same records at the same offsets.
struct SharedHistory {
    private let records: [ProducerRecord]

    private struct Record: Decodable {
        var topic: String
        var headers: [String: String]
        var value: String
    }

    init(seed: Int) async throws {
        let folder = try TemporaryFolder()
        let made = try await Script.run(
            "deploy/lib/recount/run",
            ["histories", folder.path, "--first", "\(seed)", "--count", "1"]
        )
        try #require(made.status == 0, "\(made.output)")
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(seed).events.jsonl"))
        records = try data.split(separator: UInt8(ascii: "\n")).map { line in
            let record = try JSONDecoder().decode(Record.self, from: Data(line))
            let key = record.headers["ce_partitionkey"] ?? ""
            return ProducerRecord(
                topic: record.topic,
                key: Array(key.utf8),
                value: Array(record.value.utf8),
                headers: record.headers.sorted { $0.key < $1.key }.map { KafkaHeader(name: $0.key, text: $0.value) }
            )
        }
    }

    /// Puts a part of it, in hundredths, on the topics; in order, as the same batches would not keep.
    func produce(_ part: Range<Int>, with configuration: KafkaConfiguration) async throws {
        let producer = try KafkaProducer(configuration: configuration)
        let part = records[(records.count * part.lowerBound / 100)..<(records.count * part.upperBound / 100)]
        for report in try await producer.send(Array(part)) { try #require(report.isPersisted) }
        await producer.close(timeout: .seconds(10))
    }
}

extension ServiceProcess {
    /// What a release says that must not depend on who read: orders it and waits for it.
    func release(through: String) async throws -> [JSON] {
        let ordered = try await LoopbackClient.shared.command(
            "POST",
            url + "/v1/releases",
            ["through": .string(through)]
        )
        try #require(ordered.status == 202, "\(ordered.text)")
        let path = "/v1/release-orders/\(ordered.json["orderId"].string ?? "")"
        let order = try await eventually("the release is made", within: .seconds(120)) { () -> JSON? in
            let order = try await LoopbackClient.shared.get(url + path).json
            return order["state"].string == "PENDING" ? nil : order
        }
        try #require(order["state"].string == "MADE", "\(order)")
        let release = try await LoopbackClient.shared.get(url + "/v1/releases").json["items"][0]
        return [release["releaseId"], release["figuresHash"], release["offsets"]]
    }
}
