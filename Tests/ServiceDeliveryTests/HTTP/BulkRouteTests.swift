import EventStore
import Events
import GRDB
import TestKit
import Testing

@testable import ServiceDelivery

struct BulkRouteTests {
    private func text(_ id: EntityID) -> JSON { .string(id.description) }

    @Test func `records a class in one request, row by row, in one commit`() async throws {
        try await ServiceAPI.run { api in
            try api.bench.offer(.literacy)
            var rows: [JSON] = []
            var enrolments: [EntityID] = []
            for number in 0..<30 {
                let caseID = Examples.id(300 + number)
                try api.bench.openCase(caseID)
                enrolments.append(try api.bench.enrol(caseID))
                rows.append(["enrolmentId": text(enrolments[number]), "attended": .bool(number != 3)])
            }
            rows.append(["enrolmentId": text(EntityID.v7())])
            rows.append(["enrolmentId": text(enrolments[0])])
            rows.append(["enrolmentId": text(enrolments[1]), "hours": 25])
            let body: JSON = ["date": "2018-03-01", "hours": 2, "rows": .array(rows)]
            let answer = try await api.post("/v1/attendance", body)
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.json["accepted"].int == 30 && answer.json["refused"].int == 3)
            let results = answer.json["results"].array
            #expect(
                results.suffix(3).map { $0["code"].string } == [
                    "enrolment.unknown", "session.duplicate", "session.duplicate",
                ]
            )
            #expect(results[31]["field"].string == "rows[31].enrolmentId")
            let shown = try await api.get("/v1/enrolments/\(enrolments[3])").json
            #expect(shown["deliveredSessions"].int == 0 && shown["sessions"].array.count == 1)
            // The list sent again, under another key, doubles nobody.
            let again = try await api.post("/v1/attendance", body)
            #expect(again.json["accepted"].int == 0 && again.json["refused"].int == 33)
            #expect(try await api.post("/v1/attendance", ["date": "2018-03-02", "hours": 2, "rows": []]).status == 422)
            let late = try await api.post("/v1/attendance", ["date": "2019-03-10", "hours": 2, "rows": .array(rows)])
            #expect(late.json["code"].string == "date.in_future")
        }
    }

    private func plan(_ api: ServiceAPI, _ further: [String: JSON] = [:]) async throws -> String {
        let body: [String: JSON] = [
            "place": "EG-ALX", "date": "2019-02-01", "programmeId": text(Examples.id(26)),
            "distributorOrgId": text(Examples.id(7)), "items": [["kind": "FOO", "quantity": 2500]],
        ]
        let planned = try await api.post("/v1/distributions", .object(body.merging(further) { _, new in new }))
        return try #require(planned.headers["location"])
    }

    @Test func `takes a list of 2,500 people with a result for each`() async throws {
        try await ServiceAPI.run { api in
            let location = try await plan(api)
            var people = (0..<2490).map { Examples.id(10_000 + $0) }
            let known = Examples.id(100)
            try api.bench.openCase(known)
            // One of them was found to be another one of them.
            let merged = SubjectMerged(
                survivingSubjectId: people[0],
                mergedSubjectId: people[1],
                caseIds: [],
                mergedAt: Dates.now
            )
            try api.bench.hear(try api.bench.feed.message(merged, key: people[1]))
            people += people.prefix(5)
            var rows: [JSON] = people.map { ["subjectId": text($0)] }
            rows += [
                ["caseId": text(known)], ["caseId": text(known), "subjectId": text(people[7])],
                ["caseId": text(Examples.id(999))], [:], ["subjectId": text(Facts.subject)],
            ]
            #expect(rows.count == 2500)
            let before = try api.bench.write { try Int.fetchOne($0.db, sql: "SELECT max(seq) FROM log") ?? 0 }
            let answer = try await api.post(location + "/recipients", ["rows": .array(rows)])
            #expect(answer.status == 200, "\(answer.text.prefix(300))")
            #expect(answer.json["accepted"].int == 2490)
            let codes = answer.json["results"].array.compactMap { $0["code"].string }
            #expect(
                codes == Array(repeating: "recipients.duplicate", count: 6) + [
                    "subject.mismatch", "case.unknown", "field.required", "recipients.duplicate",
                ]
            )
            let after = try api.bench.write { try Int.fetchOne($0.db, sql: "SELECT max(seq) FROM log") ?? 0 }
            #expect(after == before + 1)
            let given = try await api.post(location + "/distribute", [:])
            #expect(given.json["recipients"].int == 2490 && given.json["mayDoubleCount"].bool == false)
            // Someone who came late is a correction of what was published.
            let late = try await api.post(location + "/recipients", ["rows": [["subjectId": text(Examples.id(7777))]]])
            #expect(late.json["accepted"].int == 1)
            #expect(try await api.get(location).json["recipients"].int == 2491)
        }
    }

    @Test func `puts nobody by name on a list that counts, nor on one that was voided`() async throws {
        try await ServiceAPI.run { api in
            let rows: JSON = ["rows": [["subjectId": text(Examples.id(1))]]]
            let counting = try await plan(
                api,
                ["cells": [["migrationStatus": "STRANDED", "sex": "U", "ageBand": "UNK", "count": 600]]]
            )
            #expect(try await api.post(counting + "/recipients", rows).json["code"].string == "recipients.mixed")
            let voided = try await plan(api)
            #expect(try await api.post(voided + "/void", ["reason": "DATA_ENTRY"]).status == 200)
            #expect(
                try await api.post(voided + "/recipients", rows).json["code"].string == "state.invalid_transition"
            )
            let unknown = "/v1/distributions/\(EntityID.v7())/recipients"
            #expect(try await api.post(unknown, rows).json["code"].string == "distribution.unknown")
        }
    }

    @Test func `shows a plan with its measures and the scores of its follow-ups`() async throws {
        try await ServiceAPI.run { api in
            let caseID = Examples.id(100)
            try api.bench.openCase(caseID)
            let drafted = try await api.post(
                "/v1/reintegration-plans",
                [
                    "caseId": text(caseID), "phase": "POST", "dimensions": ["ECO", "SOC"],
                    "occurredAt": "2018-02-01T09:00:00Z", "employerOrgId": text(Examples.id(7)),
                    "measures": [["service": "LIV", "amount": 1500, "currency": "EGP"]],
                ]
            )
            let path = try #require(drafted.headers["location"])
            for step in ["approve", "start"] {
                #expect(try await api.post(path + "/" + step, ["occurredAt": "2018-02-02T09:00:00Z"]).status == 200)
            }
            let followed = try await api.post(
                path + "/follow-ups",
                ["month": 1, "followedUpOn": "2018-03-02", "economic": 0.25, "social": 0.5]
            )
            #expect(followed.json["nextFollowUpMonth"].int == 3)
            let shown = try await api.get(path).json
            #expect(shown["measures"][0]["amount"].int == 1500)
            #expect(shown["dimensions"].array.count == 2)
            #expect(shown["followUps"][0]["economic"].double == 0.25)
            let listed = try await api.get("/v1/reintegration-plans?caseId=\(caseID)").json["items"][0]
            #expect(listed["followUps"][0]["economic"].double == nil)
        }
    }
}
