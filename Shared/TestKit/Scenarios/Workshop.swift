import Events

extension Scenarios {
    /// E7: the regional workshop on the role of civil society against trafficking: 21 participants from five
    /// countries, experts from four others, five speakers.
    ///
    /// - Returns: The activity.
    @discardableResult
    public func workshop() async throws -> String {
        let answer = try await whenKnown(
            .training,
            "/v1/activities",
            [
                "kind": "WSP", "title": "Essential role of CSOs in anti-trafficking responses", "scope": "REGIONAL",
                "startsOn": "2021-11-15", "endsOn": "2021-11-17", "place": "EG-C", "mode": "ONSITE",
                "organiserOrgIds": ["\(world.nccpim)", "\(world.eu)", "\(world.unodc)", "\(world.iom)"],
                "topics": ["TIP", "REFERRAL"], "audience": ["CSO"], "firstOfKind": true,
                "occurredAt": "2021-10-01T08:00:00Z",
            ]
        )
        let activityID = try text(answer, "activityId")
        let base = "/v1/activities/\(activityID)"
        try await cluster.command(.training, base + "/open", ["occurredAt": "2021-10-02T08:00:00Z"])
        var participants: [String] = []
        for (role, sex, country) in Self.workshopPeople {
            let registered = try await cluster.command(
                .training,
                base + "/participants",
                [
                    "role": "\(role)", "sex": "\(sex)", "country": "\(country)", "orgKind": "NNGO",
                    "name": "Synthetic \(participants.count)", "occurredAt": "2021-11-01T08:00:00Z",
                ]
            )
            participants.append(try text(registered, "participantId"))
        }
        try await cluster.command(.training, base + "/start", ["occurredAt": "2021-11-15T08:00:00Z"])
        for participant in participants {
            try await cluster.command(
                .training,
                "/v1/participants/\(participant)/attendance",
                ["days": 3, "occurredAt": "2021-11-17T15:00:00Z"]
            )
        }
        try await cluster.command(.training, base + "/hold", ["occurredAt": "2021-11-17T16:00:00Z"])
        try await cluster.command(.training, base + "/report", ["occurredAt": "2021-11-30T08:00:00Z"])
        return activityID
    }

    /// Role, sex and country of everyone in the room; the split over countries is the fixture's choice.
    static let workshopPeople: [(role: String, sex: String, country: String)] = {
        let countries = ["EG", "IQ", "MA", "SD", "TN"]
        let participants = (0..<21).map { ("PAR", $0 < 12 ? "M" : "F", countries[$0 % 5]) }
        let experts = ["BD", "BE", "NL", "NP"].map { ("EXP", "M", $0) }
        let speakers = (0..<5).map { ("SPK", $0 < 2 ? "F" : "M", "EG") }
        return participants + experts + speakers
    }()
}
