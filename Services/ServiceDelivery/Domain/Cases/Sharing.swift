import EventStore
import Events

/// What a person lets be told to organisations that serve.
extension CaseFacts {
    /// Whether the person's consent to sharing with this organisation stands at `instant`.
    func isSharing(with organisationID: EntityID, at instant: Timestamp) -> Bool {
        decision(.shareService, recipient: organisationID, at: instant) == .granted
    }

    /// When sharing with this organisation was no longer consented to, from `from` on; `nil` while it is.
    func endOfSharing(with organisationID: EntityID, from: Timestamp, until now: Timestamp) -> Timestamp? {
        let concerned = consents.filter {
            $0.purpose == .shareService && ($0.recipientOrgID == nil || $0.recipientOrgID == organisationID)
        }
        let turns = concerned.flatMap { consent in
            consent.decision == .granted ? [consent.expiresAt].compactMap { $0 } : [consent.at]
        }
        return ([from] + turns).filter { $0 >= from && $0 <= now && !isSharing(with: organisationID, at: $0) }.min()
    }

    /// Refuses to tell an organisation anything without the consent that the referral names, or after it was taken back.
    func requireSharing(
        under consentID: EntityID,
        with organisationID: EntityID,
        at instant: Timestamp
    ) throws(Rejection) {
        let named = consents.filter { $0.id == consentID }
        guard !named.isEmpty else {
            throw Self.notShared(
                "this consent is not known here; record it at intake, or try again when it has arrived"
            )
        }
        let covers = named.contains { consent in
            consent.purpose == .shareService && consent.decision == .granted && consent.at <= instant
                && (consent.recipientOrgID == nil || consent.recipientOrgID == organisationID)
        }
        guard covers else {
            throw Self.notShared(
                "this consent does not let services be shared with that organisation by then; record one that does"
            )
        }
        guard isSharing(with: organisationID, at: instant) else {
            throw Self.notShared("the consent was taken back or had expired by then; record a new one first")
        }
    }

    private static func notShared(_ message: String) -> Rejection {
        Rejection("consent.share_missing", field: "consentId", message)
    }
}
