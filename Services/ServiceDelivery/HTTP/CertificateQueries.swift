import EventStore
import Events
import ServiceKit

/// Whether a certificate is genuine and in force.
enum CertificateStatus: String, CodeList {
    case valid
    case revoked
    case unknown
}

/// What anybody may know of a certificate: nothing about its holder.
struct VerificationView: Codable, Sendable {
    var status: CertificateStatus
    var kind: CertificateKind?
    var issuedOn: CalendarDate?
    var revokedOn: CalendarDate?

    static let example = VerificationView(status: .valid, kind: .literacy, issuedOn: WireExample.day)
}

struct CertificateView: Codable, Sendable {
    var number: String
    var verificationCode: String
    var enrolmentId: EntityID
    var kind: CertificateKind
    var level: String?
    var issuedOn: CalendarDate
    var revokedOn: CalendarDate?

    static let example = CertificateView(
        number: "EG-ELMARG-2018-L-000321",
        verificationCode: "EG-ELMARG-2018-L-000321-7K3M-9QXT-2VWD",
        enrolmentId: WireExample.enrolment,
        kind: .literacy,
        issuedOn: WireExample.day
    )
}

/// Certificates as documents, and their verification.
enum CertificateQueries {
    static func all(_ settings: ServiceSettings) -> [Route] { [verify, get, document] }

    private static let number = QueryParameter.text("number", maximumLength: 64, "The certificate's number.")

    /// For everyone: who holds the paper may ask.
    private static let verify = Route.query(
        "/v1/verify/{code}",
        summary: "Whether a certificate is valid, revoked or unknown, by the code printed on it",
        permission: "certificates.verify",
        dataClass: .public,
        parameters: [.text("code", maximumLength: VerificationCode.maximumLength, "The code printed on it.")],
        errors: [RouteError("certificate.unknown", status: 404)],
        response: VerificationView.example
    ) { context in
        guard let given = VerificationCode(context.text("code")) else {
            throw Rejection(
                "certificate.unknown",
                field: "code",
                "this is no verification code; copy it as it is printed, such as \(CertificateView.example.verificationCode)",
                status: 404
            )
        }
        let view = try await context.folding { transaction -> VerificationView in
            // A number with another sum says no more than one that was never given out.
            guard let certificate = try CertificateRecord.find(transaction.db, given.number),
                given == VerificationCode(number: given.number, secret: try transaction.verificationSecret())
            else { return VerificationView(status: .unknown) }
            return VerificationView(
                status: certificate.revokedOn == nil ? .valid : .revoked,
                kind: certificate.kind,
                issuedOn: certificate.issuedOn,
                revokedOn: certificate.revokedOn
            )
        }
        return QueryResult(view)
    }

    private static let get = Route.query(
        "/v1/certificates/{number}",
        summary: "A certificate with its verification code",
        permission: "certificates.read",
        dataClass: .operational,
        parameters: [number],
        errors: [RouteError("certificate.unknown", status: 404)],
        response: CertificateView.example
    ) { context in
        let number = context.text("number")
        let view = try await context.folding { transaction in
            let certificate = try transaction.certificate(number)
            return CertificateView(
                number: certificate.number,
                verificationCode: try transaction.verificationCode(of: certificate).description,
                enrolmentId: certificate.enrolmentID,
                kind: certificate.kind,
                level: certificate.level,
                issuedOn: certificate.issuedOn,
                revokedOn: certificate.revokedOn
            )
        }
        return QueryResult(view)
    }

    private static let document = Route.download(
        "/v1/certificates/{number}/document",
        mediaType: "text/html; charset=utf-8",
        summary: "A certificate as a page that is ready to be printed, in Arabic, French or English",
        permission: "certificates.print",
        dataClass: .identifying,
        parameters: [
            number, .code("language", DocumentLanguage.self, isRequired: true, "The language: ar, fr or en."),
        ],
        errors: [RouteError("certificate.unknown", status: 404), RouteError("subject.erased", status: 410)]
    ) { context in
        let number = context.text("number")
        let language: DocumentLanguage = context.query(code: "language") ?? .english
        let html = try await context.folding { transaction in
            let certificate = try transaction.certificate(number)
            return try CertificateDocument(
                certificate: certificate,
                holderName: try transaction.holder(of: certificate),
                issuer: try transaction.issuer(certificate.providerID),
                code: try transaction.verificationCode(of: certificate),
                language: language
            ).html()
        }
        return Array(html.utf8)
    }
}

extension Transaction {
    fileprivate func certificate(_ number: String) throws -> CertificateRecord {
        guard let certificate = try CertificateRecord.find(db, number) else { throw Rejection.unknown("certificate") }
        return certificate
    }

    func verificationCode(of certificate: CertificateRecord) throws -> VerificationCode {
        VerificationCode(number: certificate.number, secret: try verificationSecret())
    }

    /// Made when the first certificate is issued, or when the service starts.
    func verificationSecret() throws -> [UInt8] { try secret(VerificationCode.secretName) }
}
