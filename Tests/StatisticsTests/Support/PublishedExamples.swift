import Events
import TestKit

@testable import Statistics

/// A publication with all that an export or a page may meet.
enum PublishedExamples {
    static let agreement = Examples.id(9_002)

    /// Counted and reported, told and withheld, cut in every way.
    static var figures: [Shown] {
        persons + places + partnerships + [
            .reported(.literacyCertified, 320),
            .reported(.beneficiariesPsychosocial, 540, .eq, in: "=HYPERLINK(\"http://example.org\"), page 2"),
            .reported(.beneficiariesVocational, 1696, by: ["geo": "EG-C", "agreement": agreement.description], .eq),
            .reported(.institutionsReached, 20, .about),
        ]
    }

    private static var persons: [Shown] {
        let bySexAndAge = ["F": [12, nil, 40, 61], "M": [33, 58, 120, nil]]
        let bands = ["00-04", "05-11", "12-14", "15-17"]
        var figures: [Shown] = [
            .counted(.beneficiariesAny, 1_734), .counted(.beneficiariesAny, 1_120, period: "to-2019-12-31"),
            .counted(.beneficiariesAny, 640, period: "to-2018-12-31"),
            .counted(.literacyCertified, 321), .counted(.literacyCertified, 321, period: "to-2018-12-31"),
            .counted(.beneficiariesPsychosocial, 540, period: "to-2018-12-31"),
            .counted(.beneficiariesPsychosocial, 612), .counted(.beneficiariesVocational, 1_696),
            .counted(.beneficiariesLegal, nil), .counted(.beneficiariesLegal, nil, by: ["sex": "F"]),
            .counted(.beneficiariesLegal, nil, by: ["sex": "M"]), .counted(.beneficiaryServicePairs, 5_867),
            .counted(.kitItems, 2_600), .counted(.kitPersons, 2_514),
            .counted(.returns, 215), .counted(.returns, 125, by: ["sex": "F"]),
            .counted(.returns, 90, by: ["sex": "M"]), .counted(.returns, 40, by: ["nationality": "SD"]),
            .counted(.returns, 175, by: ["nationality": "non_national"]),
            .counted(.returns, nil, by: ["nationality": "other"]),
            .counted(.returns, 18, by: ["nationality": "SD", "age": "adult", "sex": "F"]),
            .counted(.returns, 30, period: "2020"), .counted(.returns, 12, period: "2020-Q4"),
            .counted(.beneficiariesAny, 1_700, by: ["age": "child"]),
            .counted(.beneficiariesAny, 34, by: ["age": "adult"]),
            .counted(.beneficiariesAny, nil, by: ["age": "UNK"]),
            .counted(.beneficiariesAny, nil, by: ["sex": "X"]),
            .counted(.beneficiariesAny, nil, by: ["sex": "not_disclosed"]),
        ]
        for (sex, values) in bySexAndAge.sorted(by: { $0.key < $1.key }) {
            figures.append(.counted(.beneficiariesAny, sex == "F" ? 410 : 1_324, by: ["sex": sex]))
            for (band, value) in zip(bands, values) {
                figures.append(.counted(.beneficiariesAny, value, by: ["sex": sex, "age": band]))
            }
        }
        for (band, value) in zip(bands, [45, 70, 160, 1_425]) {
            figures.append(.counted(.beneficiariesAny, value, by: ["age": band]))
        }
        return figures
    }

    private static var places: [Shown] {
        let values: [(String, Int?)] = [
            ("EG", 1_640), ("EG-C", 702), ("EG-ALX", 311), ("EG-FYM", 120), ("EG-BA", 44), ("EG-GZ", 390),
            ("EG-SIN", nil), ("EG-WAD", nil), ("MA-08", 52), ("MA-02", 31), ("MA-11", nil),
        ]
        return values.map { .counted(.beneficiariesAny, $0.1, by: ["geo": $0.0]) }
            + values.prefix(4).map { .counted(.beneficiariesAny, $0.1.map { $0 / 4 }, by: ["geo": $0.0, "sex": "F"]) }
    }

    private static var partnerships: [Shown] {
        [
            .exempt(.trainingParticipants, 21), .exempt(.trainingParticipants, 12, by: ["sex": "M"]),
            .exempt(.trainingParticipants, 9, by: ["sex": "F"]),
            .exempt(.trainingParticipants, 5, by: ["country": "EG"]),
            .exempt(.institutionsReached, 9), .exempt(.institutionsReached, 8, period: "to-2019-12-31"),
            .exempt(.policyInstitutions, 9, by: ["policy": "CLASSIFICATION"]),
            .exempt(.agreements, 3), .exempt(.agreements, 2, by: ["status": "in_force"]),
            .exempt(.agreements, 1, by: ["status": "expired"]), .exempt(.activitiesHeld, 4),
            .exempt(.commitments, 14), .exempt(.commitments, 9, by: ["status": "pledged"]),
            .exempt(.commitments, 3, by: ["status": "in_progress"]),
            .exempt(.commitments, 2, by: ["status": "fulfilled"]),
            .exempt(.commitments, 14, by: ["agreement": agreement.description]),
            .exempt(.commitmentsDelivered, 5), .exempt(.commitmentCoverage, 11),
            .exempt(.commitmentsDelivered, 5, by: ["agreement": agreement.description]),
            .exempt(.commitmentCoverage, 11, by: ["agreement": agreement.description]),
        ]
    }
}
