import EventStore
import Events
import Foundation
import GRDB

/// What is due across cases and institutions: kept up from behind the log, so that no command waits for it.
struct DeliveryIndex: Sendable {
    static let follower = Follower(
        "services-index",
        tables: ["services_deadline"],
        migrations: [("1", version1)]
    )

    /// `holder` is the case, of an offer the institution; `kind` is empty for what only a rule waits for.
    private static let version1 = """
        CREATE TABLE services_deadline(
            holder BLOB NOT NULL, kind TEXT NOT NULL, item_id BLOB NOT NULL, due_at INTEGER NOT NULL, case_id BLOB,
            service TEXT, responsible_id BLOB, has_timer INTEGER NOT NULL, PRIMARY KEY(holder, kind, item_id)
        ) WITHOUT ROWID;
        CREATE INDEX services_deadline_due ON services_deadline(due_at, item_id, kind);
        CREATE INDEX services_deadline_timer ON services_deadline(due_at) WHERE has_timer=1;
        CREATE INDEX services_deadline_responsible ON services_deadline(responsible_id, due_at);
        """

    var policy = DeadlinePolicy()
    let zone: TimeZone

    /// Brings the index to where the log is after `entries`: each case or institution that they concern is looked at
    /// once.
    func follow(_ transaction: Transaction, _ entries: [LogEntry]) throws {
        let time = BusinessTime(now: transaction.now, zone: zone)
        var seen: Set<RecordKey> = []
        for entry in entries where seen.insert(entry.key).inserted {
            guard case .id(let holder) = entry.key else { continue }
            var cases = CaseState()
            var provider = ProviderState()
            for row in try transaction.entries(key: entry.key) {
                try CaseState.fold.apply(row, to: &cases)
                try ProviderState.fold.apply(row, to: &provider)
            }
            try refresh(holder, cases.deadlines(policy, time), caseID: holder, transaction)
            for var deadline in provider.deadlines {
                deadline.responsibleID = holder
                try insert(holder, deadline, caseID: nil, transaction)
            }
        }
    }

    /// Enters what is due in a case anew.
    func refresh(
        _ holder: EntityID,
        _ deadlines: [DeliveryDeadline],
        caseID: EntityID,
        _ transaction: Transaction
    ) throws {
        try transaction.db.run("DELETE FROM services_deadline WHERE holder=?", .id(holder))
        for deadline in deadlines { try insert(holder, deadline, caseID: caseID, transaction) }
    }

    private func insert(
        _ holder: EntityID,
        _ deadline: DeliveryDeadline,
        caseID: EntityID?,
        _ transaction: Transaction
    ) throws {
        try transaction.db.run(
            """
            INSERT INTO services_deadline(holder, kind, item_id, due_at, case_id, service, responsible_id, has_timer)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            .id(holder),
            .text(deadline.kind?.rawValue ?? ""),
            .id(deadline.itemID),
            .time(deadline.dueAt),
            .id(caseID),
            .text(deadline.service?.rawValue),
            .id(deadline.responsibleID),
            .integer(deadline.hasTimer ? 1 : 0)
        )
    }
}
