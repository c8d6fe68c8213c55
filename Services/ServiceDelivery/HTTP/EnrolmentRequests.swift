import Events

struct EnrolRequest: Codable, Sendable {
    var caseId: EntityID
    var subjectId: EntityID?
    var service: ServiceKind
    var providerInstitutionId: EntityID
    var programmeId: EntityID?
    var agreementId: EntityID?
    var commitmentId: EntityID?
    var referralId: EntityID?
    var startedAt: Timestamp?
    var occurredAt: Timestamp?
    var urgent: Bool?
    var consentAttested: Bool?
    var capacityOverrideReason: String?
    var clinicalNote: String?

    static let example = EnrolRequest(
        caseId: WireExample.caseID,
        service: .literacy,
        providerInstitutionId: WireExample.institution,
        startedAt: WireExample.instant
    )
}

/// One session in the body itself, or several in `sessions`.
struct SessionsRequest: Codable, Sendable {
    struct Session: Codable, Sendable {
        var sessionId: EntityID?
        var date: CalendarDate
        var hours: Double
        var attended: Bool?
        var clinicalNote: String?
    }

    var sessions: [Session]?
    var sessionId: EntityID?
    var date: CalendarDate?
    var hours: Double?
    var attended: Bool?
    var clinicalNote: String?

    static let example = SessionsRequest(
        sessions: [Session(date: WireExample.day, hours: 1.5, attended: true)]
    )
}

struct EndEnrolmentRequest: Codable, Sendable {
    var outcome: Outcome?
    var endedAt: Timestamp?
    var occurredAt: Timestamp?
    var clinicalNote: String?

    static let example = EndEnrolmentRequest(endedAt: WireExample.instant)
}

struct CorrectEnrolmentRequest: Codable, Sendable {
    var reason: CorrectionReason
    var startedAt: Timestamp?
    var service: ServiceKind?
    var providerInstitutionId: EntityID?
    var programmeId: EntityID?
    var agreementId: EntityID?
    var commitmentId: EntityID?
    var sessionId: EntityID?
    var date: CalendarDate?
    var hours: Double?

    static let example = CorrectEnrolmentRequest(reason: .dataEntry, startedAt: WireExample.instant)

    var namesEnrolmentFields: Bool {
        startedAt != nil || service != nil || providerInstitutionId != nil || programmeId != nil || agreementId != nil
            || commitmentId != nil
    }
}

struct VoidEnrolmentRequest: Codable, Sendable {
    var reason: CorrectionReason
    var sessionId: EntityID?

    static let example = VoidEnrolmentRequest(reason: .wrongPerson)
}

struct CertificateRequest: Codable, Sendable {
    var kind: CertificateKind?
    var level: String?
    var issuedOn: CalendarDate?
    var occurredAt: Timestamp?
    var holderName: String?

    static let example = CertificateRequest(kind: .literacy, level: "1", issuedOn: WireExample.day)
}

struct ReasonRequest: Codable, Sendable {
    var reason: CorrectionReason

    static let example = ReasonRequest(reason: .dataEntry)
}

struct EnrolmentAnswer: Codable, Sendable {
    var enrolmentId: EntityID
    var caseId: EntityID
    var status: EnrolmentStatus
    var version: Int
    var provisional: Bool?
    var deliveredSessions: Int
    var sessionIds: [EntityID]?
    var certificateNumber: String?

    static let example = EnrolmentAnswer(
        enrolmentId: WireExample.enrolment,
        caseId: WireExample.caseID,
        status: .active,
        version: 1,
        deliveredSessions: 0
    )
}
