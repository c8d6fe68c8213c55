import Events

extension Scenarios {
    /// E5: 125 women and 90 men return; one more withdraws before departure.
    public func returns(women: Int = 125, men: Int = 90) async throws {
        let people = Array(1...(women + men + 1))
        try await each(people, "returns") { number in
            let sex = number <= women ? "F" : "M"
            let caseID = try await registerMigrant(number: number, sex: sex)
            let returnID = try await requestReturn(of: caseID)
            try await prepareReturn(returnID)
            if number == women + men + 1 {
                try await cluster.command(
                    .services,
                    "/v1/returns/\(returnID)/withdraw",
                    ["occurredAt": "2020-03-20T08:00:00Z"]
                )
                return
            }
            try await cluster.command(
                .services,
                "/v1/returns/\(returnID)/depart",
                ["occurredAt": "2020-04-01T08:00:00Z"]
            )
            try await cluster.command(
                .services,
                "/v1/returns/\(returnID)/arrive",
                ["occurredAt": "2020-04-02T08:00:00Z"]
            )
        }
    }

    /// A stranded adult's case, open for services.
    public func registerMigrant(number: Int, sex: String, day: String = "2020-01-10") async throws -> String {
        let caseID = try await identify(["STR", "VMG"], by: "OUTREACH", at: world.institutions[1], on: day)
        try await cluster.command(
            .intake,
            "/v1/cases/\(caseID)/register",
            Self.migrant(number: number, sex: sex, on: day)
        )
        try await assessAndPlan(caseID, on: "2020-01-20")
        return caseID
    }

    /// A request for assisted voluntary return, signed by the person.
    public func requestReturn(of caseID: String, signed: Bool = true) async throws -> String {
        var body: JSON = [
            "caseId": "\(caseID)", "fromCountry": "EG", "toCountry": "SD", "programmeId": "\(world.jointInitiative)",
            "occurredAt": "2020-02-01T08:00:00Z",
        ]
        if signed, case .object(var members) = body {
            members["voluntarinessSignedAt"] = "2020-02-01T08:00:00Z"
            body = .object(members)
        }
        let answer = try await whenKnown(
            .services,
            "/v1/returns",
            body,
            waitingFor: ["case.unknown", "case.not_open", "consent.share_missing"]
        )
        return try text(answer, "returnId")
    }

    /// Counselled, cleared, booked.
    func prepareReturn(_ returnID: String) async throws {
        let base = "/v1/returns/\(returnID)"
        try await cluster.command(
            .services,
            base + "/counsel",
            ["counselledAt": "2020-02-10T08:00:00Z", "occurredAt": "2020-02-10T08:00:00Z"]
        )
        try await cluster.command(
            .services,
            base + "/clear",
            ["fitToTravelAt": "2020-02-20T08:00:00Z", "occurredAt": "2020-02-20T09:00:00Z"]
        )
        try await cluster.command(.services, base + "/book", ["occurredAt": "2020-03-10T08:00:00Z"])
    }
}
