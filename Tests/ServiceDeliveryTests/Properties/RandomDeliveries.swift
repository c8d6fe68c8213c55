import EventStore
import Events
import TestKit

@testable import ServiceDelivery

/// Commands in any order, most of which must be refused, over HTTP.
struct RandomDeliveries {
    /// A command did what its state has no place for, or a refusal changed something.
    struct Illegal: Error, CustomStringConvertible {
        let description: String
    }

    /// A kind of record: where it lives, what leads from which states to which, and what its commands are sent.
    struct Kind: Sendable {
        let path: String
        let member: String
        let moves: [String: (from: Set<String>, to: Set<String>)]
    }

    static let kinds = [
        Kind(
            path: "/v1/enrolments",
            member: "enrolmentId",
            moves: [
                // Entered late, for a day before the end.
                "sessions": (["active", "completed", "dropped", "interrupted"], ["same"]),
                "complete": (["active"], ["completed"]),
                "drop": (["active", "planned"], ["dropped"]),
                "interrupt": (["active", "planned"], ["interrupted"]), "certificate": (["completed"], ["completed"]),
                "correct": (["active", "completed", "dropped", "interrupted"], ["same"]),
                "void": (["planned", "active", "completed", "dropped", "interrupted"], ["voided"]),
            ]
        ),
        Kind(
            path: "/v1/referrals",
            member: "referralId",
            moves: [
                "send": (["draft"], ["sent"]), "receive": (["sent"], ["received"]),
                "accept": (["received"], ["accepted"]), "reject": (["received"], ["rejected"]),
                "start": (["accepted"], ["in_service"]), "complete": (["in_service"], ["completed", "not_completed"]),
                "cancel": (["draft", "sent", "received", "accepted"], ["cancelled"]),
            ]
        ),
        Kind(
            path: "/v1/returns",
            member: "returnId",
            moves: [
                "counsel": (["requested"], ["counselled"]), "clear": (["counselled"], ["cleared"]),
                "book": (["cleared"], ["booked"]), "depart": (["booked"], ["departed"]),
                "arrive": (["departed"], ["arrived"]),
                "withdraw": (["requested", "counselled", "cleared", "booked"], ["withdrawn"]),
                "cancel": (["requested", "counselled", "cleared", "booked"], ["cancelled"]),
            ]
        ),
        Kind(
            path: "/v1/reintegration-plans",
            member: "planId",
            moves: [
                "approve": (["drafted"], ["approved"]), "start": (["approved"], ["in_progress"]),
                "follow-ups": (["in_progress"], ["in_progress"]), "complete": (["in_progress"], ["completed"]),
                "abandon": (["drafted", "approved", "in_progress"], ["abandoned"]),
            ]
        ),
        Kind(
            path: "/v1/distributions",
            member: "distributionId",
            moves: [
                "distribute": (["planned"], ["distributed"]), "verify": (["distributed"], ["verified"]),
                "void": (["planned", "distributed", "verified"], ["voided"]),
            ]
        ),
    ]

    private let api: ServiceAPI
    private let cases: [EntityID]
    private var generator: SeededGenerator
    private var records: [String: [String]] = [:]
    /// How often each command was accepted: `/v1/returns depart`.
    private(set) var accepted: [String: Int] = [:]
    /// How often each refusal was met.
    private(set) var refused: [String: Int] = [:]

    init(_ api: ServiceAPI, cases: [EntityID], seed: UInt64) {
        (self.api, self.cases) = (api, cases)
        generator = SeededGenerator(seed: seed)
    }

    /// Every command that there is.
    static var commands: Set<String> {
        Set(kinds.flatMap { kind in ["\(kind.path) new"] + kind.moves.keys.map { "\(kind.path) \($0)" } })
    }

    /// Tries one command.
    mutating func step() async throws {
        guard let kind = pick(Self.kinds) else { return }
        let known = records[kind.path] ?? []
        guard let id = pick(known.suffix(4)), chance(75) else { return try await create(kind) }
        let location = "\(kind.path)/\(id)"
        let before = try await api.get(location).json
        let status = before["status"].string ?? ""
        // What leads on is tried more often than what ends, or else nothing would get far.
        let ends: Set<String> = ["void", "cancel", "withdraw", "abandon", "drop", "interrupt", "reject"]
        let fitting = kind.moves.filter { $0.value.from.contains(status) }.keys.sorted()
        let chosen =
            chance(50)
            ? pick(fitting.filter { !ends.contains($0) })
            : chance(35) ? pick(fitting.filter { ends.contains($0) }) : pick(kind.moves.keys.sorted())
        guard let command = chosen, let move = kind.moves[command] else { return }
        let answer = try await api.post("\(location)/\(command)", body(kind, command))
        let after = try await api.get(location).json
        let now = after["status"].string ?? ""
        let title = "\(kind.path) \(command): \(status) → \(now)"
        switch answer.status {
        case 200, 201:
            accepted["\(kind.path) \(command)", default: 0] += 1
            guard move.from.contains(status) else { throw Illegal(description: "\(title) was accepted") }
            guard move.to.contains(now) || move.to == ["same"] && now == status else {
                throw Illegal(description: "\(title) is not in the table")
            }
        case 404, 409, 422:
            refused[answer.json["code"].string ?? "", default: 0] += 1
            guard after == before else { throw Illegal(description: "\(title): refused, and yet changed") }
        default: throw Illegal(description: "\(title): \(answer.status) \(answer.text)")
        }
    }

    private mutating func create(_ kind: Kind) async throws {
        let caseID: JSON = .string("\(pick(cases) ?? Examples.id(1))")
        let answer = try await api.post(kind.path, draft(kind, of: caseID))
        switch answer.status {
        case 201, 202:
            accepted["\(kind.path) new", default: 0] += 1
            if let id = answer.json[kind.member].string { records[kind.path, default: []].append(id) }
        case 404, 409, 422: refused[answer.json["code"].string ?? "", default: 0] += 1
        default: throw Illegal(description: "\(kind.path): \(answer.status) \(answer.text)")
        }
    }

    private mutating func draft(_ kind: Kind, of caseID: JSON) -> JSON {
        switch kind.member {
        case "enrolmentId":
            [
                "caseId": caseID, "service": .string(pick(["LIT", "VOC", "LIT", "VOC", "SHE"]) ?? "LIT"),
                "providerInstitutionId": "\(Workbench.institution)",
                "startedAt": .string(chance(85) ? "2018-02-01T09:00:00Z" : "2017-01-01T09:00:00Z"),
            ]
        case "referralId":
            [
                "caseId": caseID, "fromOrgId": "\(Workbench.sender)",
                "toOrgId": .string("\(chance(90) ? Workbench.receiver : Workbench.sender)"), "service": "LEG",
                "urgency": "LOW", "consentId": "\(Workbench.consent)", "occurredAt": "2019-02-28T09:00:00Z",
            ]
        case "returnId":
            [
                "caseId": caseID, "fromCountry": "EG", "toCountry": .string(pick(["SD", "SD", "EG"]) ?? "SD"),
                "occurredAt": "2018-02-01T08:00:00Z", "voluntarinessSignedAt": "2018-02-01T08:00:00Z",
            ]
        case "planId":
            [
                "caseId": caseID, "phase": .string(pick(["PREP", "POST"]) ?? "POST"), "dimensions": ["ECO"],
                "occurredAt": "2018-02-01T08:00:00Z",
            ]
        default:
            [
                "place": "EG-C", "date": "2018-05-01", "programmeId": "\(Examples.id(900))",
                "distributorOrgId": "\(Workbench.sender)",
                "items": [["kind": "FOO", "quantity": .number(Double(Int.random(in: -1...9, using: &generator)))]],
                "cells": [["migrationStatus": "STRANDED", "sex": "F", "ageBand": "25-59", "count": 3]],
            ]
        }
    }

    private mutating func body(_ kind: Kind, _ command: String) -> JSON {
        switch command {
        case "sessions":
            ["date": .string(pick(["2018-02-05", "2018-03-05", "2016-01-01"]) ?? ""), "hours": 2]
        case "certificate": ["issuedOn": .string(chance(70) ? "2019-03-01" : "2018-01-01")]
        case "approve": ["approvedAt": "2018-02-02T08:00:00Z"]
        case "start" where kind.member == "planId": ["startedAt": "2018-02-03T08:00:00Z"]
        case "correct": ["reason": "DATA_ENTRY", "startedAt": "2018-02-02T09:00:00Z"]
        case "void": ["reason": "DATA_ENTRY"]
        case "reject": ["reason": "CAPACITY"]
        case "clear" where chance(80):
            ["fitToTravelAt": "2019-02-20T08:00:00Z", "bestInterestsDecisionAt": "2019-02-20T08:00:00Z"]
        case "cancel" where kind.member == "returnId": ["reason": .string(pick(returnReasons) ?? "")]
        case "follow-ups": ["month": .number(Double(pick([12, 12, 12, 6, 5]) ?? 1)), "economic": 0.5]
        default: [:]
        }
    }

    private var returnReasons: [String] { ReturnEndReason.allCases.map(\.rawValue) }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

    private mutating func pick<Items: Collection>(_ items: Items) -> Items.Element? {
        items.randomElement(using: &generator)
    }
}
