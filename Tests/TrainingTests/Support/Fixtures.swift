import Events
import TestKit
import Testing

@testable import Training

extension TrainingAPI {
    /// Plans an activity of three days and gives its identifier.
    func activity(_ changes: [String: JSON] = [:]) async throws -> String {
        try await accepted("/v1/activities", Self.plan(changes), "activityId")
    }

    /// A plan of three days in November 2021.
    static func plan(_ changes: [String: JSON] = [:]) -> JSON {
        var body: [String: JSON] = [
            "kind": "WSP", "title": "Essential role of civil society", "scope": "REGIONAL", "startsOn": "2021-11-15",
            "endsOn": "2021-11-17", "place": "EG-C",
        ]
        body["organiserOrgIds"] = .array((1...4).map { .string(Examples.id($0).description) })
        body["topics"] = ["TIP", "REFERRAL"]
        body["audience"] = ["CSO"]
        body.merge(changes) { _, new in new }
        return .object(body)
    }

    /// Takes an activity through the verbs named.
    func move(_ activity: String, _ verbs: String...) async throws {
        for verb in verbs { _ = try await accepted("/v1/activities/\(activity)/\(verb)", [:], "status") }
    }

    /// Registers somebody and gives the identifier.
    func participant(
        _ activity: String,
        _ role: String,
        _ sex: String,
        _ country: String,
        _ name: String
    ) async throws
        -> String
    {
        try await accepted(
            "/v1/activities/\(activity)/participants",
            Self.person(role, sex, country, name),
            "participantId"
        )
    }

    static func person(_ role: String, _ sex: String, _ country: String, _ name: String) -> JSON {
        ["role": .string(role), "sex": .string(sex), "country": .string(country), "name": .string(name)]
    }
}

extension JSON {
    /// This object with `changes`.
    func with(_ changes: [String: JSON]) -> JSON {
        .object(object.merging(changes) { _, new in new })
    }
}
