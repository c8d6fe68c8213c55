import EventStore
import Events
import GRDB

/// The read tables of transfers, and the keys under which other institutions are written to.
enum TransferProjection {
    static let transfers = Projection(
        name: "intake-transfers",
        tables: ["intake_transfer", "intake_exchange_key", "intake_own_exchange_key"],
        migrations: [("1", version1), ("2", version2)],
        dispatch: dispatch
    )

    /// `seq` is the place in the log at which the transfer became known here.
    private static let version1 = """
        CREATE TABLE intake_transfer(
            transfer_id BLOB PRIMARY KEY,
            seq INTEGER NOT NULL UNIQUE,
            case_id BLOB NOT NULL,
            new_case_id BLOB,
            direction TEXT NOT NULL,
            status TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX intake_transfer_status ON intake_transfer(status, seq);
        CREATE INDEX intake_transfer_case ON intake_transfer(case_id);

        CREATE TABLE intake_exchange_key(
            institution_id BLOB PRIMARY KEY, key_id BLOB NOT NULL, public_key TEXT NOT NULL,
            announced_at INTEGER NOT NULL, is_own INTEGER NOT NULL
        ) WITHOUT ROWID;
        """

    /// For which institutions this instance announced its last key, whoever else announced one for them since.
    private static let version2 = """
        CREATE TABLE intake_own_exchange_key(institution_id BLOB PRIMARY KEY) WITHOUT ROWID;
        """

    private static let dispatch = Dispatch<Projection.Context>()
        .on(TransferRequested.self) { context, event, entry in
            try context.db.run(
                """
                INSERT INTO intake_transfer(transfer_id, seq, case_id, direction, status) VALUES (?, ?, ?, ?, ?)
                """,
                .id(event.transferId),
                .integer(Int(entry.sequence)),
                .id(event.caseId),
                .text((entry.isOwn ? TransferDirection.outgoing : .incoming).rawValue),
                .text(TransferStatus.requested.rawValue)
            )
        }
        .on(TransferAccepted.self) { context, event, _ in
            try context.db.run(
                """
                UPDATE intake_transfer SET new_case_id=?,
                    status=CASE status WHEN 'requested' THEN 'accepted' ELSE status END
                WHERE transfer_id=?
                """,
                .id(event.newCaseId),
                .id(event.transferId)
            )
        }
        .on(TransferRejected.self) { context, event, _ in try context.settle(event.transferId, .rejected) }
        .on(TransferCancelled.self) { context, event, _ in try context.settle(event.transferId, .cancelled) }
        .on(TransferExpired.self) { context, event, _ in try context.settle(event.transferId, .expired) }
        .on(TransferCompleted.self) { context, event, _ in try context.settle(event.transferId, .completed) }
        .on(ExchangeKeyAnnounced.self) { context, event, entry in
            if entry.isOwn {
                try context.db.run("UPDATE intake_exchange_key SET is_own=0 WHERE is_own")
                try context.db.run("DELETE FROM intake_own_exchange_key")
            }
            for institution in event.institutionIds {
                if entry.isOwn {
                    try context.db.run("INSERT INTO intake_own_exchange_key VALUES (?)", .id(institution))
                }
                try context.db.run(
                    """
                    INSERT INTO intake_exchange_key(institution_id, key_id, public_key, announced_at, is_own)
                    VALUES (?1, ?2, ?3, ?4, ?5)
                    ON CONFLICT DO UPDATE SET key_id=?2, public_key=?3, announced_at=?4, is_own=?5
                        WHERE announced_at<=?4
                    """,
                    .id(institution),
                    .id(event.keyId),
                    .text(event.publicKey),
                    .time(event.announcedAt),
                    .integer(entry.isOwn ? 1 : 0)
                )
            }
        }
}

extension Projection.Context {
    /// A transfer ended; the first end counts.
    fileprivate func settle(_ transferID: EntityID, _ status: TransferStatus) throws {
        try db.run(
            "UPDATE intake_transfer SET status=? WHERE transfer_id=? AND status IN ('requested', 'accepted')",
            .text(status.rawValue),
            .id(transferID)
        )
    }
}
