import EventStore
import Events
import GRDB

/// What is looked for across cases and follows from all of a case's events: kept up from behind the log, so that no
/// command waits for it.
struct CaseIndex: Sendable {
    static let follower = Follower(
        "intake-index",
        tables: ["intake_deadline", "intake_facet"],
        migrations: [("1", version1), ("2", version2)]
    )

    /// `item_id` is empty where the deadline is the case's own; `is_told` says that its passing was published.
    private static let version1 = """
        CREATE TABLE intake_deadline(
            case_id BLOB NOT NULL,
            kind TEXT NOT NULL,
            item_id BLOB NOT NULL,
            due_at INTEGER NOT NULL,
            institution_id BLOB NOT NULL,
            worker_id BLOB,
            is_told INTEGER NOT NULL,
            PRIMARY KEY(case_id, kind, item_id)
        ) WITHOUT ROWID;
        CREATE INDEX intake_deadline_due ON intake_deadline(due_at);
        CREATE INDEX intake_deadline_untold ON intake_deadline(due_at) WHERE is_told=0;
        CREATE INDEX intake_deadline_worker ON intake_deadline(worker_id, due_at) WHERE worker_id IS NOT NULL;
        CREATE INDEX intake_deadline_institution ON intake_deadline(institution_id, due_at);
        CREATE TABLE intake_facet(
            name TEXT NOT NULL, value TEXT NOT NULL, case_id BLOB NOT NULL, PRIMARY KEY(name, value, case_id)
        ) WITHOUT ROWID;
        CREATE INDEX intake_facet_case ON intake_facet(case_id);
        """

    /// Cases under what they are found by, in the order of their lists: `seq` is the case's place in `intake_case`.
    ///
    /// The follower begins anew, so that every case is entered.
    private static let version2 = """
        DROP TABLE intake_facet;
        CREATE TABLE intake_facet(
            name TEXT NOT NULL, value TEXT NOT NULL, seq INTEGER NOT NULL, case_id BLOB NOT NULL,
            PRIMARY KEY(name, value, seq)
        ) WITHOUT ROWID;
        CREATE INDEX intake_facet_case ON intake_facet(case_id);
        CREATE INDEX intake_deadline_kind ON intake_deadline(kind, due_at);
        DELETE FROM intake_deadline;
        DELETE FROM follower WHERE name='intake-index';
        """

    let config: IntakeConfig

    /// Brings the index to where the log is after `entries`: each case that they concern is looked at once.
    func follow(_ transaction: Transaction, _ entries: [LogEntry]) throws {
        var seen: Set<RecordKey> = []
        for entry in entries where entry.type == SubjectErased.type {
            // What a case was found by is gone from its events; those say nothing of it.
            for state in try transaction.cases(of: entry.aggregateID) where seen.insert(.id(state.caseID)).inserted {
                try refresh(state.caseID, state, transaction)
            }
        }
        for entry in entries where seen.insert(entry.key).inserted {
            let state = try transaction.state(CaseState.self, key: entry.key)
            // A key without a case is an institution's, a subject's; of another instance's case only a transfer counts.
            guard case .id(let caseID) = entry.key, state.isKnown || Self.concernsTransfer(entry) else { continue }
            try refresh(caseID, state, transaction)
        }
    }

    /// Enters what is due in a case anew.
    func refresh(_ caseID: EntityID, _ state: CaseState, _ transaction: Transaction) throws {
        try transaction.db.run("DELETE FROM intake_deadline WHERE case_id=?", .id(caseID))
        let worker = try state.isKnown ? transaction.caseWorker(caseID) : nil
        try transaction.db.run("DELETE FROM intake_facet WHERE case_id=?", .id(caseID))
        var facets = Set((state.profile?.concerns ?? []).map { ["concern", $0.concern.rawValue] })
        if let worker { facets.insert(["worker", worker.description]) }
        if let region = state.facts?.region { facets.insert(["region", region.code]) }
        for facet in facets {
            try transaction.db.run(
                "INSERT INTO intake_facet(name, value, seq, case_id) SELECT ?, ?, seq, case_id FROM intake_case WHERE case_id=?",
                .text(facet[0]),
                .text(facet[1]),
                .id(caseID)
            )
        }
        for deadline in state.deadlines(config.deadlines, config.calendar) {
            let isTold = state.passedDeadlines.contains(deadline) || !state.isKnown
            try transaction.db.run(
                """
                INSERT INTO intake_deadline(case_id, kind, item_id, due_at, institution_id, worker_id, is_told)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                .id(caseID),
                .text(deadline.kind.rawValue),
                .bytes(deadline.itemID.map { Array($0.bytes) } ?? []),
                .time(deadline.dueAt),
                .id(state.isKnown ? state.institutionID : state.openTransfer?.toInstitutionId),
                .id(worker),
                .integer(isTold ? 1 : 0)
            )
        }
    }

    private static func concernsTransfer(_ entry: LogEntry) -> Bool {
        entry.type.hasPrefix("jisr.transfer.")
    }
}

extension CaseIndex {
    /// How many cases the timer looks at in one unit of work.
    private static let timerLimit = 50

    /// Tells of deadlines that have passed by now and lets unanswered transfers expire.
    ///
    /// What is due is read again from the case itself: the index may lag behind, and telling twice would be a lie.
    ///
    /// - Returns: Whether there may be more.
    func tellPassed(_ transaction: Transaction) throws -> Bool {
        let statement = try transaction.db.cachedStatement(
            sql: "SELECT DISTINCT case_id FROM intake_deadline WHERE is_told=0 AND due_at<=? ORDER BY due_at LIMIT ?"
        )
        let due = try EntityID.fetchAll(statement, arguments: [transaction.now, Self.timerLimit])
        for caseID in due {
            var file = CaseFile(try transaction.state(CaseState.self, key: .id(caseID)), in: transaction)
            for passed in file.state.passed(config.deadlines, config.calendar, at: transaction.now) {
                try file.append(passed, at: passed.dueAt)
            }
            if let open = file.state.openTransfer,
                let expired = try transaction.transfer(open.transferId).expired(at: transaction.now)
            {
                try file.append(expired, to: open.transferId, at: expired.expiredAt)
            }
            try refresh(caseID, file.state, transaction)
        }
        return due.count == Self.timerLimit
    }
}
