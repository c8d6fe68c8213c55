import Events
import GRDB

/// How a list of cases is read: from what leaves the fewest, the rest is looked at case by case.
///
/// SQLite knows nothing of how many cases a worker has or how widespread a concern is, so the order is said here: `CROSS
/// JOIN` keeps it.
struct CaseListQuery {
    private(set) var clauses = ""
    private(set) var arguments: StatementArguments = []
    private var conditions: [String] = []

    /// From how many due cases on these are looked for among the others instead of the others among them.
    private static let fewDue = 5000

    init(_ filter: CaseFilter, after last: Int64?, in db: Database) throws {
        var place = "c.seq"
        if let subjects = filter.subjectIDs {
            clauses = "FROM intake_case c"
            add("c.subject_id IN (\(databaseQuestionMarks(count: subjects.count)))", StatementArguments(subjects))
            add(facets: filter.facets)
        } else if let first = filter.facets.first {
            // In its index they stand in the order of the list, so that reading ends with the page.
            clauses = "FROM intake_facet d CROSS JOIN intake_case c ON c.case_id=d.case_id"
            place = "d.seq"
            add("d.name=? AND d.value=?", [first.name, first.value])
            add(facets: Array(filter.facets.dropFirst()))
        } else {
            clauses = "FROM intake_case c"
        }
        if let deadline = filter.deadline { try add(deadline, before: filter.dueBefore, in: db) }
        if let status = filter.status { add("c.status=?", [status.rawValue]) }
        if let institution = filter.institutionID { add("c.institution_id=?", [institution]) }
        if let number = filter.caseNumber { add("c.number=?", [number]) }
        if let last { add("\(place)>?", [last]) }
        if !conditions.isEmpty { clauses += " WHERE " + conditions.joined(separator: " AND ") }
        clauses += " ORDER BY \(place)"
    }

    private mutating func add(_ condition: String, _ values: StatementArguments) {
        conditions.append(condition)
        arguments += values
    }

    private mutating func add(facets: [(name: String, value: String)]) {
        for facet in facets {
            add(
                "EXISTS(SELECT 1 FROM intake_facet f WHERE f.name=? AND f.value=? AND f.seq=c.seq)",
                [facet.name, facet.value]
            )
        }
    }

    private mutating func add(_ deadline: DeadlineKind, before dueBefore: Timestamp?, in db: Database) throws {
        let due: StatementArguments = [deadline.rawValue, dueBefore ?? Timestamp(millisecondsSince1970: .max)]
        let statement = try db.cachedStatement(
            sql: """
                SELECT count(*) FROM (SELECT 1 FROM intake_deadline WHERE kind=? AND due_at<? LIMIT \(Self.fewDue + 1))
                """
        )
        if try Int.fetchOne(statement, arguments: due) ?? 0 <= Self.fewDue {
            add("c.case_id IN (SELECT case_id FROM intake_deadline WHERE kind=? AND due_at<?)", due)
        } else {
            add(
                "EXISTS(SELECT 1 FROM intake_deadline t WHERE t.case_id=c.case_id AND t.kind=? AND t.due_at<?)",
                due
            )
        }
    }
}
