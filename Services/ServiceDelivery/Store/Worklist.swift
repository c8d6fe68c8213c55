import EventStore
import Events
import GRDB
import ServiceKit

/// Whether a deadline is still to come.
enum DueState: String, CodeList {
    case due
    case overdue
}

/// Which work is shown.
struct WorklistFilter: Sendable, Hashable {
    var caseID: EntityID?
    var responsibleID: EntityID?
    var kind: DeliveryDeadlineKind?
    var service: ServiceKind?
    var state: DueState?
    var dueBefore: Timestamp?
}

/// Something that is due.
struct WorklistItem: Codable, Sendable, Hashable {
    var kind: DeliveryDeadlineKind
    /// The enrolment, plan, referral or offer.
    var itemId: EntityID
    /// Absent for an offer.
    var caseId: EntityID?
    var service: ServiceKind?
    /// The institution that provides the service, or the organisation that is to answer.
    var responsibleId: EntityID?
    var dueAt: Timestamp
    var state: DueState

    static let example = WorklistItem(
        kind: .followUp,
        itemId: WireExample.plan,
        caseId: WireExample.caseID,
        service: .reintegration,
        responsibleId: WireExample.institution,
        dueAt: WireExample.later,
        state: .due
    )
}

extension WorklistItem {
    /// How long before and after its end an offer is shown.
    static let offerWindow = Duration.seconds(30 * 86_400)

    /// Its place in the list: what is due first comes first.
    var place: [String] { [String(dueAt.millisecondsSince1970), itemId.description, kind.rawValue] }

    /// Up to `limit` deadlines after the place `last`, the earliest first.
    static func list(
        _ filter: WorklistFilter,
        after last: [String]?,
        limit: Int,
        now: Timestamp,
        in db: Database
    ) throws -> [WorklistItem] {
        var conditions = ["kind<>'' AND (kind<>'offer_end' OR due_at BETWEEN ? AND ?)"]
        var arguments: StatementArguments = [now.adding(.zero - offerWindow), now.adding(offerWindow)]
        func add(_ condition: String, _ values: (any DatabaseValueConvertible)?...) {
            conditions.append(condition)
            arguments += StatementArguments(values)
        }
        if let caseID = filter.caseID { add("case_id=?", caseID) }
        if let responsible = filter.responsibleID { add("responsible_id=?", responsible) }
        if let kind = filter.kind { add("kind=?", kind.rawValue) }
        if let service = filter.service { add("service=?", service.rawValue) }
        switch filter.state {
        case .due: add("due_at>?", now)
        case .overdue: add("due_at<=?", now)
        case nil: break
        }
        if let before = filter.dueBefore { add("due_at<?", before) }
        if let last {
            guard last.count == 3, let due = Int64(last[0]), let item = EntityID(last[1]) else {
                throw PageRequest.cursorInvalid
            }
            add("(due_at, item_id, kind)>(?, ?, ?)", due, item, last[2])
        }
        arguments += [limit]
        let statement = try db.cachedStatement(
            sql: """
                SELECT kind, item_id, case_id, service, responsible_id, due_at FROM services_deadline
                WHERE \(conditions.joined(separator: " AND ")) ORDER BY due_at, item_id, kind LIMIT ?
                """
        )
        return try Row.fetchAll(statement, arguments: arguments).map { row in
            let dueAt: Timestamp = row["due_at"]
            return WorklistItem(
                kind: try row.code("kind"),
                itemId: row["item_id"],
                caseId: row["case_id"],
                service: row.codeIfPresent("service"),
                responsibleId: row["responsible_id"],
                dueAt: dueAt,
                state: dueAt <= now ? .overdue : .due
            )
        }
    }
}
