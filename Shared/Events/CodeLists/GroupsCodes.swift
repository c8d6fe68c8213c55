/// Why a person comes under protection (CAT).
public enum Category: String, CodeList {
    /// A child in conflict with the law.
    case childInConflictWithLaw = "CCL"
    /// A child at risk.
    case childAtRisk = "CAR"
    /// A child who is a victim or witness.
    case childVictimOrWitness = "CVV"
    /// A woman who is a victim of violence or family breakdown.
    case womanVictim = "WVV"
    /// A victim of trafficking.
    case traffickingVictim = "VOT"
    /// A vulnerable migrant.
    case vulnerableMigrant = "VMG"
    /// A stranded migrant.
    case strandedMigrant = "STR"
    /// A returnee.
    case returnee = "RET"
    /// A smuggled migrant.
    case smuggledMigrant = "SMG"
    /// An unaccompanied or separated child.
    case unaccompaniedChild = "UASC"
}

/// The coarse group of a case, all that the restricted topic says of its categories.
public enum CaseGroup: String, CodeList {
    /// A child.
    case child = "CHILD"
    /// A woman who is a victim of violence or family breakdown.
    case woman = "WOMAN"
    /// A migrant or returnee.
    case migrant = "MIGRANT"
    /// Anyone else.
    case other = "OTHER"
}

/// Whom a commitment, activity or campaign is for (GRP).
public enum TargetGroup: String, CodeList {
    /// Women.
    case women = "WOM"
    /// Children.
    case children = "CHI"
    /// Elderly people.
    case elderly = "ELD"
    /// People with disabilities.
    case peopleWithDisabilities = "PWD"
    /// Migrants.
    case migrants = "MIG"
    /// Returnees.
    case returnees = "RTN"
    /// Survivors.
    case survivors = "SURV"
    /// Social protection workers.
    case socialProtectionWorkers = "SPW"
    /// Executives.
    case executives = "EXE"
    /// Civil-society organisations.
    case civilSociety = "CSO"
    /// Government staff.
    case government = "GOV"
    /// Women leaders.
    case womenLeaders = "WLD"
    /// The public.
    case publicAtLarge = "PUB"
}
