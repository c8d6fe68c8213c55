import Events
import Foundation
import TestKit
import Testing

/// The broker is not there, at the start or for a while.
@Suite(.serialized)
struct OutageTests {
    /// How long the broker is away; a minute in a long run.
    private static let outage: Duration =
        ProcessInfo.processInfo.environment["JISR_SOAK"] == nil ? .seconds(15) : .seconds(60)

    @Test func `a broker absent at the start and again in mid-run loses nothing`() async throws {
        let broker = try await DevBroker.launch()
        await broker.kill()
        let folder = try TemporaryFolder()
        let cluster = try JisrCluster(
            folder: folder.path,
            bootstrapServers: broker.bootstrapServers,
            services: [.intake, .statistics],
            environment: ["JISR_LOG_LEVEL": "warning"]
        )
        for service in cluster.services {
            try await cluster.process(service).start()
            try await cluster.process(service).waitUntilLive()
        }
        // Not ready, and saying why; commands are accepted all the same.
        let readiness = try await LoopbackClient.shared.get(cluster.url(.intake, "/readyz"))
        #expect(readiness.status == 503)
        #expect(readiness.text.contains("broker"))
        var accepted = try await identify(20, cluster)
        #expect(try await pending(cluster) >= 20)

        try await broker.start()
        for service in cluster.services { try await cluster.process(service).waitUntilReady() }
        try await everythingArrives(accepted, cluster, broker)

        let before = try await residentBytes(cluster)
        await broker.kill()
        let end = ContinuousClock.now.advanced(by: Self.outage)
        while ContinuousClock.now < end { accepted += try await identify(100, cluster) }
        _ = try await eventually("intake says that the broker is away") { () -> Bool? in
            try await LoopbackClient.shared.get(cluster.url(.intake, "/readyz")).status == 503 ? true : nil
        }
        let after = try await residentBytes(cluster)
        try await broker.start()
        for service in cluster.services { try await cluster.process(service).waitUntilReady() }
        try await everythingArrives(accepted, cluster, broker)
        print("\(accepted) commands; resident \(before >> 20) MiB before the outage, \(after >> 20) MiB after it")
        // What waits is on the disk: memory may breathe, but must not follow the backlog.
        #expect(after < before + (64 << 20))
        await cluster.stop()
    }

    private func identify(_ count: Int, _ cluster: JisrCluster) async throws -> Int {
        let url = try cluster.url(.intake, "/v1/cases")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<count {
                group.addTask {
                    let answer = try await LoopbackClient.shared.command(
                        "POST",
                        url,
                        [
                            "institutionId": "\(EntityID.v7())", "categories": ["CCL"], "identifiedBy": "POLICE",
                            "identifiedAt": "2018-03-01T08:00:00Z",
                        ]
                    )
                    guard answer.status == 201 else { throw UnexpectedAnswer(path: url, answer: answer) }
                }
            }
            try await group.waitForAll()
        }
        return count
    }

    private func pending(_ cluster: JisrCluster) async throws -> Double {
        try await metric("jisr_outbox_pending", cluster)
    }

    private func residentBytes(_ cluster: JisrCluster) async throws -> Int {
        Int(try await metric("process_resident_memory_bytes", cluster))
    }

    private func metric(_ name: String, _ cluster: JisrCluster) async throws -> Double {
        let text = try await LoopbackClient.shared.get(cluster.url(.intake, "/metrics")).text
        let line = text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
        return line.flatMap { Double($0.split(separator: " ")[1]) } ?? -1
    }

    private func everythingArrives(_ accepted: Int, _ cluster: JisrCluster, _ broker: DevBroker) async throws {
        _ = try await eventually("the outbox is empty", within: .seconds(120)) { () -> Bool? in
            try await pending(cluster) == 0 ? true : nil
        }
        let audit = try await TopicAudit.read(Topic.caseEvents.name, configuration: broker.configuration())
        #expect(audit.problems == [])
        #expect(audit.typeCounts["jisr.case.identified.v1"] == accepted)
    }
}
