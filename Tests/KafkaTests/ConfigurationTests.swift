import Kafka
import Testing

@Suite struct ConfigurationTests {
    @Test(arguments: [
        ("no.such.property", "1"),
        ("linger.ms", "soon"),
        ("compression.codec", "brotli"),
        ("security.protocol", "telnet"),
        ("ssl.ca.location", "/nowhere/at/all.pem"),
    ])
    func `refuses a bad property and names it`(name: String, value: String) throws {
        var properties = [name: value]
        if name == "ssl.ca.location" { properties["security.protocol"] = "ssl" }
        let configuration = KafkaConfiguration(
            bootstrapServers: "127.0.0.1:1",
            clientID: "test",
            properties: properties
        )
        let error = #expect(throws: KafkaError.self) { try KafkaProducer(configuration: configuration) }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.reason.contains(name) == true, "\(error?.reason ?? "")")
        #expect(error?.isRetriable == false)
    }

    @Test(arguments: ["enable.idempotence", "acks", "partitioner", "bootstrap.servers", "metadata.broker.list"])
    func `refuses to let a property undo what the producer promises`(name: String) throws {
        let configuration = KafkaConfiguration(
            bootstrapServers: "127.0.0.1:1",
            clientID: "test",
            properties: [name: "1"]
        )
        let error = #expect(throws: KafkaError.self) { try KafkaProducer(configuration: configuration) }
        #expect(error?.reason.contains(name) == true)
    }

    @Test(arguments: ["enable.auto.commit", "auto.commit.enable", "auto.offset.reset", "group.id"])
    func `refuses to let a property undo manual offsets`(name: String) throws {
        let configuration = KafkaConfiguration(
            bootstrapServers: "127.0.0.1:1",
            clientID: "test",
            properties: [name: "true"]
        )
        let error = #expect(throws: KafkaError.self) { try KafkaConsumer(configuration: configuration, groupID: "g") }
        #expect(error?.reason.contains(name) == true)
    }

    @Test func `refuses to start without a broker to ask`() throws {
        let configuration = KafkaConfiguration(bootstrapServers: "", clientID: "test")
        let error = #expect(throws: KafkaError.self) { try KafkaAdmin(configuration: configuration) }
        #expect(error?.reason.contains("bootstrap.servers") == true)
    }

    @Test func `accepts TLS and SASL settings`() async throws {
        let configuration = KafkaConfiguration(
            bootstrapServers: "127.0.0.1:1",
            clientID: "test",
            properties: [
                "security.protocol": "sasl_ssl", "sasl.mechanism": "SCRAM-SHA-512", "sasl.username": "intake",
                "sasl.password": "secret", "enable.ssl.certificate.verification": "true",
            ]
        )
        let producer = try KafkaProducer(configuration: configuration)
        await producer.close(timeout: .zero)
        let consumer = try KafkaConsumer(configuration: configuration, groupID: "g")
        await consumer.close()
        let admin = try KafkaAdmin(configuration: configuration)
        await admin.close()
    }
}

@Suite struct KafkaErrorTests {
    @Test func `knows what time may heal`() {
        #expect(KafkaError(code: .transport).isRetriable)
        #expect(KafkaError(code: .queueFull).isRetriable)
        #expect(KafkaError(code: .unknownTopicOrPartition).isRetriable)
        #expect(!KafkaError(code: .messageTooLarge).isRetriable)
        #expect(!KafkaError(code: .autoOffsetReset).isRetriable)
        #expect(!KafkaError(code: .topicAuthorizationFailed).isRetriable)
        #expect(!KafkaError(code: .outOfOrderSequence, isFatal: true).isRetriable)
    }

    @Test func `carries librdkafka's names`() {
        #expect(KafkaError(code: .transport).name == "_TRANSPORT")
        #expect(KafkaError(code: .unknownTopicOrPartition).name == "UNKNOWN_TOPIC_OR_PART")
        #expect("\(KafkaError(code: .closed, reason: "Gone"))" == "_DESTROY: Gone")
    }
}
