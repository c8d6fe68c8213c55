public import Events

/// E3: the memorandum of 2021 on social care institutions, and the twenty that are reached under it.
extension Scenarios {
    /// What E3 leaves behind.
    public struct Memorandum: Sendable {
        /// The partnership's earlier agreement.
        public let earlierID: String
        /// The memorandum.
        public let agreementID: String
        /// Technical support, which services deliver.
        public let commitmentID: String
        /// The institutions reached.
        public let institutions: [EntityID]
    }

    /// The agreement of 2006, expired; the memorandum that continues it, with its target; the support that is promised.
    public func memorandum(institutions count: Int = 20) async throws -> Memorandum {
        let earlier = try await cluster.command(
            .partnerships,
            "/v1/agreements",
            [
                "kind": "PROJECT", "title": "Rehabilitation and reintegration at El-Marg",
                "partyOrgIds": ["\(world.moss)", "\(world.unodc)"], "countries": ["EG"], "inForceFrom": "2006-06-01",
                "inForceTo": "2020-12-31",
            ]
        )
        let earlierID = try text(earlier, "agreementId")
        try await sign(earlierID, on: "2006-05-01", for: [world.moss, world.unodc])
        let institutions = (0..<count).map { _ in EntityID.v7() }
        for (number, id) in institutions.enumerated() { try await registerInstitution(id, number: number) }
        let answer = try await cluster.command(
            .partnerships,
            "/v1/agreements",
            [
                "kind": "MOU", "title": "Memorandum of understanding on social care institutions",
                "partyOrgIds": ["\(world.moss)", "\(world.unodc)"], "countries": ["EG"],
                "institutionIds": .array(institutions.map { .string("\($0)") }), "targetGroups": ["CHI"],
                "targets": [
                    [
                        "indicator": "INST_REACHED",
                        "quantity": ["value": 20, "qualifier": "about", "unit": "institutions"],
                    ]
                ],
                "continuesAgreementId": "\(earlierID)", "partnershipSince": 2006, "inForceFrom": "2021-02-17",
            ]
        )
        let agreementID = try text(answer, "agreementId")
        try await sign(agreementID, on: "2021-02-17", for: [world.moss, world.unodc])
        let pledge = try await cluster.command(
            .partnerships,
            "/v1/agreements/\(agreementID)/commitments",
            [
                "kind": "TECHSUP", "text": "technical support to social care institutions",
                "committedByOrgIds": ["\(world.unodc)"],
            ]
        )
        return Memorandum(
            earlierID: earlierID,
            agreementID: agreementID,
            commitmentID: try text(pledge, "commitmentId"),
            institutions: institutions
        )
    }

    /// One child at each institution is taught to read under the memorandum.
    public func reachInstitutions(_ memorandum: Memorandum) async throws {
        let numbered = Array(memorandum.institutions.enumerated())
        try await each(numbered, atOnce: 8) { number, institution in
            try await cluster.command(
                .services,
                "/v1/offers",
                ["institutionId": "\(institution)", "service": "LIT", "capacity": 10, "from": "2021-01-01"]
            )
            let caseID = try await identify(["CCL"], by: "INSTITUTION", at: institution, on: "2021-03-01")
            let boy = Self.boy(number: 70_000 + number, on: "2021-03-02", birthYear: 2006)
            try await cluster.command(.intake, "/v1/cases/\(caseID)/register", boy)
            try await assessAndPlan(caseID, on: "2021-03-10")
            let enrolment = try await whenKnown(
                .services,
                "/v1/enrolments",
                [
                    "caseId": "\(caseID)", "service": "LIT", "providerInstitutionId": "\(institution)",
                    "agreementId": "\(memorandum.agreementID)", "commitmentId": "\(memorandum.commitmentID)",
                    "startedAt": "2021-04-01T08:00:00Z",
                ]
            )
            try await cluster.command(
                .services,
                "/v1/enrolments/\(try text(enrolment, "enrolmentId"))/sessions",
                ["sessions": [["date": "2021-04-05", "hours": 2, "attended": true]]]
            )
        }
    }

    /// Signs an agreement for its parties.
    @discardableResult
    public func sign(_ agreementID: String, on day: String, for parties: [EntityID]) async throws -> JSON {
        try await cluster.command(
            .partnerships,
            "/v1/agreements/\(agreementID)/sign",
            [
                "signedOn": "\(day)",
                "signatories": .array(
                    parties.map { ["name": "Synthetic signatory", "title": "Director", "orgId": "\($0)"] }
                ),
            ]
        )
    }

    private func registerInstitution(_ id: EntityID, number: Int) async throws {
        try await cluster.command(
            .partnerships,
            "/v1/institutions",
            [
                "institutionId": "\(id)", "orgId": "\(world.moss)", "name": "Reached institution \(number + 1)",
                "kind": "SCI_OPEN", "security": "OPEN", "sexServed": "M",
                "place": .string(Self.governorates[number % Self.governorates.count]),
            ]
        )
    }
}
