import CKafka

/// What a handle is created with: Jisr's own choices, then the operator's properties.
struct ClientSettings {
    /// Properties the operator may override.
    var defaults: [String: String]

    /// Properties Jisr's correctness rests on.
    var fixed: [String: String]

    /// The `RD_KAFKA_EVENT_*` kinds delivered as events.
    var events: Int32
}

extension ClientSettings {
    private static let shared = [
        "socket.nagle.disable": "true",
        "reconnect.backoff.ms": "50",
        // The default, 10 s, would be the wait after an outage.
        "reconnect.backoff.max.ms": "1000",
    ]

    static let producer = ClientSettings(
        defaults: shared.merging([
            "linger.ms": "5",
            "compression.codec": "lz4",
            "queue.buffering.max.messages": "100000",
            "queue.buffering.max.kbytes": "131072",
            // No limit: a record given up leaves a gap that idempotence cannot heal.
            "message.timeout.ms": "0",
        ]) { $1 },
        fixed: [
            "enable.idempotence": "true",
            // As the Java client does, so that its users find a key in the same partition.
            "partitioner": "murmur2_random",
        ],
        events: RD_KAFKA_EVENT_DR | RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_LOG
    )

    static func consumer(groupID: String) -> ClientSettings {
        ClientSettings(
            defaults: shared.merging([
                "fetch.wait.max.ms": "50",
                "fetch.error.backoff.ms": "100",
                "fetch.max.bytes": "16777216",
                "queued.max.messages.kbytes": "16384",
                // A broker may ignore the fetch limits; refusing its answer would stall for ever.
                "receive.message.max.bytes": "1000000000",
                "isolation.level": "read_committed",
            ]) { $1 },
            fixed: [
                "group.id": groupID,
                "enable.auto.commit": "false",
                "enable.auto.offset.store": "false",
                // An offset the broker does not have is reported, never skipped.
                "auto.offset.reset": "error",
            ],
            events: RD_KAFKA_EVENT_FETCH | RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_LOG
        )
    }

    /// A consumer whose partitions Kafka's group protocol decides.
    static func member(of groupID: String) -> ClientSettings {
        var settings = consumer(groupID: groupID)
        settings.defaults.merge([
            // Who is gone is noticed after so long; the default, 45 s, is meant for slower clients.
            "session.timeout.ms": "10000",
            "heartbeat.interval.ms": "2000",
        ]) { $1 }
        // Assigned anew as a whole: the cooperative protocol loops and crashes in librdkafka 2.0.2 (fixed in 2.6.1).
        settings.fixed["partition.assignment.strategy"] = "range"
        settings.events |= RD_KAFKA_EVENT_REBALANCE
        return settings
    }

    /// Reads single records to look at them.
    static let lookup = {
        var settings = consumer(groupID: "jisr-lookup")
        settings.fixed["enable.partition.eof"] = "true"
        settings.defaults["fetch.message.max.bytes"] = "65536"
        settings.defaults["queued.min.messages"] = "1"
        return settings
    }()

    /// No events: nobody polls between two requests, and what nobody takes would pile up.
    static let admin = ClientSettings(defaults: shared, fixed: [:], events: RD_KAFKA_EVENT_NONE)

    /// Other names librdkafka takes for what is fixed.
    private static let aliases = [
        "acks": "enable.idempotence",
        "request.required.acks": "enable.idempotence",
        "auto.commit.enable": "enable.auto.commit",
        "metadata.broker.list": "bootstrap.servers",
    ]

    /// Makes librdkafka's configuration object, which `rd_kafka_new` takes over.
    func makeConfiguration(_ configuration: KafkaConfiguration) throws(KafkaError) -> OpaquePointer {
        var fixed = fixed
        fixed["bootstrap.servers"] = configuration.bootstrapServers
        fixed["client.id"] = configuration.clientID
        guard !configuration.bootstrapServers.isEmpty else {
            throw KafkaError(code: .invalidConfiguration, reason: "bootstrap.servers is empty")
        }
        for name in configuration.properties.keys.sorted() where fixed[Self.aliases[name] ?? name] != nil {
            throw KafkaError(code: .invalidConfiguration, reason: "\(name) is set by Jisr and cannot be overridden")
        }
        let properties = defaults.merging(configuration.properties) { $1 }.merging(fixed) { $1 }
        let conf: OpaquePointer = rd_kafka_conf_new()
        do throws(KafkaError) {
            for (name, value) in properties.sorted(by: { $0.key < $1.key }) {
                try Self.set(name, to: value, in: conf)
            }
            if events & RD_KAFKA_EVENT_LOG != 0 {
                try Self.set("log.queue", to: "true", in: conf)
            }
        } catch {
            rd_kafka_conf_destroy(conf)
            throw error
        }
        rd_kafka_conf_set_log_cb(conf, nil)
        rd_kafka_conf_set_events(conf, events)
        return conf
    }

    private static func set(_ name: String, to value: String, in conf: OpaquePointer) throws(KafkaError) {
        let (result, message) = ErrorText.collect { rd_kafka_conf_set(conf, name, value, $0, $1) }
        guard result == RD_KAFKA_CONF_OK else {
            // librdkafka's sentence names the property, but not in every case.
            let reason = message.contains(name) ? message : "\(name): \(message)"
            throw KafkaError(code: .invalidConfiguration, reason: reason)
        }
    }
}
