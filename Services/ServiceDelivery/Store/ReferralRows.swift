import EventStore
import Events
import GRDB

extension ReferralView {
    fileprivate init(_ row: Row) throws {
        self.init(
            referralId: row["referral_id"],
            caseId: row["case_id"],
            fromOrgId: row["from_org_id"],
            toOrgId: row["to_org_id"],
            service: try row.code("service"),
            urgency: try row.code("urgency"),
            consentId: row["consent_id"],
            dueBy: row["due_by"],
            status: try row.code("status"),
            draftedAt: row["drafted_at"],
            sentAt: row["sent_at"],
            receivedAt: row["received_at"],
            acceptedAt: row["accepted_at"],
            startedAt: row["started_at"],
            endedAt: row["ended_at"],
            rejectReason: row.codeIfPresent("reject_reason"),
            outcome: row.codeIfPresent("outcome"),
            hasPayload: row["has_payload"],
            version: row["version"]
        )
    }

    static func find(_ db: Database, _ id: EntityID) throws -> ReferralView? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM services_referral WHERE referral_id=?"),
            arguments: [id]
        ).map { try ReferralView($0) }
    }
}

extension OrganisationKeyView {
    static func find(_ db: Database, _ id: EntityID) throws -> OrganisationKeyView? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM services_organisation_key WHERE key_id=?"),
            arguments: [id]
        ).map { row in
            OrganisationKeyView(
                keyId: row["key_id"],
                orgId: row["org_id"],
                publicKey: row["public_key"],
                registeredAt: row["registered_at"],
                revokedAt: row["revoked_at"],
                version: row["version"]
            )
        }
    }
}

extension Transaction {
    /// What was sealed with a referral for the organisation asked, as it was sent.
    ///
    /// `nil` where nothing was sealed.
    func sealedPayload(of referralID: EntityID) throws -> SealedForInstance? {
        let sealed = try entries(aggregate: referralID).last { $0.type == ReferralPayloadSealed.type }
        return try sealed.flatMap { try unseal(SealedForInstance.self, of: $0) }
    }
}
