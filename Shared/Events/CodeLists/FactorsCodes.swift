/// The level at which a factor works (IOM's determinants of vulnerability).
public enum FactorLevel: String, CodeList {
    /// The person.
    case individual = "IND"
    /// The household and family.
    case household = "HHF"
    /// The community.
    case community = "COM"
    /// The structure of society.
    case structural = "STR"
}

/// Whether a factor endangers or protects.
public enum FactorPolarity: String, CodeList {
    /// It endangers.
    case risk
    /// It protects.
    case protective
}

/// What an assessment found, at any level.
public enum FactorCode: String, CodeList {
    /// Age.
    case age = "AGE"
    /// Health.
    case health = "HEALTH"
    /// Education.
    case education = "EDUCATION"
    /// Skills.
    case skills = "SKILLS"
    /// Documents.
    case documents = "DOCUMENTS"
    /// Identity.
    case identity = "IDENTITY"
    /// Income.
    case income = "INCOME"
    /// Violence at home.
    case violence = "VIOLENCE"
    /// Separation.
    case separation = "SEPARATION"
    /// Debt.
    case debt = "DEBT"
    /// Support of the family.
    case support = "SUPPORT"
    /// Unequal treatment.
    case unequalTreatment = "UNEQUAL_TREATMENT"
    /// Access to services.
    case services = "SERVICES"
    /// Access to schools.
    case schooling = "SCHOOLING"
    /// Law enforcement.
    case lawEnforcement = "LAW_ENFORCEMENT"
    /// Ways to earn a living.
    case livelihood = "LIVELIHOOD"
    /// Stigma.
    case stigma = "STIGMA"
    /// Networks.
    case network = "NETWORK"
    /// The legal framework.
    case legalFramework = "LEGAL_FRAMEWORK"
    /// The rule of law.
    case ruleOfLaw = "RULE_OF_LAW"
    /// The labour market.
    case market = "MARKET"
    /// Conflict.
    case conflict = "CONFLICT"
    /// Migration policy.
    case migrationPolicy = "MIGRATION_POLICY"
}
