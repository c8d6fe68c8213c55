import EventStore
import Events
import Kafka
import ServiceKit
import TestKit
import Testing

/// Relay, consumer and broker stopped, cut off and killed at random while commands go on.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct ChaosTests {
    private enum Blow: CaseIterable {
        case stopRelay, cutRelay, stopConsumer, cutConsumer, killBroker, restartBroker, emptyBroker
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `every command takes effect exactly once elsewhere, in order`(_ seed: UInt64) async throws {
        let broker = try await DevBroker.launch()
        let intake = try TestService()
        let services = try TestService("services", publishes: [])
        let isOver = Flag()
        let commands = Task {
            var random = SeededGenerator(seed: seed)
            var count = 0
            while !isOver.isSet {
                try await intake.identify(Examples.id(.random(in: 1...30, using: &random)))
                count += 1
            }
            return count
        }
        var random = SeededGenerator(seed: seed)
        var relay = intake.startRelay(broker.bootstrapServers)
        var consumer = services.startConsumer(broker.bootstrapServers)
        for _ in 1...10 {
            // Long enough for something to be under way, of which it is left to chance what.
            let goal = try await services.effects().count + .random(in: 1...300, using: &random)
            _ = try await services.effects(goal)
            switch Blow.allCases.randomElement(using: &random) ?? .stopRelay {
            case .stopRelay:
                try await relay.stop()
                relay = intake.startRelay(broker.bootstrapServers)
            case .cutRelay:
                await relay.cancel()
                relay = intake.startRelay(broker.bootstrapServers)
            case .stopConsumer:
                try await consumer.stop()
                consumer = services.startConsumer(broker.bootstrapServers)
            case .cutConsumer:
                await consumer.cancel()
                consumer = services.startConsumer(broker.bootstrapServers)
            case .killBroker:
                await broker.kill()
                try await broker.start()
            case .restartBroker:
                await broker.terminate()
                try await broker.start()
            case .emptyBroker:
                try await broker.wipe()
            }
        }
        isOver.set()
        let count = try await commands.value
        // All that was wiped is published and read again: on a busy machine that takes its time.
        let effects = try await services.effects(count, within: .seconds(90))
        try await intake.published()
        try await relay.stop()
        try await consumer.stop()

        #expect(effects.count == count)
        #expect(try await services.effects().count == count)
        for (_, ofCase) in Dictionary(grouping: effects, by: \.caseID) {
            #expect(ofCase.map(\.keySequence) == Array(1...ofCase.count))
        }
        #expect(try await services.store.parkedKeyCount() == 0)
        let audit = try await TopicContents(configuration: broker.configuration()).audit()
        #expect(audit.eventIDs.count == count)
    }
}
