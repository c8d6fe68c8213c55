import Events
import TestKit
import Testing

@testable import Training

@Suite struct TrainerTests {
    /// Holds an activity of one day led by `trainers`, with `people` who all attend; gives it and the trainers it made.
    private static func hold(
        _ api: TrainingAPI,
        _ kind: JSON,
        by trainers: [String] = [],
        people: [String]
    ) async throws -> (activity: String, trainers: [String]) {
        let activity = try await api.activity([
            "kind": kind, "endsOn": "2021-11-15", "trainerIds": .array(trainers.map { .string($0) }),
        ])
        try await api.move(activity, "open", "start")
        var persons: [String] = []
        for name in people {
            let person = try await api.participant(activity, "PAR", "F", "MA", name)
            _ = try await api.post("/v1/participants/\(person)/attendance", ["days": 1])
            persons.append(person)
        }
        try await api.move(activity, "hold")
        var made: [String] = []
        for person in persons {
            let certified = try await api.post("/v1/participants/\(person)/certificate", ["certifiedOn": "2021-11-16"])
            if let trainer = certified.json["details"]["trainerId"].string { made.append(trainer) }
        }
        return (activity, made)
    }

    @Test func `trainers train, some of them trainers, and the cascade counts each once`() async throws {
        try await TrainingAPI.run { api in
            let first = try await Self.hold(api, "TOT", people: ["Amal Example", "Badr Example"])
            #expect(first.trainers.count == 2)
            let course = try await Self.hold(api, "CRS", by: first.trainers, people: ["Chama Example", "Dina Example"])
            #expect(course.trainers.isEmpty)
            let second = try await Self.hold(api, "TOT", by: [first.trainers[0]], people: ["Emad Example"])
            _ = try await Self.hold(api, "WSP", by: second.trainers, people: ["Fadi Example", "Ghada Example"])
            // One whose attendance nobody recorded counts as an activity, not as nobody.
            let unreported = try await api.activity([
                "kind": "WSP", "trainerIds": .array(second.trainers.map { .string($0) }),
            ])
            try await api.move(unreported, "open", "start", "hold", "report")

            let steps = try await api.get("/v1/activities/\(first.activity)/cascade").json["generations"].array
            #expect(steps.count == 2)
            #expect(steps[0]["trainerIds"].array.count == 2)
            #expect(steps[0]["activityIds"].array.count == 2)
            #expect(steps[0]["participantCount"].int == 3)
            #expect(steps[0]["notReportedCount"].int == 0)
            #expect(steps[1]["participantCount"].int == 2)
            #expect(steps[1]["notReportedCount"].int == 1)
            #expect(steps[1]["certifiedCount"].int == 2)

            let view = try await api.get("/v1/trainers/\(first.trainers[0])").json
            #expect(view["certifications"].array.count == 1)
            #expect(view["led"].array.count == 2)
            #expect(!(try await api.get("/v1/trainers").text.contains("Amal")))
            #expect(try await api.get("/v1/trainers?country=MA").json["items"].array.count == 3)
            #expect(try await api.get("/v1/trainers?country=EG").json["items"].array.isEmpty)
            #expect(try await api.get("/v1/trainers/\(Examples.id(5))").status == 404)
        }
    }

    @Test func `nobody is a trainer whom no training of trainers has certified`() async throws {
        try await TrainingAPI.run { api in
            let stranger: JSON = .array([.string(Examples.id(9).description)])
            #expect(
                try await api.refused("/v1/activities", TrainingAPI.plan(["trainerIds": stranger])) == "trainer.unknown"
            )
            let made = try await Self.hold(api, "TOT", people: ["Amal Example"])
            let trainer = try #require(made.trainers.first)
            let known: JSON = .array([.string(trainer)])
            let activity = try await api.activity(["trainerIds": known])
            let correction: JSON = ["trainerIds": stranger, "reason": "DATA_ENTRY"]
            #expect(try await api.refused("/v1/activities/\(activity)/correct", correction) == "trainer.unknown")
            try await api.move(activity, "open")
            let claimed = TrainingAPI.person("TRN", "F", "MA", "Zaki Example")
                .with(["trainerId": .string(Examples.id(9).description)])
            let path = "/v1/activities/\(activity)/participants"
            #expect(try await api.refused(path, claimed) == "trainer.unknown")
            #expect(try await api.post(path, claimed.with(["trainerId": .string(trainer)])).status == 201)
            // The certificate falls, and with it the trainer.
            let view = try await api.get("/v1/trainers/\(trainer)").json
            let person = try #require(view["certifications"][0]["participantId"].string)
            let voided: JSON = ["voided": true, "reason": "DATA_ENTRY"]
            #expect(try await api.post("/v1/participants/\(person)/correct", voided).status == 200)
            #expect(
                try await api.refused("/v1/activities", TrainingAPI.plan(["trainerIds": known])) == "trainer.unknown"
            )
        }
    }
}
