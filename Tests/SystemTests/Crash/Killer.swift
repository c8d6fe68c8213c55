import ServiceKit
import TestKit

/// Kills services and the broker, at random instants and at named crash points, and starts them again.
struct Killer {
    let cluster: JisrCluster
    let broker: DevBroker
    let driver: CrashDriver
    /// The services that may be hit.
    let victims: [JisrCluster.Service]

    /// How many kills of each kind there were.
    struct Tally: Sendable {
        var atRandom = 0
        var atCrashPoint: [String: Int] = [:]
        var ofBroker = 0
        var total: Int { atRandom + ofBroker + atCrashPoint.values.reduce(0, +) }
    }

    /// Kills until `count` kills are done; wipes the broker's data once, half-way, when asked to.
    func run(
        kills count: Int,
        wipesBroker: Bool = false,
        using generator: inout some RandomNumberGenerator
    )
        async throws -> Tally
    {
        var tally = Tally()
        var hasWiped = false
        while tally.total < count {
            try driver.check()
            if wipesBroker, !hasWiped, tally.total >= count / 2 {
                try await broker.wipe()
                hasWiped = true
                tally.ofBroker += 1
            } else if Int.random(in: 0..<20, using: &generator) == 0 {
                await broker.kill()
                try await broker.start()
                tally.ofBroker += 1
            } else if let victim = victims.randomElement(using: &generator) {
                try await hit(cluster.process(victim), &tally, using: &generator)
            }
        }
        return tally
    }

    private func hit(
        _ process: ServiceProcess,
        _ tally: inout Tally,
        using generator: inout some RandomNumberGenerator
    ) async throws {
        if Bool.random(using: &generator) {
            try await Task.sleep(for: .milliseconds(Int.random(in: 0..<300, using: &generator)))
            await process.kill()
            tally.atRandom += 1
        } else if let point = CrashPoint.allCases.randomElement(using: &generator) {
            // It takes the place of a plain start: the process runs into the point by its own work.
            await process.kill()
            let passages = Int.random(in: 1...8, using: &generator)
            try await process.start(extra: ["JISR_CRASH_POINT": "\(point.rawValue):\(passages)"])
            let ended = try? await eventually("it runs into \(point.rawValue)", within: .seconds(2)) {
                process.isRunning ? nil : true
            }
            if ended == nil { await process.kill() }
            tally.atCrashPoint[ended == nil ? "missed" : point.rawValue, default: 0] += 1
        }
        try await process.start()
        try await process.waitUntilLive()
    }
}
