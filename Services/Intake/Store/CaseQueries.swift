import EventStore
import Events
import GRDB

/// Which cases a list shows.
struct CaseFilter: Sendable {
    var status: CaseStatus?
    var institutionID: EntityID?
    var caseNumber: String?
    /// Only cases of these persons.
    var subjectIDs: [EntityID]?
    /// Only cases that the index has under all of these.
    var facets: [(name: String, value: String)] = []
    /// Only cases in which this is due.
    var deadline: DeadlineKind?
    var dueBefore: Timestamp?
}

/// A case in a list.
struct CaseSummary: Codable, Sendable, Hashable {
    var caseId: EntityID
    var caseNumber: String
    var status: CaseStatus
    var version: Int
    var institutionId: EntityID
    var subjectId: EntityID?
    var group: CaseGroup?
    var identifiedAt: Timestamp
    var registeredAt: Timestamp?
    var closedAt: Timestamp?
    var reviewDue: CalendarDate?
}

/// A case in a list, and its place there.
struct CaseRow: Sendable, Hashable {
    let place: Int64
    let summary: CaseSummary
}

extension CaseSummary {
    /// Up to `limit` cases after the place `last`, in the order in which they were entered, each with its place.
    static func list(_ filter: CaseFilter, after last: Int64?, limit: Int, in db: Database) throws -> [CaseRow] {
        var conditions: [String] = []
        var arguments: StatementArguments = []
        func add(_ condition: String, _ value: some DatabaseValueConvertible) {
            conditions.append(condition)
            arguments += [value]
        }
        if let status = filter.status { add("status=?", status.rawValue) }
        if let institution = filter.institutionID { add("institution_id=?", institution) }
        if let number = filter.caseNumber { add("number=?", number) }
        if let subjects = filter.subjectIDs {
            conditions.append("subject_id IN (\(databaseQuestionMarks(count: subjects.count)))")
            arguments += StatementArguments(subjects)
        }
        for facet in filter.facets {
            conditions.append(
                "EXISTS(SELECT 1 FROM intake_facet f WHERE f.name=? AND f.value=? AND f.case_id=intake_case.case_id)"
            )
            arguments += [facet.name, facet.value]
        }
        if let deadline = filter.deadline {
            conditions.append(
                "case_id IN (SELECT case_id FROM intake_deadline WHERE kind=? AND due_at<?)"
            )
            arguments += [deadline.rawValue, filter.dueBefore ?? Timestamp(millisecondsSince1970: .max)]
        }
        if let last { add("seq>?", last) }
        let clause = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        arguments += [limit]
        let statement = try db.cachedStatement(
            sql: """
                SELECT case_id, number, status, version, institution_id, subject_id, case_group, identified_at,
                    registered_at, closed_at, review_due, seq
                FROM intake_case \(clause) ORDER BY seq LIMIT ?
                """
        )
        return try Row.fetchAll(statement, arguments: arguments)
            .map { CaseRow(place: $0[11], summary: try Self(row: $0)) }
    }

    private init(row: Row) throws {
        guard let status = CaseStatus(rawValue: row[2]) else {
            throw StoreError.corrupt(path: "intake_case", reason: "a status is unknown")
        }
        self.init(
            caseId: row[0],
            caseNumber: row[1],
            status: status,
            version: row[3],
            institutionId: row[4],
            subjectId: row[5],
            group: (row[6] as String?).flatMap { CaseGroup(rawValue: $0) },
            identifiedAt: row[7],
            registeredAt: row[8],
            closedAt: row[9],
            reviewDue: (row[10] as String?).flatMap { CalendarDate($0) }
        )
    }
}
