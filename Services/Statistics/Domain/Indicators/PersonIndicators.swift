import Events

extension Indicator {
    private static let cuts: [Dimension] = [.sex, .age, .place, .region, .service, .agreement]

    private static func children(
        _ code: IndicatorCode,
        _ reach: Reach,
        filter: String,
        within: IndicatorCode? = nil,
        dimensions: [Dimension] = cuts,
        _ definition: String
    ) -> Indicator {
        Indicator(
            code: code,
            kind: .distinct,
            unit: reach == .pairs ? "pairs of child and service" : "children",
            counted: .persons(reach, childrenOnly: true),
            dedupKey: reach == .pairs ? "subjectId, service" : "subjectId",
            filter: filter + "; isChild or not disclosed",
            dimensions: dimensions,
            disclosure: .beneficiary,
            within: within,
            definition: definition
        )
    }

    private static func served(_ code: IndicatorCode, _ service: ServiceKind, _ what: String) -> Indicator {
        children(
            code,
            .service(service),
            filter: "service.delivered of \(service.rawValue)",
            "Distinct children with at least one delivered session of \(what)."
        )
    }

    /// Children served.
    static let beneficiaries: [Indicator] = [
        children(
            .literacyCertified,
            .certificate(.literacy),
            filter: "certificate.issued LITERACY, not revoked, of an enrolment that is known",
            within: .literacyAttended,
            "Distinct children certified in literacy, on the day of the certificate."
        ),
        served(.literacyAttended, .literacy, "literacy classes, certified or not"),
        served(.beneficiariesPsychosocial, .psychosocial, "psycho-social support"),
        served(.beneficiariesVocational, .vocational, "vocational training"),
        served(.beneficiariesMedical, .medical, "medical care"),
        served(.beneficiariesLegal, .legal, "legal support"),
        children(
            .beneficiariesReintegration,
            .service(.reintegration),
            filter: "reintegration.started",
            "Distinct children whose reintegration plan has started."
        ),
        children(
            .beneficiariesAny,
            .anyService,
            filter: "service.delivered of any service, or reintegration.started",
            dimensions: cuts + [.nationality],
            "Distinct children with any service."
        ),
        children(
            .beneficiaryServicePairs,
            .pairs,
            filter: "service.delivered of any service, or reintegration.started",
            "Distinct pairs of a child and a service that it received."
        ),
    ]

    private static func people(
        _ code: IndicatorCode,
        _ reach: Reach,
        filter: String,
        _ dimensions: [Dimension],
        within: IndicatorCode? = nil,
        _ definition: String
    ) -> Indicator {
        Indicator(
            code: code,
            kind: .distinct,
            unit: "persons",
            counted: reach == .kit ? .kitPersons : .persons(reach, childrenOnly: false),
            dedupKey: "subjectId",
            filter: filter,
            dimensions: dimensions,
            disclosure: .beneficiary,
            within: within,
            definition: definition
        )
    }

    /// Kits and assisted returns.
    static let migrants: [Indicator] = [
        people(
            .kitPersons,
            .kit,
            filter: "kit.distributed, as last corrected, not voided",
            [.sex, .age, .place],
            "Persons who received kits: known recipients once each, and those counted without names as often as they came."
        ),
        Indicator(
            code: .kitItems,
            kind: .count,
            unit: "kits",
            counted: .sum { entries, _ in KitThings.items(in: entries) },
            dedupKey: "sum of items.quantity by distributionId",
            filter: "kit.distributed, as last corrected, not voided",
            dimensions: [.kind, .place],
            disclosure: .beneficiary,
            definition: "Kits given out, by kind; never a number of persons."
        ),
        people(
            .returns,
            .departure,
            filter: "return.departed",
            [.sex, .age, .nationality, .country, .agreement],
            "Distinct persons who departed on an assisted return, by country of destination."
        ),
        people(
            .returnsArrived,
            .arrival,
            filter: "return.arrived",
            [.sex, .age, .nationality, .country, .agreement],
            within: .returns,
            "Distinct persons who arrived on an assisted return; shown beside those who departed."
        ),
    ]

    private static let victimCuts: [Dimension] = [.sex, .age, .nationality, .place, .organisationKind]

    /// Victims of trafficking.
    static let victims: [Indicator] = [
        people(
            .traffickingDetected,
            .detection,
            filter: "victim.detected",
            victimCuts,
            "Distinct persons presumed to be victims of trafficking, by kind of the organisation that detected them."
        ),
        people(
            .traffickingDetermined,
            .determination,
            filter: "victim.determined CONFIRMED, not revised since",
            [.sex, .age, .nationality, .place],
            "Distinct persons confirmed as victims of trafficking."
        ),
        people(
            .traffickingCriminalJustice,
            .victim(.criminalJustice),
            filter: "service.delivered of CJS or justice.milestone_reached, to somebody with victim.detected",
            victimCuts,
            within: .traffickingDetected,
            "Distinct detected victims of trafficking who were supported in criminal proceedings."
        ),
        people(
            .traffickingLivelihood,
            .victim(.livelihood),
            filter: "service.delivered of LIV, to somebody with victim.detected",
            victimCuts,
            within: .traffickingDetected,
            "Distinct detected victims of trafficking with livelihood support."
        ),
    ]

    /// Referrals by what became of them.
    static let referrals: [Indicator] = [
        (IndicatorCode.referralsSent, "sent"), (.referralsAccepted, "accepted"), (.referralsRejected, "rejected"),
        (.referralsCompleted, "completed"), (.referralsExpired, "expired"), (.referralsCancelled, "cancelled"),
    ].map { code, status in
        Indicator(
            code: code,
            kind: .count,
            unit: "referrals",
            counted: .things { entries, _ in ReferralThings.items(of: code, in: entries) },
            dedupKey: "referralId",
            filter: "referral.\(status)",
            dimensions: [.service],
            disclosure: .beneficiary,
            definition: "Referrals that were \(status)."
        )
    }
}
