import EventStore
import Events
import Foundation
import GRDB
import TestKit
import Testing

@testable import ServiceDelivery

struct ImportRouteTests {
    private static let header =
        "deliveryRef,enrolmentRef,caseId,service,providerInstitutionId,startedOn,date,hours,attended,endedOn,outcome"

    private func row(_ number: Int, changing changes: [String: String] = [:]) -> String {
        var values = [
            "deliveryRef": "D-\(number)", "enrolmentRef": "E-\(number / 10)",
            "caseId": "\(Examples.id(100 + number / 10))", "service": "LIT",
            "providerInstitutionId": "\(Workbench.institution)", "startedOn": "2018-02-01",
            "date": "2018-02-0\(number % 9 + 1)", "hours": "1.5",
        ]
        values.merge(changes) { _, new in new }
        return Self.header.split(separator: ",").map { values[String($0)] ?? "" }.joined(separator: ",")
    }

    private func csv(_ rows: [String], header: String = header) -> String {
        ([header] + rows).map { $0 + "\r\n" }.joined()
    }

    private func send(
        _ api: ServiceAPI,
        _ text: String,
        type: String = "text/csv",
        query: String = ""
    ) async throws -> LoopbackClient.Answer {
        try await LoopbackClient.shared.send(
            "POST",
            api.base + "/v1/imports" + query,
            body: Array(text.utf8),
            headers: ["Idempotency-Key": EntityID.v7().description, "Content-Type": type]
        )
    }

    private func prepare(_ api: ServiceAPI, cases: Int) throws {
        try api.bench.offer(.literacy, capacity: 1)
        for number in 0..<cases { try api.bench.openCase(Examples.id(100 + number)) }
    }

    private func sessions(_ api: ServiceAPI) throws -> Int? {
        try api.bench.temporary.store.readNow { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM services_session")
        }
    }

    @Test func `each row is a delivery once, however often the file is sent`() async throws {
        try await ServiceAPI.run { api in
            try prepare(api, cases: 30)
            let file = csv((0..<300).map { row($0) })
            let answer = try await send(api, file)
            #expect(answer.status == 200, "\(answer.text.prefix(500))")
            #expect(answer.json["accepted"].int == 300 && answer.json["refused"].int == 0, "\(answer.text.prefix(900))")
            let list = try await api.get("/v1/enrolments?limit=200").json["items"].array
            #expect(list.count == 30)
            #expect(list.allSatisfy { $0["deliveredSessions"].int == 10 })
            let again = try await send(api, file)
            #expect(again.json["duplicates"].int == 300 && again.json["accepted"].int == 0)
            #expect(try sessions(api) == 300)
            #expect(!(try api.bench.temporary.folder.allBytes()).contains(Array("D-299".utf8)))
        }
    }

    @Test func `takes JSON Lines, ends enrolments, and keeps nothing of a rehearsal`() async throws {
        try await ServiceAPI.run { api in
            try prepare(api, cases: 1)
            let line =
                #"{"deliveryRef":"D","caseId":"\#(Examples.id(100))","service":"LIT","#
                + #""providerInstitutionId":"\#(Workbench.institution)","date":"2018-03-01","hours":2,"#
                + #""attended":true,"endedOn":"2018-04-01","outcome":"CERTIFIED"}"#
            for type in ["application/jsonl", "application/x-ndjson"] {
                let rehearsed = try await send(api, line + "\n", type: type, query: "?dryRun=true")
                #expect(rehearsed.json["accepted"].int == 1 && rehearsed.json["dryRun"].bool == true)
            }
            #expect(try sessions(api) == 0)
            #expect(try await send(api, line, type: "application/jsonl").json["accepted"].int == 1)
            let item = try await api.get("/v1/enrolments").json["items"][0]
            #expect(item["status"].string == "completed" && item["outcome"].string == "CERTIFIED")
        }
    }

    @Test func `a row that is refused harms no other and says what to do`() async throws {
        try await ServiceAPI.run { api in
            try prepare(api, cases: 1)
            let rows = [
                row(0), row(0), row(1, changing: ["hours": "x"]), row(2, changing: ["hours": "25"]),
                row(3, changing: ["caseId": "\(Examples.id(999))"]), row(4, changing: ["service": "XYZ"]),
                row(5, changing: ["date": "2018-01-31"]), row(6, changing: ["date": "2031-01-31"]),
                row(7, changing: ["service": "MED"]), row(8, changing: ["deliveryRef": ""]),
                row(9, changing: ["enrolmentRef": "F", "startedOn": "2018-01-01"]), row(9) + ",more",
                row(9, changing: ["outcome": "COMPLETED"]), row(9, changing: ["endedOn": "2018-01-20"]), row(9),
            ]
            let answer = try await send(api, csv(rows)).json
            #expect(answer["accepted"].int == 2 && answer["duplicates"].int == 1)
            let refusals = answer["refusals"].array
            try #require(refusals.count == 12)
            #expect(
                refusals.map { $0["code"].string } == [
                    "field.invalid", "quantity.invalid", "case.unknown", "code.unknown", "session.outside_period",
                    "date.in_future", "enrolment.mismatch", "field.required", "case.not_open", "row.field_count",
                    "field.required", "period.invalid",
                ]
            )
            #expect(refusals[0]["row"].int == 3 && refusals[0]["field"].string == "hours")
            #expect(refusals[8]["field"].string == "startedOn")
            #expect(refusals[11]["field"].string == "endedOn")
        }
    }

    @Test func `takes unknown cases on trust only when consent is attested`() async throws {
        try await ServiceAPI.run { api in
            try api.bench.offer(.literacy)
            let rows = csv(
                [row(0) + ",\(Facts.subject)"],
                header: Self.header + ",subjectId"
            )
            #expect(try await send(api, rows).json["refusals"][0]["code"].string == "case.unknown")
            #expect(try await send(api, rows, query: "?consentAttested=true").json["accepted"].int == 1)
            #expect(try await api.get("/v1/enrolments?provisional=true").json["items"].array.count == 1)
            try api.bench.openCase(Examples.id(100))
            #expect(try await api.get("/v1/enrolments?provisional=true").json["items"].array.isEmpty)
        }
    }

    @Test func `refuses a file whose columns it does not know, without repeating them`() async throws {
        try await ServiceAPI.run { api in
            for header in ["Zarathustrian,caseId", "deliveryRef,caseId", Self.header + ",date", ""] {
                let answer = try await send(api, header.isEmpty ? "" : csv([], header: header))
                #expect(answer.json["code"].string == "columns.invalid", "\(header)")
                #expect(!answer.text.contains("Zarathustrian"))
            }
            let line = #"{"name":"Zarathustrian"}"#
            let answer = try await send(api, line, type: "application/jsonl")
            #expect(answer.json["refusals"][0]["code"].string == "field.unknown")
            #expect(!answer.text.contains("Zarathustrian"))
            #expect(try await send(api, "x", type: "text/plain").status == 415)
        }
    }
}
