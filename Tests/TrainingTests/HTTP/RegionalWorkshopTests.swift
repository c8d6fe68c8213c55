import Events
import TestKit
import Testing

@testable import Training

/// Scenario E7: four organisers, 21 participants, experts of four countries, five speakers.
@Suite struct RegionalWorkshopTests {
    static let countries = ["EG", "IQ", "MA", "SD", "TN"]

    @Test func `counts 21 participants, 12 men and 9 women, of five countries, experts apart`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await api.activity()
            try await api.move(activity, "open")
            var people: [String] = []
            for number in 0..<21 {
                let sex = number < 12 ? "M" : "F"
                let country = Self.countries[number % 5]
                people.append(try await api.participant(activity, "PAR", sex, country, "Participant \(number)"))
            }
            let experts: [JSON] = ["BD", "BE", "NL", "NP"].map { TrainingAPI.person("EXP", "M", $0, "Expert \($0)") }
            let speakers: [JSON] = (0..<5).map { TrainingAPI.person("SPK", "F", "EG", "Speaker \($0)") }
            let several = try await api.post(
                "/v1/activities/\(activity)/participants",
                ["participants": .array(experts + speakers)]
            )
            #expect(several.status == 201, "\(several.text)")
            people += several.json["participants"].array.compactMap { $0["participantId"].string }
            #expect(people.count == 30)
            try await api.move(activity, "start")
            for person in people {
                let days = try await api.post("/v1/participants/\(person)/attendance", ["days": 3])
                #expect(days.json["attendedDays"].int == 3, "\(days.text)")
            }
            try await api.move(activity, "hold", "report")

            let view = try await api.get("/v1/activities/\(activity)").json
            #expect(view["plan"]["organiserOrgIds"].array.count == 4)
            let attendance = view["attendance"]
            #expect(attendance["source"] == "LIST")
            #expect(attendance["participantCount"].int == 21)
            let participants = attendance["cells"].array.filter { $0["role"] == "PAR" }
            func count(_ sex: JSON) -> Int {
                participants.filter { $0["sex"] == sex }.compactMap { $0["count"].int }.reduce(0, +)
            }
            #expect(count("M") == 12)
            #expect(count("F") == 9)
            #expect(attendance["participantCountries"].array.compactMap(\.string) == Self.countries)
            #expect(attendance["expertCountries"].array.count == 4)
            let names = try api.eventNames()
            #expect(names.count { $0 == "participant.attended" } == 30)
            let own = try api.eventNames(of: activity)
            #expect(
                own == [
                    "activity.planned", "activity.opened", "activity.started", "activity.held", "activity.reported",
                ]
            )
        }
    }

    @Test func `the same person twice is a duplicate, another of the same name is not`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await api.activity()
            try await api.move(activity, "open")
            let path = "/v1/activities/\(activity)/participants"
            let person = TrainingAPI.person("PAR", "M", "EG", "Ahmed Example")
            let first = try await api.post(path, person)
            #expect(try await api.refused(path, person, status: 409) == "participant.duplicate")
            let same = person.with(["name": "  ahmed   EXAMPLE "])
            #expect(try await api.refused(path, same, status: 409) == "participant.duplicate")
            let again = person.with(["participantId": first.json["participantId"], "name": "Another"])
            #expect(try await api.refused(path, again, status: 409) == "participant.duplicate")
            // All or none: the second of the two is the first again.
            let list: JSON = ["participants": [TrainingAPI.person("PAR", "F", "EG", "Mona Example"), person]]
            #expect(try await api.refused(path, list, status: 409) == "participant.duplicate")
            #expect(try await api.get(path).json["items"].array.count == 1)
            let namesake = person.with(["isAnotherPerson": true])
            #expect(try await api.post(path, namesake).status == 201)
            let abroad = person.with(["country": "SD"])
            #expect(try await api.post(path, abroad).status == 201)
            // One person in two roles is one in each.
            #expect(try await api.post(path, person.with(["role": "SPK"])).status == 201)
        }
    }

    @Test func `an address tells people apart and finds the same one`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await api.activity()
            try await api.move(activity, "open")
            let path = "/v1/activities/\(activity)/participants"
            let person = TrainingAPI.person("PAR", "M", "EG", "Ahmed Example").with(["email": "A@example.org"])
            _ = try await api.accepted(path, person, "participantId")
            let renamed = person.with(["name": "A. Example", "email": "a@EXAMPLE.org", "country": "TN"])
            #expect(try await api.refused(path, renamed, status: 409) == "participant.duplicate")
            #expect(try await api.post(path, person.with(["email": "b@example.org"])).status == 201)
            #expect(try await api.refused(path, person.with(["email": "nowhere"])) == "field.invalid")
        }
    }

    @Test func `a headcount beside a list conflicts, whichever came first`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await api.activity()
            try await api.move(activity, "open")
            _ = try await api.participant(activity, "PAR", "F", "EG", "Mona Example")
            let path = "/v1/activities/\(activity)/headcount"
            let participants: JSON = [["role": "PAR", "sex": "M", "count": 12]]
            #expect(
                try await api.refused(path, ["cells": participants, "source": "SIGN_IN"]) == "activity.not_started"
            )
            try await api.move(activity, "start")
            #expect(try await api.refused(path, ["cells": participants, "source": "SIGN_IN"]) == "headcount.conflict")
            let observers: JSON = [["role": "OBS", "sex": "U", "count": 7]]
            _ = try await api.accepted(path, ["cells": observers, "source": "ORGANISER"], "status")
            let observer = TrainingAPI.person("OBS", "F", "EG", "Olfa Example")
            #expect(try await api.refused("/v1/activities/\(activity)/participants", observer) == "headcount.conflict")
            let twice: JSON = [["role": "SPK", "sex": "F", "count": 1], ["role": "SPK", "sex": "F", "count": 2]]
            #expect(try await api.refused(path, ["cells": twice, "source": "PRESS"]) == "headcount.conflict")
            let negative: JSON = [["role": "SPK", "sex": "F", "count": -1]]
            #expect(try await api.refused(path, ["cells": negative, "source": "PRESS"]) == "quantity.invalid")
            #expect(try await api.refused(path, ["cells": [], "source": "PRESS"]) == "field.required")
        }
    }

    @Test func `names stay in the store, encrypted`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await api.activity()
            try await api.move(activity, "open")
            let person = TrainingAPI.person("PAR", "M", "EG", "Zaki Hidden").with(["phone": "+20 100 555 0101"])
            let path = "/v1/activities/\(activity)/participants"
            let id = try await api.accepted(path, person, "participantId")
            #expect(try await api.get("/v1/participants/\(id)").json["identity"]["name"] == "Zaki Hidden")
            #expect(!(try await api.get(path).text.contains("Hidden")))
            let payloads = try api.payloads()
            #expect(!payloads.contains("Hidden"))
            #expect(!payloads.contains("0101"))
            let local = TrainingAPI.person("PAR", "M", "EG", "Z. H.").with(["phone": "0100 555 0101"])
            let refusal = try await api.post(path, local)
            #expect(refusal.json["code"] == "participant.duplicate")
            #expect(!refusal.text.contains("0101"))
        }
    }
}
