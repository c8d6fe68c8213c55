import Events
import TestKit
import Testing

@testable import Training

@Suite struct ParticipantTests {
    /// An activity of `kind` over five days that has begun, and one participant.
    private static func begun(_ api: TrainingAPI, kind: JSON = "TOT") async throws -> (activity: String, person: String)
    {
        let activity = try await api.activity(["kind": kind, "endsOn": "2021-11-19"])
        try await api.move(activity, "open")
        let person = try await api.participant(activity, "PAR", "F", "MA", "Amal Example")
        #expect(
            try await api.refused("/v1/participants/\(person)/attendance", ["days": 1]) == "activity.not_started"
        )
        try await api.move(activity, "start")
        return (activity, person)
    }

    @Test func `four days of five and sixty points earn a certificate, and make a trainer`() async throws {
        try await TrainingAPI.run { api in
            let (activity, person) = try await Self.begun(api)
            let path = "/v1/participants/\(person)"
            #expect(try await api.refused("\(path)/certificate", status: 409) == "state.invalid_transition")
            #expect(try await api.refused("\(path)/attendance", ["days": 6]) == "period.invalid")
            #expect(try await api.post("\(path)/attendance", ["days": 4]).status == 200)
            #expect(try await api.refused("\(path)/attendance", ["days": 5], status: 409) == "state.invalid_transition")
            #expect(try await api.refused("\(path)/scores", ["postScore": 101]) == "score.range")
            #expect(try await api.refused("\(path)/scores", ["preScore": -1]) == "score.range")
            #expect(try await api.refused("\(path)/scores", [:]) == "field.required")
            #expect(try await api.post("\(path)/scores", ["preScore": 40, "postScore": 59]).status == 200)
            try await api.move(activity, "hold")
            #expect(try await api.refused("\(path)/certificate") == "certificate.not_earned")
            #expect(try await api.post("\(path)/scores", ["postScore": 60]).status == 200)
            let certified = try await api.post("\(path)/certificate", ["certifiedOn": "2021-11-19"])
            #expect(certified.json["certificateNo"] == "NATIONAL-TOT-2021-000001", "\(certified.text)")
            #expect(certified.json["details"]["trainerId"].string != nil)
            #expect(try await api.refused("\(path)/certificate", status: 409) == "state.invalid_transition")
            #expect(
                try api.eventNames(of: person) == [
                    "participant.registered", "participant.attended", "participant.scored", "participant.scored",
                    "participant.certified",
                ]
            )
            let other = try await api.participant(activity, "PAR", "M", "MA", "Other Example")
            _ = try await api.post("/v1/participants/\(other)/attendance", ["days": 5])
            let taken: JSON = ["certificateNo": "NATIONAL-TOT-2021-000001", "certifiedOn": "2021-11-19"]
            let path2 = "/v1/participants/\(other)/certificate"
            #expect(try await api.refused(path2, taken, status: 409) == "certificate.duplicate")
            let next = try await api.post(path2, ["certifiedOn": "2021-11-19"])
            #expect(next.json["certificateNo"] == "NATIONAL-TOT-2021-000002")
        }
    }

    @Test(arguments: [3, 0])
    func `three days of five, or none, earn nothing`(days: Int) async throws {
        try await TrainingAPI.run { api in
            let (activity, person) = try await Self.begun(api)
            let attended = try await api.post("/v1/participants/\(person)/attendance", ["days": .number(Double(days))])
            #expect(attended.json["attendedDays"].int == days, "\(attended.text)")
            try await api.move(activity, "hold")
            #expect(try await api.refused("/v1/participants/\(person)/certificate") == "certificate.not_earned")
            let attendance = try await api.get("/v1/activities/\(activity)").json["attendance"]
            #expect(attendance["participantCount"].int == (days > 0 ? 1 : 0))
            // Absence is a correction: nobody counts it as attendance.
            let isAttended = try api.eventNames(of: person).contains("participant.attended")
            #expect(isAttended == (days > 0))
        }
    }

    @Test func `corrects who somebody is and whether it counts`() async throws {
        try await TrainingAPI.run { api in
            let (activity, person) = try await Self.begun(api, kind: "WSP")
            let path = "/v1/participants/\(person)/correct"
            _ = try await api.post("/v1/participants/\(person)/attendance", ["days": 2])
            #expect(try await api.refused(path, ["reason": "DATA_ENTRY"]) == "correction.empty")
            let tooMany: JSON = ["days": 9, "reason": "DATA_ENTRY"]
            #expect(try await api.refused(path, tooMany) == "period.invalid")
            let changes: JSON = ["country": "TN", "days": 5, "name": "Amal Corrected", "reason": "DATA_ENTRY"]
            let corrected = try await api.post(path, changes)
            #expect(corrected.json["details"]["country"] == "TN", "\(corrected.text)")
            #expect(corrected.json["attendedDays"].int == 5)
            let view = try await api.get("/v1/participants/\(person)").json
            #expect(view["identity"]["name"] == "Amal Corrected")
            let sex: JSON = ["sex": "M", "reason": "DATA_ENTRY"]
            #expect(try await api.post(path, sex).json["attendedDays"].int == 5)
            let voided: JSON = ["voided": true, "reason": "DUPLICATE_ENTRY"]
            #expect(try await api.post(path, voided).json["isVoided"] == true)
            #expect(try await api.refused(path, voided, status: 409) == "state.invalid_transition")
            let attendance = try await api.get("/v1/activities/\(activity)").json["attendance"]
            #expect(attendance["participantCount"] == .null)
            // Whoever was entered by mistake may be entered again.
            _ = try await api.participant(activity, "PAR", "F", "TN", "Amal Corrected")
            #expect(try await api.refused("/v1/participants/\(activity)/scores", status: 404) == "participant.unknown")
        }
    }

    @Test func `a request registers one or several, not both`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await api.activity()
            let path = "/v1/activities/\(activity)/participants"
            let person = TrainingAPI.person("PAR", "F", "EG", "Mona Example")
            #expect(try await api.refused(path, person, status: 409) == "state.invalid_transition")
            try await api.move(activity, "open")
            #expect(try await api.refused(path, person.with(["participants": [person]])) == "field.invalid")
            #expect(try await api.refused(path, ["participants": []]) == "field.required")
            #expect(try await api.refused(path, ["role": "PAR", "sex": "F"]) == "field.required")
        }
    }
}
