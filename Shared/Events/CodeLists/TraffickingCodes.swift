/// The act of trafficking (Palermo Protocol, article 3).
public enum TraffickingAct: String, CodeList {
    /// Recruitment.
    case recruitment = "RECRUIT"
    /// Transportation.
    case transportation = "TRANSPORT"
    /// Transfer.
    case transfer = "TRANSFER"
    /// Harbouring.
    case harbouring = "HARBOUR"
    /// Receipt.
    case receipt = "RECEIVE"
}

/// The means of trafficking; irrelevant for a child.
public enum TraffickingMeans: String, CodeList {
    /// Threat.
    case threat = "THREAT"
    /// Force.
    case force = "FORCE"
    /// Coercion.
    case coercion = "COERCION"
    /// Abduction.
    case abduction = "ABDUCTION"
    /// Fraud.
    case fraud = "FRAUD"
    /// Deception.
    case deception = "DECEPTION"
    /// Abuse of power or of vulnerability.
    case abuseOfPower = "ABUSE_OF_POWER"
    /// Payment to a person in control of another.
    case payment = "PAYMENT"
}

/// The exploitation aimed at.
public enum TraffickingPurpose: String, CodeList {
    /// Sexual exploitation.
    case sexual = "SEX"
    /// Forced labour.
    case labour = "LAB"
    /// Slavery.
    case slavery = "SLV"
    /// Servitude.
    case servitude = "SRV"
    /// Removal of organs.
    case organs = "ORG"
    /// Forced begging.
    case begging = "BEG"
    /// Forced marriage.
    case marriage = "MAR"
    /// Use in armed conflict.
    case military = "MIL"
    /// Illegal adoption.
    case adoption = "ADOPT"
    /// Forced surrogacy.
    case surrogacy = "SURROGACY"
    /// Any other.
    case other = "OTH"
}

/// What is known of a person as a victim of trafficking.
public enum Determination: String, CodeList {
    /// Not considered.
    case notConsidered = "NONE"
    /// Presumed a victim.
    case presumed = "PRESUMED"
    /// Confirmed as a victim.
    case confirmed = "CONFIRMED"
    /// Found not to be a victim.
    case notVictim = "NOT_VICTIM"
}

/// Who determined it.
public enum DeterminationAuthority: String, CodeList {
    /// The police.
    case police = "POLICE"
    /// A non-governmental organisation.
    case ngo = "NGO"
    /// A court or the prosecution.
    case courtOrProsecution = "COURT_PROSECUTION"
    /// Another part of government.
    case government = "GOV"
    /// Anyone else.
    case other = "OTHER"
}
