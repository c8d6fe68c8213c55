import EventStore
import Events
import GRDB
import Tabular
import TestKit
import Testing

@testable import Intake

struct ExportTests {
    /// Cases of many kinds, each once.
    private func fill(_ api: IntakeAPI) async throws -> Int {
        let header =
            ImportSample.header + [
                "subject.fatherName", "subject.phone", "subject.address", "subject.documents", "subject.guardian.name",
                "concerns", "justice.status", "justice.authority", "assessment.risk", "assessment.factors",
                "assessment.assessorId", "assessment.note", "closing.reason", "closing.at", "closing.note", "narrative",
                "consents.STATISTICS.decision", "consents.STATISTICS.basis", "migration.status", "migration.stranded",
            ]
        let full = [
            "=Ali", "+20100", "@home, \nsecond", "PASSPORT:A1;OTHER:B:2", "'=Guardian", "DETAINED:ABUSE;POVERTY",
            "SENTENCED", "Court", "MED", "HHF:risk:SEPARATION:2;COM:protective:NETWORK:1", "\(Sample.worker)", "-note",
            "GOAL",
            "2021-04-01T09:30:00Z", "closed", "told", "withheld", "guardian", "STRANDED", "true",
        ]
        let rows = [
            ImportSample.row("A-1") + full, ImportSample.row("A-2") + full.map { _ in "" },
            ImportSample.row(
                "A-3",
                changing: [
                    "subject.birthDate": "", "subject.givenName": "", "subject.familyName": "",
                    "subject.sex": "", "subject.nationalities": "", "subject.region": "", "registeredAt": "",
                    "consents.REGISTER.decision": "", "consents.REGISTER.basis": "",
                ]
            ) + full.map { _ in "" },
        ]
        // What is written by hand for this mapping has an apostrophe before a formula, as an export has.
        let neutral = rows.map { row in row.map { cell in CSVWriter.neutralised(cell.replacing("\"", with: "\"\"")) } }
        let answer = try await api.send(ImportSample.csv(neutral, header: header))
        let told = try await api.results(answer.json["importId"].string ?? "")
        #expect(answer.json["accepted"].int == 3, "\(told)")
        return 3
    }

    private func export(_ api: IntakeAPI, _ query: String) async throws -> String {
        let answer = try await api.get("/v1/exports?\(query)")
        #expect(answer.status == 200)
        return answer.text
    }

    /// What of an export does not depend on the instance.
    private func lasting(_ jsonLines: String) -> [String] {
        jsonLines.split(separator: "\n").map { line in
            line.replacing(#/"sourceId":"[^"]*",?/#, with: "").replacing(#/"caseNumber":"[^"]*",?/#, with: "")
                .description
        }
    }

    @Test(arguments: ["jsonl", "csv"])
    func `what is exported is imported elsewhere with nothing lost`(format: String) async throws {
        try await IntakeAPI.run { first in
            let count = try await fill(first)
            let file = try await export(first, "format=\(format)")
            let told = try await export(first, "format=jsonl")
            #expect(told.contains("=Ali"))
            try await IntakeAPI.run(instance: "north") { second in
                let type = format == "csv" ? "text/csv" : "application/jsonl"
                let answer = try await second.send(file, type: type)
                let results = try await second.results(answer.json["importId"].string ?? "")
                #expect(answer.json["accepted"].int == count, "\(results)")
                #expect(lasting(try await export(second, "format=jsonl")) == lasting(told))
            }
            // At home every case is there already.
            let home = try await first.send(file, type: format == "csv" ? "text/csv" : "application/jsonl")
            #expect(home.json["duplicates"].int == count)
        }
    }

    @Test func `HTCDS goes out and comes in as far as it goes`() async throws {
        try await IntakeAPI.run { first in
            _ = try await fill(first)
            let file = try await export(first, "format=htcds")
            #expect(file.contains("'=Ali"))
            try await IntakeAPI.run(instance: "north") { second in
                let answer = try await second.send(file, mapping: "htcds")
                let results = try await second.results(answer.json["importId"].string ?? "")
                // The one without a person has no consent to say, and stays identified.
                #expect(results.map { $0["result"].string } == ["accepted", "accepted", "accepted"], "\(results)")
                let names = try await export(second, "format=csv")
                #expect(names.contains("'=Ali"))
            }
            let home = try await first.send(file, mapping: "htcds")
            #expect(home.json["duplicates"].int == 3)
        }
    }

    @Test func `an export is filtered by status, institution and day`() async throws {
        try await IntakeAPI.run { api in
            _ = try await fill(api)
            func count(_ query: String) async throws -> Int {
                try await export(api, "format=jsonl&\(query)").split(separator: "\n").count
            }
            #expect(try await count("status=closed") == 1)
            #expect(try await count("status=identified") == 1)
            #expect(try await count("institutionId=\(Sample.institution)") == 3)
            #expect(try await count("institutionId=\(Sample.otherInstitution)") == 0)
            #expect(try await count("from=2021-02-01&to=2021-02-01") == 3)
            #expect(try await count("from=2021-02-02") == 0)
            #expect(try await count("to=2021-01-31") == 0)
            #expect(try await api.get("/v1/exports?format=xls").status == 400)
            #expect(try await api.get("/v1/exports").status == 400)
        }
    }

    @Test func `many cases come in pieces, each once and in order`() async throws {
        try await IntakeAPI.run { api in
            _ = try await api.send(ImportSample.csv((1...200).map { ImportSample.row("A-\($0)", name: "N\($0)") }))
            let lines = try await export(api, "format=csv").split(separator: "\r\n")
            #expect(lines.count == 201)
            #expect(lines[200].contains("N200"))
        }
    }

    @Test func `a person whose key was destroyed goes out without name`() async throws {
        try await IntakeAPI.run { api in
            _ = try await api.send(ImportSample.csv([ImportSample.row("A-1")]))
            try api.store.writeNow {
                try $0.db.execute(sql: "DELETE FROM subject_key WHERE subject IN (SELECT subject_id FROM intake_case)")
            }
            let told = try await export(api, "format=jsonl")
            #expect(told.contains("caseNumber"))
            #expect(!told.contains("Zarathustrian"))
        }
    }
}
