import Events
import Foundation
import Kafka
import TestKit

/// The services that the scenarios of delivery need, started once: timers often, a house with a shelter, and the
/// organisation that runs it.
struct DeliveryStage: Sendable {
    let broker: DevBroker
    let folder: TemporaryFolder
    let cluster: JisrCluster
    let scenarios: Scenarios
    let organisation = EntityID.v7()
    let house = EntityID.v7()

    private static let task = Task { try await DeliveryStage() }

    static func shared() async throws -> DeliveryStage { try await task.value }

    func stop() async {
        await cluster.stop()
        await broker.kill()
    }

    private init() async throws {
        broker = try await DevBroker.launch()
        folder = try TemporaryFolder()
        cluster = try JisrCluster(
            folder: folder.path,
            bootstrapServers: broker.bootstrapServers,
            services: [.intake, .services, .partnerships, .statistics],
            environment: ["JISR_LOG_LEVEL": "warning"],
            own: [.services: ["JISR_TIMERS_INTERVAL": "200ms"]]
        )
        try await cluster.start()
        scenarios = Scenarios(cluster: cluster)
        try await scenarios.registerPartners()
        try await cluster.command(
            .partnerships,
            "/v1/organisations",
            [
                "orgId": "\(organisation)", "names": ["en": "Synthetic Society", "ar": "جمعية المثال"],
                "kind": "NNGO", "country": "EG",
            ]
        )
        try await cluster.command(
            .partnerships,
            "/v1/institutions",
            [
                "institutionId": "\(house)", "orgId": "\(organisation)", "name": "Synthetic house",
                "kind": "SHELTER", "security": "OPEN", "sexServed": "ALL", "place": "EG-C",
            ]
        )
        for service in ["SHE", "CJS", "LIT", "MED"] {
            try await cluster.command(
                .services,
                "/v1/offers",
                ["institutionId": "\(house)", "service": "\(service)", "capacity": 50, "from": "2006-01-01"]
            )
        }
    }

    /// A woman's case, planned, with her consent to sharing; gives the case and the consent.
    func caseThatShares(_ number: Int) async throws -> (caseID: String, consentID: String) {
        let caseID = try await scenarios.registerMigrant(number: number, sex: "F")
        let answer = try await cluster.command(
            .intake,
            "/v1/cases/\(caseID)/consents",
            ["purpose": "SHARE_SERVICE", "decision": "granted", "basis": "self", "at": "2020-01-21T08:00:00Z"]
        )
        return (caseID, try scenarios.text(answer, "consentId"))
    }

    func draft(_ caseID: String, _ consentID: String, service: String = "SHE") async throws -> String {
        let answer = try await scenarios.whenKnown(
            .services,
            "/v1/referrals",
            [
                "caseId": "\(caseID)", "fromOrgId": "\(scenarios.world.iom)", "toOrgId": "\(organisation)",
                "service": "\(service)", "urgency": "URGENT", "consentId": "\(consentID)",
            ]
        )
        return "/v1/referrals/" + (try scenarios.text(answer, "referralId"))
    }

    func send(_ path: String, _ body: JSON = [:]) async throws {
        _ = try await scenarios.whenKnown(
            .services,
            path + "/send",
            body,
            waitingFor: ["case.unknown", "case.not_open", "consent.share_missing"]
        )
    }

    func expect(_ status: String, _ path: String) async throws {
        _ = try await eventually("\(path) is \(status)", within: .seconds(60)) { () -> Bool? in
            let found = try await cluster.query(.services, path)["status"].string
            guard found == status else { throw DeadlineMissed(description: found ?? "no status") }
            return true
        }
    }

    func count(_ indicator: String) async throws -> Int {
        try await cluster.query(.statistics, "/v1/statistics/\(indicator)")["rows"][0]["counted"].int ?? 0
    }

    func expectCount(_ expected: Int, _ indicator: String) async throws {
        _ = try await eventually("\(indicator) is \(expected)", within: .seconds(60)) { () -> Bool? in
            let found = try await self.count(indicator)
            guard found == expected else { throw DeadlineMissed(description: "\(found)") }
            return true
        }
    }

    func types(of key: String, on topic: Topic) async throws -> [String] {
        try await TopicReading.types(of: key, on: topic.name, configuration: broker.configuration())
    }
}
