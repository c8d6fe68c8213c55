import Events

extension Scenarios {
    /// Organisations, the nine institutions, and the three policies that each adopted.
    public func registerPartners() async throws {
        let organisations: [(EntityID, String, String, String)] = [
            (world.moss, "Ministry of Social Solidarity", "GOV", "EG"),
            (world.unodc, "UNODC Regional Office for the Middle East and North Africa", "IGO", "ZZ"),
            (world.iom, "International Organization for Migration in Egypt", "IGO", "ZZ"),
            (world.eu, "European Union", "IGO", "ZZ"),
            (world.nccpim, "National Coordinating Committee NCCPIM&TIP", "COORDINATION", "EG"),
            (world.ministry, "Ministry of Social Development, Family and Solidarity", "GOV", "MA"),
            (world.ccdh, "Conseil consultatif des droits de l'Homme", "PUBLIC", "MA"),
        ]
        for (id, name, kind, country) in organisations {
            try await cluster.command(
                .partnerships,
                "/v1/organisations",
                ["orgId": "\(id)", "names": ["en": "\(name)"], "kind": "\(kind)", "country": "\(country)"]
            )
        }
        for (number, id) in world.institutions.enumerated() {
            try await cluster.command(
                .partnerships,
                "/v1/institutions",
                [
                    "institutionId": "\(id)", "orgId": "\(world.moss)",
                    "name": .string(number == 0 ? "El-Marg Institution" : "Social care institution \(number + 1)"),
                    "kind": .string(number == 0 ? "SCI_CLOSED" : "SCI_OPEN"),
                    "security": .string(number == 0 ? "CLOSED" : "OPEN"), "sexServed": "M", "ageMin": 7, "ageMax": 21,
                    "place": .string(number == 0 ? "EG-C:MARG" : Self.governorates[number % Self.governorates.count]),
                ]
            )
            for policy in ["CLASSIFICATION", "RIGHTS_DUTIES", "REINTEGRATION_UNIT"] {
                try await cluster.command(
                    .partnerships,
                    "/v1/institutions/\(id)/policies",
                    [
                        "policy": "\(policy)", "status": "adopted",
                        "adoptedOn": ["value": "2015-01-01", "precision": "year"],
                        "occurredAt": "2015-06-01T08:00:00Z",
                    ]
                )
            }
        }
        try await cluster.command(
            .partnerships,
            "/v1/programmes",
            [
                "programmeId": "\(world.jointInitiative)",
                "name": "EU-IOM Joint Initiative for Migrant Protection and Reintegration",
                "donorOrgIds": ["\(world.eu)"], "leadOrgIds": ["\(world.iom)"], "declaredCountryCount": 26,
                "countries": ["DZ", "EG", "LY", "MA", "TN"],
            ]
        )
    }

    /// One published figure.
    struct Publication: Sendable {
        let indicator: String
        let value: Int
        let qualifier: String
        let asOf: String
        let source: String
        var dimensions: [String: String] = [:]
    }

    static let moss2021 = "MoSS–UNODC press release, 17 February 2021"
    static let iom2021 = "IOM Egypt news item, 2021"
    static let cso2021 = "Workshop on the essential role of CSOs in anti-trafficking responses"

    static let publications = [
        Publication(indicator: "LIT_CERT", value: 320, qualifier: "gt", asOf: "2018-12-31", source: moss2021),
        Publication(indicator: "BEN_PSS", value: 540, qualifier: "eq", asOf: "2018-12-31", source: moss2021),
        Publication(indicator: "BEN_VOC", value: 1696, qualifier: "eq", asOf: "2018-12-31", source: moss2021),
        Publication(indicator: "BEN_MED", value: 1500, qualifier: "eq", asOf: "2018-12-31", source: moss2021),
        Publication(indicator: "BEN_REI", value: 972, qualifier: "eq", asOf: "2018-12-31", source: moss2021),
        Publication(indicator: "BEN_LEG", value: 827, qualifier: "eq", asOf: "2018-12-31", source: moss2021),
        Publication(indicator: "KIT_PERSONS", value: 2500, qualifier: "gt", asOf: "2020-12-31", source: iom2021),
        Publication(indicator: "RETURNS", value: 215, qualifier: "eq", asOf: "2020-12-31", source: iom2021),
        Publication(
            indicator: "RETURNS", value: 125, qualifier: "eq", asOf: "2020-12-31", source: iom2021,
            dimensions: ["sex": "F"]
        ),
        Publication(
            indicator: "RETURNS", value: 90, qualifier: "eq", asOf: "2020-12-31", source: iom2021,
            dimensions: ["sex": "M"]
        ),
        Publication(indicator: "TRN_PART", value: 21, qualifier: "eq", asOf: "2021-12-31", source: cso2021),
        Publication(
            indicator: "TRN_PART", value: 12, qualifier: "eq", asOf: "2021-12-31", source: cso2021,
            dimensions: ["sex": "M"]
        ),
        Publication(
            indicator: "TRN_PART", value: 9, qualifier: "eq", asOf: "2021-12-31", source: cso2021,
            dimensions: ["sex": "F"]
        ),
    ]

    /// The figures that the sources published, which stand beside the counted ones.
    public func reportFigures() async throws {
        for publication in Self.publications {
            try await cluster.command(
                .partnerships,
                "/v1/figures",
                [
                    "indicator": "\(publication.indicator)",
                    "quantity": [
                        "value": .number(Double(publication.value)), "qualifier": "\(publication.qualifier)",
                        "asOf": "\(publication.asOf)",
                    ],
                    "dimensions": .object(publication.dimensions.mapValues { .string($0) }),
                    "sourceRef": "\(publication.source)", "reportedOn": "2021-02-17",
                ]
            )
        }
    }
}
