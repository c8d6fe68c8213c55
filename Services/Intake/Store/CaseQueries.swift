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
        let query = try CaseListQuery(filter, after: last, in: db)
        let statement = try db.cachedStatement(
            sql: """
                SELECT c.case_id, c.number, c.status, c.version, c.institution_id, c.subject_id, c.case_group,
                    c.identified_at, c.registered_at, c.closed_at, c.review_due, c.seq
                \(query.clauses) LIMIT ?
                """
        )
        return try Row.fetchAll(statement, arguments: query.arguments + [limit])
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
