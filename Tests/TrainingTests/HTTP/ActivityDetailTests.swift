import Events
import TestKit
import Testing

@testable import Training

@Suite struct ActivityDetailTests {
    @Test func `an agenda is corrected as a whole, and left alone otherwise`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await api.activity(["agenda": [["title": "Case studies", "kind": "CASE_STUDY"]]])
            let path = "/v1/activities/\(activity)/correct"
            _ = try await api.accepted(path, ["title": "Another title", "reason": "DATA_ENTRY"], "status")
            let kept = try await api.get("/v1/activities/\(activity)").json["plan"]["agenda"].array
            #expect(kept.count == 1)
            let agenda: JSON = [["title": "Terms", "kind": "TERMINOLOGY"], ["title": "Visit", "kind": "CASE_STUDY"]]
            _ = try await api.accepted(path, ["agenda": agenda, "reason": "NEW_INFORMATION"], "status")
            let view = try await api.get("/v1/activities/\(activity)").json["plan"]
            #expect(view["agenda"].array.map { $0["title"] } == ["Terms", "Visit"])
            #expect(view["title"] == "Another title")
            let empty: JSON = ["agenda": [["title": " ", "kind": "CASE_STUDY"]], "reason": "DATA_ENTRY"]
            #expect(try await api.refused(path, empty) == "field.required")
        }
    }

    @Test func `those who came are told by organisation, and those who named none apart`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await api.activity()
            try await api.move(activity, "open", "start")
            for (number, org) in [7, 7, 8, 0].enumerated() {
                var person = TrainingAPI.person("PAR", "F", "EG", "Person \(number)")
                if org > 0 { person = person.with(["orgId": .string("\(Examples.id(org))"), "orgKind": "NNGO"]) }
                let id = try await api.accepted("/v1/activities/\(activity)/participants", person, "participantId")
                _ = try await api.post("/v1/participants/\(id)/attendance", ["days": 1])
            }
            let view = try await api.get("/v1/activities/\(activity)").json["attendance"]["organisations"].array
            #expect(view.map { $0["count"].int } == [2, 1, 1])
            #expect(view[0]["orgId"].string == Examples.id(7).description)
            #expect(view[2]["orgId"] == .null)
            let listed = try await api.get("/v1/activities/\(activity)/participants?orgId=\(Examples.id(7))").json[
                "items"
            ]
            #expect(listed.array.count == 2)
        }
    }

    @Test func `somebody confirms once, and before it is known who came`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await api.activity()
            try await api.move(activity, "open")
            let person = try await api.participant(activity, "PAR", "F", "EG", "Mona Example")
            let path = "/v1/participants/\(person)/confirm"
            #expect(try await api.post(path).json["isConfirmed"] == true)
            #expect(try await api.refused(path, status: 409) == "state.invalid_transition")
            let other = try await api.participant(activity, "PAR", "M", "EG", "Karim Example")
            try await api.move(activity, "start")
            _ = try await api.post("/v1/participants/\(other)/attendance", ["days": 3])
            #expect(
                try await api.refused("/v1/participants/\(other)/confirm", status: 409) == "state.invalid_transition"
            )
            let unknown = "/v1/participants/\(Examples.id(4))/confirm"
            #expect(try await api.refused(unknown, status: 404) == "participant.unknown")
            #expect(try api.eventNames(of: person) == ["participant.registered", "participant.confirmed"])
        }
    }

    @Test func `consent to publication is given later and withdrawn, and the words follow it`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await api.activity()
            try await api.move(activity, "open", "start")
            let path = "/v1/activities/\(activity)/feedback"
            let words: JSON = ["rating": 5, "quote": "plain words", "author": "R. Example"]
            let id = try await api.accepted(path, words, "feedbackId")
            #expect(!(try await api.get(path).text.contains("plain words")))
            let consent = "/v1/feedback/\(id)/consent"
            #expect(try await api.post(consent, ["publishConsent": true]).json["version"].int == 2)
            #expect(try await api.get(path).json["items"][0]["quote"] == "plain words")
            #expect(try await api.get(path).json["items"].array.count == 1)
            #expect(try await api.refused(consent, ["publishConsent": true]) == "correction.empty")
            #expect(try await api.post(consent, ["publishConsent": false]).status == 200)
            #expect(!(try await api.get(path).text.contains("plain words")))
            #expect(!(try api.payloads().contains("plain words")))
            let unknown = "/v1/feedback/\(Examples.id(4))/consent"
            #expect(try await api.refused(unknown, ["publishConsent": true], status: 404) == "feedback.unknown")
        }
    }

    @Test func `partners are shown by name, and whether the agreement was in force`() async throws {
        try await TrainingAPI.run { api in
            var organisation = OrganisationRegistered.example
            organisation.orgId = Examples.id(1)
            var programme = ProgrammeRegistered.example
            programme.programmeId = Examples.id(50)
            var agreement = AgreementInForce.example
            agreement.agreementId = Examples.id(51)
            agreement.from = day("2021-02-17")
            agreement.to = day("2022-02-16")
            try await api.receive([
                try published(organisation, of: organisation.orgId),
                try published(programme, of: programme.programmeId),
                try published(agreement, of: agreement.agreementId),
            ])
            let activity = try await api.activity([
                "fundingProgrammeIds": [.string("\(Examples.id(50))")], "agreementId": .string("\(Examples.id(51))"),
            ])
            let view = try await api.get("/v1/activities/\(activity)").json
            #expect(view["names"]["\(Examples.id(1))"]["en"].string == organisation.names.en)
            #expect(view["names"]["\(Examples.id(50))"]["en"].string == programme.name)
            #expect(view["isAgreementInForce"] == true)
            var ended = AgreementTerminated.example
            ended.agreementId = Examples.id(51)
            ended.terminatedOn = day("2021-06-30")
            try await api.receive([try published(ended, of: ended.agreementId, sequence: 2)], from: 3)
            #expect(try await api.get("/v1/activities/\(activity)").json["isAgreementInForce"] == false)
            let unheard = try await api.activity(["agreementId": .string("\(Examples.id(52))")])
            #expect(try await api.get("/v1/activities/\(unheard)").json["isAgreementInForce"] == .null)
        }
    }
}
