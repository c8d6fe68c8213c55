import Events

extension Indicator {
    private static func measuring(
        _ code: IndicatorCode,
        _ kind: IndicatorKind,
        _ measured: Measured,
        unit: String,
        filter: String,
        _ dimensions: [Dimension],
        _ definition: String
    ) -> Indicator {
        Indicator(
            code: code,
            kind: kind,
            unit: unit,
            counted: .things { _, _ in [] },
            dedupKey: "subjectId",
            filter: filter,
            dimensions: dimensions,
            disclosure: .beneficiary,
            isAbsentWithoutRecords: kind != .stock,
            measured: measured,
            definition: definition
        )
    }

    private static let cutsOfChildren: [Dimension] = [.sex, .age, .place]
    private static let heldFilter = "admission.admitted, not left on the day, not voided; isChild or not disclosed"

    /// Children in institutions, as UNICEF and UNODC count them: at the end of a day, or in the twelve months up to it.
    static let justice: [Indicator] = [
        measuring(
            .childrenHeld,
            .stock,
            .stock(.held),
            unit: "children",
            filter: heldFilter,
            cutsOfChildren,
            "Children in an institution at the end of the day."
        ),
        measuring(
            .childrenPreSentence,
            .stock,
            .stock(.preSentence),
            unit: "children",
            filter: heldFilter + "; ARRESTED, PRE_TRIAL or OBSERVATION on the day",
            cutsOfChildren,
            "Children in an institution of whom nothing has been decided at the end of the day."
        ),
        measuring(
            .notSeparatedFromAdults,
            .ratio,
            .share(.notSeparated, of: .held, per: 100),
            unit: "percent of the children held",
            filter: heldFilter + "; separatedFromAdults is false",
            cutsOfChildren,
            "Share of the children held at the end of the day who are not wholly separated from adults."
        ),
        measuring(
            .familyContact,
            .ratio,
            .share(.inContact, of: .held, per: 100),
            unit: "percent of the children held",
            filter: heldFilter + "; contact.recorded in the 91 days before, not voided",
            cutsOfChildren,
            "Share of the children held at the end of the day who were in touch with the family in the last three months."
        ),
        measuring(
            .deathsInDetention,
            .ratio,
            .share(.died, of: .heldDuring, per: 1000),
            unit: "deaths for each 1,000 children held",
            filter: "admission.died in the period, of those held at any time of it",
            cutsOfChildren,
            "Deaths for each 1,000 children who were in an institution in the period, twelve months unless another is asked for."
        ),
        measuring(
            .aftercare,
            .ratio,
            .share(.inAftercare, of: .released, per: 100),
            unit: "percent of the children released",
            filter:
                "admission.released in the period; reintegration.started between admission and 90 days after release",
            cutsOfChildren,
            "Share of the children released in the period whose reintegration plan started by 90 days after."
        ),
        measuring(
            .diversion,
            .ratio,
            .share(.diverted, of: .decided, per: 100),
            unit: "percent of the children diverted or sentenced",
            filter: "case.profile with DIVERTED in the period, of those with DIVERTED or SENTENCED",
            cutsOfChildren,
            "Share of the children diverted or sentenced in the period who were diverted before sentence."
        ),
        measuring(
            .preSentenceDays,
            .duration,
            .daysBeforeSentence,
            unit: "days",
            filter: "admission.admitted before sentence; up to the decision or the release, in the period",
            [.place],
            "Days that children were held before anything was decided of them: median and ninth decile, rounded to 5."
        ),
        measuring(
            .sentenceDays,
            .duration,
            .daysOfSentence,
            unit: "days",
            filter: "from SENTENCED or MEASURE to admission.released in the period",
            [.place],
            "Days that children were held by a decision: median and ninth decile, rounded to 5."
        ),
    ]

    /// How long referrals wait, and how reintegration goes.
    static let qualities: [Indicator] =
        [
            measuring(
                .referralAnswerDays,
                .duration,
                .answerDays,
                unit: "days",
                filter: "referral.sent to the first of referral.accepted and referral.rejected, answered in the period",
                [.service],
                "Days until a referral was answered: median and ninth decile, rounded to 5."
            )
        ]
        + [
            (IndicatorCode.reintegrationEconomic, "economic"), (.reintegrationSocial, "social"),
            (.reintegrationPsychosocial, "psychosocial"),
        ].enumerated().map { dimension, named in
            measuring(
                named.0,
                .ratio,
                .score(dimension),
                unit: "score between 0 and 1",
                filter: "case.profile with sustainability, the last of each person",
                [],
                "Mean \(named.1) score of reintegration, of the last score of each person."
            )
        }
}
