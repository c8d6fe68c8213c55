public import Events

/// E9: two organisations in two countries that work for children, and what they promised each other.
extension Scenarios {
    /// E9's agreement and its commitments by kind.
    public struct Cooperation: Sendable {
        /// The organisation in Qatar.
        public let aman: EntityID
        /// The organisation in Morocco.
        public let bayti: EntityID
        /// The agreement.
        public let agreementID: String
        /// Commitments by their kind, `WORKSHOP`.
        public let commitments: [String: String]
    }

    /// The nine joint commitments, on a close reading.
    public static let jointKinds = [
        "EVENT", "CAMPAIGN", "WORKSHOP", "COURSE", "RESEARCH", "PARTNER", "EXCHANGE", "QUALITY", "CAPACITY",
    ]

    /// Organisations, agreement, joint commitments.
    public func cooperation() async throws -> Cooperation {
        let (foundation, aman, bayti) = (EntityID.v7(), EntityID.v7(), EntityID.v7())
        let organisations: [JSON] = [
            [
                "orgId": "\(foundation)", "names": ["en": "Foundation for social work"], "kind": "FOUNDATION",
                "country": "QA",
            ],
            [
                "orgId": "\(aman)", "names": ["en": "Center for Protection and Social Reintegration"],
                "acronym": "Aman",
                "kind": "PUBLIC", "country": "QA", "parentOrgId": "\(foundation)",
            ],
            [
                "orgId": "\(bayti)", "names": ["en": "Association for Child Protection"], "acronym": "Bayti",
                "kind": "NNGO", "country": "MA", "nonProfit": true,
            ],
        ]
        for organisation in organisations {
            try await cluster.command(.partnerships, "/v1/organisations", organisation)
        }
        let answer = try await cluster.command(
            .partnerships,
            "/v1/agreements",
            [
                "kind": "COOP", "title": "Cooperation for the social protection of children",
                "partyOrgIds": ["\(aman)", "\(bayti)"], "countries": ["QA", "MA"], "targetGroups": ["CHI"],
                "inForceFrom": "2022-01-10",
            ]
        )
        let agreementID = try text(answer, "agreementId")
        try await sign(agreementID, on: "2022-01-10", for: [aman, bayti])
        var commitments: [String: String] = [:]
        for kind in Self.jointKinds {
            let pledge = try await cluster.command(
                .partnerships,
                "/v1/agreements/\(agreementID)/commitments",
                [
                    "kind": "\(kind)", "text": "Joint commitment \(kind)",
                    "committedByOrgIds": ["\(aman)", "\(bayti)"],
                ]
            )
            commitments[kind] = try text(pledge, "commitmentId")
        }
        return Cooperation(aman: aman, bayti: bayti, agreementID: agreementID, commitments: commitments)
    }

    /// A workshop for social protection workers, counted by its organisers, under the commitment to workshops.
    ///
    /// - Returns: The activity.
    @discardableResult
    public func jointWorkshop(_ cooperation: Cooperation) async throws -> String {
        let answer = try await whenKnown(
            .training,
            "/v1/activities",
            [
                "kind": "WSP", "title": "Child-related issues in social protection", "scope": "REGIONAL",
                "startsOn": "2022-03-07", "endsOn": "2022-03-08",
                "organiserOrgIds": ["\(cooperation.aman)", "\(cooperation.bayti)"],
                "commitmentIds": ["\(cooperation.commitments["WORKSHOP"] ?? "")"], "topics": ["CHILD_RIGHTS"],
                "audience": ["SPW"], "occurredAt": "2022-02-01T08:00:00Z",
            ]
        )
        let activityID = try text(answer, "activityId")
        let base = "/v1/activities/\(activityID)"
        try await cluster.command(.training, base + "/open", ["occurredAt": "2022-02-02T08:00:00Z"])
        try await cluster.command(.training, base + "/start", ["occurredAt": "2022-03-07T08:00:00Z"])
        try await cluster.command(
            .training,
            base + "/headcount",
            [
                "cells": [["role": "PAR", "sex": "F", "count": 14], ["role": "PAR", "sex": "M", "count": 6]],
                "source": "SIGN_IN", "occurredAt": "2022-03-08T16:00:00Z",
            ]
        )
        try await cluster.command(.training, base + "/hold", ["occurredAt": "2022-03-08T17:00:00Z"])
        try await cluster.command(.training, base + "/report", ["occurredAt": "2022-03-15T08:00:00Z"])
        return activityID
    }

    /// An awareness campaign under the commitment to campaigns.
    ///
    /// - Returns: The campaign.
    @discardableResult
    public func jointCampaign(_ cooperation: Cooperation) async throws -> String {
        let answer = try await whenKnown(
            .training,
            "/v1/campaigns",
            [
                "kind": "CHILD_PROTECTION", "slogan": "Every child a home", "themes": ["CHILD_RIGHTS"],
                "channels": ["SOC", "RADIO"], "audience": ["PUB"], "regions": ["QA", "MA"], "from": "2022-04-01",
                "to": "2022-04-30", "commitmentIds": ["\(cooperation.commitments["CAMPAIGN"] ?? "")"],
                "occurredAt": "2022-03-20T08:00:00Z",
            ]
        )
        let campaignID = try text(answer, "campaignId")
        let base = "/v1/campaigns/\(campaignID)"
        try await cluster.command(.training, base + "/start", ["occurredAt": "2022-04-01T08:00:00Z"])
        try await cluster.command(.training, base + "/end", ["occurredAt": "2022-04-30T20:00:00Z"])
        try await cluster.command(
            .training,
            base + "/report",
            ["reach": ["people": 25_000], "occurredAt": "2022-05-05T08:00:00Z"]
        )
        return campaignID
    }
}
