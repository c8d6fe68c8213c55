import EventStore
import Events
import Foundation
import GRDB
import ServiceKit
import Synchronization

/// The route that gives cases out with their persons.
struct ExportRoutes: Sendable {
    let calendar: BusinessCalendar

    var all: [Route] { [export] }

    private var export: Route {
        .stream(
            "/v1/exports",
            mediaTypes: ["application/jsonl", "text/csv"],
            summary: "Gives out cases with all that identifies their persons, in the order of entry, as they are read.",
            permission: "case.export",
            dataClass: .identifying,
            parameters: [
                .code("format", ExportFormat.self, isRequired: true, "How they are written."),
                .code(
                    "status",
                    CaseStatus.self,
                    "Only cases that stand there; declined and voided ones are left out otherwise."
                ),
                .id("institutionId", "Only cases that this institution is responsible for."),
                .date("from", "Only cases identified on this day or later."),
                .date("to", "Only cases identified on this day or earlier."),
            ]
        ) { [calendar] context in
            let format = context.query(code: "format", ExportFormat.self) ?? .jsonLines
            let filter = ExportFilter(
                status: context.query(code: "status"),
                institutionID: context.query(id: "institutionId"),
                from: context.query(date: "from").map { calendar.beginning(of: $0) },
                before: context.query(date: "to").map { calendar.beginning(of: $0.adding(days: 1)) }
            )
            let reader = ExportReader(format: format, filter: filter, store: context.store)
            return StreamedResult(mediaType: format.mediaType, fileName: format.fileName) { try await reader.next() }
        }
    }
}

extension BusinessCalendar {
    /// Midnight at the start of `day` where the institution is.
    func beginning(of day: CalendarDate) -> Timestamp {
        let midnight = Timestamp(day)
        let date = Date(timeIntervalSince1970: Double(midnight.millisecondsSince1970) / 1000)
        return midnight.adding(.seconds(-timeZone.secondsFromGMT(for: date)))
    }
}

/// Which cases are given out.
struct ExportFilter: Sendable {
    var status: CaseStatus?
    var institutionID: EntityID?
    var from: Timestamp?
    var before: Timestamp?
}

/// Reads cases some at a time: each page from a snapshot of its own, so that an export of any length neither holds the
/// cases in memory nor keeps the store's log from being moved into its file.
final class ExportReader: Sendable {
    private static let casesInPiece = 64

    private struct Place {
        var last: Int64 = 0
        var hasBegun = false
        var hasEnded = false
    }

    private let format: ExportFormat
    private let filter: ExportFilter
    private let store: EventStore
    private let place = Mutex(Place())

    init(format: ExportFormat, filter: ExportFilter, store: EventStore) {
        self.format = format
        self.filter = filter
        self.store = store
    }

    /// The next piece; `nil` at the end.
    func next() async throws -> [UInt8]? {
        let (last, hasBegun, hasEnded) = place.withLock { ($0.last, $0.hasBegun, $0.hasEnded) }
        if hasEnded { return nil }
        let (format, filter, store) = (format, filter, store)
        let (cases, piece) = try await store.read { db in
            let cases = try filter.cases(after: last, limit: Self.casesInPiece, in: db)
            let transaction = Transaction(db: db, store: store)
            var piece = hasBegun ? [] : format.beginning
            for (_, id) in cases {
                if let exported = try ExportedCase(id, in: transaction) { try format.append(exported, to: &piece) }
            }
            return (cases, piece)
        }
        place.withLock { place in
            place.hasBegun = true
            place.last = cases.last?.sequence ?? last
            place.hasEnded = cases.count < Self.casesInPiece
        }
        return piece
    }
}

extension ExportFilter {
    fileprivate func cases(
        after last: Int64,
        limit: Int,
        in db: Database
    ) throws -> [(sequence: Int64, id: EntityID)] {
        var conditions = ["seq>?"]
        var arguments: [DatabaseValue] = [last.databaseValue]
        func add(_ condition: String, _ value: some DatabaseValueConvertible) {
            conditions.append(condition)
            arguments.append(value.databaseValue)
        }
        if let status {
            add("status=?", status.rawValue)
        } else {
            conditions.append("status NOT IN ('declined', 'voided')")
        }
        if let institutionID { add("institution_id=?", institutionID) }
        if let from { add("identified_at>=?", from.millisecondsSince1970) }
        if let before { add("identified_at<?", before.millisecondsSince1970) }
        let statement = try db.cachedStatement(
            sql: """
                SELECT seq, case_id FROM intake_case WHERE \(conditions.joined(separator: " AND "))
                ORDER BY seq LIMIT \(limit)
                """
        )
        return try Row.fetchAll(statement, arguments: StatementArguments(arguments)).map { ($0[0], $0[1]) }
    }
}
