import EventStore
import Events

/// Issue a certificate for a completed enrolment.
struct IssueCertificate: Sendable {
    var enrolmentID: EntityID
    var kind: CertificateKind?
    var level: String?
    var issuedOn: CalendarDate
}

extension CertificateKind {
    /// What completing `service` is certified as; `nil` where there is no certificate.
    init?(_ service: ServiceKind) {
        switch service {
        case .literacy: self = .literacy
        case .vocational: self = .vocational
        default: return nil
        }
    }

    /// The letter in a certificate's number.
    var letter: String {
        switch self {
        case .literacy: "L"
        case .vocational: "V"
        }
    }
}

extension CaseState {
    /// Refuses a certificate that may not be issued.
    ///
    /// Gives what it certifies; its number is minted only when it may be issued.
    func certifiable(_ command: IssueCertificate, _ time: BusinessTime) throws(Rejection) -> CertificateKind {
        let enrolment = try enrolment(command.enrolmentID)
        guard let kind = CertificateKind(enrolment.service), command.kind.map({ $0 == kind }) ?? true else {
            throw Rejection(
                "certificate.kind_mismatch",
                field: "kind",
                "certificates are LITERACY for LIT and VOCATIONAL for VOC; correct the kind or the enrolment"
            )
        }
        try time.refuseFuture(command.issuedOn, field: "issuedOn")
        guard enrolment.status == .completed, let end = enrolment.end, end.outcome != .partial else {
            throw Rejection(
                "certificate.not_completed",
                "the enrolment is not completed; complete it first (…/complete)"
            )
        }
        guard command.issuedOn >= time.day(end.at) else {
            throw Rejection(
                "certificate.not_completed",
                field: "issuedOn",
                "the enrolment was completed later than that; correct the date"
            )
        }
        guard enrolment.certificateNumber == nil else {
            throw Rejection("certificate.duplicate", "a certificate has been issued for this enrolment already")
        }
        // A level is a code of the school's own; anything longer could be a remark about the person.
        if let level = command.level {
            guard (1...12).contains(level.utf8.count), level.utf8.allSatisfy(Self.isCodeByte) else {
                throw Rejection(
                    "field.invalid",
                    field: "level",
                    "a level is a code of up to 12 letters, digits, dots and hyphens"
                )
            }
        }
        return kind
    }

    func issue(
        _ command: IssueCertificate,
        _ kind: CertificateKind,
        number: String,
        in caseID: EntityID
    )
        throws(Rejection) -> Draft
    {
        events(of: try enrolment(command.enrolmentID), in: caseID)
            .certified(number, kind, level: command.level, on: command.issuedOn)
    }

    func revokeCertificate(
        of enrolmentID: EntityID,
        _ reason: CorrectionReason,
        in caseID: EntityID,
        _ time: BusinessTime
    )
        throws(Rejection) -> Draft
    {
        let enrolment = try enrolment(enrolmentID)
        guard let draft = revocation(of: enrolment, reason, in: caseID, time) else {
            throw Rejection("certificate.unknown", "the enrolment has no certificate in force", status: 404)
        }
        return draft
    }

    func revocation(
        of enrolment: Enrolment,
        _ reason: CorrectionReason,
        in caseID: EntityID,
        _ time: BusinessTime
    )
        -> Draft?
    {
        guard let number = enrolment.certificateNumber, let certificate = enrolment.certificates[number] else {
            return nil
        }
        return events(of: enrolment, in: caseID).revoked(number, certificate.kind, reason, on: time.today)
    }

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 46
    }
}
