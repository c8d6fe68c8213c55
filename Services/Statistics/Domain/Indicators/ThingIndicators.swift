import Events

extension Indicator {
    private static let people: [Dimension] = [.sex, .country, .organisationKind]

    /// Activities, professionals and campaigns.
    static let professionals: [Indicator] = [
        Indicator(
            code: .trainingParticipants,
            kind: .count,
            unit: "participants",
            counted: .sum { entries, _ in Participation.items(in: entries, role: .participant) },
            dedupKey: "participantId; where there is no list, the headcount",
            filter: "participant.attended or headcount.reported, role PAR, on the last day of the activity",
            dimensions: people,
            disclosure: .exempt,
            isAbsentWithoutRecords: true,
            definition: "Participants who attended an activity, without experts, speakers and organisers."
        ),
        Indicator(
            code: .trainingExperts,
            kind: .count,
            unit: "experts",
            counted: .sum { entries, _ in Participation.items(in: entries, role: .expert) },
            dedupKey: "participantId; where there is no list, the headcount",
            filter: "participant.attended or headcount.reported, role EXP, on the last day of the activity",
            dimensions: people,
            disclosure: .exempt,
            isAbsentWithoutRecords: true,
            definition: "Experts who took part in an activity."
        ),
        Indicator(
            code: .trainingCountries,
            kind: .distinct,
            unit: "countries",
            counted: .things { entries, _ in Participation.countryItems(in: entries, role: .participant) },
            dedupKey: "country",
            filter: "participant.attended or headcount.reported, role PAR",
            dimensions: [],
            disclosure: .exempt,
            isAbsentWithoutRecords: true,
            definition: "Countries that participants came from."
        ),
        Indicator(
            code: .trainingExpertCountries,
            kind: .distinct,
            unit: "countries",
            counted: .things { entries, _ in Participation.countryItems(in: entries, role: .expert) },
            dedupKey: "country",
            filter: "participant.attended or headcount.reported, role EXP",
            dimensions: [],
            disclosure: .exempt,
            isAbsentWithoutRecords: true,
            definition: "Countries that experts came from."
        ),
        Indicator(
            code: .trained,
            kind: .distinct,
            unit: "professionals",
            counted: .things { entries, _ in Participation.certifiedItems(in: entries) },
            dedupKey: "participantId",
            filter: "participant.certified",
            dimensions: people + [.audience],
            disclosure: .exempt,
            definition: "Professionals certified after an activity."
        ),
        Indicator(
            code: .activitiesHeld,
            kind: .distinct,
            unit: "activities",
            counted: .things { entries, _ in Activity.items(in: entries) },
            dedupKey: "activityId",
            filter: "activity.held or activity.reported, not cancelled, on its last day",
            dimensions: [.kind, .place, .audience, .agreement],
            disclosure: .exempt,
            definition: "Activities that took place."
        ),
        Indicator(
            code: .campaignReach,
            kind: .count,
            unit: "people",
            counted: .sum { entries, _ in CampaignThings.items(in: entries) },
            dedupKey: "sum of reach.people by campaignId",
            filter: "campaign.reported that states it, on its last day",
            dimensions: [.kind],
            disclosure: .exempt,
            isAbsentWithoutRecords: true,
            definition: "People reached by campaigns, as their organisers state; one person may be reached by several."
        ),
    ]

    private static let commitmentCuts: [Dimension] = [.party, .status, .region, .kind, .agreement]

    /// Institutions, agreements and commitments.
    static let partnerships: [Indicator] = [
        Indicator(
            code: .institutionsReached,
            kind: .distinct,
            unit: "institutions",
            counted: .institutionsReached,
            dedupKey: "providerInstitutionId",
            filter:
                "service.delivered under the enrolment's agreement, else under one in force that names the institution",
            dimensions: [.agreement, .place],
            disclosure: .exempt,
            definition: "Institutions with at least one delivery under an agreement."
        ),
        Indicator(
            code: .policyInstitutions,
            kind: .distinct,
            unit: "institutions",
            counted: .things { entries, _ in PolicyThings.items(in: entries) },
            dedupKey: "institutionId",
            filter: "institution.policy_adopted, adopted or practised",
            dimensions: [.policy, .place, .agreement],
            disclosure: .exempt,
            definition: "Institutions that have adopted a policy."
        ),
        Indicator(
            code: .agreements,
            kind: .stock,
            unit: "agreements",
            counted: .things { Agreement.items(in: $0, asOf: $1) },
            dedupKey: "agreementId",
            filter: "agreement.signed",
            dimensions: [.kind, .party, .country, .region, .status, .agreement],
            disclosure: .exempt,
            definition: "Agreements that have been signed, by their status on the day."
        ),
        Indicator(
            code: .commitments,
            kind: .stock,
            unit: "commitments",
            counted: .things { Commitment.items(in: $0, asOf: $1) },
            dedupKey: "commitmentId",
            filter: "commitment.pledged",
            dimensions: commitmentCuts,
            disclosure: .exempt,
            definition:
                "Commitments that have been pledged, by their status on the day; a joint one counts for each party."
        ),
        Indicator(
            code: .commitmentsDelivered,
            kind: .stock,
            unit: "commitments",
            counted: .things { Commitment.deliveredItems(in: $0, asOf: $1) },
            dedupKey: "commitmentId",
            filter: "commitment.delivered",
            dimensions: commitmentCuts,
            disclosure: .exempt,
            definition: "Commitments with at least one delivery."
        ),
        Indicator(
            code: .commitmentCoverage,
            kind: .stock,
            unit: "regions",
            counted: .things { Commitment.coverageItems(in: $0, asOf: $1) },
            dedupKey: "commitmentId, region",
            filter: "commitment.delivered in a region that the commitment names",
            dimensions: commitmentCuts,
            disclosure: .exempt,
            definition: "Regions with a delivery, of those that each commitment names."
        ),
    ]
}
