import Events
import Foundation
import TestKit
import Testing

@testable import Partnerships

extension PartnershipsAPI {
    /// Registers an organisation and gives its identifier.
    func organisation(_ name: String, kind: String = "GOV", country: String = "MA") async throws -> String {
        try await accepted(
            "/v1/organisations",
            ["names": ["en": .string(name)], "kind": .string(kind), "country": .string(country)],
            "orgId"
        )
    }

    /// Signs for each of `parties`.
    func sign(_ agreement: String, on day: String, parties: [String]) async throws -> LoopbackClient.Answer {
        try await post(
            "/v1/agreements/\(agreement)/sign",
            [
                "signedOn": .string(day),
                "signatories": .array(
                    parties.map { ["name": "A. Example", "title": "Director", "orgId": .string($0)] }
                ),
            ]
        )
    }
}

/// The agreement between a council and a ministry on eleven regions, with synthetic names.
struct ReparationAgreement: Sendable {
    static let regions: [String] = Region.communityReparation.map(\.code)
    static let ministryKinds = [
        "REGIONS", "INFRA_HR", "SOCPROJ", "ASSOC", "WCENTRE", "MEMORY", "AWARE", "LOCALCO", "PRIORITY",
    ]
    static let councilKinds = ["MOBILISE", "STUDY", "DATA", "TRAIN", "SEMINAR"]

    let agreement: String
    let ministry: String
    let council: String
    /// By label, `M1`…`M9` and `C1`…`C5`.
    let commitments: [String: String]

    /// Drafts, signs and pledges it.
    static func make(_ api: PartnershipsAPI) async throws -> ReparationAgreement {
        let council = try await api.organisation("Council", kind: "PUBLIC")
        let ministry = try await api.organisation("Ministry")
        let agreement = try await api.accepted(
            "/v1/agreements",
            [
                "kind": "CONV", "title": "Agreement on community reparation",
                "partyOrgIds": [.string(council), .string(ministry)],
                "regions": .array(regions.map { .string($0) }),
                "targetGroups": ["WOM", "CHI", "ELD", "PWD"],
                "reporting": ["everyMonths": 6, "dueDays": 30],
                "inForceFrom": "2026-01-01",
            ],
            "agreementId"
        )
        let signed = try await api.sign(agreement, on: "2025-12-15", parties: [council, ministry])
        #expect(signed.json["status"] == "in_force", "\(signed.text)")
        var commitments: [String: String] = [:]
        for (index, kind) in (ministryKinds + councilKinds).enumerated() {
            let isMinistry = index < ministryKinds.count
            let label = isMinistry ? "M\(index + 1)" : "C\(index - ministryKinds.count + 1)"
            commitments[label] = try await api.accepted(
                "/v1/agreements/\(agreement)/commitments",
                [
                    "label": .string(label), "kind": .string(kind), "text": .string("Commitment \(label)"),
                    "committedByOrgIds": [.string(isMinistry ? ministry : council)],
                    "regions": isMinistry ? .array(regions.map { .string($0) }) : [],
                ],
                "commitmentId"
            )
        }
        return ReparationAgreement(
            agreement: agreement,
            ministry: ministry,
            council: council,
            commitments: commitments
        )
    }

    /// The identifier of the commitment called `label`.
    func commitment(_ label: String) throws -> String {
        try #require(commitments[label])
    }
}
