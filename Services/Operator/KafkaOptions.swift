import ArgumentParser
import Foundation
import Kafka

/// How to reach the broker: the same variables as the services use.
struct KafkaOptions: ParsableArguments {
    @Option(help: "The brokers, host:port,…; or JISR_KAFKA_BOOTSTRAP.")
    var bootstrap: String?

    /// A connection for administration.
    ///
    /// Every other `JISR_KAFKA_…` variable goes to librdkafka: `JISR_KAFKA_SECURITY_PROTOCOL` as `security.protocol`.
    func admin() throws -> KafkaAdmin {
        let environment = ProcessInfo.processInfo.environment
        guard let servers = bootstrap ?? environment["JISR_KAFKA_BOOTSTRAP"] else {
            throw ValidationError("Name the brokers with --bootstrap or JISR_KAFKA_BOOTSTRAP.")
        }
        let own: Set = ["JISR_KAFKA_BOOTSTRAP", "JISR_KAFKA_CREATE_TOPICS", "JISR_KAFKA_REPLICATION_FACTOR"]
        var properties: [String: String] = [:]
        for (name, value) in environment where name.hasPrefix("JISR_KAFKA_") && !own.contains(name) {
            properties[name.dropFirst("JISR_KAFKA_".count).lowercased().replacingOccurrences(of: "_", with: ".")] =
                value
        }
        return try KafkaAdmin(
            configuration: KafkaConfiguration(bootstrapServers: servers, clientID: "jisr", properties: properties)
        )
    }
}
