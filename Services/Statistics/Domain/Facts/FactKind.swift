/// What a fact about a person says.
///
/// The numbers are kept in the store and never change their meaning.
enum FactKind: UInt8, Sendable, CaseIterable {
    /// A session of a service was delivered.
    case delivered = 1
    /// A service began.
    case started = 2
    /// An enrolment, or a session of it, stands differently.
    case corrected = 3
    /// An enrolment, or a session of it, did not take place.
    case voided = 4
    /// A certificate was issued.
    case certified = 5
    /// A certificate was revoked.
    case revoked = 6
    /// A reintegration plan began.
    case reintegration = 7
    /// A person is among the recipients of a distribution of kits.
    case kit = 8
    /// An assisted return departed.
    case departed = 9
    /// An assisted return arrived.
    case arrived = 10
    /// A person was presumed to be a victim of trafficking.
    case detected = 11
    /// It was determined whether a person is a victim of trafficking.
    case determined = 12
    /// A step in criminal proceedings was reached.
    case milestone = 13
    /// A case was registered: what it says of the person.
    case profile = 14
    /// A case was entered in error.
    case caseVoided = 15
    /// A case was corrected: what now holds of the person.
    case reprofiled = 16
    /// A person, or the case that stands for one, was erased.
    case erased = 17
    /// A person was admitted to an institution.
    case admitted = 18
    /// A person left an institution.
    case left = 19
    /// A person came back to an institution.
    case readmitted = 20
    /// An admission was entered in error.
    case admissionVoided = 21
    /// An admitted person was in touch with the family.
    case contact = 22
    /// A contact was entered in error.
    case contactVoided = 23
    /// How a person stands with the law.
    case legalStatus = 24
    /// How a person's reintegration goes.
    case scores = 25
    /// What somebody is to a figure about custody: made up for a count, and never kept.
    case custody = 26
    /// Which nationality a person counts under.
    case nationality = 27
}
