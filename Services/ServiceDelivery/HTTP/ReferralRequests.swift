import EventStore
import Events

struct ReferralRequest: Codable, Sendable {
    var caseId: EntityID
    var subjectId: EntityID?
    var fromOrgId: EntityID
    var toOrgId: EntityID
    var service: ServiceKind
    var urgency: Risk
    var consentId: EntityID
    var dueBy: Timestamp?
    var occurredAt: Timestamp?
    var consentAttested: Bool?
    var note: String?

    static let example = ReferralRequest(
        caseId: WireExample.caseID,
        fromOrgId: WireExample.organisation,
        toOrgId: WireExample.otherOrganisation,
        service: .legal,
        urgency: .medium,
        consentId: WireExample.consent
    )
}

/// The little that the organisation asked must know to reach the person and to be ready.
struct ReferralPayload: Codable, Sendable {
    var givenName: String?
    var familyName: String?
    var phone: String?
    /// How the person can be reached without danger.
    var safeContact: String?
    /// ISO 639-3.
    var language: String?
    var needs: String?
    var note: String?

    static let example = ReferralPayload(givenName: "Example", safeContact: "weekday mornings, through the centre")

    func checked() throws(Rejection) -> ReferralPayload {
        let texts: [(String, String?)] = [
            ("givenName", givenName), ("familyName", familyName), ("phone", phone), ("safeContact", safeContact),
            ("language", language), ("needs", needs), ("note", note),
        ]
        var isEmpty = true
        for (name, text) in texts {
            guard let text else { continue }
            _ = try SealedNote.checked(text, field: "payload.\(name)")
            isEmpty = false
        }
        guard !isEmpty else {
            throw Rejection("field.required", field: "payload", "say something of the person, or leave payload out")
        }
        return self
    }
}

struct SendReferralRequest: Codable, Sendable {
    var dueBy: Timestamp?
    var sentAt: Timestamp?
    var occurredAt: Timestamp?
    var payload: ReferralPayload?

    static let example = SendReferralRequest(sentAt: WireExample.instant, payload: .example)
}

struct ReceiveReferralRequest: Codable, Sendable {
    var receivedAt: Timestamp?
    var occurredAt: Timestamp?

    static let example = ReceiveReferralRequest(receivedAt: WireExample.instant)
}

struct AcceptReferralRequest: Codable, Sendable {
    var acceptedAt: Timestamp?
    var occurredAt: Timestamp?

    static let example = AcceptReferralRequest(acceptedAt: WireExample.instant)
}

struct RejectReferralRequest: Codable, Sendable {
    var reason: RejectionReason?
    var rejectedAt: Timestamp?
    var occurredAt: Timestamp?

    static let example = RejectReferralRequest(reason: .capacity, rejectedAt: WireExample.instant)
}

struct StartReferralRequest: Codable, Sendable {
    var startedAt: Timestamp?
    var occurredAt: Timestamp?

    static let example = StartReferralRequest(startedAt: WireExample.instant)
}

struct CompleteReferralRequest: Codable, Sendable {
    var outcome: Outcome?
    var completedAt: Timestamp?
    var occurredAt: Timestamp?

    static let example = CompleteReferralRequest(outcome: .completed, completedAt: WireExample.later)
}

struct CancelReferralRequest: Codable, Sendable {
    var cancelledAt: Timestamp?
    var occurredAt: Timestamp?

    static let example = CancelReferralRequest(cancelledAt: WireExample.instant)
}

struct ReferralAnswer: Codable, Sendable {
    var referralId: EntityID
    var caseId: EntityID
    var status: ReferralStatus
    var version: Int
    var provisional: Bool?
    var dueBy: Timestamp?
    var hasPayload: Bool

    static let example = ReferralAnswer(
        referralId: WireExample.referral,
        caseId: WireExample.caseID,
        status: .sent,
        version: 2,
        dueBy: WireExample.later,
        hasPayload: true
    )
}

struct ReferralView: Codable, Sendable {
    var referralId: EntityID
    var caseId: EntityID
    var fromOrgId: EntityID
    var toOrgId: EntityID
    var service: ServiceKind
    var urgency: Risk
    var consentId: EntityID
    var dueBy: Timestamp?
    var status: ReferralStatus
    var draftedAt: Timestamp
    var sentAt: Timestamp?
    var receivedAt: Timestamp?
    var acceptedAt: Timestamp?
    var startedAt: Timestamp?
    var endedAt: Timestamp?
    var rejectReason: RejectionReason?
    var outcome: Outcome?
    var hasPayload: Bool
    var version: Int

    static let example = ReferralView(
        referralId: WireExample.referral,
        caseId: WireExample.caseID,
        fromOrgId: WireExample.organisation,
        toOrgId: WireExample.otherOrganisation,
        service: .legal,
        urgency: .medium,
        consentId: WireExample.consent,
        dueBy: WireExample.later,
        status: .sent,
        draftedAt: WireExample.instant,
        sentAt: WireExample.instant,
        hasPayload: true,
        version: 2
    )
}

/// What was sealed for the organisation asked: RFC 9180, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
/// ChaCha20-Poly1305; `info` is the referral's identifier as 16 bytes, `aad` is empty.
struct ReferralPayloadView: Codable, Sendable {
    var referralId: EntityID
    var algorithm: String
    var keyId: EntityID
    var encapsulatedKey: String
    var ciphertext: String

    init(_ referralID: EntityID, _ sealed: SealedForInstance) {
        referralId = referralID
        algorithm = "HPKE-Base-X25519-HKDF-SHA256-ChaCha20Poly1305"
        keyId = sealed.keyId
        encapsulatedKey = sealed.encapsulatedKey
        ciphertext = sealed.ciphertext
    }

    static let example = ReferralPayloadView(
        WireExample.referral,
        SealedForInstance(
            keyId: WireExample.key,
            encapsulatedKey: "5gqQxJqb8wXaUnlhFh4KZeV0vPCk2bqWlk3WPWLbpAg=",
            ciphertext: "c2VhbGVkIHdpdGggdGhlIHJlY2VpdmVyJ3Mga2V5"
        )
    )
}
