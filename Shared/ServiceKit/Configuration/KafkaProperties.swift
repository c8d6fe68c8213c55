/// The properties passed on to librdkafka: everything under `kafka.` that is no setting of ours.
///
/// `JISR_KAFKA_SECURITY_PROTOCOL`, `--kafka-security-protocol` and the file's `kafka.security.protocol` all mean
/// librdkafka's `security.protocol`.
struct KafkaProperties: Sendable {
    private(set) var properties: [String: String] = [:]
    private(set) var problems: [ConfigurationProblems.Problem] = []

    /// Our own settings under `kafka.`.
    private static let own: Set<String> = ["bootstrap", "create.topics", "replication.factor"]

    /// What Jisr sets itself, because its guarantees hang on it.
    private static let reserved: [String: String] = [
        "bootstrap.servers": "set JISR_KAFKA_BOOTSTRAP instead",
        "metadata.broker.list": "set JISR_KAFKA_BOOTSTRAP instead",
        "enable.idempotence": "it is always on",
        "acks": "it is always all",
        "request.required.acks": "it is always all",
        "partitioner": "it is murmur2_random, so that keys meet in one partition",
        "message.timeout.ms": "it is 0, so that nothing is dropped",
        "delivery.timeout.ms": "it is 0, so that nothing is dropped",
        "enable.auto.commit": "it is off: offsets are kept in the store",
        "enable.auto.offset.store": "it is off: offsets are kept in the store",
        "auto.offset.reset": "it is error: nothing is skipped in silence",
        "isolation.level": "it is read_committed",
        "group.id": "it is made of the service and the instance",
        "client.id": "it is made of the service and the instance",
    ]

    static func isPassedOn(variable: String) -> Bool {
        property(variable: variable).map { !own.contains($0) } ?? false
    }

    static func isPassedOn(flag: String) -> Bool {
        property(flag: flag).map { !own.contains($0) } ?? false
    }

    static func isPassedOn(key: String) -> Bool {
        key.hasPrefix("kafka.") && key != "kafka." && !own.contains(String(key.dropFirst(6)))
    }

    init(sources: [SettingSource], environment: [String: String], commandLine: CommandLineScan) {
        var names: Set<String> = []
        names.formUnion(environment.keys.compactMap(Self.property(variable:)))
        names.formUnion(commandLine.flags.compactMap(Self.property(flag:)))
        for source in sources {
            names.formUnion(source.fileKeys.filter(Self.isPassedOn(key:)).map { String($0.dropFirst(6)) })
        }
        names.subtract(Self.own)
        for name in names.sorted() {
            if let reason = Self.reserved[name] {
                problems.append(.init(key: "kafka.\(name)", message: "cannot be set: \(reason)"))
                continue
            }
            guard let text = sources.lazy.compactMap({ $0.text(named: "kafka.\(name)") }).first else { continue }
            properties[name] = text
        }
    }

    private static func property(variable: String) -> String? {
        guard variable.hasPrefix("JISR_KAFKA_"), variable.utf8.count > 11 else { return nil }
        return String(variable.dropFirst(11).lowercased().map { $0 == "_" ? "." : $0 })
    }

    private static func property(flag: String) -> String? {
        guard flag.hasPrefix("--kafka-"), flag.utf8.count > 8 else { return nil }
        return String(flag.dropFirst(8).map { $0 == "-" ? "." : $0 })
    }
}
