import Disclosure
import EventStore
import Events
import GRDB

/// The orders of releases: durable, so that a release that was ordered is made whatever happens to the process.
enum ReleaseOrders {
    /// How an order stands.
    enum State: String, CodeList {
        /// It waits, or is being made.
        case pending = "PENDING"
        /// It was published.
        case made = "MADE"
        /// It cannot be made; nothing was published.
        case refused = "REFUSED"
    }

    struct Order: Sendable {
        let id: EntityID
        let through: CalendarDate
        let orderedAt: Timestamp
        let state: State
        let problem: String?
        let release: EntityID?
    }

    /// Orders the release of everything up to a day.
    ///
    /// - Throws: `Rejection` `period.open`, `release.exists`, `release.pending`, `release.ledger_missing`,
    ///   `release.policy_changed`.
    static func order(
        through: CalendarDate,
        _ policy: ReleasePolicy,
        today: CalendarDate,
        in transaction: Transaction
    ) throws -> Order {
        let db = transaction.db
        guard Quarter.isEnd(through), through < today else {
            throw Rejection(
                "period.open",
                field: "through",
                "give the last day of a calendar quarter that is over, such as \(Quarter.lastEnd(before: today))"
            )
        }
        if try pending(db) != nil {
            throw Rejection("release.pending", "a release is being made; see GET /v1/release-orders", status: 409)
        }
        try requireLedgers(db)
        if let last = try ReleaseTables.last(db) {
            guard through > last.through else {
                throw Rejection(
                    "release.exists",
                    field: "through",
                    "everything up to \(last.through) was released, which does not change; give a later quarter's end",
                    status: 409
                )
            }
            try policy.requireContinuation(of: last)
        }
        let order = Order(
            id: .v7(at: transaction.now),
            through: through,
            orderedAt: transaction.now,
            state: .pending,
            problem: nil,
            release: nil
        )
        try db.cachedStatement(
            sql: "INSERT INTO release_order(id, through, ordered_at, state) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [
            order.id, through.daysSince1970, order.orderedAt.millisecondsSince1970, State.pending.rawValue,
        ])
        return order
    }

    /// Refuses to release anything where earlier releases are not known: what they gave away could not be considered.
    static func requireLedgers(_ db: Database) throws {
        guard let through = try ReleaseTables.unknownRelease(db) else { return }
        throw Rejection(
            "release.ledger_missing",
            "a release up to \(through) was published of which this store has no ledger; restore the newest backup",
            status: 409
        )
    }

    /// The order that is to be made next.
    static func pending(_ db: Database) throws -> Order? {
        try orders(db, "WHERE state=? ORDER BY id LIMIT 1", [State.pending.rawValue]).first
    }

    /// An order.
    static func find(_ id: EntityID, _ db: Database) throws -> Order? {
        try orders(db, "WHERE id=?", [id]).first
    }

    /// The newest order.
    static func newest(_ db: Database) throws -> Order? {
        try orders(db, "ORDER BY id DESC LIMIT 1").first
    }

    /// The orders, the newest first: those before `id`, up to `limit`.
    static func list(before id: EntityID?, limit: Int, _ db: Database) throws -> [Order] {
        try id.map { try orders(db, "WHERE id<? ORDER BY id DESC LIMIT \(limit)", [$0]) }
            ?? orders(db, "ORDER BY id DESC LIMIT \(limit)")
    }

    /// Says what became of an order.
    static func settle(
        _ id: EntityID,
        _ state: State,
        problem: String? = nil,
        release: EntityID? = nil,
        _ db: Database
    )
        throws
    {
        try db.cachedStatement(sql: "UPDATE release_order SET state=?, problem=?, release=? WHERE id=?")
            .execute(arguments: [state.rawValue, problem, release, id])
    }

    private static func orders(
        _ db: Database,
        _ conditions: String,
        _ arguments: StatementArguments = []
    ) throws -> [Order] {
        try Row.fetchAll(
            db,
            sql: "SELECT id, through, ordered_at, state, problem, release FROM release_order \(conditions)",
            arguments: arguments
        ).map { row in
            Order(
                id: row[0],
                through: CalendarDate(daysSince1970: row[1]),
                orderedAt: Timestamp(millisecondsSince1970: row[2]),
                state: State(rawValue: row[3]) ?? .pending,
                problem: row[4],
                release: row[5]
            )
        }
    }
}

extension ReleasePolicy {
    /// Refuses a policy that would read the ledgers of another one wrongly.
    ///
    /// Its version, schedule and the order of indicators may change, and indicators may be added, and partners who see
    /// nothing that everybody was not told the size of: other tables would have been told of in part.
    func requireContinuation(of last: ReleaseTables.Made) throws(Rejection) {
        var (before, now) = (last.policy.disclosure, disclosure)
        (before.version, now.version) = ("", "")
        // What was told with noise is looked at series by series.
        (before.noise, now.noise, before.noiseBudget, now.noiseBudget) = (nil, nil, nil, nil)
        if before.partners == nil, now.partners?.tables.isEmpty == true { now.partners = nil }
        let dropped =
            last.policy.indicators.filter { !indicators.contains($0) }
            + last.policy.partnerIndicators.filter { !partnerIndicators.contains($0) }
        guard before == now, dropped.isEmpty else {
            let what =
                before == now
                ? "indicators: \(dropped.map(\.rawValue).joined(separator: ", "))"
                : "k, rules, dimensions, tables or partners"
            throw Rejection(
                "release.policy_changed",
                """
                figures.policy differs from that of the last release (version \(last.policy.disclosure.version)) in \(what); \
                what was told by it stays told, so go on by it: versions, schedules and further indicators may change
                """,
                status: 409
            )
        }
    }
}
