import EventStore
import Events
import Kafka
import ServiceKit
import Synchronization
import TestKit
import Testing

@Suite(.serialized)
struct LatencyTmpTests {
    @Test(arguments: [true, false]) func latency(_ isMock: Bool) async throws {
        let cluster = try MockCluster.serving()
        let broker = try await DevBroker.launch()
        let servers = isMock ? cluster.bootstrapServers : broker.bootstrapServers
        let intake = try TestService()
        let services = try TestService("services", publishes: [])
        let t0 = ContinuousClock.now
        let relay = intake.startRelay(servers)
        let consumer = services.startConsumer(servers)
        _ = try await eventually("x") { relay.part.isConnected && consumer.part.isAssigned ? true : nil }
        print("LAT start", isMock, t0.duration(to: .now))
        var marks: [Double] = [], effects: [Double] = [], commits: [Double] = []
        for n in 1...100 {
            let c0 = ContinuousClock.now
            try await intake.identify(Examples.id(n))
            let start = ContinuousClock.now
            commits.append(c0.duration(to: start) / .milliseconds(1))
            while intake.count("jisr_relay_published_total") < n { await Task.yield() }
            marks.append(start.duration(to: .now) / .milliseconds(1))
            while services.count("jisr_inbox_handled_total") < n { await Task.yield() }
            effects.append(start.duration(to: .now) / .milliseconds(1))
        }
        func show(_ v: [Double]) -> String { let s = v.sorted(); return "p50 \(s[50]) p90 \(s[90]) max \(s[99])" }
        print("LAT commit", isMock, show(commits)); print("LAT marked", isMock, show(marks)); print("LAT applied", isMock, show(effects))
        // throughput: 20000 events over 2000 keys in one go
        try await relay.stop()
        for base in 0..<100 {
            _ = try await intake.writer.submit { t in
                for i in 0..<200 { try t.append(Examples.caseIdentified(Examples.id(1000 + (base * 200 + i) % 2000)), to: Examples.id(1000 + (base * 200 + i) % 2000)) }
            }
        }
        let t1 = ContinuousClock.now
        let relay2 = intake.startRelay(servers)
        while services.count("jisr_inbox_handled_total") < 20100 { await Task.yield() }
        print("LAT backlog 20000", isMock, t1.duration(to: .now))
        try await intake.published()
        try await relay2.stop()
        let t2 = ContinuousClock.now
        let relay3 = intake.startRelay(servers)
        _ = try await eventually("x") { relay3.part.isConnected ? true : nil }
        print("LAT restart relay", isMock, t2.duration(to: .now))
        try await consumer.stop()
        let t3 = ContinuousClock.now
        let consumer2 = services.startConsumer(servers)
        _ = try await eventually("x") { consumer2.part.isAssigned ? true : nil }
        print("LAT restart consumer", isMock, t3.duration(to: .now))
        try await relay3.stop(); try await consumer2.stop()
    }
}
