import Kafka
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct AdminTests {
    private func withAdmin(_ body: (KafkaAdmin, DevBroker) async throws -> Void) async throws {
        let broker = try await DevBroker.shared()
        let admin = try KafkaAdmin(configuration: broker.configuration())
        try await body(admin, broker)
        await admin.close()
    }

    @Test func `creates, describes and deletes a topic`() async throws {
        try await withAdmin { admin, _ in
            let name = DevBroker.topicName()
            let topic = TopicSpecification(
                name: name,
                partitions: 3,
                replicationFactor: 1,
                configuration: ["cleanup.policy": "compact"]
            )
            #expect(try await admin.createTopics([topic]) == [name: nil])
            let again = try await admin.createTopics([topic])
            #expect(again[name]??.code == .topicAlreadyExists)

            let described = try await admin.describeTopics([name, "missing"])
            #expect(described.map(\.name) == [name])
            #expect(described.first?.partitionCount == 3)
            #expect(described.first?.replicationFactor == 1)
            #expect(described.first?.configuration["cleanup.policy"] == "compact")
            #expect(try await admin.describeTopics().contains { $0.name == name })

            #expect(try await admin.deleteTopics([name]) == [name: nil])
            #expect(try await admin.partitionCount(of: [name]) == [:])
            let gone = try await admin.deleteTopics([name])
            #expect(gone[name]??.code == .unknownTopicOrPartition)
        }
    }

    @Test func `counts partitions and does not create what is missing`() async throws {
        try await withAdmin { admin, broker in
            let topic = try await broker.makeTopic(partitions: 5)
            let missing = DevBroker.topicName("missing")
            for _ in 0..<2 {
                #expect(try await admin.partitionCount(of: [topic, missing]) == [topic: 5])
            }
        }
    }

    @Test func `refuses a topic that cannot be`() async throws {
        try await withAdmin { admin, _ in
            let name = DevBroker.topicName()
            let outcomes = try await admin.createTopics([
                TopicSpecification(name: name, partitions: 0, replicationFactor: 1)
            ])
            #expect(outcomes[name]??.name == "INVALID_PARTITIONS")
            // Refused by the client itself, so the request as a whole.
            let error = await #expect(throws: KafkaError.self) {
                try await admin.createTopics([TopicSpecification(name: name, partitions: -5, replicationFactor: 1)])
            }
            #expect(error?.reason.contains(name) == true)
        }
    }

    @Test func `finds the record at an offset, or none`() async throws {
        try await withAdmin { admin, broker in
            let topic = try await broker.makeTopic(partitions: 2)
            let header = KafkaHeader(name: "ce_id", text: "seven")
            let records = (0..<10).map { index in
                ProducerRecord(
                    topic: topic,
                    partition: 0,
                    key: nil,
                    value: [UInt8(index)],
                    headers: index == 7 ? [header] : []
                )
            }
            _ = try await broker.produce(records)
            let place = TopicPartition(topic: topic, partition: 0)
            let empty = TopicPartition(topic: topic, partition: 1)
            #expect(try await admin.watermarks(place) == (0, 10))
            #expect(try await admin.watermarks([place, empty])[empty] == Watermarks(low: 0, high: 0))

            let found = try await admin.record(at: 7, of: place)
            #expect(found?.offset == 7)
            #expect(found?.value == [7])
            #expect(found?.headerText("ce_id") == "seven")
            #expect(try await admin.record(at: 9, of: place)?.value == [9])
            #expect(try await admin.record(at: 10, of: place) == nil)
            #expect(try await admin.record(at: -1, of: place) == nil)
            #expect(try await admin.record(at: 0, of: empty) == nil)
            #expect(try await admin.firstRecord(atOrAfter: -5, of: place)?.offset == 0)
            #expect(try await admin.firstRecord(atOrAfter: 10, of: place) == nil)
            let several = try await admin.records(at: [place: 3, empty: 0])
            #expect(several.mapValues(\.offset) == [place: 3])
        }
    }

    @Test func `says so when the topic is not there`() async throws {
        try await withAdmin { admin, _ in
            let missing = TopicPartition(topic: DevBroker.topicName("missing"), partition: 0)
            let error = await #expect(throws: KafkaError.self) {
                try await admin.record(at: 0, of: missing, timeout: .seconds(5))
            }
            #expect(
                error?.code == .unknownTopic || error?.code == .unknownTopicOrPartition
                    || error?.code == .unknownPartition
            )
        }
    }

    @Test func `fails in the time allowed when there is no broker`() async throws {
        let configuration = KafkaConfiguration(bootstrapServers: "127.0.0.1:1", clientID: "test")
        let admin = try KafkaAdmin(configuration: configuration)
        let start = ContinuousClock.now
        let error = await #expect(throws: KafkaError.self) {
            try await admin.createTopics(
                [TopicSpecification(name: "any", partitions: 1, replicationFactor: 1)],
                timeout: .milliseconds(500)
            )
        }
        #expect(error?.isRetriable == true)
        #expect(ContinuousClock.now - start < .seconds(5))
        await admin.close()
        await #expect(throws: KafkaError.self) { try await admin.partitionCount(of: []) }
    }
}
