/// E6: the workshop on assistance to vulnerable migrants, whose attendance nobody reported.
extension Scenarios {
    /// Four days of case studies, terminology and services, funded by a programme; held and reported without a list.
    ///
    /// - Returns: The activity.
    @discardableResult
    public func migrantsWorkshop() async throws -> String {
        let answer = try await whenKnown(
            .training,
            "/v1/activities",
            [
                "kind": "WSP", "title": "Assistance to vulnerable migrants", "scope": "NATIONAL",
                "startsOn": "2021-01-31", "endsOn": "2021-02-03", "organiserOrgIds": ["\(world.iom)"],
                "funderOrgIds": ["\(world.eu)"], "fundingProgrammeIds": ["\(world.jointInitiative)"],
                "topics": ["CASE_MGMT", "REFERRAL", "TERMINOLOGY", "REINTEGRATION"], "audience": ["GOV"],
                "agenda": [
                    ["title": "Protection and reintegration case studies", "kind": "CASE_STUDY"],
                    ["title": "Migration terminology", "kind": "TERMINOLOGY"],
                    ["title": "Programmes and services", "kind": "SERVICES"],
                ],
                "occurredAt": "2021-01-15T08:00:00Z",
            ]
        )
        let activityID = try text(answer, "activityId")
        let base = "/v1/activities/\(activityID)"
        for (move, instant) in [
            ("open", "2021-01-20T08:00:00Z"), ("start", "2021-01-31T08:00:00Z"), ("hold", "2021-02-03T16:00:00Z"),
            ("report", "2021-02-10T08:00:00Z"),
        ] {
            try await cluster.command(.training, "\(base)/\(move)", ["occurredAt": "\(instant)"])
        }
        return activityID
    }
}
