import Events
import Foundation
import Kafka
import TestKit
import Testing

/// Real instances that share the work, over real topics: the same bytes as one instance, whatever happens to them.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct ShareProcessTests {
    private static let through = "2021-12-31"
    private static let history = Task { try await SharedHistory(seed: 1) }

    /// What one ordinary instance releases.
    private static let expected = Task { () -> [JSON] in
        let broker = try await DevBroker.launch()
        let group = try StatisticsGroup(broker.bootstrapServers, createsTopics: true)
        // Its folder is there as long as it is.
        defer { withExtendedLifetime(group) {} }
        let single = try group.single()
        try await single.start()
        try await single.waitUntilReady()
        try await history.value.produce(0..<100, with: broker.configuration())
        let release = try await single.release(through: through)
        await single.terminate()
        await broker.kill()
        return release
    }

    @Test func `readers join while events flow, and the release is that of one instance`() async throws {
        let broker = try await DevBroker.launch()
        let group = try StatisticsGroup(broker.bootstrapServers, createsTopics: true)
        defer { withExtendedLifetime(group) {} }
        let counting = try group.counting()
        let readers = try (1...4).map { try group.reader($0) }
        for process in [counting, readers[0]] { try await process.start() }
        for process in [counting, readers[0]] { try await process.waitUntilReady() }
        for (index, reader) in readers.enumerated() {
            if index > 0 { try await reader.start() }
            try await Self.history.value.produce(index * 25..<(index + 1) * 25, with: broker.configuration())
        }
        for reader in readers { try await reader.waitUntilReady() }
        #expect(try await counting.release(through: Self.through) == Self.expected.value)

        let refused = try await LoopbackClient.shared.get(readers[1].url + "/v1/statistics/BEN_ANY")
        #expect(refused.status == 503)
        #expect(refused.json["code"].string == "share.reader")
        for process in readers + [counting] { #expect(await process.terminate() == 0, "\(process.logTail())") }
        await broker.kill()
    }

    /// At a mock cluster: the development broker keeps members of a group for ever that have died.
    @Test func `what a killed reader had others take, and the release is that of one instance`() async throws {
        let cluster = try MockCluster()
        for topic in Topic.all {
            try cluster.createTopic(topic.name, partitions: Topic.partitionCount)
        }
        let configuration = KafkaConfiguration(bootstrapServers: cluster.bootstrapServers, clientID: "test")
        let group = try StatisticsGroup(cluster.bootstrapServers, createsTopics: false)
        defer { withExtendedLifetime(group) {} }
        let counting = try group.counting()
        let (first, second) = (try group.reader(1), try group.reader(2))
        try await counting.start()
        try await second.start()
        // Dies once it has taken in a part.
        try await first.start(extra: ["JISR_CRASH_POINT": "consumer.after_apply:2"])
        try await second.waitUntilReady()
        try await Self.history.value.produce(0..<60, with: configuration)
        await first.waitUntilExit()
        try await counting.waitUntilReady()
        await counting.kill()
        try await Self.history.value.produce(60..<100, with: configuration)
        try await counting.start()
        try await counting.waitUntilReady()
        #expect(try await counting.release(through: Self.through) == Self.expected.value)
        for process in [second, counting] { await process.terminate() }
    }
}
