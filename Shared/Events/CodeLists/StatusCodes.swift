/// Where a person stands in criminal justice (LGS).
public enum LegalStatus: String, CodeList {
    /// Not involved.
    case notInvolved = "NONE"
    /// Arrested.
    case arrested = "ARRESTED"
    /// Before trial.
    case preTrial = "PRE_TRIAL"
    /// Under observation.
    case observation = "OBSERVATION"
    /// Under a measure of care or education.
    case measure = "MEASURE"
    /// On probation.
    case probation = "PROBATION"
    /// Sentenced.
    case sentenced = "SENTENCED"
    /// Diverted.
    case diverted = "DIVERTED"
    /// Released on conditions.
    case conditionalRelease = "COND_RELEASE"
    /// A victim.
    case victim = "VICTIM"
    /// A witness.
    case witness = "WITNESS"
}

/// A person's status as a migrant (MIG).
public enum MigrationStatus: String, CodeList {
    /// A national.
    case national = "NATIONAL"
    /// A migrant in a regular situation.
    case regular = "REGULAR"
    /// A migrant in an irregular situation.
    case irregular = "IRREGULAR"
    /// A stranded migrant.
    case stranded = "STRANDED"
    /// A seeker of asylum or a refugee.
    case asylum = "ASYLUM"
    /// A returnee.
    case returnee = "RETURNEE"
}

/// The regime an admitted person is placed in; it aims at care, not discipline (CLS).
public enum ClassificationLevel: String, CodeList {
    /// Reception.
    case reception = "RECEPTION"
    /// Open activities.
    case level1 = "LEVEL_1"
    /// Structured.
    case level2 = "LEVEL_2"
    /// Intensive support.
    case level3 = "LEVEL_3"
    /// Protected.
    case protected = "PROTECTED"
    /// Before release.
    case preRelease = "PRE_RELEASE"
}

/// The kind of an assessment (ASM).
public enum AssessmentKind: String, CodeList {
    /// Rapid.
    case rapid = "RAPID"
    /// Comprehensive.
    case comprehensive = "COMPREHENSIVE"
    /// Vulnerability.
    case vulnerability = "VULNERABILITY"
    /// Risk.
    case risk = "RISK"
    /// Family.
    case family = "FAMILY"
    /// Skills.
    case skills = "SKILLS"
    /// Sustainability of reintegration.
    case sustainability = "SUSTAINABILITY"
}

/// How closed an admission is.
public enum Placement: String, CodeList {
    /// Open.
    case open
    /// Closed.
    case closed
}
