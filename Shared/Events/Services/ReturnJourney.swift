/// A person departed on an assisted return.
public struct ReturnDeparted: CaseEvent {
    /// The return.
    public var returnId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// Where from.
    public var fromCountry: CountryCode
    /// Where to.
    public var toCountry: CountryCode
    /// When.
    public var departedAt: Timestamp
    /// The programme that pays.
    public var programmeId: EntityID?
    /// The agreement it happens under.
    public var agreementId: EntityID?
    /// The person's sex.
    public var sex: Sex?
    /// The band of the person's age.
    public var ageBand: AgeBand?
    /// Whether the person counts as a child.
    public var isChild: Bool?
    /// What may enter statistics; under `count_only` every quasi-identifier is absent.
    public var statsMode: StatisticsMode

    /// Makes the event.
    public init(
        returnId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        fromCountry: CountryCode,
        toCountry: CountryCode,
        departedAt: Timestamp,
        programmeId: EntityID? = nil,
        agreementId: EntityID? = nil,
        sex: Sex? = nil,
        ageBand: AgeBand? = nil,
        isChild: Bool? = nil,
        statsMode: StatisticsMode
    ) {
        self.returnId = returnId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromCountry = fromCountry
        self.toCountry = toCountry
        self.departedAt = departedAt
        self.programmeId = programmeId
        self.agreementId = agreementId
        self.sex = sex
        self.ageBand = ageBand
        self.isChild = isChild
        self.statsMode = statsMode
    }

    /// The type without its prefix.
    public static let name = "return.departed.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceConfidential
    /// What it says.
    public static let summary = "A person departed on an assisted return."
    /// A synthetic example.
    public static var example: Self {
        Self(
            returnId: Synthetic.returnID,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromCountry: .egypt,
            toCountry: CountryCode(unchecked: "SD"),
            departedAt: Synthetic.time,
            programmeId: Synthetic.programme,
            agreementId: Synthetic.agreement,
            sex: .male,
            ageBand: .from15To17,
            isChild: true,
            statsMode: .full
        )
    }
}

/// A person arrived on an assisted return.
public struct ReturnArrived: CaseEvent {
    /// The return.
    public var returnId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// Where from.
    public var fromCountry: CountryCode
    /// Where to.
    public var toCountry: CountryCode
    /// When.
    public var arrivedAt: Timestamp
    /// The programme that pays.
    public var programmeId: EntityID?
    /// The agreement it happens under.
    public var agreementId: EntityID?
    /// The person's sex.
    public var sex: Sex?
    /// The band of the person's age.
    public var ageBand: AgeBand?
    /// Whether the person counts as a child.
    public var isChild: Bool?
    /// What may enter statistics; under `count_only` every quasi-identifier is absent.
    public var statsMode: StatisticsMode

    /// Makes the event.
    public init(
        returnId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        fromCountry: CountryCode,
        toCountry: CountryCode,
        arrivedAt: Timestamp,
        programmeId: EntityID? = nil,
        agreementId: EntityID? = nil,
        sex: Sex? = nil,
        ageBand: AgeBand? = nil,
        isChild: Bool? = nil,
        statsMode: StatisticsMode
    ) {
        self.returnId = returnId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromCountry = fromCountry
        self.toCountry = toCountry
        self.arrivedAt = arrivedAt
        self.programmeId = programmeId
        self.agreementId = agreementId
        self.sex = sex
        self.ageBand = ageBand
        self.isChild = isChild
        self.statsMode = statsMode
    }

    /// The type without its prefix.
    public static let name = "return.arrived.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceConfidential
    /// What it says.
    public static let summary = "A person arrived on an assisted return."
    /// A synthetic example.
    public static var example: Self {
        Self(
            returnId: Synthetic.returnID,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromCountry: .egypt,
            toCountry: CountryCode(unchecked: "SD"),
            arrivedAt: Synthetic.time,
            programmeId: Synthetic.programme,
            agreementId: Synthetic.agreement,
            sex: .male,
            ageBand: .from15To17,
            isChild: true,
            statsMode: .full
        )
    }
}

/// A person decided against returning before departure.
public struct ReturnWithdrawn: CaseEvent {
    /// The return.
    public var returnId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// Where from.
    public var fromCountry: CountryCode
    /// Where to.
    public var toCountry: CountryCode
    /// Why.
    public var reason: ReturnEndReason
    /// When.
    public var withdrawnAt: Timestamp

    /// Makes the event.
    public init(
        returnId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        fromCountry: CountryCode,
        toCountry: CountryCode,
        reason: ReturnEndReason,
        withdrawnAt: Timestamp
    ) {
        self.returnId = returnId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromCountry = fromCountry
        self.toCountry = toCountry
        self.reason = reason
        self.withdrawnAt = withdrawnAt
    }

    /// The type without its prefix.
    public static let name = "return.withdrawn.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceConfidential
    /// What it says.
    public static let summary = "A person decided against returning before departure."
    /// A synthetic example.
    public static var example: Self {
        Self(
            returnId: Synthetic.returnID,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromCountry: .egypt,
            toCountry: CountryCode(unchecked: "SD"),
            reason: .changedMind,
            withdrawnAt: Synthetic.time
        )
    }
}

/// A return was cancelled before departure.
public struct ReturnCancelled: CaseEvent {
    /// The return.
    public var returnId: EntityID
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID
    /// Where from.
    public var fromCountry: CountryCode
    /// Where to.
    public var toCountry: CountryCode
    /// Why.
    public var reason: ReturnEndReason
    /// When.
    public var cancelledAt: Timestamp

    /// Makes the event.
    public init(
        returnId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        fromCountry: CountryCode,
        toCountry: CountryCode,
        reason: ReturnEndReason,
        cancelledAt: Timestamp
    ) {
        self.returnId = returnId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromCountry = fromCountry
        self.toCountry = toCountry
        self.reason = reason
        self.cancelledAt = cancelledAt
    }

    /// The type without its prefix.
    public static let name = "return.cancelled.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceConfidential
    /// What it says.
    public static let summary = "A return was cancelled before departure."
    /// A synthetic example.
    public static var example: Self {
        Self(
            returnId: Synthetic.returnID,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromCountry: .egypt,
            toCountry: CountryCode(unchecked: "SD"),
            reason: .unfit,
            cancelledAt: Synthetic.time
        )
    }
}
