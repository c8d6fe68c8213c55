import Events
import TestKit
import Testing

@testable import Training

@Suite struct ActivityTests {
    /// Scenario E6.
    @Test func `attendance that nobody recorded is not known, and not zero`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await api.activity([
                "startsOn": "2021-01-31", "endsOn": "2021-02-03", "title": "Assistance to vulnerable migrants",
            ])
            try await api.move(activity, "open", "start", "hold", "report")
            #expect(
                try api.eventNames() == [
                    "activity.planned", "activity.opened", "activity.started", "activity.held", "activity.reported",
                ]
            )
            let view = try await api.get("/v1/activities/\(activity)").json
            #expect(view["attendance"]["source"] == "NOT_REPORTED")
            #expect(view["attendance"]["participantCount"] == .null)
            let payloads = try api.payloads()
            #expect(payloads.contains("NOT_REPORTED"))
            #expect(!payloads.contains("participantCount"))
            let path = "/v1/activities/\(activity)/feedback"
            let words: JSON = ["rating": 5, "quote": "Very useful case studies", "author": "R. Example"]
            _ = try await api.accepted(path, words, "feedbackId")
            _ = try await api.accepted(path, words.with(["publishConsent": true]), "feedbackId")
            let items = try await api.get(path).json["items"].array
            #expect(items.compactMap { $0["quote"].string } == ["Very useful case studies"])
            #expect(!(try api.payloads().contains("useful")))
            #expect(try await api.refused(path, ["rating": 6]) == "score.range")
            #expect(try await api.refused(path, [:]) == "field.required")
        }
    }

    @Test(arguments: [
        Change(["endsOn": "2021-11-14"], "period.invalid"),
        Change(["endsOn": "2023-01-01"], "period.invalid"),
        Change(["organiserOrgIds": []], "organiser.required"),
        Change(["organiserOrgIds": .null], "organiser.required"),
        Change(["topics": []], "field.required"),
        Change(["title": ""], "field.required"),
        Change(["topics": ["COOKING"]], "code.unknown"),
        Change(["occurredAt": "2031-01-01T00:00:00Z"], "date.in_future"),
    ])
    func `refuses a plan that is not in order`(change: Change) async throws {
        try await TrainingAPI.run { api in
            let code = try await api.refused("/v1/activities", TrainingAPI.plan(change.body))
            #expect(code == change.code)
        }
    }

    @Test func `nothing is held or reported before it began, nor done twice`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await api.activity()
            let path = "/v1/activities/\(activity)"
            #expect(try await api.refused("\(path)/hold") == "activity.not_started")
            #expect(try await api.refused("\(path)/report") == "activity.not_started")
            #expect(try await api.refused("\(path)/start", status: 409) == "state.invalid_transition")
            try await api.move(activity, "open", "start")
            #expect(try await api.refused("\(path)/open", status: 409) == "state.invalid_transition")
            #expect(try await api.refused("\(path)/report", status: 409) == "state.invalid_transition")
            try await api.move(activity, "hold")
            #expect(try await api.refused("\(path)/cancel", status: 409) == "state.invalid_transition")
            #expect(try await api.refused("\(path)/postpone", status: 409) == "state.invalid_transition")
            #expect(try await api.refused("/v1/activities/\(Examples.id(9))/open", status: 404) == "activity.unknown")
        }
    }

    @Test func `a postponed activity is planned again, with new days or until they are known`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await api.activity()
            let path = "/v1/activities/\(activity)"
            try await api.move(activity, "open")
            #expect(try await api.refused("\(path)/postpone", ["endsOn": "2021-12-01"]) == "period.invalid")
            _ = try await api.accepted("\(path)/postpone", ["startsOn": "2021-12-06"], "status")
            #expect(try await api.get(path).json["plan"]["endsOn"] == "2021-12-08")
            _ = try await api.accepted("\(path)/postpone", [:], "status")
            #expect(try await api.refused("\(path)/open") == "period.invalid")
            let days: JSON = ["startsOn": "2022-01-10", "endsOn": "2022-01-12", "reason": "NEW_INFORMATION"]
            _ = try await api.accepted("\(path)/correct", days, "status")
            try await api.move(activity, "open", "cancel")
            #expect(try await api.refused("\(path)/correct", days, status: 409) == "state.invalid_transition")
            let listed = try await api.get("/v1/activities?status=cancelled&organiserOrgId=\(Examples.id(3))").json
            #expect(listed["items"].array.count == 1)
        }
    }

    @Test func `a correction changes something and takes nobody's days away`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await api.activity()
            let path = "/v1/activities/\(activity)/correct"
            try await api.move(activity, "open", "start")
            let person = try await api.participant(activity, "PAR", "F", "EG", "Mona Example")
            _ = try await api.post("/v1/participants/\(person)/attendance", ["days": 3])
            let same: JSON = ["title": "Essential role of civil society", "reason": "DATA_ENTRY"]
            #expect(try await api.refused(path, same) == "correction.empty")
            let shorter: JSON = ["endsOn": "2021-11-16", "reason": "DATA_ENTRY"]
            #expect(try await api.refused(path, shorter) == "period.invalid")
            let none: JSON = ["organiserOrgIds": [], "reason": "DATA_ENTRY"]
            #expect(try await api.refused(path, none) == "organiser.required")
            _ = try await api.accepted(path, ["scope": "NATIONAL", "reason": "DATA_ENTRY"], "status")
            let stale = try await api.post(path, ["scope": "LOCAL", "reason": "DATA_ENTRY"], version: 1)
            #expect(stale.json["code"] == "version.conflict")
            #expect(try await api.get("/v1/activities/\(activity)").json["plan"]["scope"] == "NATIONAL")
        }
    }

    @Test func `a headcount is an attendance too`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await api.activity()
            try await api.move(activity, "open", "start")
            let cells: JSON = [["role": "PAR", "sex": "M", "count": 12], ["role": "PAR", "sex": "F", "count": 9]]
            let body: JSON = ["cells": cells, "source": "PRESS"]
            _ = try await api.accepted("/v1/activities/\(activity)/headcount", body, "status")
            try await api.move(activity, "hold", "report")
            let attendance = try await api.get("/v1/activities/\(activity)").json["attendance"]
            #expect(attendance["source"] == "HEADCOUNT")
            #expect(attendance["participantCount"].int == 21)
        }
    }
}
