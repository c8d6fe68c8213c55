/// The kind of an organisation (ORK), after IATI's list of organisation types.
public enum OrganisationKind: String, CodeList {
    /// National government.
    case government = "GOV"
    /// Local government.
    case localGovernment = "LOCGOV"
    /// Other public body.
    case publicBody = "PUBLIC"
    /// International non-governmental organisation.
    case internationalNGO = "INGO"
    /// National non-governmental organisation.
    case nationalNGO = "NNGO"
    /// Federation of organisations.
    case federation = "FEDERATION"
    /// Red Cross or Red Crescent society.
    case redCrossOrCrescent = "RCRC"
    /// Intergovernmental organisation.
    case intergovernmental = "IGO"
    /// Foundation.
    case foundation = "FOUNDATION"
    /// Private sector.
    case privateSector = "PRIVATE"
    /// Academic or research body.
    case academic = "ACADEMIC"
    /// National coordination body.
    case coordination = "COORDINATION"
}

/// The kind of an institution (INK).
public enum InstitutionKind: String, CodeList {
    /// Closed social care institution.
    case closedCare = "SCI_CLOSED"
    /// Open social care institution.
    case openCare = "SCI_OPEN"
    /// Observation home.
    case observation = "OBSERVATION"
    /// Shelter.
    case shelter = "SHELTER"
    /// Reintegration unit.
    case reintegrationUnit = "REINT_UNIT"
    /// Clinic.
    case clinic = "CLINIC"
    /// Women's centre.
    case womenCentre = "WOMEN_CENTRE"
    /// Transit centre.
    case transit = "TRANSIT"
    /// Centre of a civil-society organisation.
    case civilSocietyCentre = "CSO_CENTRE"
}

/// Whether an institution is closed.
public enum Security: String, CodeList {
    /// Open.
    case open = "OPEN"
    /// Closed.
    case closed = "CLOSED"
}

/// Whom an institution takes in.
public enum SexServed: String, CodeList {
    /// Women and girls.
    case female = "F"
    /// Men and boys.
    case male = "M"
    /// Everyone.
    case all = "ALL"
}

/// A policy an institution adopts (POL).
public enum PolicyKind: String, CodeList {
    /// Classification of children.
    case classification = "CLASSIFICATION"
    /// Children's rights and duties.
    case rightsAndDuties = "RIGHTS_DUTIES"
    /// Reintegration units.
    case reintegrationUnit = "REINTEGRATION_UNIT"
    /// Complaints.
    case complaints = "COMPLAINTS"
    /// Safeguarding.
    case safeguarding = "SAFEGUARDING"
    /// Any other.
    case other = "OTHER"
}

/// How far a policy is in use.
public enum PolicyStatus: String, CodeList {
    /// Drafted.
    case draft
    /// Adopted.
    case adopted
    /// In practice.
    case practised
}
