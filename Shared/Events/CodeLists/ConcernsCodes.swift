/// The kind of harm; disjoint, one for each concern (HRM).
public enum Harm: String, CodeList {
    /// Force or its threat.
    case violence = "VIOLENCE"
    /// Harm within a relation of trust or power.
    case abuse = "ABUSE"
    /// Profit from another.
    case exploitation = "EXPLOITATION"
    /// Care withheld.
    case neglect = "NEGLECT"
    /// Means withheld.
    case deprivation = "DEPRIVATION"
}

/// What makes a person vulnerable (VPC).
public enum ProtectionConcern: String, CodeList {
    /// Lives or works in the street.
    case street = "STREET"
    /// Child labour.
    case childLabour = "CHILD_LABOUR"
    /// Family breakdown.
    case familyBreakdown = "FAMILY_BREAKDOWN"
    /// Nobody cares for the child.
    case noCare = "NO_CARE"
    /// Out of school.
    case outOfSchool = "OUT_OF_SCHOOL"
    /// Use of substances.
    case substance = "SUBSTANCE"
    /// Mental health.
    case mentalHealth = "MENTAL_HEALTH"
    /// Disability.
    case disability = "DISABILITY"
    /// Pregnant.
    case pregnant = "PREGNANT"
    /// Heads a household alone.
    case singleHead = "SINGLE_HEAD"
    /// Has no documents.
    case noDocuments = "NO_DOCUMENTS"
    /// In debt.
    case debt = "DEBT"
    /// Homeless.
    case homeless = "HOMELESS"
    /// Detained.
    case detained = "DETAINED"
    /// Stigma.
    case stigma = "STIGMA"
    /// Poverty.
    case poverty = "POVERTY"
    /// At risk of being trafficked again.
    case retrafficking = "RETRAFFICKING"
}

/// The type of gender-based violence; the first that fits (GBVIMS).
public enum GBVType: String, CodeList {
    /// Rape.
    case rape = "RAPE"
    /// Sexual assault.
    case sexualAssault = "SEXUAL_ASSAULT"
    /// Physical assault.
    case physicalAssault = "PHYSICAL_ASSAULT"
    /// Forced marriage.
    case forcedMarriage = "FORCED_MARRIAGE"
    /// Denial of resources, opportunities or services.
    case denial = "DENIAL"
    /// Psychological or emotional abuse.
    case psychological = "PSYCHOLOGICAL"
    /// Not gender-based.
    case notGenderBased = "NON_GBV"
}
