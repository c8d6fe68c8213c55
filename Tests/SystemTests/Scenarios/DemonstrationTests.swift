import Events
import Foundation
import Kafka
import TestKit
import Testing

/// What `deploy/demo --once` shows, over services of its own: the figures must not mix with other tests' people.
@Suite(.serialized)
struct DemonstrationTests {
    @Test func `all scenarios together add up to the published figures`() async throws {
        let broker = try await DevBroker.launch()
        let folder = try TemporaryFolder()
        let cluster = try JisrCluster(
            folder: folder.path,
            bootstrapServers: broker.bootstrapServers,
            environment: ["JISR_LOG_LEVEL": "warning"]
        )
        try await cluster.start()
        let scenarios = Scenarios(cluster: cluster) { print($0) }
        try await scenarios.runAll()
        let rows = try await scenarios.figures(within: .seconds(120))
        print(FigureTable.text(rows))
        for row in rows { #expect(row.isRight, "\(row.indicator): \(row.counted ?? -1) instead of \(row.expected)") }
        let reported = rows.filter { $0.reported != nil }.map { "\($0.indicator) \($0.reported ?? "")" }
        #expect(reported.contains("LIT_CERT more than 320"))
        #expect(reported.contains("BEN_VOC 1,696"))
        try await TopicRecount(cluster: cluster, broker: broker).expectAgreement()
        try await expectReleases(scenarios, cluster, broker)
        await cluster.stop()
    }

    /// Releases, with the service killed while it works the second one out: each is published once, whole.
    private func expectReleases(_ scenarios: Scenarios, _ cluster: JisrCluster, _ broker: DevBroker) async throws {
        let first = try await scenarios.release(through: ["2018-12-31"])
        let order = try await cluster.command(.statistics, "/v1/releases", ["through": "2020-12-31"])
        let statistics = try cluster.process(.statistics)
        await statistics.kill()
        try await statistics.start()
        let path = "/v1/release-orders/\(order["orderId"].string ?? "")"
        let made = try await scenarios.settled(path, within: .seconds(120))
        #expect(made["state"].string == "MADE", "\(made)")
        let again = try await LoopbackClient.shared.command(
            "POST",
            cluster.url(.statistics, "/v1/releases"),
            ["through": "2020-12-31"]
        )
        #expect(again.json["code"].string == "release.exists")

        let rows = try await scenarios.figures(within: .seconds(60))
        print(FigureTable.text(rows))
        let published = Dictionary(
            rows.map { ($0.indicator, $0.published ?? "") },
            uniquingKeysWith: { first, _ in first }
        )
        for total in ["BEN_ANY", "LIT_CERT", "RETURNS", "KIT_PERSONS", "BEN_PAIRS"] {
            let row = try #require(rows.first { $0.indicator == total })
            #expect(published[total] == row.counted.map { FigureTable.grouped($0) }, "\(total)")
        }
        let manifests = try await TopicReading.records(on: Topic.releases.name, configuration: broker.configuration())
        // Partitions are read one after the other, so that the order says nothing. One that was sent when the service was
        // killed may have been sent again, as the same event.
        let events = manifests.map { [$0.headerText("ce_id") ?? "", EventManifest.release(of: $0.value ?? []) ?? ""] }
        #expect(Set(events).map { $0[1] }.sorted() == (first + [made["releaseId"].string ?? ""]).sorted())

        let log = try TemporaryFolder()
        let url = try cluster.url(.statistics, "")
        let status = try await ToolProcess.run(
            "jisr",
            ["verify", "--release", "latest", "--at", url],
            logPath: log.path + "/verify.log"
        )
        let said = try String(contentsOfFile: log.path + "/verify.log", encoding: .utf8)
        #expect(status == 0, "\(said)")
        #expect(said.contains("2 releases"))
    }
}

private enum EventManifest {
    static func release(of bytes: [UInt8]) -> String? {
        (try? EventCoding.decode(SnapshotPublished.self, from: bytes))?.releaseId.description
    }
}
