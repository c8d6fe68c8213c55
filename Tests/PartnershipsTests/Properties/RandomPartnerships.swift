import EventStore
import Events
import TestKit

@testable import Partnerships

/// Commands in any order, most of which must be refused, over HTTP, while time goes on.
struct RandomPartnerships {
    /// The service failed, or answered what no command may be answered.
    struct WrongAnswer: Error, CustomStringConvertible {
        let description: String
    }

    private let api: PartnershipsAPI
    private var generator: SeededGenerator
    private var organisations: [String] = []
    private(set) var agreements: [(id: String, parties: [String])] = []
    private(set) var commitments: [String] = []
    private var today = day("2026-01-15")
    private(set) var accepted: [String: Int] = [:]
    private(set) var refused: [String: Int] = [:]

    static let regions = ["MA-FIG", "MA-NAD", "MA-AZI"]
    static let commands = [
        "draft", "sign", "activate", "review", "renew", "terminate", "amend", "pledge", "plan", "progress", "deliver",
        "fulfil", "withdraw", "report", "figure",
    ]

    init(_ api: PartnershipsAPI, seed: UInt64) {
        self.api = api
        generator = SeededGenerator(seed: seed)
    }

    /// Tries one command, or lets some time go by.
    mutating func step() async throws {
        if organisations.isEmpty {
            for number in 0..<4 { organisations.append(try await api.organisation("Organisation \(number)")) }
        }
        if agreements.isEmpty { return try await draft() }
        if roll(12) == 0 { return try await pass() }
        let command = pick(Self.commands + ["sign", "pledge", "deliver", "deliver", "report"]) ?? "draft"
        let agreement = pick(agreements.suffix(3)) ?? ("", [])
        let path = "/v1/agreements/\(agreement.id)"
        let commitment = "/v1/commitments/" + (pick(commitments.suffix(5)) ?? Examples.id(1).description)
        switch command {
        case "draft": try await draft()
        case "sign":
            let parties = roll(6) == 0 ? Array(agreement.parties.dropFirst()) : agreement.parties
            let signatories = parties.map { ["name": "A. Example", "title": "Director", "orgId": .string($0)] as JSON }
            try await send(
                command,
                path + "/sign",
                ["signedOn": .string("\(today)"), "signatories": .array(signatories)]
            )
        case "activate", "review", "terminate": try await send(command, "\(path)/\(command)", [:])
        case "renew": try await send(command, path + "/renew", ["to": later(400)])
        case "amend": try await send(command, path + "/amend", amendment(agreement.parties))
        case "pledge": try await pledge(path, agreement.parties)
        case "deliver": try await send(command, commitment + "/deliver", delivery())
        case "report": try await send(command, path + "/reports", report(agreement.parties))
        case "figure": try await send(command, "/v1/figures", figure(agreement.id))
        default: try await send(command, "\(commitment)/\(command)", [:])
        }
    }

    /// Days go by, and every timer of a cluster looks.
    private mutating func pass() async throws {
        today = today.adding(days: 1 + roll(70))
        api.clock.move(to: today)
        for _ in 0..<2 {
            let timer = AgreementTimer(writer: api.writer, calendar: api.calendar, backfillDays: 0)
            try await timer.look(at: api.clock.now)
        }
    }

    private mutating func draft() async throws {
        let parties = Array(organisations.shuffled(using: &generator).prefix(roll(8) == 0 ? 1 : 2 + roll(2)))
        let answer = try await send(
            "draft",
            "/v1/agreements",
            [
                "kind": "CONV", "title": "Agreement", "partyOrgIds": .array(parties.map { .string($0) }),
                "regions": .array(Self.regions.map { .string($0) }), "inForceFrom": later(30), "inForceTo": later(500),
                "reporting": ["everyMonths": 3, "dueDays": 10], "reviewEveryMonths": 4,
            ]
        )
        if let id = answer["agreementId"].string { agreements.append((id, parties)) }
    }

    private mutating func pledge(_ path: String, _ parties: [String]) async throws {
        let by = roll(6) == 0 ? organisations : Array(parties.prefix(1 + roll(2)))
        let regions = Self.regions.shuffled(using: &generator).prefix(roll(3)) + (roll(8) == 0 ? ["EG-C"] : [])
        let answer = try await send(
            "pledge",
            path + "/commitments",
            [
                "kind": "WCENTRE", "text": "Centres", "committedByOrgIds": .array(by.map { .string($0) }),
                "regions": .array(regions.map { .string($0) }), "due": later(90),
            ]
        )
        if let id = answer["commitmentId"].string { commitments.append(id) }
    }

    private mutating func amendment(_ parties: [String]) -> JSON {
        switch roll(4) {
        case 0: ["regions": .array(Self.regions.prefix(1 + roll(3)).map { .string($0) })]
        case 1: ["reporting": ["everyMonths": .number(Double(roll(5))), "dueDays": 10]]
        case 2: ["partyOrgIds": .array(organisations.prefix(2).map { .string($0) })]
        default: ["title": .string("Agreement \(roll(9))")]
        }
    }

    private mutating func delivery() -> JSON {
        var body: [String: JSON] = ["kind": "CENTRE", "on": .string("\(today)")]
        if roll(10) > 0 { body["evidenceRef"] = "report" }
        if let region = pick(Self.regions + ["EG-C"]), roll(4) > 0 { body["region"] = .string(region) }
        if roll(2) == 0 { body["byOrgId"] = pick(organisations).map { .string($0) } ?? .null }
        return .object(body)
    }

    private mutating func report(_ parties: [String]) -> JSON {
        let from = today.adding(days: -roll(200))
        var lines: [JSON] = []
        if let commitment = pick(commitments.suffix(3)), roll(2) == 0 {
            lines = [["commitmentId": .string(commitment), "status": "in_progress"]]
        }
        return [
            "period": ["from": .string("\(from)"), "to": .string("\(from.adding(days: roll(120) - 5))")],
            "byOrgId": .string(pick(parties) ?? ""), "due": .string("\(from.adding(days: 100))"),
            "lines": .array(lines),
        ]
    }

    private mutating func figure(_ agreement: String) -> JSON {
        var body: [String: JSON] = [
            "indicator": "INST_REACHED", "quantity": ["value": .number(Double(roll(30) - 2)), "qualifier": "eq"],
            "scope": ["agreementId": .string(agreement)],
        ]
        if roll(3) > 0 { body["sourceRef"] = "press release" }
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

    private mutating func roll(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }

    private mutating func later(_ days: Int) -> JSON { .string("\(today.adding(days: roll(days)))") }
}
