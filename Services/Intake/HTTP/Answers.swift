import Events

/// What a command answers with: the record it made or changed, where it stands, and its version.
protocol Answer: Codable, Sendable {
    var caseId: EntityID { get }
    var version: Int { get }
}

/// A case after a command.
struct CaseAnswer: Answer, Hashable {
    var caseId: EntityID
    var caseNumber: String
    var status: CaseStatus
    var version: Int
    var subjectId: EntityID?
}

/// A consent after a command; the version is the consent's.
struct ConsentAnswer: Answer, Hashable {
    var consentId: EntityID
    var caseId: EntityID
    var status: ConsentDecision
    var version: Int
}

/// An assessment; the version is the case's.
struct AssessmentAnswer: Answer, Hashable {
    var assessmentId: EntityID
    var caseId: EntityID
    var status: CaseStatus
    var version: Int
}

/// An admission after a command; the version is the admission's.
struct AdmissionAnswer: Answer, Hashable {
    var admissionId: EntityID
    var caseId: EntityID
    var status: AdmissionStatus
    var version: Int
}
