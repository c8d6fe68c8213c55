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
        await cluster.stop()
    }
}
