import Events
import TestKit
import Testing

/// Two institutions' intake and services side by side on one broker.
@Suite(.serialized)
struct TwoInstancesTests {
    @Test func `each pair serves its own cases and ignores the other's`() async throws {
        let broker = try await DevBroker.launch()
        let folder = try TemporaryFolder()
        func pair(_ instance: String) throws -> JisrCluster {
            try JisrCluster(
                folder: folder.path + "/" + instance,
                bootstrapServers: broker.bootstrapServers,
                instance: instance,
                services: [.intake, .services],
                environment: ["JISR_LOG_LEVEL": "warning"]
            )
        }
        let north = try pair("north")
        let south = try pair("south")
        try await north.start()
        try await south.start()
        let northern = try await serveOne(Scenarios(cluster: north))
        let southern = try await serveOne(Scenarios(cluster: south))

        for (own, case_, other) in [(north, northern, southern), (south, southern, northern)] {
            _ = try await eventually("the case is in progress") { () -> Bool? in
                let answer = try await own.query(.intake, "/v1/cases/\(case_)")
                return answer["status"].string == "in_progress" ? true : nil
            }
            let listed = try await own.query(.intake, "/v1/cases")["items"].array.compactMap { $0["caseId"].string }
            #expect(listed == [case_])
            // The other's case was never kept: enrolling in it is refused as unknown.
            let code = try await own.refusal(
                .services,
                "/v1/enrolments",
                [
                    "caseId": "\(other)", "service": "VOC", "providerInstitutionId": "\(EntityID.v7())",
                    "startedAt": "2018-02-01T08:00:00Z",
                ]
            )
            #expect(code == "case.unknown")
        }
        await north.stop()
        await south.stop()
    }

    private func serveOne(_ scenarios: Scenarios) async throws -> String {
        let institution = scenarios.world.institutions[1]
        try await scenarios.offer(at: institution)
        let caseID = try await scenarios.admitBoy(to: institution)
        _ = try await scenarios.deliver("VOC", to: caseID, at: institution, from: "2018-02-01", on: ["2018-02-05"])
        return caseID
    }
}
