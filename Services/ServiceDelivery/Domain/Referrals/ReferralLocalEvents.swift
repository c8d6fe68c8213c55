import Events

/// A referral was drafted; it is published when it is sent.
struct ReferralDrafted: CaseEvent {
    var referralId: EntityID
    var caseId: EntityID
    var subjectId: EntityID?
    var fromOrgId: EntityID
    var toOrgId: EntityID
    var service: ServiceKind
    var urgency: Risk
    var consentId: EntityID
    var dueBy: Timestamp?

    static let name = "referral.drafted.v1"
    static let topic: Topic? = nil
    static let summary = "A referral was drafted."
    static var example: Self {
        Self(
            referralId: id,
            caseId: id,
            fromOrgId: id,
            toOrgId: id,
            service: .legal,
            urgency: .medium,
            consentId: id
        )
    }
    private static let id = EntityID(high: 0x0161_50B8_7EC0_7000, low: 0x8000_0000_0000_001B)
}

/// The service that a referral asked for began, or turned out not to have begun.
struct ReferralServiceStarted: CaseEvent {
    var referralId: EntityID
    var caseId: EntityID
    /// `nil` when it did not begin after all.
    var startedAt: Timestamp?
    /// It is given outside, so that no enrolment here says how it goes on.
    var outside: Bool?

    static let name = "referral.service_started.v1"
    static let topic: Topic? = nil
    static let summary = "The service that a referral asked for began."
    static var example: Self {
        let id = EntityID(high: 0x0161_50B8_7EC0_7000, low: 0x8000_0000_0000_001B)
        return Self(referralId: id, caseId: id, startedAt: Timestamp(millisecondsSince1970: 1_517_470_200_000))
    }
}

/// What the organisation asked must know of the person was sealed for it; the ciphertext lies beside this event, under a
/// key of the referral's own.
struct ReferralPayloadSealed: CaseEvent {
    var referralId: EntityID
    var caseId: EntityID
    /// The organisation's key.
    var keyId: EntityID
    /// When it is destroyed at the latest.
    var keepUntil: Timestamp

    static let name = "referral.payload_sealed.v1"
    static let topic: Topic? = nil
    static let summary = "What goes with a referral was sealed for the organisation asked."
    static var example: Self {
        let id = EntityID(high: 0x0161_50B8_7EC0_7000, low: 0x8000_0000_0000_001B)
        return Self(
            referralId: id,
            caseId: id,
            keyId: id,
            keepUntil: Timestamp(millisecondsSince1970: 1_517_470_200_000)
        )
    }
}

/// What was sealed with a referral was destroyed.
struct ReferralPayloadRemoved: CaseEvent {
    var referralId: EntityID
    var caseId: EntityID

    static let name = "referral.payload_removed.v1"
    static let topic: Topic? = nil
    static let summary = "What was sealed with a referral was destroyed."
    static var example: Self {
        let id = EntityID(high: 0x0161_50B8_7EC0_7000, low: 0x8000_0000_0000_001B)
        return Self(referralId: id, caseId: id)
    }
}
