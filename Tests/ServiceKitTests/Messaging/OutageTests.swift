import EventStore
import Events
import Kafka
import ServiceKit
import TestKit
import Testing

/// A real broker that is away, killed and emptied while a service publishes and another one reads.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct OutageTests {
    @Test func `a broker that comes late is given topics as declared, and everything that waits`() async throws {
        let broker = try await DevBroker.launch()
        let topic = TopicContents(configuration: broker.configuration())
        await broker.terminate()
        let intake = try TestService("intake", publishes: [.caseEvents, .figures])
        let services = try TestService("services", publishes: [])
        let relay = intake.startRelay(broker.bootstrapServers)
        let consumer = services.startConsumer(broker.bootstrapServers)
        for number in 1...20 { try await intake.identify(Examples.id(number), times: 3) }
        #expect(!relay.part.isConnected)
        #expect(!consumer.part.isAssigned)
        func outageLines() -> Int { intake.log.lines.count { $0.contains("The broker is not reachable") } }
        _ = try await eventually("the outage is logged") { outageLines() > 0 ? true : nil }
        try await broker.start()
        _ = try await services.effects(60)
        try await relay.stop()
        try await consumer.stop()
        #expect(try await services.effects().count == 60)
        #expect(try await topic.audit().recordCount == 60)
        // An outage is a line in the log, not one for every attempt.
        #expect(outageLines() == 1)

        let admin = try KafkaAdmin(configuration: broker.configuration())
        let made = try await admin.describeTopics([Topic.caseEvents.name, Topic.figures.name, "jisr.intake.dlq.v1"])
        await admin.close()
        #expect(made.map(\.partitionCount) == [12, 12, 12])
        let configurations = Dictionary(made.map { ($0.name, $0.configuration) }) { first, _ in first }
        #expect(configurations[Topic.caseEvents.name]?["cleanup.policy"] == "delete")
        #expect(configurations[Topic.caseEvents.name]?["retention.ms"] == "-1")
        #expect(configurations[Topic.figures.name]?["cleanup.policy"] == "compact")
        #expect(configurations["jisr.intake.dlq.v1"]?["retention.ms"] == "2592000000")
        #expect(configurations["jisr.intake.dlq.v1"]?["max.message.bytes"] == "4194304")
    }

    @Test(arguments: [1, 2])
    func `what a killed broker lost is published again in order and applied once`(_ kills: Int) async throws {
        let broker = try await DevBroker.launch()
        let topic = TopicContents(configuration: broker.configuration())
        let intake = try TestService()
        let services = try TestService("services", publishes: [])
        let relay = intake.startRelay(broker.bootstrapServers)
        let consumer = services.startConsumer(broker.bootstrapServers)
        for kill in 1...kills {
            for number in 1...10 { try await intake.identify(Examples.id(number), times: 5) }
            _ = try await services.effects(kill * 100 - 60)
            await broker.kill()
            for number in 6...15 { try await intake.identify(Examples.id(number), times: 5) }
            _ = try await eventually("both notice", within: .seconds(5)) {
                relay.part.isConnected || consumer.part.isAssigned ? nil : true
            }
            try await broker.start()
        }
        _ = try await services.effects(kills * 100)
        try await intake.published()
        _ = try await eventually("both are well again") {
            relay.part.isConnected && consumer.part.isAssigned ? true : nil
        }
        try await relay.stop()
        try await consumer.stop()
        #expect(try await services.effects().count == kills * 100)
        #expect(try await topic.audit().eventIDs.count == kills * 100)
    }

    @Test func `an emptied broker gets everything again and nothing happens twice`() async throws {
        let broker = try await DevBroker.launch()
        let topic = TopicContents(configuration: broker.configuration())
        let intake = try TestService()
        let services = try TestService("services", publishes: [])
        let relay = intake.startRelay(broker.bootstrapServers)
        let consumer = services.startConsumer(broker.bootstrapServers)
        for number in 1...20 { try await intake.identify(Examples.id(number), times: 5) }
        _ = try await services.effects(100)
        try await broker.wipe()
        for number in 1...20 { try await intake.identify(Examples.id(number)) }
        _ = try await services.effects(120)
        try await intake.published()
        try await relay.stop()
        try await consumer.stop()
        #expect(try await services.effects().count == 120)
        #expect(try await topic.audit().eventIDs.count == 120)
        #expect(intake.count("jisr_relay_republished_total") >= 100)
    }
}
