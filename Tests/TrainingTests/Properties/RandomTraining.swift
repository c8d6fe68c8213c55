import EventStore
import Events
import TestKit

@testable import Training

/// Commands in any order, most of which must be refused, over HTTP.
struct RandomTraining {
    /// The service failed, or answered what no command may be answered.
    struct WrongAnswer: Error, CustomStringConvertible {
        let description: String
    }

    private let api: TrainingAPI
    private var generator: SeededGenerator
    private(set) var activities: [String] = []
    private(set) var participants: [String] = []
    private(set) var campaigns: [String] = []
    private var feedback: [String] = []
    private var trainers: [String] = []
    private(set) var accepted: [String: Int] = [:]
    private(set) var refused: [String: Int] = [:]

    init(_ api: TrainingAPI, seed: UInt64) {
        self.api = api
        generator = SeededGenerator(seed: seed)
    }

    static let moves = ["open", "start", "hold", "report", "cancel", "postpone"]
    static let commands =
        ["plan", "correct", "register", "confirm", "attend", "score", "certify", "amend", "headcount", "feedback"]
        + ["consent", "campaign", "campaign move"] + moves

    /// Tries one command.
    mutating func step() async throws {
        if activities.isEmpty { return try await plan() }
        // Most commands do not fit; those that lead on are tried more often.
        let weighted =
            Self.commands + ["open", "start", "hold", "register", "register", "confirm", "attend", "attend", "certify"]
        let command = pick(weighted) ?? "plan"
        // The newest few, so that some of them get far.
        let activity = "/v1/activities/" + (pick(activities.suffix(3)) ?? "")
        let person = "/v1/participants/" + (pick(participants.suffix(8)) ?? Examples.id(1).description)
        switch command {
        // A new one and an end now and then: those there are should get far.
        case "plan": if Int.random(in: 0..<3, using: &generator) == 0 { try await plan() }
        case "cancel", "postpone":
            guard Int.random(in: 0..<12, using: &generator) == 0 else { return }
            try await send(command, "\(activity)/\(command)", [:])
        case "correct": try await send(command, activity + "/correct", correction())
        case "register":
            let id = try await send(command, activity + "/participants", self.person())["participantId"].string
            if let id { participants.append(id) }
        case "confirm": try await send(command, person + "/confirm", [:])
        case "attend": try await send(command, person + "/attendance", ["days": number(0...4)])
        case "score":
            try await send(command, person + "/scores", ["preScore": number(-5...105), "postScore": number(40...105)])
        case "certify":
            let answer = try await send(command, person + "/certificate", ["certifiedOn": "2021-12-01"])
            if let trainer = answer["details"]["trainerId"].string { trainers.append(trainer) }
        case "amend": try await send(command, person + "/correct", amendment())
        case "headcount":
            let cell: JSON = [
                "role": .string(pick(["PAR", "EXP", "OBS"]) ?? "PAR"), "sex": "F", "count": number(-1...9),
            ]
            try await send(command, activity + "/headcount", ["cells": [cell], "source": "SIGN_IN"])
        case "feedback":
            let answer = try await send(command, activity + "/feedback", ["rating": number(0...6)])
            if let id = answer["feedbackId"].string { feedback.append(id) }
        case "consent":
            let id = pick(feedback) ?? Examples.id(2).description
            try await send(command, "/v1/feedback/\(id)/consent", ["publishConsent": .bool(flip())])
        case "campaign":
            let answer = try await send(
                command,
                "/v1/campaigns",
                [
                    "kind": "PUBLIC", "themes": ["TIP"], "channels": ["TV"], "regions": ["EG"], "from": "2021-01-01",
                    "to": .string(flip() ? "2021-02-01" : "2020-02-01"),
                ]
            )
            if let id = answer["campaignId"].string { campaigns.append(id) }
        case "campaign move":
            let path = "/v1/campaigns/" + (pick(campaigns.suffix(2)) ?? Examples.id(3).description)
            let move = pick(["start", "end", "report", "cancel"]) ?? "start"
            try await send(command, "\(path)/\(move)", move == "report" ? ["reach": ["people": number(-1...9)]] : [:])
        default: try await send(command, "\(activity)/\(command)", [:])
        }
    }

    private mutating func plan() async throws {
        let leader: JSON = trainers.isEmpty || flip() ? [] : .array([.string(pick(trainers) ?? "")])
        let answer = try await send(
            "plan",
            "/v1/activities",
            TrainingAPI.plan(["kind": .string(pick(["TOT", "WSP", "CRS"]) ?? "WSP"), "trainerIds": leader])
        )
        if let id = answer["activityId"].string { activities.append(id) }
    }

    private mutating func person() -> JSON {
        TrainingAPI.person(
            pick(["PAR", "PAR", "EXP", "OBS"]) ?? "PAR",
            flip() ? "F" : "M",
            pick(["EG", "MA"]) ?? "EG",
            "Person \(Int.random(in: 0..<30, using: &generator))"
        )
    }

    private mutating func correction() -> JSON {
        let days = ["2021-11-15", "2021-11-16", "2021-11-17", "2021-11-18"]
        return [
            "endsOn": .string(pick(days) ?? ""), "title": .string("Title \(Int.random(in: 0..<9, using: &generator))"),
            "reason": "DATA_ENTRY",
        ]
    }

    private mutating func amendment() -> JSON {
        var body: [String: JSON] = ["reason": "DATA_ENTRY"]
        if flip() { body["days"] = number(0...4) }
        if flip() { body["role"] = .string(pick(["PAR", "EXP", "OBS"]) ?? "PAR") }
        if Int.random(in: 0..<6, using: &generator) == 0 { body["voided"] = true }
        return .object(body)
    }

    @discardableResult
    private mutating func send(_ name: String, _ path: String, _ body: JSON) async throws -> JSON {
        let answer = try await api.post(path, body)
        switch answer.status {
        case 200, 201: accepted[name, default: 0] += 1
        case 404, 409, 422: refused[answer.json["code"].string ?? "", default: 0] += 1
        default: throw WrongAnswer(description: "\(path): \(answer.status) \(answer.text)")
        }
        return (200...201).contains(answer.status) ? answer.json : .null
    }

    private mutating func pick<Items: Collection>(_ items: Items) -> Items.Element? {
        items.randomElement(using: &generator)
    }

    private mutating func flip() -> Bool { Bool.random(using: &generator) }

    private mutating func number(_ range: ClosedRange<Int>) -> JSON {
        .number(Double(Int.random(in: range, using: &generator)))
    }
}
