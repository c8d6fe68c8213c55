import Events
import Foundation
import Kafka
import TestKit
import Testing

/// Nothing is lost, nothing is doubled: whatever is killed, whenever.
@Suite(.serialized)
struct CrashTests {
    private static let kills = ProcessInfo.processInfo.environment["JISR_SOAK"] == nil ? 100 : 1000

    @Test func `every accepted command has its effect once, through kills of services and broker`() async throws {
        try await run(kills: Self.kills, wipesBroker: false, seed: 1)
    }

    @Test func `the same when the broker's data are wiped in mid-run`() async throws {
        try await run(kills: Self.kills, wipesBroker: true, seed: 2)
    }

    private func run(kills: Int, wipesBroker: Bool, seed: UInt64) async throws {
        let broker = try await DevBroker.launch()
        let folder = try TemporaryFolder()
        let cluster = try JisrCluster(
            folder: folder.path,
            bootstrapServers: broker.bootstrapServers,
            services: [.intake, .services, .statistics],
            environment: ["JISR_LOG_LEVEL": "warning"]
        )
        try await cluster.start()
        let driver = CrashDriver(cluster: cluster)
        try await driver.prepare()
        let killer = Killer(
            cluster: cluster,
            broker: broker,
            driver: driver,
            victims: [.intake, .services, .statistics]
        )
        var generator = SeededGenerator(seed: seed)
        async let work: Void = driver.run(workers: 4)
        let tally = try await killer.run(kills: kills, wipesBroker: wipesBroker, using: &generator)
        driver.stop()
        try await work
        let units = driver.units
        print("\(tally.total) kills (\(tally)); \(units.count) persons accepted")
        #expect(units.count > kills / 4)
        let verifier = CrashVerifier(cluster: cluster, broker: broker)
        try await verifier.verify(units)
        await cluster.stop()
    }
}
