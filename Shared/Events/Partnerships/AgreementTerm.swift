/// An agreement came into force.
public struct AgreementInForce: EventData {
    /// The agreement.
    public var agreementId: EntityID
    /// Its kind.
    public var kind: AgreementKind
    /// Its parties.
    public var partyOrgIds: [EntityID]
    /// The institutions it names.
    public var institutionIds: [EntityID]
    /// The regions it names.
    public var regions: [PlaceCode]
    /// Its first day in force.
    public var from: CalendarDate
    /// Its last day in force.
    public var to: CalendarDate?

    /// Makes the event.
    public init(
        agreementId: EntityID,
        kind: AgreementKind,
        partyOrgIds: [EntityID],
        institutionIds: [EntityID],
        regions: [PlaceCode],
        from: CalendarDate,
        to: CalendarDate? = nil
    ) {
        self.agreementId = agreementId
        self.kind = kind
        self.partyOrgIds = partyOrgIds
        self.institutionIds = institutionIds
        self.regions = regions
        self.from = from
        self.to = to
    }

    /// The type without its prefix.
    public static let name = "agreement.in_force.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "An agreement came into force."
    /// A synthetic example.
    public static var example: Self {
        Self(
            agreementId: Synthetic.agreement,
            kind: .memorandum,
            partyOrgIds: [Synthetic.organisation, Synthetic.otherOrganisation],
            institutionIds: [Synthetic.institution],
            regions: [Synthetic.place("EG-C")],
            from: Synthetic.date(2021, 2, 17),
            to: Synthetic.date(2026, 2, 16)
        )
    }
}

/// An agreement was reviewed and stays in force.
public struct AgreementReviewed: EventData {
    /// The agreement.
    public var agreementId: EntityID
    /// When.
    public var reviewedOn: CalendarDate

    /// Makes the event.
    public init(
        agreementId: EntityID,
        reviewedOn: CalendarDate
    ) {
        self.agreementId = agreementId
        self.reviewedOn = reviewedOn
    }

    /// The type without its prefix.
    public static let name = "agreement.reviewed.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "An agreement was reviewed and stays in force."
    /// A synthetic example.
    public static var example: Self {
        Self(
            agreementId: Synthetic.agreement,
            reviewedOn: Synthetic.date(2018, 2, 1)
        )
    }
}

/// An agreement was renewed.
public struct AgreementRenewed: EventData {
    /// The agreement.
    public var agreementId: EntityID
    /// Its new last day in force.
    public var to: CalendarDate?
    /// When.
    public var renewedOn: CalendarDate

    /// Makes the event.
    public init(
        agreementId: EntityID,
        to: CalendarDate? = nil,
        renewedOn: CalendarDate
    ) {
        self.agreementId = agreementId
        self.to = to
        self.renewedOn = renewedOn
    }

    /// The type without its prefix.
    public static let name = "agreement.renewed.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "An agreement was renewed."
    /// A synthetic example.
    public static var example: Self {
        Self(
            agreementId: Synthetic.agreement,
            to: Synthetic.date(2031, 2, 16),
            renewedOn: Synthetic.date(2018, 2, 1)
        )
    }
}

/// An agreement was amended; this is how it now stands.
public struct AgreementAmended: EventData {
    /// The agreement.
    public var agreementId: EntityID
    /// Its kind.
    public var kind: AgreementKind
    /// Its title.
    public var title: String
    /// Its parties; at least two.
    public var partyOrgIds: [EntityID]
    /// The countries it concerns.
    public var countries: [CountryCode]
    /// The institutions it names.
    public var institutionIds: [EntityID]
    /// The regions it names.
    public var regions: [PlaceCode]
    /// Whom it is for.
    public var targetGroups: [TargetGroup]
    /// What it aims at.
    public var objectives: [String]
    /// Its targets.
    public var targets: [AgreementTarget]
    /// How often its parties report.
    public var reporting: ReportingDuty?
    /// How many months after it came into force, or after its last review, it is due to be reviewed.
    public var reviewEveryMonths: Int?
    /// The laws and conventions it rests on.
    public var legalBasis: [String]
    /// Its first day in force.
    public var inForceFrom: CalendarDate?
    /// Its last day in force.
    public var inForceTo: CalendarDate?
    /// The agreement it continues.
    public var continuesAgreementId: EntityID?
    /// The year the partnership began, as reported.
    public var partnershipSince: Int?
    /// When.
    public var amendedOn: CalendarDate
    /// The names of the fields that changed.
    public var changed: [String]

    /// Makes the event.
    public init(
        agreementId: EntityID,
        kind: AgreementKind,
        title: String,
        partyOrgIds: [EntityID],
        countries: [CountryCode],
        institutionIds: [EntityID],
        regions: [PlaceCode],
        targetGroups: [TargetGroup],
        objectives: [String],
        targets: [AgreementTarget],
        reporting: ReportingDuty? = nil,
        reviewEveryMonths: Int? = nil,
        legalBasis: [String],
        inForceFrom: CalendarDate? = nil,
        inForceTo: CalendarDate? = nil,
        continuesAgreementId: EntityID? = nil,
        partnershipSince: Int? = nil,
        amendedOn: CalendarDate,
        changed: [String]
    ) {
        self.agreementId = agreementId
        self.kind = kind
        self.title = title
        self.partyOrgIds = partyOrgIds
        self.countries = countries
        self.institutionIds = institutionIds
        self.regions = regions
        self.targetGroups = targetGroups
        self.objectives = objectives
        self.targets = targets
        self.reporting = reporting
        self.reviewEveryMonths = reviewEveryMonths
        self.legalBasis = legalBasis
        self.inForceFrom = inForceFrom
        self.inForceTo = inForceTo
        self.continuesAgreementId = continuesAgreementId
        self.partnershipSince = partnershipSince
        self.amendedOn = amendedOn
        self.changed = changed
    }

    /// The type without its prefix.
    public static let name = "agreement.amended.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "An agreement was amended; this is how it now stands."
    /// A synthetic example.
    public static var example: Self {
        Self(
            agreementId: Synthetic.agreement,
            kind: .memorandum,
            title: "Memorandum of understanding on care institutions",
            partyOrgIds: [Synthetic.organisation, Synthetic.otherOrganisation],
            countries: [.egypt],
            institutionIds: [Synthetic.institution],
            regions: [Synthetic.place("EG-C")],
            targetGroups: [.children],
            objectives: ["Rehabilitation and reintegration"],
            targets: [.synthetic],
            reporting: .synthetic,
            legalBasis: ["Convention on the Rights of the Child"],
            inForceFrom: Synthetic.date(2021, 2, 17),
            inForceTo: Synthetic.date(2026, 2, 16),
            partnershipSince: 2006,
            amendedOn: Synthetic.date(2018, 2, 1),
            changed: ["regions"]
        )
    }
}

/// An agreement ended on its last day.
public struct AgreementExpired: EventData {
    /// The agreement.
    public var agreementId: EntityID
    /// When.
    public var expiredOn: CalendarDate

    /// Makes the event.
    public init(
        agreementId: EntityID,
        expiredOn: CalendarDate
    ) {
        self.agreementId = agreementId
        self.expiredOn = expiredOn
    }

    /// The type without its prefix.
    public static let name = "agreement.expired.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "An agreement ended on its last day."
    /// A synthetic example.
    public static var example: Self {
        Self(
            agreementId: Synthetic.agreement,
            expiredOn: Synthetic.date(2018, 2, 1)
        )
    }
}

/// An agreement was ended by a party.
public struct AgreementTerminated: EventData {
    /// The agreement.
    public var agreementId: EntityID
    /// The party that ended it.
    public var byOrgId: EntityID?
    /// When.
    public var terminatedOn: CalendarDate

    /// Makes the event.
    public init(
        agreementId: EntityID,
        byOrgId: EntityID? = nil,
        terminatedOn: CalendarDate
    ) {
        self.agreementId = agreementId
        self.byOrgId = byOrgId
        self.terminatedOn = terminatedOn
    }

    /// The type without its prefix.
    public static let name = "agreement.terminated.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "An agreement was ended by a party."
    /// A synthetic example.
    public static var example: Self {
        Self(
            agreementId: Synthetic.agreement,
            byOrgId: Synthetic.organisation,
            terminatedOn: Synthetic.date(2018, 2, 1)
        )
    }
}
