import Events

extension Scenarios {
    /// E10's agreement and the commitments that the scenario goes on with.
    public struct Convention: Sendable {
        /// The agreement.
        public let agreementID: String
        /// Commitments by their label, `M5`.
        public let commitments: [String: String]
    }

    /// The regions concerned by the recommendations on community reparation.
    public static let regions = Region.communityReparation.map { "\($0.code)" }

    /// Label, kind and text of the fourteen commitments.
    static let pledges: [(label: String, kind: String, text: String)] = [
        ("M1", "REGIONS", "care for the regions in the programmes of the Ministry and its institutions"),
        ("M2", "INFRA_HR", "enhance infrastructure and human resources of the institutions"),
        ("M3", "SOCPROJ", "support social projects for women, children, the elderly and persons with disabilities"),
        ("M4", "ASSOC", "support associations and the capacities of social stakeholders"),
        ("M5", "WCENTRE", "set up centres for women's capacities and train women leaders"),
        ("M6", "MEMORY", "name institutions after symbolic figures"),
        ("M7", "AWARE", "programmes and awareness-raising on human-rights conventions"),
        ("M8", "LOCALCO", "support local coordination and conclude local partnerships"),
        ("M9", "PRIORITY", "give priority to the communities in international conventions"),
        ("C1", "MOBILISE", "mobilise additional partnerships"),
        ("C2", "STUDY", "draw up studies and proposals"),
        ("C3", "DATA", "collect data and draw up reports"),
        ("C4", "TRAIN", "train executives in the human-rights approach"),
        ("C5", "SEMINAR", "organise seminars and events"),
    ]

    /// E10: nine commitments of the Ministry and five of the CCDH, in eleven regions; training reported under C4;
    /// centres of M5 in three of the regions.
    @discardableResult
    public func commitments() async throws -> Convention {
        let agreement = try await cluster.command(
            .partnerships,
            "/v1/agreements",
            [
                "kind": "CONV", "title": "Convention between the CCDH and the Ministry",
                "partyOrgIds": ["\(world.ccdh)", "\(world.ministry)"], "countries": ["MA"],
                "regions": .array(Self.regions.map { .string($0) }),
                "targetGroups": ["WOM", "CHI", "ELD", "PWD"], "reporting": ["everyMonths": 12, "dueDays": 60],
                "inForceFrom": "2010-01-01", "inForceTo": "2030-12-31", "occurredAt": "2009-12-01T08:00:00Z",
            ]
        )
        let agreementID = try text(agreement, "agreementId")
        try await cluster.command(
            .partnerships,
            "/v1/agreements/\(agreementID)/sign",
            [
                "signedOn": "2010-01-01",
                "signatories": [
                    ["name": "President of the CCDH", "title": "President", "orgId": "\(world.ccdh)"],
                    ["name": "Minister", "title": "Minister", "orgId": "\(world.ministry)"],
                ],
                "occurredAt": "2010-01-01T08:00:00Z",
            ]
        )
        var commitments: [String: String] = [:]
        for pledge in Self.pledges {
            let party = pledge.label.hasPrefix("M") ? world.ministry : world.ccdh
            let answer = try await cluster.command(
                .partnerships,
                "/v1/agreements/\(agreementID)/commitments",
                [
                    "label": "\(pledge.label)", "kind": "\(pledge.kind)", "text": "\(pledge.text)",
                    "committedByOrgIds": ["\(party)"], "regions": .array(Self.regions.map { .string($0) }),
                    "occurredAt": "2010-01-02T08:00:00Z",
                ]
            )
            commitments[pledge.label] = try text(answer, "commitmentId")
        }
        let convention = Convention(agreementID: agreementID, commitments: commitments)
        try await trainExecutives(convention)
        try await openCentres(convention)
        return convention
    }

    /// A training under C4, reported: the commitment's progress comes through events alone.
    func trainExecutives(_ convention: Convention) async throws {
        let commitmentID = convention.commitments["C4"] ?? ""
        let answer = try await whenKnown(
            .training,
            "/v1/activities",
            [
                "kind": "CRS", "title": "The human-rights approach for executives", "scope": "NATIONAL",
                "startsOn": "2011-03-01", "endsOn": "2011-03-02", "organiserOrgIds": ["\(world.ccdh)"],
                "agreementId": "\(convention.agreementID)", "commitmentIds": ["\(commitmentID)"],
                "topics": ["HR_APPROACH"], "audience": ["EXE"], "occurredAt": "2011-02-01T08:00:00Z",
            ]
        )
        let base = "/v1/activities/\(try text(answer, "activityId"))"
        try await cluster.command(.training, base + "/open", ["occurredAt": "2011-02-02T08:00:00Z"])
        try await cluster.command(.training, base + "/start", ["occurredAt": "2011-03-01T08:00:00Z"])
        try await cluster.command(.training, base + "/hold", ["occurredAt": "2011-03-02T16:00:00Z"])
        try await cluster.command(.training, base + "/report", ["occurredAt": "2011-03-10T08:00:00Z"])
    }

    /// Centres for women in three of the eleven regions.
    func openCentres(_ convention: Convention) async throws {
        let commitmentID = convention.commitments["M5"] ?? ""
        for region in Self.regions.prefix(3) {
            try await cluster.command(
                .partnerships,
                "/v1/commitments/\(commitmentID)/deliver",
                [
                    "byOrgId": "\(world.ministry)", "kind": "CENTRE", "region": "\(region)", "on": "2012-05-01",
                    "evidenceRef": "synthetic-record", "occurredAt": "2012-05-01T08:00:00Z",
                ]
            )
        }
    }
}
