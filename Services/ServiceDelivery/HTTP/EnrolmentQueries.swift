import EventStore
import Events
import ServiceKit

struct EnrolmentView: Codable, Sendable {
    struct Session: Codable, Sendable {
        var sessionId: EntityID
        var date: CalendarDate
        var hours: Double
        var attended: Bool
        var voided: Bool?
    }

    struct Certificate: Codable, Sendable {
        var number: String
        var kind: CertificateKind
        var level: String?
        var issuedOn: CalendarDate
        var revokedOn: CalendarDate?
    }

    struct Milestone: Codable, Sendable {
        var role: JusticeRole
        var milestone: JusticeMilestone
        var reachedOn: CalendarDate
    }

    var enrolmentId: EntityID
    var caseId: EntityID
    var subjectId: EntityID
    var service: ServiceKind
    var providerInstitutionId: EntityID
    var programmeId: EntityID?
    var agreementId: EntityID?
    var commitmentId: EntityID?
    var referralId: EntityID?
    var status: EnrolmentStatus
    var startedAt: Timestamp
    var endedAt: Timestamp?
    var outcome: Outcome?
    var urgent: Bool
    var provisional: Bool
    var deliveredSessions: Int
    var sessions: [Session]?
    var certificates: [Certificate]?
    var milestones: [Milestone]?
    var version: Int

    static let example = EnrolmentView(
        enrolmentId: WireExample.enrolment,
        caseId: WireExample.caseID,
        subjectId: WireExample.subject,
        service: .literacy,
        providerInstitutionId: WireExample.institution,
        status: .active,
        startedAt: WireExample.instant,
        urgent: false,
        provisional: false,
        deliveredSessions: 1,
        sessions: [Session(sessionId: WireExample.session, date: WireExample.day, hours: 1.5, attended: true)],
        certificates: [],
        version: 2
    )
}

enum EnrolmentQueries {
    static let get = Route.query(
        "/v1/enrolments/{enrolmentId}",
        summary: "An enrolment with its sessions and certificates",
        permission: "enrolments.read",
        dataClass: .sensitive,
        errors: [RouteError("enrolment.unknown", status: 404)],
        response: EnrolmentView.example
    ) { context in
        let id = try context.id("enrolmentId")
        guard let view = try await context.read({ try EnrolmentView.find($0, id) }) else {
            throw Rejection.unknown("enrolment")
        }
        return QueryResult(view, version: view.version)
    }

    static let list = Route.query(
        "/v1/enrolments",
        summary: "Enrolments, without their sessions",
        permission: "enrolments.read",
        dataClass: .sensitive,
        parameters: [
            .id("caseId", "Only those of this case."),
            .id("referralId", "Only those on this referral."),
            .id("subjectId", "Only those of this person."),
            .id("providerInstitutionId", "Only those of this provider."),
            .code("service", ServiceKind.self, "Only those of this service."),
            .code("status", EnrolmentStatus.self, "Only those that stand so."),
            .boolean("provisional", "Only those that wait for intake, or only those that do not."),
        ],
        isPaged: true,
        response: Page(items: [EnrolmentView.example])
    ) { context in
        let query = ListQuery("services_enrolment", key: "enrolment_id")
            .filtered("case_id", context.query(id: "caseId"))
            .filtered("subject_id", context.query(id: "subjectId"))
            .filtered("provider_id", context.query(id: "providerInstitutionId"))
            .filtered("referral_id", context.query(id: "referralId"))
            .filtered("service", context.query("service"))
            .filtered("status", context.query("status"))
            .filtered("provisional", context.query(boolean: "provisional"))
        return try await context.list(query) { transaction, id in
            guard let view = try EnrolmentView.find(transaction.db, id, withParts: false) else {
                throw Rejection.unknown("enrolment")
            }
            return view
        }
    }
}
