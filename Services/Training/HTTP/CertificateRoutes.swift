import Decisions
import EventStore
import Events
import ServiceKit

/// Whether a certificate stands.
enum CertificateStatus: String, CodeList {
    case valid
    /// The participation that it rests on was declared void.
    case voided
}

/// What a certificate is about, for whoever is shown one: nothing of the person.
struct CertificateView: Codable, Sendable, Hashable {
    var certificateNo: String
    var status: CertificateStatus
    var certifiedOn: CalendarDate
    var activityId: EntityID
    var kind: ActivityKind
    var title: String
    var startsOn: CalendarDate
    var endsOn: CalendarDate
    var topics: [TrainingTopic]
    /// The organisers, by name where partnerships has told it.
    var organisers: [Organiser]
    /// Whether the name that was asked for is the holder's; only where one was.
    var isHolder: Bool?

    struct Organiser: Codable, Sendable, Hashable {
        var orgId: EntityID
        var names: LocalizedNames?
    }
}

/// Asks whether a certificate is this person's.
struct VerifyCertificate: Codable, Sendable, Hashable {
    var certificateNo: String
    /// As it stands on the certificate; it is compared and not kept.
    var name: String?
}

extension TrainingRoutes {
    var certificates: [Route] {
        [certificate, verifyCertificate]
    }

    private var certificate: Route {
        .query(
            "/v1/certificates/{certificateNo}",
            summary: "Says whether a certificate with this number was issued and stands, and what for; without a name.",
            permission: Permission.certificate,
            dataClass: .public,
            parameters: [.text("certificateNo", maximumLength: 60, "The number on the certificate.")],
            errors: [.unknown("certificate")],
            response: CertificateView.example
        ) { context in
            let number = context.text("certificateNo")
            let view = try await context.folding { try CertificateView(number, name: nil, $0) }
            guard let view else { throw Rejection.unknown("certificate") }
            return QueryResult(view)
        }
    }

    private var verifyCertificate: Route {
        .search(
            "/v1/certificates/verify",
            summary: "Says whether a certificate stands and is this person's; an empty list when there is none.",
            permission: Permission.certificate,
            dataClass: .identifying,
            errors: [
                "field.invalid", "field.required", "field.unknown", RouteError("json.malformed", status: 400),
                RouteError("body.too_large", status: 413), RouteError("content_type.unsupported", status: 415),
            ],
            example: VerifyCertificate(certificateNo: ParticipantCertified.example.certificateNo, name: "A. Example"),
            response: Page(items: [CertificateView.example])
        ) { context, request in
            let name = try Checks.optionalText(request.name, field: "name", maximumLength: 200)
            let view = try await context.folding { try CertificateView(request.certificateNo, name: name, $0) }
            return QueryResult(Page(items: view.map { [$0] } ?? []))
        }
    }
}

extension CertificateView {
    /// What is known of a certificate; `nil` when no such number was issued.
    init?(_ number: String, name: String?, _ transaction: Transaction) throws {
        guard let id = try transaction.participantID(ofCertificate: number),
            case let holder = try transaction.participant(id), let certificate = holder.certificate
        else { return nil }
        let plan = try transaction.activity(certificate.activityId).existing().plan
        let identity = try name == nil ? nil : transaction.identity(ofParticipant: id)
        self.init(
            certificateNo: number,
            status: holder.isVoided ? .voided : .valid,
            certifiedOn: certificate.certifiedOn,
            activityId: certificate.activityId,
            kind: plan.kind,
            title: plan.title,
            startsOn: plan.startsOn,
            endsOn: plan.endsOn,
            topics: plan.topics,
            organisers: try plan.organiserOrgIds.map { org in
                Organiser(orgId: org, names: try transaction.state(KnownOrganisation.self, key: .id(org)).names)
            },
            isHolder: name.map { RegisteredPerson.isSameName($0, identity?.name) }
        )
    }

    static var example: CertificateView {
        let (certified, plan) = (ParticipantCertified.example, ActivityPlanned.example)
        return CertificateView(
            certificateNo: certified.certificateNo,
            status: .valid,
            certifiedOn: certified.certifiedOn,
            activityId: certified.activityId,
            kind: plan.kind,
            title: plan.title,
            startsOn: plan.startsOn,
            endsOn: plan.endsOn,
            topics: plan.topics,
            organisers: plan.organiserOrgIds.map { Organiser(orgId: $0) }
        )
    }
}
