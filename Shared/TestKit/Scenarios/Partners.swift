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
        let dimensions: [String: String]

        init(_ indicator: String, _ qualifier: String, _ value: Int, _ year: Int, _ source: String, sex: String? = nil)
        {
            self.indicator = indicator
            self.value = value
            self.qualifier = qualifier
            asOf = "\(year)-12-31"
            self.source = source
            dimensions = sex.map { ["sex": $0] } ?? [:]
        }
    }

    static let moss2021 = "MoSS–UNODC press release, 17 February 2021"
    static let iom2021 = "IOM Egypt news item, 2021"
    static let cso2021 = "Workshop on the essential role of CSOs in anti-trafficking responses"

    static let publications = [
        Publication("LIT_CERT", "gt", 320, 2018, moss2021),
        Publication("BEN_PSS", "eq", 540, 2018, moss2021),
        Publication("BEN_VOC", "eq", 1696, 2018, moss2021),
        Publication("BEN_MED", "eq", 1500, 2018, moss2021),
        Publication("BEN_REI", "eq", 972, 2018, moss2021),
        Publication("BEN_LEG", "eq", 827, 2018, moss2021),
        Publication("KIT_PERSONS", "gt", 2500, 2020, iom2021),
        Publication("RETURNS", "eq", 215, 2020, iom2021),
        Publication("RETURNS", "eq", 125, 2020, iom2021, sex: "F"),
        Publication("RETURNS", "eq", 90, 2020, iom2021, sex: "M"),
        Publication("TRN_PART", "eq", 21, 2021, cso2021),
        Publication("TRN_PART", "eq", 12, 2021, cso2021, sex: "M"),
        Publication("TRN_PART", "eq", 9, 2021, cso2021, sex: "F"),
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
