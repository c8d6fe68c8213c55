import Events
import TestKit
import Testing

@testable import Training

@Suite struct ParticipantFileTests {
    private static func send(
        _ api: TrainingAPI,
        _ activity: String,
        _ text: String,
        query: String = "",
        key: String = EntityID.v7().description,
        type: String = "text/csv"
    ) async throws -> LoopbackClient.Answer {
        try await LoopbackClient.shared.send(
            "POST",
            api.url + "/v1/activities/\(activity)/participants/import\(query)",
            body: Array(text.utf8),
            headers: ["Idempotency-Key": key, "Content-Type": type]
        )
    }

    private static func begun(_ api: TrainingAPI) async throws -> String {
        let activity = try await api.activity()
        try await api.move(activity, "open", "start")
        return activity
    }

    @Test func `takes a spreadsheet's rows each for itself and says what became of each`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await Self.begun(api)
            let text = """
                Name,Sex,Country,Role,E-Mail,Days,Post Score,Remarks\r
                "Example, Mona",femme,مصر,par,mona@example.org,3,80,left early\r
                Karim Example,M,MA,,,,,\r
                Nobody,Q,EG,,,,,\r
                Late Example,F,EG,,,9,,\r
                ,M,Tunisia,EXP,,,,\r
                mona example,F,EG,PAR,MONA@example.org,,,\r

                """
            let answer = try await Self.send(api, activity, text)
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.json["rows"].int == 6)
            #expect(answer.json["accepted"].int == 3)
            #expect(answer.json["duplicates"].int == 1)
            #expect(answer.json["rejected"].int == 2)
            #expect(answer.json["unknownColumns"].array.compactMap(\.string) == ["Remarks"])
            let results = answer.json["results"].array
            #expect(results[2]["code"] == "code.unknown")
            #expect(results[2]["field"] == "sex")
            #expect(results[3]["code"] == "period.invalid")
            // What is refused is not repeated, and nothing of a refused row is kept.
            #expect(!answer.text.contains("Nobody"))
            let names = try api.eventNames()
            #expect(names.count { $0 == "participant.registered" } == 3)
            #expect(names.count { $0 == "participant.attended" } == 1)
            #expect(names.count { $0 == "participant.scored" } == 1)
            let person = try #require(results[0]["participantId"].string)
            #expect(try await api.get("/v1/participants/\(person)").json["identity"]["name"] == "Example, Mona")
            #expect(!(try api.payloads().contains("Mona")))
            let experts = try await api.get("/v1/activities/\(activity)/participants?role=EXP&country=TN").json["items"]
            #expect(experts.array.count == 1)
        }
    }

    @Test func `the same list again registers nobody twice, with or without names`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await Self.begun(api)
            let nameless = "sex,country\nF,EG\nF,EG\n"
            let first = try await Self.send(api, activity, nameless, key: "sheet-1")
            #expect(first.json["accepted"].int == 2)
            let again = try await Self.send(api, activity, nameless, key: "sheet-1")
            #expect(again.json["duplicates"].int == 2)
            let numbered = "sourceId,sex,country\n17,F,EG\n18,M,EG\n"
            #expect(try await Self.send(api, activity, numbered).json["accepted"].int == 2)
            let grown = "sourceId,sex,country\n18,M,EG\n19,M,EG\n"
            let answer = try await Self.send(api, activity, grown)
            #expect(answer.json["accepted"].int == 1)
            #expect(answer.json["duplicates"].int == 1)
        }
    }

    @Test func `a rehearsal decides upon every row and keeps nothing`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await Self.begun(api)
            let text = "name;sex\nMona Example;F\nMona Example;F\n"
            let query = "?dryRun=true&country=EG&separator=semicolon&role=OBS"
            let answer = try await Self.send(api, activity, text, query: query)
            #expect(answer.json["accepted"].int == 1, "\(answer.text)")
            #expect(answer.json["duplicates"].int == 1)
            #expect(answer.json["dryRun"] == true)
            #expect(!(try api.eventNames().contains("participant.registered")))
        }
    }

    @Test(arguments: [
        ("name,country\nA,EG\n", "column.missing"), ("", "column.missing"),
        ("sex,country,sex\nF,EG,F\n", "column.twice"),
        ("sex\nF\n", "column.missing"), ("sex,country\n\"F,EG\n", "row.unclosed_quote"),
    ])
    func `a list that cannot be read is refused as a whole`(text: String, code: String) async throws {
        try await TrainingAPI.run { api in
            let activity = try await Self.begun(api)
            let answer = try await Self.send(api, activity, text)
            #expect(answer.status == 422, "\(answer.text)")
            #expect(answer.json["code"].string == code)
        }
    }

    @Test func `refuses a list for nothing, of another type, and one that is too long`() async throws {
        try await TrainingAPI.run { api in
            let activity = try await Self.begun(api)
            let row = "sex,country\nF,EG\n"
            #expect(try await Self.send(api, Examples.id(3).description, row).json["code"] == "activity.unknown")
            #expect(try await Self.send(api, activity, row, type: "application/json").status == 415)
            #expect(try await Self.send(api, activity, row, query: "?country=eg").json["code"] == "field.invalid")
            let long = "sex,country\n" + String(repeating: "F,EG\n", count: ParticipantFile.maximumRows + 1)
            #expect(try await Self.send(api, activity, long).json["code"] == "file.too_long")
            let counted: JSON = ["cells": [["role": "PAR", "sex": "F", "count": 4]], "source": "SIGN_IN"]
            _ = try await api.accepted("/v1/activities/\(activity)/headcount", counted, "status")
            let refused = try await Self.send(api, activity, row)
            #expect(refused.json["results"][0]["code"] == "headcount.conflict")
        }
    }
}
