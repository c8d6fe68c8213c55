import EventStore
import Events
import GRDB

extension Projection {
    /// Referrals, and the keys of the organisations that they go to.
    static let serviceReferrals = Projection(
        name: "services-referrals",
        tables: ["services_referral", "services_organisation_key"],
        migrations: [("1", referralTables)],
        dispatch: keyRows(referralEnds(referralSteps(Dispatch())))
    )

    private static let referralTables = """
        CREATE TABLE services_referral(
            referral_id BLOB PRIMARY KEY, case_id BLOB NOT NULL, from_org_id BLOB NOT NULL, to_org_id BLOB NOT NULL,
            service TEXT NOT NULL, urgency TEXT NOT NULL, consent_id BLOB NOT NULL, due_by INTEGER, status TEXT NOT NULL,
            drafted_at INTEGER NOT NULL, sent_at INTEGER, received_at INTEGER, accepted_at INTEGER, started_at INTEGER,
            ended_at INTEGER, ended_as TEXT, reject_reason TEXT, outcome TEXT, has_payload INTEGER NOT NULL,
            version INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX services_referral_case ON services_referral(case_id, referral_id);
        CREATE INDEX services_referral_to ON services_referral(to_org_id, status, referral_id);
        CREATE TABLE services_organisation_key(
            key_id BLOB PRIMARY KEY, org_id BLOB NOT NULL, public_key TEXT NOT NULL, registered_at INTEGER NOT NULL,
            revoked_at INTEGER, version INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX services_organisation_key_org ON services_organisation_key(org_id, key_id);
        """

    private static func referralSteps(_ table: Dispatch<Context>) -> Dispatch<Context> {
        table
            .on(ReferralDrafted.self) { context, event, entry in
                try context.run(
                    """
                    INSERT INTO services_referral(referral_id, case_id, from_org_id, to_org_id, service, urgency,
                        consent_id, due_by, status, drafted_at, has_payload, version)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'draft', ?, 0, ?)
                    """,
                    [
                        event.referralId, event.caseId, event.fromOrgId, event.toOrgId, event.service.rawValue,
                        event.urgency.rawValue, event.consentId, event.dueBy, entry.occurredAt, entry.version,
                    ]
                )
            }
            .on(ReferralSent.self) { context, event, entry in
                try context.run(
                    "UPDATE services_referral SET due_by=? WHERE referral_id=?",
                    [event.dueBy, event.referralId]
                )
                try context.reach(event.referralId, "sent_at", event.sentAt, entry)
            }
            .on(ReferralReceived.self) { context, event, entry in
                try context.reach(event.referralId, "received_at", event.receivedAt, entry)
            }
            .on(ReferralAccepted.self) { context, event, entry in
                try context.reach(event.referralId, "accepted_at", event.acceptedAt, entry)
            }
            .on(ReferralServiceStarted.self) { context, event, entry in
                try context.reach(event.referralId, "started_at", event.startedAt, entry)
            }
            .on(ReferralPayloadSealed.self) { context, event, entry in
                try context.run(
                    "UPDATE services_referral SET has_payload=1, version=? WHERE referral_id=?",
                    [entry.version, event.referralId]
                )
            }
            .on(ReferralPayloadRemoved.self) { context, event, entry in
                try context.run(
                    "UPDATE services_referral SET has_payload=0, version=? WHERE referral_id=?",
                    [entry.version, event.referralId]
                )
            }
    }

    private static func referralEnds(_ table: Dispatch<Context>) -> Dispatch<Context> {
        table
            .on(ReferralRejected.self) { context, event, entry in
                try context.endReferral(event.referralId, .rejected(event.reason), event.rejectedAt, entry)
            }
            .on(ReferralExpired.self) { context, event, entry in
                try context.endReferral(event.referralId, .expired, event.expiredAt, entry)
            }
            .on(ReferralCancelled.self) { context, event, entry in
                try context.endReferral(event.referralId, .cancelled, event.cancelledAt, entry)
            }
            .on(ReferralCompleted.self) { context, event, entry in
                try context.endReferral(event.referralId, .completed(event.outcome), event.completedAt, entry)
            }
            .on(WorkResumed.self) { context, event, entry in try context.resumeReferral(event.itemId, entry) }
    }

    private static func keyRows(_ table: Dispatch<Context>) -> Dispatch<Context> {
        table
            .on(OrganisationKeyRegistered.self) { context, event, entry in
                try context.run(
                    """
                    INSERT INTO services_organisation_key(key_id, org_id, public_key, registered_at, version)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                    [event.keyId, event.orgId, event.publicKey, entry.recordedAt, entry.version]
                )
            }
            .on(OrganisationKeyRevoked.self) { context, event, entry in
                try context.run(
                    "UPDATE services_organisation_key SET revoked_at=?, version=? WHERE key_id=?",
                    [entry.recordedAt, entry.version, event.keyId]
                )
            }
    }
}

extension Projection.Context {
    /// Takes a step, whose column is `column`; one entered for a date before an end by rule lifts that end.
    fileprivate func reach(_ id: EntityID, _ column: String, _ at: Timestamp?, _ entry: LogEntry) throws {
        try run("UPDATE services_referral SET \(column)=? WHERE referral_id=?", [at, id])
        try resumeReferral(id, entry)
    }

    fileprivate func endReferral(_ id: EntityID, _ end: Referral.End, _ at: Timestamp, _ entry: LogEntry) throws {
        var reason: RejectionReason?
        var outcome: Outcome?
        switch end {
        case .rejected(let given): reason = given
        case .completed(let given): outcome = given
        case .expired, .cancelled: break
        }
        try run(
            """
            UPDATE services_referral SET status=?1, ended_as=?1, ended_at=?2, reject_reason=?3, outcome=?4, version=?5
            WHERE referral_id=?6
            """,
            [end.status.rawValue, at, reason?.rawValue, outcome?.rawValue, entry.version, id]
        )
    }

    fileprivate func resumeReferral(_ id: EntityID, _ entry: LogEntry) throws {
        try run(
            """
            UPDATE services_referral SET ended_as=NULL, ended_at=NULL, reject_reason=NULL, outcome=NULL, version=?,
                status=CASE WHEN started_at IS NOT NULL THEN 'in_service' WHEN accepted_at IS NOT NULL THEN 'accepted'
                    WHEN received_at IS NOT NULL THEN 'received' WHEN sent_at IS NOT NULL THEN 'sent'
                    ELSE 'draft' END
            WHERE referral_id=?
            """,
            [entry.version, id]
        )
    }
}
