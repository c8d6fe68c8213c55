import Foundation
import TestKit
import Testing

/// `jisr import` and `jisr export` against the real intake.
@Suite(.serialized)
struct ImportTests {
    private static let rowCount = 4000
    private static let institution = "00000000-0000-7000-8000-0000000000a1"

    /// A file whose rows are told apart by the given name; every hundredth is refused, for want of a consent.
    private static func write(_ path: String, rows: Int = rowCount) throws {
        var text = "id,name,sex,born,consent\n"
        for row in 1...rows {
            text += "S-\(row),Given\(row),\(row % 2 == 0 ? "girl" : "boy"),2008-03-\(10 + row % 18),"
            text += row % 100 == 0 ? "no\n" : "yes\n"
        }
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    private static let mapping = """
        # A small system's own columns.
        source: smallsystem
        sourceId: id
        constants:
          institutionId: \(institution)
          categories: CAR
          identifiedBy: SCHOOL
          identifiedAt: 2021-02-01
          subject.nationalities: EG
          subject.region: EG-C
          consents.REGISTER.basis: guardian
        columns:
          - {column: name, to: subject.givenName}
          - {column: sex, to: subject.sex, codes: {girl: F, boy: M}}
          - {column: born, to: subject.birthDate}
          - {column: consent, to: consents.REGISTER.decision, codes: {yes: granted, no: withheld}}
        """

    @Test func `an import survives kills of the service and of the tool, each row once`() async throws {
        let broker = try await DevBroker.launch()
        let folder = try TemporaryFolder()
        let cluster = try JisrCluster(
            folder: folder.path + "/first",
            bootstrapServers: broker.bootstrapServers,
            instance: "first",
            services: [.intake],
            environment: ["JISR_LOG_LEVEL": "warning"]
        )
        try await cluster.start()
        let intake = try cluster.process(.intake)
        let (file, mapping, log) = (folder.path + "/cases.csv", folder.path + "/map.yaml", folder.path + "/import.log")
        try Self.write(file)
        try Data(Self.mapping.utf8).write(to: URL(fileURLWithPath: mapping))
        let arguments = ["import", file, "--to", intake.url, "--mapping", mapping, "--patience", "120"]

        var tool = try await ToolProcess.start("jisr", arguments, logPath: log)
        var importID: String?
        for (number, share) in [0.05, 0.2, 0.35, 0.5, 0.65, 0.8].enumerated() {
            let id = try await eventually("the import has an identifier") { () -> String? in
                guard let data = FileManager.default.contents(atPath: file + ".jisr-import") else { return nil }
                return try JSONDecoder().decode([String: JSON].self, from: data)["importID"]?.string
            }
            #expect(importID == nil || importID == id, "the import goes on under its identifier")
            importID = id
            _ = try await eventually("rows are taken", within: .seconds(120)) { () -> Bool? in
                let standing = try await LoopbackClient.shared.get(intake.url + "/v1/imports/\(id)")
                guard standing.status == 200, let rows = standing.json["rows"].double else { return nil }
                return rows >= Double(Self.rowCount) * share ? true : nil
            }
            if number % 3 == 2 {
                await tool.kill()
                tool = try await ToolProcess.start("jisr", arguments, logPath: log)
            } else {
                await intake.kill()
                try await intake.start()
                try await intake.waitUntilLive()
            }
        }
        #expect(await tool.waitUntilExit() == 1, "some rows were rejected: \(tool.log)")

        let standing = try await cluster.query(.intake, "/v1/imports/\(try #require(importID))")
        let refused = Self.rowCount / 100
        #expect(standing["status"].string == "ended")
        #expect(standing["rows"].int == Self.rowCount)
        #expect(standing["accepted"].int == Self.rowCount - refused)
        #expect(standing["duplicates"].int == 0)
        #expect(!FileManager.default.fileExists(atPath: file + ".jisr-import"))
        try Self.checkResults(file + ".results.csv")

        // Each accepted row is one case, in the store and when it is brought to another institution.
        try await Self.checkExport(cluster, folder, "jsonl")
        // The whole file once more makes no case.
        #expect(try await ToolProcess.run("jisr", arguments, logPath: log) == 1)
        let again = try String(contentsOfFile: file + ".results.csv", encoding: .utf8)
        let repeated = again.components(separatedBy: "\r\n").filter { $0.contains(",duplicate,") }
        #expect(repeated.count == Self.rowCount - refused)
        await cluster.stop()
    }

    @Test func `cases go from one institution to another through a file`() async throws {
        let broker = try await DevBroker.launch()
        let folder = try TemporaryFolder()
        func cluster(_ instance: String) async throws -> JisrCluster {
            let cluster = try JisrCluster(
                folder: folder.path + "/" + instance,
                bootstrapServers: broker.bootstrapServers,
                instance: instance,
                services: [.intake],
                environment: ["JISR_LOG_LEVEL": "warning"]
            )
            try await cluster.start()
            return cluster
        }
        let (north, south) = (try await cluster("north"), try await cluster("south"))
        let (file, mapping, log) = (folder.path + "/cases.csv", folder.path + "/map.yaml", folder.path + "/tool.log")
        try Self.write(file, rows: 99)
        try Data(Self.mapping.utf8).write(to: URL(fileURLWithPath: mapping))
        let (northURL, southURL) = (try north.process(.intake).url, try south.process(.intake).url)
        let rehearsal = ["import", file, "--to", northURL, "--mapping", mapping, "--dry-run", "--json"]
        #expect(try await ToolProcess.run("jisr", rehearsal, logPath: log) == 0)
        #expect(try await north.query(.intake, "/v1/cases")["items"].array.isEmpty)
        #expect(
            try await ToolProcess.run("jisr", ["import", file, "--to", northURL, "--mapping", mapping], logPath: log)
                == 0
        )
        for format in ["csv", "jsonl"] {
            let out = folder.path + "/out.\(format)"
            #expect(
                try await ToolProcess.run(
                    "jisr",
                    ["export", out, "--from", northURL, "--format", format],
                    logPath: log
                )
                    == 0
            )
            #expect(try await ToolProcess.run("jisr", ["import", out, "--to", southURL], logPath: log) == 0)
        }
        // The second file has the same cases as the first.
        let listed = try await south.query(.intake, "/v1/cases?limit=200")["items"].array
        #expect(listed.count == 99)
        #expect(listed.allSatisfy { $0["institutionId"].string == Self.institution })
        let wrong = ["import", file, "--to", southURL, "--mapping", "jisr"]
        #expect(try await ToolProcess.run("jisr", wrong, logPath: log) == 2)
        let nowhere = ["import", file, "--to", "http://127.0.0.1:9", "--mapping", mapping, "--patience", "0"]
        #expect(try await ToolProcess.run("jisr", nowhere, logPath: log) == 3)
        await north.stop()
        await south.stop()
    }

    private static func checkResults(_ path: String) throws {
        let lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\r\n")
        #expect(lines.count == rowCount + 2)
        for (row, line) in lines.dropFirst().dropLast().enumerated() {
            let cells = line.components(separatedBy: ",")
            #expect(cells[0] == "\(row + 1)")
            #expect(cells[1] == "S-\(row + 1)")
            #expect(cells[2] == ((row + 1) % 100 == 0 ? "rejected" : "accepted"))
        }
        #expect(!lines.joined().contains("Given"), "a result says nothing of the person")
    }

    private static func checkExport(_ cluster: JisrCluster, _ folder: TemporaryFolder, _ format: String) async throws {
        let out = folder.path + "/all.\(format)"
        let url = try cluster.process(.intake).url
        #expect(
            try await ToolProcess.run(
                "jisr",
                ["export", out, "--from", url, "--format", format],
                logPath: out + ".log"
            )
                == 0
        )
        let lines = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n")
        let names = try lines.map {
            try JSONDecoder().decode(JSON.self, from: Data($0.utf8))["subject"]["givenName"].string
        }
        let expected = (1...rowCount).filter { $0 % 100 != 0 }.map { "Given\($0)" }
        #expect(names.count == expected.count)
        #expect(Set(names.compactMap { $0 }) == Set(expected))
    }
}
