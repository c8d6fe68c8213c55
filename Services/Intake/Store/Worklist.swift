import EventStore
import Events
import Foundation
import GRDB
import ServiceKit

/// Whether a deadline is still to come.
enum DueState: String, CodeList {
    case due
    case overdue
}

/// Which work is shown.
struct WorklistFilter: Sendable, Hashable {
    var caseWorkerID: EntityID?
    var institutionID: EntityID?
    var kind: DeadlineKind?
    var state: DueState?
    var dueBefore: Timestamp?
}

/// Something that is due in a case.
struct WorklistItem: Codable, Sendable, Hashable {
    var caseId: EntityID
    /// Absent for a case that another instance offers.
    var caseNumber: String?
    var status: CaseStatus?
    var institutionId: EntityID
    var caseWorkerId: EntityID?
    var kind: DeadlineKind
    /// What it is due for: an admission, a transfer.
    var itemId: EntityID?
    var dueAt: Timestamp
    var state: DueState
}

extension WorklistItem {
    /// Its place in the list: what is due first comes first.
    var place: [String] {
        [String(dueAt.millisecondsSince1970), caseId.description, kind.rawValue, itemId?.description ?? ""]
    }

    /// Up to `limit` deadlines after the place `last`, the earliest first.
    static func list(
        _ filter: WorklistFilter,
        after last: [String]?,
        limit: Int,
        now: Timestamp,
        in db: Database
    ) throws -> [WorklistItem] {
        var conditions: [String] = []
        var arguments: StatementArguments = []
        func add(_ condition: String, _ values: (any DatabaseValueConvertible)?...) {
            conditions.append(condition)
            arguments += StatementArguments(values)
        }
        if let worker = filter.caseWorkerID { add("d.worker_id=?", worker) }
        if let institution = filter.institutionID { add("d.institution_id=?", institution) }
        if let kind = filter.kind { add("d.kind=?", kind.rawValue) }
        switch filter.state {
        case .due: add("d.due_at>?", now)
        case .overdue: add("d.due_at<=?", now)
        case nil: break
        }
        if let before = filter.dueBefore { add("d.due_at<?", before) }
        if let last {
            guard last.count == 4, let due = Int64(last[0]), let caseID = EntityID(last[1]) else {
                throw PageRequest.cursorInvalid
            }
            let item: any DatabaseValueConvertible = EntityID(last[3]) ?? Data()
            add("(d.due_at, d.case_id, d.kind, d.item_id)>(?, ?, ?, ?)", due, caseID, last[2], item)
        }
        let clause = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        arguments += [limit]
        let statement = try db.cachedStatement(
            sql: """
                SELECT d.case_id, c.number, c.status, d.institution_id, d.worker_id, d.kind, d.item_id, d.due_at
                FROM intake_deadline d LEFT JOIN intake_case c USING (case_id) \(clause)
                ORDER BY d.due_at, d.case_id, d.kind, d.item_id LIMIT ?
                """
        )
        return try Row.fetchAll(statement, arguments: arguments).map { try Self(row: $0, now: now) }
    }

    private init(row: Row, now: Timestamp) throws {
        guard let kind = DeadlineKind(rawValue: row[5]) else {
            throw StoreError.corrupt(path: "intake_deadline", reason: "a kind is unknown")
        }
        let dueAt: Timestamp = row[7]
        let item: Data = row[6]
        self.init(
            caseId: row[0],
            caseNumber: row[1],
            status: (row[2] as String?).flatMap { CaseStatus(rawValue: $0) },
            institutionId: row[3],
            caseWorkerId: row[4],
            kind: kind,
            itemId: item.isEmpty ? nil : row[6],
            dueAt: dueAt,
            state: dueAt <= now ? .overdue : .due
        )
    }
}
