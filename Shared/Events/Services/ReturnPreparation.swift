/// A person asked to return to the country of origin.
public struct ReturnRequested: CaseEvent {
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
    public var requestedAt: Timestamp
    /// The programme that pays.
    public var programmeId: EntityID?
    /// The agreement it happens under.
    public var agreementId: EntityID?

    /// Makes the event.
    public init(
        returnId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        fromCountry: CountryCode,
        toCountry: CountryCode,
        requestedAt: Timestamp,
        programmeId: EntityID? = nil,
        agreementId: EntityID? = nil
    ) {
        self.returnId = returnId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromCountry = fromCountry
        self.toCountry = toCountry
        self.requestedAt = requestedAt
        self.programmeId = programmeId
        self.agreementId = agreementId
    }

    /// The type without its prefix.
    public static let name = "return.requested.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceConfidential
    /// What it says.
    public static let summary = "A person asked to return to the country of origin."
    /// A synthetic example.
    public static var example: Self {
        Self(
            returnId: Synthetic.returnID,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromCountry: .egypt,
            toCountry: CountryCode(unchecked: "SD"),
            requestedAt: Synthetic.time,
            programmeId: Synthetic.programme,
            agreementId: Synthetic.agreement
        )
    }
}

/// A person was counselled and declared in writing to return voluntarily.
public struct ReturnCounselled: CaseEvent {
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
    public var counselledAt: Timestamp
    /// When the declaration was signed.
    public var voluntarinessSignedAt: Timestamp

    /// Makes the event.
    public init(
        returnId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        fromCountry: CountryCode,
        toCountry: CountryCode,
        counselledAt: Timestamp,
        voluntarinessSignedAt: Timestamp
    ) {
        self.returnId = returnId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromCountry = fromCountry
        self.toCountry = toCountry
        self.counselledAt = counselledAt
        self.voluntarinessSignedAt = voluntarinessSignedAt
    }

    /// The type without its prefix.
    public static let name = "return.counselled.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceConfidential
    /// What it says.
    public static let summary = "A person was counselled and declared in writing to return voluntarily."
    /// A synthetic example.
    public static var example: Self {
        Self(
            returnId: Synthetic.returnID,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromCountry: .egypt,
            toCountry: CountryCode(unchecked: "SD"),
            counselledAt: Synthetic.time,
            voluntarinessSignedAt: Synthetic.time
        )
    }
}

/// A person was found fit to travel, and for a child return was found best.
public struct ReturnCleared: CaseEvent {
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
    /// When fitness to travel was certified.
    public var fitToTravelAt: Timestamp
    /// When return was found in the child's best interests.
    public var bestInterestsDecisionAt: Timestamp?
    /// When papers to travel were there.
    public var travelDocsAt: Timestamp?
    /// When.
    public var clearedAt: Timestamp

    /// Makes the event.
    public init(
        returnId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        fromCountry: CountryCode,
        toCountry: CountryCode,
        fitToTravelAt: Timestamp,
        bestInterestsDecisionAt: Timestamp? = nil,
        travelDocsAt: Timestamp? = nil,
        clearedAt: Timestamp
    ) {
        self.returnId = returnId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromCountry = fromCountry
        self.toCountry = toCountry
        self.fitToTravelAt = fitToTravelAt
        self.bestInterestsDecisionAt = bestInterestsDecisionAt
        self.travelDocsAt = travelDocsAt
        self.clearedAt = clearedAt
    }

    /// The type without its prefix.
    public static let name = "return.cleared.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceConfidential
    /// What it says.
    public static let summary = "A person was found fit to travel, and for a child return was found best."
    /// A synthetic example.
    public static var example: Self {
        Self(
            returnId: Synthetic.returnID,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromCountry: .egypt,
            toCountry: CountryCode(unchecked: "SD"),
            fitToTravelAt: Synthetic.time,
            bestInterestsDecisionAt: Synthetic.time,
            travelDocsAt: Synthetic.time,
            clearedAt: Synthetic.time
        )
    }
}

/// The journey of a return was booked.
public struct ReturnBooked: CaseEvent {
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
    public var bookedAt: Timestamp

    /// Makes the event.
    public init(
        returnId: EntityID,
        caseId: EntityID,
        subjectId: EntityID,
        fromCountry: CountryCode,
        toCountry: CountryCode,
        bookedAt: Timestamp
    ) {
        self.returnId = returnId
        self.caseId = caseId
        self.subjectId = subjectId
        self.fromCountry = fromCountry
        self.toCountry = toCountry
        self.bookedAt = bookedAt
    }

    /// The type without its prefix.
    public static let name = "return.booked.v1"
    /// Where it is published.
    public static let topic: Topic? = .serviceConfidential
    /// What it says.
    public static let summary = "The journey of a return was booked."
    /// A synthetic example.
    public static var example: Self {
        Self(
            returnId: Synthetic.returnID,
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            fromCountry: .egypt,
            toCountry: CountryCode(unchecked: "SD"),
            bookedAt: Synthetic.time
        )
    }
}
