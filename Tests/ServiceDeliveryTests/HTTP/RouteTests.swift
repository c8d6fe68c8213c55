import EventStore
import Events
import Logging
import ServiceKit
import ServiceLifecycle
import TestKit
import Testing

@testable import ServiceDelivery

/// The routes over a real server and store, without a broker.
struct RouteTests {
    private static let institution = Workbench.institution.description
    private static let caseID = Examples.id(100)

    private func withServer(_ body: (Workbench, String) async throws -> Void) async throws {
        let bench = try Workbench()
        let store = bench.temporary.store
        let writer = Writer(store, clock: { Dates.now })
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let settings = ServiceSettings(
            zone: Workbench.utc,
            numberPrefix: "EG-ELMARG",
            intakeInstances: InstanceNames("*")
        )
        let server = HTTPServer(
            .init(
                port: 0,
                title: "services",
                version: "0",
                summary: "Test.",
                onListening: { number in port.yield(number) }
            ),
            routes: ServiceDeliveryRoutes.all(settings),
            readiness: [],
            writer: writer,
            metrics: MetricsRegistry(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            guard let found = await ports.first(where: { _ in true }) else { return }
            try await body(bench, "http://127.0.0.1:\(found)")
            group.cancelAll()
        }
    }

    private func post(_ url: String, _ body: JSON, version: Int? = nil) async throws -> LoopbackClient.Answer {
        try await LoopbackClient.shared.command("POST", url, body, version: version)
    }

    private func offer(_ base: String, _ service: String, capacity: Int = 40) async throws {
        let answer = try await post(
            base + "/v1/offers",
            [
                "institutionId": .string(Self.institution), "service": .string(service),
                "capacity": .number(Double(capacity)), "from": "2018-01-01",
            ]
        )
        #expect(answer.status == 201)
    }

    @Test func `enrols, records, completes and certifies`() async throws {
        try await withServer { bench, base in
            try bench.openCase(Self.caseID)
            try await offer(base, "LIT")
            let created = try await post(
                base + "/v1/enrolments",
                [
                    "caseId": .string(Self.caseID.description), "service": "LIT",
                    "providerInstitutionId": .string(Self.institution), "startedAt": "2018-02-01T09:00:00Z",
                    "clinicalNote": "a note that must stay sealed",
                ]
            )
            #expect(created.status == 201)
            #expect(created.json["status"].string == "active")
            #expect(created.headers["etag"] == "\"1\"")
            let location = try #require(created.headers["location"])
            let sessions = try await post(
                base + location + "/sessions",
                [
                    "sessions": [
                        ["date": "2018-02-02", "hours": 1.5], ["date": "2018-02-09", "hours": 2, "attended": false],
                    ]
                ]
            )
            #expect(sessions.status == 200)
            #expect(sessions.json["deliveredSessions"].int == 1)
            #expect(sessions.json["sessionIds"].array.count == 2)
            let one = try await post(base + location + "/sessions", ["date": "2018-02-16", "hours": 1])
            #expect(one.json["deliveredSessions"].int == 2)
            let early = try await post(base + location + "/certificate", ["issuedOn": "2018-07-01"])
            #expect(early.status == 422 && early.json["code"].string == "certificate.not_completed")
            let stale = try await post(base + location + "/complete", ["endedAt": "2018-06-30T12:00:00Z"], version: 1)
            #expect(stale.status == 409 && stale.json["code"].string == "version.conflict")
            let completed = try await post(
                base + location + "/complete",
                ["endedAt": "2018-06-30T12:00:00Z"],
                version: 4
            )
            #expect(completed.json["status"].string == "completed")
            let certified = try await post(
                base + location + "/certificate",
                ["issuedOn": "2018-07-01", "level": "1", "holderName": "Synthetic Person"]
            )
            #expect(certified.status == 201)
            #expect(certified.json["certificateNumber"].string == "EG-ELMARG-2018-L-000001")
            let read = try await LoopbackClient.shared.get(base + location)
            #expect(read.json["certificates"][0]["number"].string == "EG-ELMARG-2018-L-000001")
            #expect(read.json["sessions"].array.count == 3)
            let list = try await LoopbackClient.shared.get(base + "/v1/enrolments?caseId=\(Self.caseID)&limit=1")
            #expect(list.json["items"].array.count == 1)
            let stored = try bench.temporary.folder.allBytes()
            for secret in ["a note that must stay sealed", "Synthetic Person"] {
                #expect(!stored.contains(Array(secret.utf8)))
            }
        }
    }

    @Test func `answers 202 while the case is on its way, and names what is missing otherwise`() async throws {
        try await withServer { bench, base in
            try await offer(base, "MED")
            var body: JSON = [
                "caseId": .string(Self.caseID.description), "service": "MED",
                "providerInstitutionId": .string(Self.institution), "startedAt": "2018-02-01T09:00:00Z",
            ]
            let unknown = try await post(base + "/v1/enrolments", body)
            #expect(unknown.status == 422 && unknown.json["code"].string == "case.unknown")
            #expect(unknown.json["field"].string == "caseId")
            guard case .object(var members) = body else { return }
            members["consentAttested"] = true
            members["subjectId"] = .string(Facts.subject.description)
            body = .object(members)
            let accepted = try await post(base + "/v1/enrolments", body)
            #expect(accepted.status == 202 && accepted.json["provisional"].bool == true)
            let waiting = try await LoopbackClient.shared.get(base + "/v1/enrolments?provisional=true")
            #expect(waiting.json["items"].array.count == 1)
            try bench.openCase(Self.caseID)
            let confirmed = try await LoopbackClient.shared.get(base + "/v1/enrolments?provisional=true")
            #expect(confirmed.json["items"].array.isEmpty)
        }
    }

    @Test func `gives kits out`() async throws {
        try await withServer { _, base in
            let mixed: JSON = [
                "place": "EG-ALX", "date": "2018-05-01", "programmeId": .string(Examples.id(26).description),
                "distributorOrgId": .string(Examples.id(7).description),
                "items": [["kind": "FOO", "quantity": 600], ["kind": "HYG", "quantity": 600]],
                "cells": [["migrationStatus": "STRANDED", "sex": "U", "ageBand": "UNK", "count": 600]],
                "subjectIds": [.string(Examples.id(1).description)],
            ]
            let refused = try await post(base + "/v1/distributions", mixed)
            #expect(refused.status == 422 && refused.json["code"].string == "recipients.mixed")
            guard case .object(var members) = mixed else { return }
            members["subjectIds"] = nil
            let planned = try await post(base + "/v1/distributions", .object(members))
            #expect(planned.status == 201 && planned.json["recipients"].int == 600)
            let location = try #require(planned.headers["location"])
            let given = try await post(base + location + "/distribute", [:])
            #expect(given.json["status"].string == "distributed" && given.json["mayDoubleCount"].bool == true)
            #expect(try await post(base + location + "/verify", [:]).json["status"].string == "verified")
            let corrected = try await post(
                base + location + "/correct",
                ["reason": "DATA_ENTRY", "items": [["kind": "FOO", "quantity": 599]]]
            )
            #expect(corrected.status == 200)
            let read = try await LoopbackClient.shared.get(base + location)
            #expect(read.json["items"][0]["quantity"].int == 599 && read.json["status"].string == "verified")
            #expect(try await post(base + location + "/void", ["reason": "NEVER_HAPPENED"]).status == 200)
            let missing = try await post(base + "/v1/distributions/\(EntityID.v7())/verify", [:])
            #expect(missing.status == 404 && missing.json["code"].string == "distribution.unknown")
        }
    }

    @Test func `carries a return from the request to the arrival`() async throws {
        try await withServer { bench, base in
            try bench.hear(Facts.registered(Self.caseID, isChild: false, group: .migrant))
            let asked = try await post(
                base + "/v1/returns",
                [
                    "caseId": .string(Self.caseID.description), "fromCountry": "EG", "toCountry": "SD",
                    "requestedAt": "2018-03-01T09:00:00Z",
                ]
            )
            #expect(asked.status == 201)
            let path = base + (try #require(asked.headers["location"]))
            let unsigned = try await post(path + "/counsel", ["counselledAt": "2018-03-02T09:00:00Z"])
            #expect(unsigned.json["code"].string == "return.not_voluntary")
            let steps: [(String, JSON, String)] = [
                (
                    "counsel",
                    ["counselledAt": "2018-03-02T09:00:00Z", "voluntarinessSignedAt": "2018-03-02T09:00:00Z"],
                    "counselled"
                ),
                ("clear", ["clearedAt": "2018-03-03T09:00:00Z", "fitToTravelAt": "2018-03-03T09:00:00Z"], "cleared"),
                ("book", ["bookedAt": "2018-03-04T09:00:00Z", "itinerary": "Synthetic Air 1"], "booked"),
                ("depart", ["departedAt": "2018-03-10T09:00:00Z"], "departed"),
                ("arrive", ["arrivedAt": "2018-03-10T15:00:00Z"], "arrived"),
            ]
            for (step, body, status) in steps {
                let answer = try await post(path + "/" + step, body)
                #expect(answer.json["status"].string == status, "\(step): \(answer.text)")
            }
            let list = try await LoopbackClient.shared.get(base + "/v1/returns?caseId=\(Self.caseID)")
            #expect(list.json["items"][0]["arrivedAt"].string == "2018-03-10T15:00:00.000Z")
            #expect(try await post(path + "/withdraw", [:]).status == 409)
        }
    }

    @Test func `follows reintegration up for a year`() async throws {
        try await withServer { bench, base in
            try bench.openCase(Self.caseID)
            let drafted = try await post(
                base + "/v1/reintegration-plans",
                [
                    "caseId": .string(Self.caseID.description), "phase": "POST", "dimensions": ["ECO"],
                    "occurredAt": "2018-02-01T09:00:00Z",
                    "measures": [["service": "LIV", "amount": 1500, "currency": "EGP"]],
                ]
            )
            #expect(drafted.status == 201)
            let path = base + (try #require(drafted.headers["location"]))
            #expect(try await post(path + "/approve", ["approvedAt": "2018-02-02T09:00:00Z"]).status == 200)
            #expect(
                try await post(path + "/start", ["startedAt": "2018-02-03T09:00:00Z"]).json["nextFollowUpMonth"].int
                    == 1
            )
            let range = try await post(path + "/follow-ups", ["month": 1, "followedUpOn": "2018-03-03", "social": 3])
            #expect(range.json["code"].string == "score.range")
            let followed = try await post(
                path + "/follow-ups",
                ["month": 12, "followedUpOn": "2019-02-05", "economic": 0.5, "note": "well"]
            )
            #expect(followed.status == 200)
            #expect(
                try await post(path + "/complete", ["completedAt": "2019-02-06T09:00:00Z"]).json["status"].string
                    == "completed"
            )
            let read = try await LoopbackClient.shared.get(path)
            #expect(read.json["followUps"][0]["month"].int == 12)
            let missing = try await LoopbackClient.shared.get(base + "/v1/reintegration-plans/\(EntityID.v7())")
            #expect(missing.status == 404 && missing.json["code"].string == "plan.unknown")
        }
    }

    @Test func `every route is documented`() async throws {
        try await withServer { _, base in
            let document = try await LoopbackClient.shared.get(base + "/openapi.json")
            #expect(document.status == 200)
            #expect(document.json["paths"].object.keys.contains("/v1/enrolments/{enrolmentId}/sessions"))
        }
    }
}
