/// How an indicator counts.
public enum IndicatorKind: String, CodeList {
    /// Distinct persons or things.
    case distinct
    /// Occurrences.
    case count
    /// What there is at a point in time.
    case stock
    /// A share.
    case ratio
    /// A length of time.
    case duration
}

/// Where a published value comes from.
public enum StatisticSource: String, CodeList {
    /// Counted from events.
    case counted
    /// Stated by a publication, without records.
    case reported
}

/// Why a value of a closed period changed.
public enum RevisionCause: String, CodeList {
    /// Records came late.
    case late = "LATE"
    /// Records were corrected.
    case corrected = "CORRECTED"
    /// Records were voided.
    case voided = "VOIDED"
    /// Two records turned out to be one person.
    case merged = "MERGED"
    /// A person's data were erased.
    case erased = "ERASED"
    /// Consent to statistics changed.
    case consent = "CONSENT"
}

/// A dimension of a published statistic.
public enum Dimension: String, CodeList {
    /// Sex.
    case sex
    /// Age band at first service, or a union of bands.
    case age
    /// Country, governorate or region.
    case place = "geo"
    /// Nationality, or a union.
    case nationality
    /// Group of categories.
    case programme
    /// Service.
    case service
    /// Policy.
    case policy
    /// Kind of kit, commitment or activity.
    case kind
    /// Role in an activity.
    case role
    /// Country of a professional, an organisation or a return.
    case country
    /// Organisation that is party to an agreement.
    case party
    /// Status of an agreement, commitment or referral.
    case status
    /// Region of a commitment.
    case region
    /// Kind of organisation.
    case organisationKind = "orgKind"
    /// Audience of an activity.
    case audience
    /// Agreement.
    case agreement
}
