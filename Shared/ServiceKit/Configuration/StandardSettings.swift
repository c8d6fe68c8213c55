public import Foundation
public import Logging

/// The settings that every service has, under the same names.
public enum StandardSettings: Sendable {
    /// The instance's name, part of every event's source.
    public static let instance = Setting.text(
        "instance",
        allowed: "1 to 32 of a-z, 0-9 and hyphen",
        "The name of this instance, part of the source of every event it publishes."
    ) { text in
        (1...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }

    /// The folder of the service's own store.
    public static let dataDirectory = Setting.text(
        "data.dir",
        allowed: "a folder's path",
        "The folder of this instance's own store; made when missing. Never shared by two instances."
    )

    /// The address that the service listens on.
    public static let httpHost = Setting.text(
        "http.host",
        default: "127.0.0.1",
        allowed: "a host name or address",
        "The address to listen on."
    )

    /// The port that the service listens on.
    public static func httpPort(default port: Int) -> Setting<Int> {
        .integer("http.port", default: port, in: 0...65_535, "The port to listen on; 0 takes any free one.")
    }

    /// The largest body of a request.
    public static let httpMaxBodyBytes = Setting.integer(
        "http.max.body.bytes",
        default: 1_048_576,
        in: 1024...67_108_864,
        unit: "bytes",
        "The largest body of a request that is read."
    )

    /// Where the broker is.
    public static let kafkaBootstrap = Setting.text(
        "kafka.bootstrap",
        allowed: "host:port, several separated by commas",
        "The brokers to begin with."
    ) { text in
        text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { broker in
            guard let colon = broker.lastIndex(of: ":"), colon != broker.startIndex,
                let port = Int(broker[broker.index(after: colon)...])
            else { return false }
            return (1...65_535).contains(port)
        }
    }

    /// Whether the service makes its own topics.
    public static let kafkaCreateTopics = Setting.boolean(
        "kafka.create.topics",
        "Make missing topics at start; for demonstrations and tests, production applies `jisr topics`."
    )

    /// The copies of each topic that the service makes.
    public static let kafkaReplicationFactor = Setting.integer(
        "kafka.replication.factor",
        default: 3,
        in: 1...9,
        "The copies of each topic, when the service makes topics."
    )

    /// The least level that is logged.
    public static let logLevel = Setting<Logger.Level>.choice("log.level", default: .info, "The least level to log.")

    /// The file of the key that wraps the store's keys.
    public static let masterKeyFile = Setting.text(
        "master.key.file",
        allowed: "a file's path",
        "The file of the master key: 32 bytes, raw or as 64 hexadecimal digits; not readable by everyone."
    )

    /// The time zone of business dates.
    public static let timeZone = Setting<TimeZone>(
        SettingDeclaration(
            name: "time.zone",
            kind: .text,
            defaultText: "UTC",
            isRequired: false,
            allowed: "an IANA name such as Africa/Cairo",
            documentation: "The time zone of business dates.",
            isSecret: false
        )
    ) { text throws(SettingFault) in
        guard let zone = TimeZone(identifier: text) else { throw SettingFault("must be an IANA name, Africa/Cairo") }
        return zone
    }

    /// The commands that may wait for the store.
    public static let writerQueue = Setting.integer(
        "writer.queue",
        default: 4096,
        in: 1...1_000_000,
        unit: "commands",
        "How many commands may wait for the store before further ones are told to come back."
    )

    /// The commands that share a commit.
    public static let writerGroup = Setting.integer(
        "writer.group",
        default: 512,
        in: 1...10_000,
        unit: "commands",
        "How many commands at most share one commit, and so one fsync; 1 gives every command its own, for comparison."
    )

    /// How long a stopping service may take.
    public static let shutdownTimeout = Setting.duration(
        "shutdown.timeout",
        default: "25s",
        in: .seconds(1)...(.seconds(3600)),
        "How long a stopping service may finish its work before it is cut off."
    )

    /// The file that the other settings may be in.
    public static let configFile = Setting.optionalText(
        "config.file",
        allowed: "the path of a .json, .yaml or .yml file",
        "A file with any of these settings; the environment and flags override it."
    ) { text in
        [".json", ".yaml", ".yml"].contains { text.hasSuffix($0) }
    }

    /// All of them, for a service that listens on `port` unless told otherwise.
    public static func all(defaultPort port: Int) -> [any DeclaredSetting] {
        [
            instance, dataDirectory, masterKeyFile, httpHost, httpPort(default: port), httpMaxBodyBytes, kafkaBootstrap,
            kafkaCreateTopics, kafkaReplicationFactor, writerQueue, writerGroup, shutdownTimeout, timeZone, logLevel,
            configFile,
        ]
    }
}
