import Events
import Foundation
import Kafka
import TestKit
import Testing

/// The services that the two scenarios need, started once.
struct CaseStage: Sendable {
    let broker: DevBroker
    let folder: TemporaryFolder
    let cluster: JisrCluster
    let scenarios: Scenarios
    /// A civil society organisation, and the shelter for women that it runs.
    let organisation = EntityID.v7()
    let shelter = EntityID.v7()

    private static let task = Task { try await CaseStage() }

    static func shared() async throws -> CaseStage { try await task.value }

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
            environment: ["JISR_LOG_LEVEL": "warning"]
        )
        try await cluster.start()
        scenarios = Scenarios(cluster: cluster)
        try await scenarios.registerPartners()
        try await registerShelter()
    }

    private func registerShelter() async throws {
        try await cluster.command(
            .partnerships,
            "/v1/organisations",
            [
                "orgId": "\(organisation)", "names": ["en": "Synthetic Society for Women"], "kind": "NNGO",
                "country": "EG",
            ]
        )
        try await cluster.command(
            .partnerships,
            "/v1/institutions",
            [
                "institutionId": "\(shelter)", "orgId": "\(organisation)", "name": "Synthetic shelter",
                "kind": "SHELTER", "security": "OPEN", "sexServed": "F", "place": "EG-C",
            ]
        )
        for service in ["SHE", "CJS", "LIV"] {
            try await cluster.command(
                .services,
                "/v1/offers",
                [
                    "institutionId": "\(shelter)", "service": "\(service)", "capacity": 20,
                    "from": "2006-01-01",
                ]
            )
        }
    }

    /// What statistics counted, cell by cell; "" for the total.
    func counts(_ indicator: String, by dimension: String? = nil) async throws -> [String: Int] {
        let cut = dimension.map { "?by=\($0)" } ?? ""
        let rows = try await cluster.query(.statistics, "/v1/statistics/\(indicator)\(cut)")["rows"].array
        var counts: [String: Int] = [:]
        for row in rows {
            let cell = dimension.flatMap { row["dimensions"][$0].string } ?? ""
            if let counted = row["counted"].int { counts[cell] = counted }
        }
        return counts
    }

    /// Waits until statistics count what they should.
    func expect(_ counts: [String: Int], _ indicator: String, by dimension: String? = nil) async throws {
        _ = try await eventually("\(indicator) is \(counts)", within: .seconds(60)) { () -> Bool? in
            let found = try await self.counts(indicator, by: dimension)
            guard found == counts else { throw Unexpected(found: found) }
            return true
        }
    }

    /// Sends a command to intake; while it is refused with `code` for want of news from elsewhere, again.
    func accepted(_ path: String, _ body: JSON, while code: String) async throws -> JSON {
        let url = try cluster.url(.intake, path)
        return try await eventually("\(path) is accepted", within: .seconds(60)) { () -> JSON? in
            let answer = try await LoopbackClient.shared.command("POST", url, body)
            if (200..<300).contains(answer.status) { return answer.json }
            if answer.json["code"].string == code { return nil }
            throw UnexpectedAnswer(path: path, answer: answer)
        }
    }

    struct Unexpected: Error, CustomStringConvertible {
        let found: [String: Int]
        var description: String { "\(found)" }
    }

    /// Everything on a topic in order, and the types of one case there once `last` has arrived.
    func types(of caseID: String, on topic: Topic, until last: String) async throws -> [String] {
        let configuration = broker.configuration()
        let types = try await eventually("\(last) is on \(topic.name)") { () -> [String]? in
            let types = try await TopicReading.types(of: caseID, on: topic.name, configuration: configuration)
            return types.contains(last) ? types : nil
        }
        let audit = try await TopicAudit.read(topic.name, configuration: configuration)
        #expect(audit.problems == [])
        return types
    }
}
