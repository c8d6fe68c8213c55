import Events
import Foundation
import Kafka
import TestKit
import Testing

/// Records that nobody can read, on every topic that services subscribe to.
@Suite(.serialized)
struct PoisonTests {
    /// A poisoned record and the stage at which it is set aside.
    private struct Poison {
        let title: String
        let stage: String
        let record: (String) -> ProducerRecord
    }

    @Test func `poison on every topic is dead-lettered with its reason, and the consumer goes on`() async throws {
        let broker = try await DevBroker.launch()
        let folder = try TemporaryFolder()
        let cluster = try JisrCluster(
            folder: folder.path,
            bootstrapServers: broker.bootstrapServers,
            environment: ["JISR_LOG_LEVEL": "warning"]
        )
        try await cluster.start()
        let topics = [
            Topic.caseEvents, .caseConfidential, .serviceEvents, .serviceConfidential, .trainingEvents,
            .partnershipEvents,
        ]
        let poisons = Self.poisons
        let producer = try KafkaProducer(configuration: broker.configuration(["message.max.bytes": "4000000"]))
        var records: [ProducerRecord] = []
        for topic in topics { records += poisons.map { $0.record(topic.name) } }
        for report in try await producer.send(records) { #expect(report.isPersisted, "\(report)") }
        await producer.close(timeout: .seconds(5))

        // Statistics subscribes to all of them.
        let expected = topics.count * poisons.count
        let letters = Topic.deadLetters(of: "statistics").name
        let audit = try await eventually("\(expected) dead letters", within: .seconds(60)) { () -> TopicAudit? in
            let audit = try await TopicAudit.read(letters, configuration: broker.configuration())
            return audit.recordCount >= expected ? audit : nil
        }
        #expect(audit.recordCount == expected)
        let metrics = try await LoopbackClient.shared.get(cluster.url(.statistics, "/metrics")).text
        for stage in Set(poisons.map(\.stage)) {
            let count = poisons.filter { $0.stage == stage }.count * topics.count
            #expect(metrics.contains("jisr_dlq_total{stage=\"\(stage)\"} \(count)\n"), "\(stage)")
        }
        // Everyone goes on: an event behind the poison is acted upon.
        try await Scenarios(cluster: cluster).kits()
        _ = try await eventually("statistics counts on") { () -> Bool? in
            let answer = try await cluster.query(.statistics, "/v1/statistics/KIT_PERSONS?asOf=2020-12-31")
            return answer["rows"][0]["counted"].int == 2501 ? true : nil
        }
        for service in cluster.services { try await cluster.process(service).waitUntilReady() }
        await cluster.stop()
    }

    private static var poisons: [Poison] {
        func headers(_ changes: [String: String?] = [:]) -> [KafkaHeader] {
            let id = EntityID.v7()
            let envelope = Envelope(
                id: id,
                source: "/jisr/poison/\(id)",
                type: CaseIdentified.type,
                aggregateID: id,
                aggregateVersion: 1,
                occurredAt: .now,
                recordedAt: .now,
                partitionKey: .id(id),
                sequence: 1,
                keySequence: 1,
                storeEpoch: 1,
                correlationID: id,
                classification: .restricted
            )
            return envelope.headers().compactMap { header in
                guard let change = changes[header.name] else {
                    return KafkaHeader(name: header.name, text: header.value)
                }
                return change.map { KafkaHeader(name: header.name, text: $0) }
            }
        }
        func poison(_ title: String, _ stage: String, _ value: [UInt8]?, _ changes: [String: String?] = [:]) -> Poison {
            Poison(title: title, stage: stage) { topic in
                ProducerRecord(
                    topic: topic,
                    key: Array("\(EntityID.v7())".utf8),
                    value: value,
                    headers: headers(changes)
                )
            }
        }
        return [
            poison("not JSON", "data", Array("not json".utf8), ["ce_type": "jisr.kit.distributed.v1"]),
            poison("unknown type", "type", Array("{}".utf8), ["ce_type": "jisr.nobody.knows.v1"]),
            poison("wrong version", "type", Array("{}".utf8), ["ce_type": "jisr.kit.distributed.v99"]),
            poison("missing header", "envelope", Array("{}".utf8), ["ce_id": nil]),
            poison("no data", "data", nil),
            poison(
                "nearly a megabyte",
                "data",
                [UInt8](repeating: 0x7B, count: 800_000),
                ["ce_type": "jisr.kit.distributed.v1"]
            ),
        ]
    }
}
