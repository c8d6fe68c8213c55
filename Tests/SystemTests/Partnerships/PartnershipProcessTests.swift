import Events
import Foundation
import TestKit
import Testing

/// What partnerships does by itself and what it gives and takes as files, as a real process.
@Suite(.serialized)
struct PartnershipProcessTests {
    /// Partnerships alone, over a broker of its own.
    private struct Alone {
        let broker: DevBroker
        let folder: TemporaryFolder
        let cluster: JisrCluster

        init() async throws {
            broker = try await DevBroker.launch()
            folder = try TemporaryFolder()
            cluster = try JisrCluster(
                folder: folder.path,
                bootstrapServers: broker.bootstrapServers,
                services: [.partnerships],
                environment: ["JISR_LOG_LEVEL": "warning", "JISR_TIMETABLE_INTERVAL": "100ms"]
            )
            try await cluster.start()
        }
    }

    @Test func `what time brings about is told once, through kills of the process`() async throws {
        let alone = try await Alone()
        let (cluster, process) = (alone.cluster, try alone.cluster.process(.partnerships))
        var parties: [EntityID] = []
        for number in 0..<2 {
            let id = EntityID.v7()
            parties.append(id)
            try await cluster.command(
                .partnerships,
                "/v1/organisations",
                ["orgId": "\(id)", "names": ["en": "Party \(number)"], "kind": "GOV", "country": "MA"]
            )
        }
        let scenarios = Scenarios(cluster: cluster)
        var agreements: [String] = []
        for _ in 0..<6 {
            agreements.append(try await Self.owing(parties, scenarios))
            // Somewhere in the midst of eighty reports that nobody has handed in.
            try await Task.sleep(for: .milliseconds(Int.random(in: 0..<150)))
            await process.kill()
            try await process.start()
            try await process.waitUntilLive()
        }
        // Drafted, signed, in force, due for review, expired, and eighty reports overdue, each once.
        let expected = Array(repeating: 85, count: agreements.count)
        _ = try await eventually("all is told", within: .seconds(60)) { () -> Bool? in
            try await Self.versions(of: agreements, cluster).allSatisfy { $0 >= 85 } ? true : nil
        }
        for id in agreements {
            // A killed relay may publish a record twice, under the same identifier; the log has each once.
            let types = try await eventually("all is published of \(id)", within: .seconds(60)) { () -> [String]? in
                let found = try await TopicReading.types(
                    of: id,
                    on: Topic.partnershipEvents.name,
                    configuration: alone.broker.configuration()
                )
                return found.count { $0 == "progress.overdue" } >= 80 ? found : nil
            }
            #expect(Set(types).isSuperset(of: ["agreement.in_force", "agreement.review_due", "agreement.expired"]))
        }
        // A few more rounds of the timer add nothing.
        #expect(try await Self.versions(of: agreements, cluster) == expected)
        await process.kill()
        try await process.start()
        try await process.waitUntilReady()
        // Once all of another agreement is told, every agreement was looked at again.
        let last = try await Self.owing(parties, scenarios)
        _ = try await eventually("all is told of another one", within: .seconds(60)) { () -> Bool? in
            try await Self.versions(of: [last], cluster) == [85] ? true : nil
        }
        #expect(try await Self.versions(of: agreements, cluster) == expected)
        await cluster.stop()
    }

    /// An agreement of ten years that is over, with quarterly reports by two parties that nobody handed in.
    private static func owing(_ parties: [EntityID], _ scenarios: Scenarios) async throws -> String {
        let answer = try await scenarios.cluster.command(
            .partnerships,
            "/v1/agreements",
            [
                "kind": "CONV", "title": "Agreement", "partyOrgIds": .array(parties.map { .string("\($0)") }),
                "inForceFrom": "2010-01-01", "inForceTo": "2019-12-31", "reviewEveryMonths": 24,
                "reporting": ["everyMonths": 3, "dueDays": 30],
            ]
        )
        let id = try scenarios.text(answer, "agreementId")
        try await scenarios.sign(id, on: "2009-12-01", for: parties)
        return id
    }

    private static func versions(of agreements: [String], _ cluster: JisrCluster) async throws -> [Int] {
        var versions: [Int] = []
        for id in agreements {
            versions.append(try await cluster.query(.partnerships, "/v1/agreements/\(id)")["version"].int ?? 0)
        }
        return versions
    }

    @Test func `the partners that ship are taken once, and go out as IATI's schema wants them`() async throws {
        let alone = try await Alone()
        let cluster = alone.cluster
        let results = alone.folder.path + "/results.csv"
        let arguments = [
            "import", try Self.seed(), "--mapping", "commands", "--to", try cluster.process(.partnerships).url,
            "--results", results, "--json",
        ]
        func run() async throws -> JSON {
            let log = alone.folder.path + "/import.log"
            let status = try await ToolProcess.run("jisr", arguments, logPath: log)
            let text = FileManager.default.contents(atPath: log).map { String(decoding: $0, as: UTF8.self) } ?? ""
            #expect(status == 0, "\(text)")
            let line = text.split(separator: "\n").last { $0.hasPrefix("{") } ?? ""
            return try JSONDecoder().decode(JSON.self, from: Data(line.utf8))
        }
        let first = try await run()
        #expect(first["accepted"] == first["rows"])
        #expect((first["rows"].int ?? 0) > 60)
        let again = try await run()
        #expect(again["duplicates"] == first["rows"])
        #expect(again["accepted"].int == 0)
        let kept = FileManager.default.contents(atPath: results).map { String(decoding: $0, as: UTF8.self) } ?? ""
        #expect(kept.split(separator: "\r\n").count == (first["rows"].int ?? 0) + 1)

        let convention = try await cluster.query(.partnerships, "/v1/agreements?kind=CONV")["items"][0]
        let path = "/v1/agreements/\(try #require(convention["agreementId"].string))/progress"
        let progress = try await cluster.query(.partnerships, path)
        #expect(progress["commitments"].array.count == 14)
        #expect(progress["regions"].array.count == 11)
        let memorandum = try await cluster.query(.partnerships, "/v1/agreements?kind=MOU")["items"][0]
        #expect(memorandum["status"] == "signed")
        #expect(memorandum["terms"]["partnershipSince"].int == 2006)

        try await Self.everything(Scenarios(cluster: cluster))
        let export = try await LoopbackClient.shared.get(cluster.url(.partnerships, "/v1/iati/activities"))
        #expect(export.headers["content-type"] == "application/xml; charset=utf-8")
        let file = alone.folder.path + "/iati.xml"
        try Data(export.bytes).write(to: URL(fileURLWithPath: file))
        let check = try await Script.run("deploy/lib/iati/check", [file])
        #expect(check.status == 0, "\(check.output)")
        #expect(export.text.contains("EU-IOM Joint Initiative"))
        // No day is known of two of the programmes that ship, nor of the scenarios' one.
        #expect(export.text.components(separatedBy: "is left out").count == 4)
        await cluster.stop()
    }

    /// An agreement with all that an export may say of one.
    private static func everything(_ scenarios: Scenarios) async throws {
        try await scenarios.registerPartners()
        let world = scenarios.world
        let memorandum = try await scenarios.memorandum(institutions: 1)
        let answer = try await scenarios.cluster.command(
            .partnerships,
            "/v1/agreements",
            [
                "kind": "CONV", "title": "Care & <\"rights\"> \u{0645}\u{0631}\u{062D}\u{0628}\u{0627}",
                "partyOrgIds": ["\(world.ccdh)", "\(world.ministry)"], "regions": ["MA-FIG", "MA-CAS:HMAS"],
                "objectives": ["First", "Second"], "inForceFrom": "2021-01-01", "inForceTo": "2024-12-31",
                "targets": [["indicator": "INST_REACHED", "quantity": ["value": 12.5, "qualifier": "about"]]],
                "continuesAgreementId": "\(memorandum.agreementID)",
            ]
        )
        let id = try scenarios.text(answer, "agreementId")
        let signed = try await scenarios.sign(id, on: "2020-12-01", for: [world.ccdh, world.ministry])
        #expect(signed["status"] == "expired")
    }

    private static func seed() throws -> String {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/" {
            let file = folder.appendingPathComponent("deploy/reference/partners.jsonl").path
            if FileManager.default.fileExists(atPath: file) { return file }
            folder.deleteLastPathComponent()
        }
        throw DeadlineMissed(description: "deploy/reference/partners.jsonl was not found")
    }
}
