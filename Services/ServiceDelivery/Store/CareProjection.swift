import EventStore
import Events
import GRDB

extension Projection {
    /// Returns and reintegration plans.
    static let serviceCare = Projection(
        name: "services-care",
        tables: ["services_return", "services_plan", "services_follow_up"],
        migrations: [("1", careTables)],
        dispatch: resumedRows(planRows(returnRows(Dispatch())))
    )

    private static let careTables = """
        CREATE TABLE services_return(
            return_id BLOB PRIMARY KEY, case_id BLOB NOT NULL, subject_id BLOB NOT NULL, from_country TEXT NOT NULL,
            to_country TEXT NOT NULL, programme_id BLOB, agreement_id BLOB, status TEXT NOT NULL,
            requested_at INTEGER NOT NULL, counselled_at INTEGER, cleared_at INTEGER, booked_at INTEGER,
            departed_at INTEGER, arrived_at INTEGER, ended_at INTEGER, end_reason TEXT, version INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX services_return_case ON services_return(case_id, return_id);
        CREATE TABLE services_plan(
            plan_id BLOB PRIMARY KEY, case_id BLOB NOT NULL, subject_id BLOB NOT NULL, service TEXT NOT NULL,
            phase TEXT NOT NULL, status TEXT NOT NULL, provider_id BLOB, programme_id BLOB, agreement_id BLOB,
            approved_at INTEGER, started_at INTEGER, ended_at INTEGER, employed INTEGER, version INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX services_plan_case ON services_plan(case_id, plan_id);
        CREATE TABLE services_follow_up(
            plan_id BLOB NOT NULL, month INTEGER NOT NULL, day TEXT NOT NULL, PRIMARY KEY(plan_id, month)
        ) WITHOUT ROWID;
        """

    /// What had been ended by rule goes on from where it was.
    private static func resumedRows(_ table: Dispatch<Context>) -> Dispatch<Context> {
        table.on(WorkResumed.self) { context, event, entry in
            try context.run(
                """
                UPDATE services_return SET ended_at=NULL, end_reason=NULL, version=?,
                    status=CASE WHEN booked_at IS NOT NULL THEN 'booked' WHEN cleared_at IS NOT NULL THEN 'cleared'
                        WHEN counselled_at IS NOT NULL THEN 'counselled' ELSE 'requested' END
                WHERE return_id=?
                """,
                [entry.version, event.itemId]
            )
            try context.run(
                """
                UPDATE services_plan SET ended_at=NULL, version=?,
                    status=CASE WHEN started_at IS NOT NULL THEN 'in_progress' WHEN approved_at IS NOT NULL
                        THEN 'approved' ELSE 'drafted' END
                WHERE plan_id=?
                """,
                [entry.version, event.itemId]
            )
        }
    }

    private static func returnRows(_ table: Dispatch<Context>) -> Dispatch<Context> {
        table
            .on(ReturnRequested.self) { context, event, entry in
                try context.run(
                    """
                    INSERT INTO services_return(return_id, case_id, subject_id, from_country, to_country,
                        programme_id, agreement_id, status, requested_at, version)
                    VALUES (?, ?, ?, ?, ?, ?, ?, 'requested', ?, ?)
                    """,
                    [
                        event.returnId, event.caseId, event.subjectId, event.fromCountry.code, event.toCountry.code,
                        event.programmeId, event.agreementId, event.requestedAt, entry.version,
                    ]
                )
            }
            .on(ReturnDeclared.self) { context, event, entry in
                try context.run(
                    "UPDATE services_return SET version=? WHERE return_id=?",
                    [entry.version, event.returnId]
                )
            }
            .on(ReturnCounselled.self) { context, event, entry in
                try context.reach(event.returnId, .counselled, event.counselledAt, entry)
            }
            .on(ReturnCleared.self) { context, event, entry in
                try context.reach(event.returnId, .cleared, event.clearedAt, entry)
            }
            .on(ReturnBooked.self) { context, event, entry in
                try context.reach(event.returnId, .booked, event.bookedAt, entry)
            }
            .on(ReturnDeparted.self) { context, event, entry in
                try context.reach(event.returnId, .departed, event.departedAt, entry)
            }
            .on(ReturnArrived.self) { context, event, entry in
                try context.reach(event.returnId, .arrived, event.arrivedAt, entry)
            }
            .on(ReturnWithdrawn.self) { context, event, entry in
                try context.endReturn(event.returnId, .withdrawn, event.reason, event.withdrawnAt, entry)
            }
            .on(ReturnCancelled.self) { context, event, entry in
                try context.endReturn(event.returnId, .cancelled, event.reason, event.cancelledAt, entry)
            }
    }

    private static func planRows(_ table: Dispatch<Context>) -> Dispatch<Context> {
        table
            .on(ReintegrationDrafted.self) { context, event, entry in
                try context.run(
                    """
                    INSERT INTO services_plan(plan_id, case_id, subject_id, service, phase, status, provider_id,
                        programme_id, agreement_id, version)
                    VALUES (?, ?, ?, ?, ?, 'drafted', ?, ?, ?, ?)
                    """,
                    [
                        event.planId, event.caseId, event.subjectId, event.service.rawValue, event.phase.rawValue,
                        event.providerInstitutionId, event.programmeId, event.agreementId, entry.version,
                    ]
                )
            }
            .on(ReintegrationApproved.self) { context, event, entry in
                try context.run(
                    """
                    UPDATE services_plan SET status='approved', approved_at=?, ended_at=NULL, version=? WHERE plan_id=?
                    """,
                    [event.approvedAt, entry.version, event.planId]
                )
            }
            .on(ReintegrationStarted.self) { context, event, entry in
                try context.run(
                    """
                    UPDATE services_plan SET status='in_progress', started_at=?, ended_at=NULL, provider_id=?,
                        programme_id=?, agreement_id=?, version=? WHERE plan_id=?
                    """,
                    [
                        event.startedAt, event.providerInstitutionId, event.programmeId, event.agreementId,
                        entry.version, event.planId,
                    ]
                )
            }
            .on(ReintegrationFollowedUp.self) { context, event, entry in
                try context.run(
                    "INSERT INTO services_follow_up(plan_id, month, day) VALUES (?, ?, ?)",
                    [event.planId, event.month, event.followedUpOn.description]
                )
                try context.run("UPDATE services_plan SET version=? WHERE plan_id=?", [entry.version, event.planId])
            }
            .on(ReintegrationCompleted.self) { context, event, entry in
                try context.run(
                    """
                    UPDATE services_plan SET status='completed', ended_at=?, employed=?, version=? WHERE plan_id=?
                    """,
                    [event.completedAt, event.employed, entry.version, event.planId]
                )
            }
            .on(ReintegrationAbandoned.self) { context, event, entry in
                try context.run(
                    "UPDATE services_plan SET status='abandoned', ended_at=?, version=? WHERE plan_id=?",
                    [event.abandonedAt, entry.version, event.planId]
                )
            }
    }
}

extension Projection.Context {
    fileprivate func reach(_ id: EntityID, _ status: ReturnStatus, _ at: Timestamp, _ entry: LogEntry) throws {
        // The step's column carries its name; a step entered for an earlier date lifts an end by rule.
        try run(
            """
            UPDATE services_return SET status=?, \(status.rawValue)_at=?, ended_at=NULL, end_reason=NULL, version=?
            WHERE return_id=?
            """,
            [status.rawValue, at, entry.version, id]
        )
    }

    fileprivate func endReturn(
        _ id: EntityID,
        _ status: ReturnStatus,
        _ reason: ReturnEndReason,
        _ at: Timestamp,
        _ entry: LogEntry
    ) throws {
        try run(
            "UPDATE services_return SET status=?, ended_at=?, end_reason=?, version=? WHERE return_id=?",
            [status.rawValue, at, reason.rawValue, entry.version, id]
        )
    }
}
