import EventStore
import Events
import Kafka
import ServiceKit
import TestKit
import Testing

/// Records that no service can act upon: each is set aside byte for byte with its reason, and the others go on.
@Suite(.timeLimit(.minutes(2)))
struct PoisonTests {
    /// A way in which a record is of no use.
    enum Poison: String, CaseIterable, CustomTestStringConvertible {
        case notJSON, unknownType, unknownVersion, missingHeader, invalidHeader, tombstone, bareTombstone, garbage,
            noKey

        var testDescription: String { rawValue }

        var stage: String {
            switch self {
            case .notJSON, .tombstone: "data"
            case .unknownType, .unknownVersion: "type"
            case .missingHeader, .invalidHeader, .bareTombstone, .garbage, .noKey: "envelope"
            }
        }

        func record() throws -> RawRecord {
            var partition = ExamplePartition()
            var record = try partition.append(Examples.caseIdentified(Examples.id(99)))
            switch self {
            case .notJSON: record.value = Array("{\"caseId\": ".utf8)
            case .unknownType: record.replace("ce_type", "jisr.weather.changed.v1")
            case .unknownVersion: record.replace("ce_type", "jisr.case.identified.v9")
            case .missingHeader: record.headers.removeAll { $0.name == "ce_keyseq" }
            case .invalidHeader: record.replace("ce_time", "yesterday")
            case .tombstone: record.value = nil
            case .bareTombstone: return RawRecord(key: record.key, value: nil, headers: [])
            case .garbage:
                var random = SeededGenerator(seed: 1)
                return RawRecord(
                    key: [0, 255, 1],
                    value: (0..<800_000).map { _ in UInt8.random(in: 0...255, using: &random) },
                    headers: [.init("", []), .init("twice", nil), .init("twice", [200])]
                )
            case .noKey: return RawRecord(key: nil, value: Array("hello".utf8), headers: [])
            }
            return record
        }
    }

    @Test(arguments: Poison.allCases)
    func `is set aside and does not hold up the others`(_ poison: Poison) async throws {
        let cluster = try MockCluster.serving()
        let topic = TopicContents(configuration: cluster.configuration)
        let services = try TestService("services", publishes: [])
        let bad = try poison.record()
        var others = ExamplePartition()
        let first = try others.append(Examples.caseIdentified(Examples.id(1)))
        let second = try others.append(Examples.caseIdentified(Examples.id(1)))
        try await topic.produce([first, bad, second].map { ProducerRecord($0, partition: 7) })

        let relay = services.startRelay(cluster.bootstrapServers)
        let consumer = services.startConsumer(cluster.bootstrapServers)
        let effects = try await services.effects(2)
        let letter = try await eventually("the dead letter is published") {
            try await topic.records(of: services.deadLetters.topic).first
        }
        try await consumer.stop()
        try await relay.stop()

        #expect(effects.map(\.keySequence) == [1, 2])
        #expect(letter.key == bad.key)
        #expect(letter.value == bad.value)
        #expect(letter.headers.prefix(bad.headers.count).map(\.name) == bad.headers.map(\.name))
        #expect(letter.headers.prefix(bad.headers.count).map(\.value) == bad.headers.map(\.value))
        #expect(letter.headerText("__jisr.errors.topic") == Topic.caseEvents.name)
        #expect(letter.headerText("__jisr.errors.partition") == "7")
        #expect(letter.headerText("__jisr.errors.offset") == "1")
        #expect(letter.headerText("__jisr.errors.stage") == poison.stage)
        #expect(letter.headerText("__jisr.errors.message")?.isEmpty == false)
        #expect(services.count("jisr_dlq_total", [("stage", poison.stage)]) == 1)
        #expect(services.log.contains("Records dead-lettered"))
    }
}

extension RawRecord {
    fileprivate mutating func replace(_ name: String, _ value: String) {
        for index in headers.indices where headers[index].name == name { headers[index].value = Array(value.utf8) }
    }
}
