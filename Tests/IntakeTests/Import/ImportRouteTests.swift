import EventStore
import Events
import Foundation
import GRDB
import TestKit
import Testing

@testable import Intake

struct ImportRouteTests {
    @Test func `each row becomes a case once`() async throws {
        try await IntakeAPI.run { api in
            let file = ImportSample.csv((1...150).map { ImportSample.row("A-\($0)") })
            let key = EntityID.v7().description
            let answer = try await api.send(file, key: key)
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.json["status"].string == "ended")
            #expect(answer.json["accepted"].int == 150)
            #expect(answer.headers["location"] == "/v1/imports/\(key)")

            let results = try await api.results(key)
            #expect(results.map { $0["row"].int } == Array(1...150))
            #expect(Set(results.compactMap { $0["caseNumber"].string }).count == 150)
            let caseID = try #require(results.first?["caseId"].string)
            let shown = try await api.get("/v1/cases/\(caseID)").json
            #expect(shown["status"].string == "registered")
            #expect(shown["registeredAt"].string == "2021-02-03T10:00:00.000Z")
            let types = shown["history"].array.compactMap { $0["type"].string }
            #expect(types.contains("jisr.case.profile.v1"))

            // The same request again is the same import; the same file again is all duplicates.
            #expect(try await api.send(file, key: key).json == answer.json)
            let again = try await api.send(file)
            #expect(again.json["duplicates"].int == 150)
            let repeated = try await api.results(try #require(again.json["importId"].string))
            #expect(repeated.map { $0["caseId"].string } == results.map { $0["caseId"].string })
            #expect(try await api.get("/v1/cases?limit=200").json["items"].array.count == 150)
        }
    }

    @Test func `what becomes of a row does not depend on how far the index of documents has come`() async throws {
        try await IntakeAPI.run { api in
            let header = ImportSample.header + ["subject.documents"]
            func send(_ id: String) async throws -> JSON {
                let row = ImportSample.row(id) + ["PASSPORT:A1234567"]
                return try await api.send(ImportSample.csv([row], header: header)).json
            }
            #expect(try await send("A-1")["accepted"].int == 1)
            let persons = PersonIndex(nationalKey: nil)
            try api.store.writeNow { while try PersonIndex.follower.advance($0, apply: persons.follow) {} }
            #expect(try await send("A-2")["accepted"].int == 1)
        }
    }

    @Test func `a row that is refused harms no other and says why`() async throws {
        try await IntakeAPI.run { api in
            let rows = [
                ImportSample.row("A-1"), ImportSample.row("A-1"),
                ImportSample.row("A-2", changing: ["subject.sex": "boy"]),
                ImportSample.row("A-3", changing: ["consents.REGISTER.decision": "withheld"]),
                ImportSample.row("A-4", changing: ["consents.REGISTER.basis": "self"]),
                ImportSample.row("A-5", changing: ["subject.birthDate": "04.03.2006"]),
                ImportSample.row("A-6", changing: ["subject.givenName": "", "subject.familyName": ""]),
                ImportSample.row("A-7", changing: ["registeredAt": "2031-01-01"]),
                ImportSample.row("", changing: [:]), ImportSample.row("A-8", changing: ["subject.region": "EG"]),
                Array(ImportSample.row("A-9").dropLast()), ImportSample.row("A-10"),
            ]
            let answer = try await api.send(ImportSample.csv(rows))
            #expect(answer.status == 200, "\(answer.text)")
            let results = try await api.results(try #require(answer.json["importId"].string))
            let codes = results.map { $0["code"].string ?? $0["result"].string ?? "" }
            #expect(
                codes == [
                    "accepted", "import.duplicate", "code.unmapped", "consent.missing", "consent.guardian_required",
                    "date.unreadable", "identity.required", "date.in_future", "field.required", "field.invalid",
                    "row.field_count", "accepted",
                ]
            )
            #expect(results[1]["firstRow"].int == 1)
            #expect(results[1]["caseId"] == results[0]["caseId"])
            #expect(results[2]["column"].string == "subject.sex")
            #expect(results[4]["column"].string == "consents.REGISTER.basis")
            #expect(results[7]["column"].string == "registeredAt")
            #expect(try await api.get("/v1/cases").json["items"].array.count == 2)
            let rejected = try await api.get(
                "/v1/imports/\(answer.json["importId"].string ?? "")/results?result=rejected"
            )
            #expect(rejected.json["items"].array.count == 9)
            // What was refused can be sent again, put right.
            let right = try await api.send(ImportSample.csv([ImportSample.row("A-2")]))
            #expect(right.json["accepted"].int == 1)
        }
    }

    @Test func `a rehearsal decides upon every row and keeps nothing`() async throws {
        try await IntakeAPI.run { api in
            let rows = [
                ImportSample.row("A-1"), ImportSample.row("A-1"),
                ImportSample.row("A-2", changing: ["categories": "X"]),
            ]
            let answer = try await api.send(ImportSample.csv(rows), query: "&dryRun=true")
            #expect(answer.json["accepted"].int == 1)
            #expect(answer.json["duplicates"].int == 1)
            #expect(answer.json["rejected"].int == 1)
            #expect(try await api.get("/v1/cases").json["items"].array.isEmpty)
            let real = try await api.send(ImportSample.csv(rows))
            #expect(real.json["accepted"].int == 1)
            #expect(try await api.get("/v1/cases").json["items"][0]["caseNumber"].string == "EG-ELMARG-2021-000001")
        }
    }

    @Test func `an import that was cut off goes on after the last row taken`() async throws {
        try await IntakeAPI.run { api in
            let key = EntityID.v7().description
            let file = ImportSample.csv((1...300).map { ImportSample.row("A-\($0)") })
            for part in [0.3, 0.7] {
                let bytes = Array(file.utf8.prefix(Int(Double(file.utf8.count) * part)))
                // Sent until it is taken: the request before may still be at work on what it had read.
                let seen = try await eventually("the rows that arrived are taken") { () -> JSON? in
                    let standing = try await api.get("/v1/imports/\(key)").json
                    if (standing["rows"].double ?? 0) >= 300 * part - 65 { return standing }
                    try api.cutOff(bytes, announcing: file.utf8.count, key: key)
                    return nil
                }
                #expect(seen["status"].string == "receiving")
            }
            let answer = try await eventually("nobody else sends it") { () -> LoopbackClient.Answer? in
                let answer = try await api.send(file, key: key)
                return answer.status == 409 ? nil : answer
            }
            #expect(answer.json["accepted"].int == 300, "\(answer.text)")
            #expect(answer.json["duplicates"].int == 0)
            #expect(try await api.results(key).map { $0["row"].int } == Array(1...300))
        }
    }

    @Test func `another file under the same key is refused`() async throws {
        try await IntakeAPI.run { api in
            let key = EntityID.v7().description
            let file = ImportSample.csv((1...200).map { ImportSample.row("A-\($0)") })
            try api.cutOff(Array(file.utf8.dropLast(20)), announcing: file.utf8.count, key: key)
            _ = try await eventually("rows are taken") { () -> Bool? in
                try await api.get("/v1/imports/\(key)").json["rows"].double ?? 0 > 100 ? true : nil
            }
            let other = ImportSample.csv((1...200).map { ImportSample.row("B-\($0)") })
            let answer = try await eventually("nobody else sends it") { () -> LoopbackClient.Answer? in
                let answer = try await api.send(other, key: key)
                return answer.status == 409 ? nil : answer
            }
            #expect(answer.json["code"].string == "import.file_changed", "\(answer.text)")
            let rehearsal = try await api.send(file, key: key, query: "&dryRun=true")
            #expect(rehearsal.json["code"].string == "idempotency.key_reused")
        }
    }

    @Test func `what is wrong with a file or its mapping is told at once, before any row is taken`() async throws {
        try await IntakeAPI.run { api in
            let file = ImportSample.csv([ImportSample.row("A-1")])
            func code(_ answer: LoopbackClient.Answer) -> String {
                "\(answer.status) \(answer.json["code"].string ?? "")"
            }
            #expect(code(try await api.send(file, mapping: "none")) == "404 mapping.unknown")
            #expect(code(try await api.send(file, type: "application/pdf")) == "415 content_type.unsupported")
            #expect(code(try await api.send(file, type: "text/csv; charset=latin1")) == "415 content_type.unsupported")
            #expect(code(try await api.send(file, key: "not-a-uuid")) == "400 idempotency.key_malformed")
            #expect(code(try await api.send(file, query: "&dryRun=maybe")) == "400 parameter.invalid")
            #expect(code(try await api.send("")) == "422 mapping.invalid")
            #expect(code(try await api.send(file + "\"A-2,\r\n")) == "422 row.unclosed_quote")

            let header = try await api.send("a,a,subject.sex\r\n1,2,3\r\n")
            #expect(header.json["code"].string == "mapping.invalid")
            for word in [
                "column a more than once", "no column sourceId", "institutionId", "categories", "identifiedBy",
            ] {
                #expect(header.json["message"].string?.contains(word) == true, "\(header.text)")
            }
            let primero = try await api.send("case_id\r\n1\r\n", mapping: "primero")
            #expect(primero.json["message"].string?.contains("institutionId") == true)
            // Of the file with the open quotation mark, the row before it was taken.
            #expect(try await api.get("/v1/cases").json["items"].array.count == 1)
        }
    }

    @Test func `a mapping of one's own is kept under a name made from its content`() async throws {
        try await IntakeAPI.run { api in
            let wrong = try await api.post(
                "/v1/import-mappings",
                [
                    "source": "x", "sourceId": "id",
                    "columns": [
                        ["column": "a", "to": "subject.gender"],
                        ["column": "b", "to": "subject.sex", "codes": ["m": "Q"]],
                        ["column": "c"], ["column": "d", "to": "subject.birthDate", "dates": ["dd.MM"]],
                    ],
                    "constants": ["subject.colour": "red"],
                ]
            )
            #expect(wrong.status == 422)
            let told = wrong.json["message"].string ?? ""
            for word in ["subject.gender", "Q is no value", "column c", "dd.MM", "subject.colour", "categories"] {
                #expect(told.contains(word), "\(told)")
            }
            let own: JSON = [
                "extends": "jisr", "constants": ["institutionId": .string(Sample.institution.description)],
                "columns": [["column": "sex", "to": "subject.sex", "codes": ["boy": "M", "girl": "F"]]],
            ]
            let kept = try await api.post("/v1/import-mappings", own)
            #expect(kept.status == 201, "\(kept.text)")
            let id = try #require(kept.json["mappingId"].string)
            #expect(try await api.post("/v1/import-mappings", own).json["mappingId"].string == id)
            #expect(try await api.get("/v1/import-mappings/\(id)").status == 200)
            #expect(try await api.get("/v1/import-mappings").json["items"].array.count == 3)

            var header = ImportSample.header
            header[header.firstIndex(of: "subject.sex") ?? 0] = "sex"
            let rows = [
                ImportSample.row("1", changing: ["subject.sex": "Boy"]),
                ImportSample.row("2", changing: ["subject.sex": "man"]),
            ]
            let fit = rows.map { $0 + ["44"] }
            let counted = try await api.send(ImportSample.csv(fit, header: header + ["shoe size"]), mapping: id)
            #expect(counted.json["accepted"].int == 1, "\(counted.text)")
            #expect(counted.json["unknownColumns"].array.compactMap(\.string) == ["shoe size"])
            let results = try await api.results(try #require(counted.json["importId"].string))
            #expect(results[1]["code"].string == "code.unmapped")
            #expect(results[1]["column"].string == "sex")
        }
    }

    @Test func `JSON Lines are taken as CSV is`() async throws {
        try await IntakeAPI.run { api in
            let line = """
                {"sourceId":"J-1","institutionId":"\(Sample.institution)","categories":["CAR"],"identifiedBy":"POLICE",\
                "identifiedAt":"2021-02-01T08:00:00Z","subject":{"givenName":"Zarathustrian","sex":"F","estimatedAge":12,\
                "estimatedOn":"2021-01-01","nationalities":["EG"],"region":"EG-C","documents":[{"kind":"PASSPORT",\
                "number":"DOCNUMBER77"}]},"consents":[{"purpose":"REGISTER","decision":"granted","basis":"guardian"}],\
                "assessment":{"risk":"HIGH","factors":["HHF:risk:SEPARATION:2"],"assessorId":"\(Sample.worker)"},\
                "closing":{"reason":"GOAL","at":"2021-04-01T08:00:00Z"},"shoe":{"size":44}}
                """.replacingOccurrences(of: "\n", with: "")
            let answer = try await api.send(
                line + "\n\n[]\n{\"sourceId\":\n" + line + "\n",
                type: "application/x-ndjson"
            )
            #expect(answer.json["accepted"].int == 1, "\(answer.text)")
            #expect(answer.json["unknownColumns"].array.compactMap(\.string) == ["shoe.size"])
            let results = try await api.results(try #require(answer.json["importId"].string))
            #expect(
                results.map { $0["code"].string } == [nil, "json.malformed", "json.malformed", "import.duplicate"]
            )
            let caseID = try #require(results[0]["caseId"].string)
            #expect(try await api.get("/v1/cases/\(caseID)").json["status"].string == "closed")
        }
    }

    @Test func `nothing that identifies a person is readable in the store or the results`() async throws {
        let folder = try TemporaryFolder()
        try await IntakeAPI.run(folder: folder) { api in
            let rows = [
                ImportSample.row("SOURCEIDX-1", name: "Zarathustrian"),
                ImportSample.row("SOURCEIDX-2", name: "Zarathustrian", changing: ["subject.sex": "Secretvalue"]),
            ]
            let answer = try await api.send(ImportSample.csv(rows))
            let results = try await api.get("/v1/imports/\(answer.json["importId"].string ?? "")/results").text
            for word in ["Zarathustrian", "SOURCEIDX", "Secretvalue", "2006-03-04"] { #expect(!results.contains(word)) }
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let data = FileManager.default.contents(atPath: folder.path + "/" + name) ?? Data()
            for word in ["Zarathustrian", "SOURCEIDX", "Secretvalue", "2006-03-04"] {
                #expect(data.range(of: Data(word.utf8)) == nil, "\(name) holds what a row says")
            }
        }
    }
}

extension IntakeAPI {
    /// Sends the beginning of a file and goes away.
    func cutOff(_ bytes: [UInt8], announcing count: Int, key: String) throws {
        let head = """
            POST /v1/imports?mapping=jisr HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/csv\r\n\
            Idempotency-Key: \(key)\r\nContent-Length: \(count)\r\n\r\n
            """
        try RawConnection.send(Array(head.utf8) + bytes, to: port)
    }
}
