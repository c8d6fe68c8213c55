import Events
import TestKit
import Testing

@testable import Partnerships

@Suite struct FigureTests {
    @Test func `records six figures as their source states them`() async throws {
        try await PartnershipsAPI.run { api in
            let figures: [(String, Double, String)] = [
                ("LIT_CERT", 320, "gt"), ("BEN_PSS", 540, "eq"), ("BEN_VOC", 1696, "eq"), ("BEN_MED", 1500, "eq"),
                ("BEN_REI", 972, "eq"), ("BEN_LEG", 827, "eq"),
            ]
            for (indicator, value, qualifier) in figures {
                _ = try await api.accepted(
                    "/v1/figures",
                    [
                        "indicator": .string(indicator),
                        "quantity": [
                            "value": .number(value), "qualifier": .string(qualifier), "unit": "children",
                            "asOf": "2018-12-31",
                        ],
                        "sourceRef": "press release, 17 February 2021", "reportedOn": "2021-02-17",
                    ],
                    "figureId"
                )
            }
            let list = try await api.get("/v1/figures?indicator=LIT_CERT").json["items"]
            #expect(list.array.count == 1)
            #expect(list[0]["period"] == "to-2018-12-31")
            #expect(list[0]["quantity"]["qualifier"] == "gt")
        }
    }

    @Test(arguments: [
        Change(["sourceRef": "  "], "figure.source_required"),
        Change(["sourceRef": .null], "figure.source_required"),
        Change(["quantity": ["value": -1, "qualifier": "eq"]], "quantity.invalid"),
        Change(["dimensions": ["colour": "red"]], "dimension.not_allowed"),
        Change(["period": "2018-13"], "period.invalid"),
        Change(["scope": ["agreementId": .string(Examples.id(3).description)]], "agreement.unknown"),
        Change(["scope": ["institutionId": .string(Examples.id(3).description)]], "institution.unknown"),
        Change(["reportedOn": "2030-01-01"], "date.in_future"),
    ])
    func `refuses a figure that is not in order`(change: Change) async throws {
        try await PartnershipsAPI.run { api in
            var body: [String: JSON] = [
                "indicator": "LIT_CERT", "quantity": ["value": 320, "qualifier": "gt"], "sourceRef": "press release",
            ]
            body.merge(change.body) { _, new in new }
            let code = try await api.refused("/v1/figures", .object(body))
            #expect(code == change.code)
        }
    }
}
