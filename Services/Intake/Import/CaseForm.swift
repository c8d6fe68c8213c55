import Events

/// A case as it comes in one row of an import and goes out in one of an export: Jisr's own form.
///
/// A mapping fills it from another system's columns; what it holds goes through the same commands as over HTTP.
struct CaseForm: Codable, Sendable, Hashable {
    struct Assessment: Codable, Sendable, Hashable {
        /// RAPID unless given.
        var kind: AssessmentKind?
        /// Without any, nothing is assessed and the risk goes into the narrative.
        var factors: [AssessmentFactor]?
        var risk: Risk
        /// The case worker unless given.
        var assessorId: EntityID?
        /// At registration unless given.
        var at: Timestamp?
        var note: String?
    }

    struct Closing: Codable, Sendable, Hashable {
        var reason: ClosureReason
        var at: Timestamp
        var note: String?
    }

    /// The case's identifier where it comes from; together with the source's name it is taken once.
    var sourceId: String
    var institutionId: EntityID
    var categories: [Category]
    var identifiedBy: IdentificationSource
    var identifiedByOrgId: EntityID?
    /// This, ``registeredAt``, or both.
    var identifiedAt: Timestamp?
    var registeredAt: Timestamp?
    var programmeId: EntityID?
    var agreementId: EntityID?
    var caseWorkerId: EntityID?
    var narrative: String?
    /// Without a person the case is identified and not registered.
    var subject: SubjectDetails?
    var consents: [RecordConsent]?
    var concerns: [ProfileConcern]?
    var justice: RegisterCase.Justice?
    var migration: ProfileMigration?
    var assessment: Assessment?
    /// `false`: the row says that the case is open, whatever else it says of a closing.
    var isClosed: Bool?
    var closing: Closing?
}
