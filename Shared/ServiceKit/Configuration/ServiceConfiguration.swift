public import Foundation
public import Logging

/// A service's configuration: complete and checked.
public struct ServiceConfiguration: Sendable {
    /// The service's name: `intake`.
    public let service: String
    /// The properties passed on to librdkafka: `security.protocol` for `JISR_KAFKA_SECURITY_PROTOCOL`.
    public let kafkaProperties: [String: String]
    private let values: [String: any Sendable]

    /// Makes a configuration of values already checked, by setting name.
    init(service: String, values: [String: any Sendable], kafkaProperties: [String: String]) {
        self.service = service
        self.values = values
        self.kafkaProperties = kafkaProperties
    }

    /// The value of a declared setting.
    public subscript<Value>(_ setting: Setting<Value>) -> Value {
        value(setting.declaration.name)
    }

    /// The instance's name: `el-marg`.
    public var instance: String { self[StandardSettings.instance] }
    /// The folder of the store.
    public var dataDirectory: String { self[StandardSettings.dataDirectory] }
    /// The address to listen on.
    public var httpHost: String { self[StandardSettings.httpHost] }
    /// The port to listen on; 0 for any free one.
    public var httpPort: Int { value("http.port") }
    /// The largest body of a request, in bytes.
    public var httpMaxBodyBytes: Int { self[StandardSettings.httpMaxBodyBytes] }
    /// The brokers, `host:port` separated by commas.
    public var kafkaBootstrap: String { self[StandardSettings.kafkaBootstrap] }
    /// Whether to make missing topics at start.
    public var kafkaCreateTopics: Bool { self[StandardSettings.kafkaCreateTopics] }
    /// The copies of each topic made.
    public var kafkaReplicationFactor: Int { self[StandardSettings.kafkaReplicationFactor] }
    /// The least level logged.
    public var logLevel: Logger.Level { self[StandardSettings.logLevel] }
    /// The master key's file.
    public var masterKeyFile: String { self[StandardSettings.masterKeyFile] }
    /// The time zone of business dates.
    public var timeZone: TimeZone { self[StandardSettings.timeZone] }
    /// The commands that may wait for the store.
    public var writerQueueCapacity: Int { self[StandardSettings.writerQueue] }
    /// The commands that share a commit at most.
    public var writerGroupLimit: Int { self[StandardSettings.writerGroup] }
    /// How long a stopping service may take.
    public var shutdownTimeout: Duration { self[StandardSettings.shutdownTimeout] }
    /// The CloudEvents source: `/jisr/<service>/<instance>`.
    public var source: String { "/jisr/\(service)/\(instance)" }

    private func value<Value>(_ name: String) -> Value {
        guard let value = values[name] as? Value else {
            preconditionFailure("the setting \(name) is read but not declared by the service \(service)")
        }
        return value
    }
}
