extension Scenarios {
    /// E4's places and how many people received a food and a hygiene kit there.
    public static let kitPlaces: [(place: String, persons: Int)] = [
        ("EG-ALX", 600), ("EG-C", 1200), ("EG-BA:HRG", 301), ("EG-FYM", 400),
    ]

    /// E4: 2,501 migrants and returnees, none of them by name.
    public func kits() async throws {
        for (number, distribution) in Self.kitPlaces.enumerated() {
            let women = distribution.persons / 2
            let answer = try await whenKnown(
                .services,
                "/v1/distributions",
                [
                    "place": "\(distribution.place)", "date": "2020-0\(number + 3)-15",
                    "programmeId": "\(world.jointInitiative)", "distributorOrgId": "\(world.iom)",
                    "items": [
                        ["kind": "FOO", "quantity": .number(Double(distribution.persons))],
                        ["kind": "HYG", "quantity": .number(Double(distribution.persons))],
                    ],
                    "cells": [
                        [
                            "migrationStatus": "STRANDED", "sex": "F", "ageBand": "25-59",
                            "count": .number(Double(women)),
                        ],
                        [
                            "migrationStatus": "RETURNEE", "sex": "M", "ageBand": "25-59",
                            "count": .number(Double(distribution.persons - women)),
                        ],
                    ],
                ]
            )
            try await cluster.command(
                .services,
                "/v1/distributions/\(try text(answer, "distributionId"))/distribute"
            )
        }
    }
}
