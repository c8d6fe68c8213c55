import EventStore
import Events

/// What became of a row of a request with many.
enum RowResult: String, CodeList {
    case accepted
    case refused
}

/// What became of one row, and why it was refused.
struct RowAnswer: Codable, Sendable {
    /// Its place in the request, from 0.
    var row: Int
    var result: RowResult
    /// What was recorded: the session, or the person who was put on the list.
    var id: EntityID?
    var code: String?
    var field: String?
    var message: String?

    static func accepted(_ row: Int, _ id: EntityID?) -> RowAnswer {
        RowAnswer(row: row, result: .accepted, id: id)
    }

    static func refused(_ row: Int, _ rejection: Rejection) -> RowAnswer {
        RowAnswer(
            row: row,
            result: .refused,
            code: rejection.code,
            field: rejection.field.map { "rows[\(row)].\($0)" } ?? "rows[\(row)]",
            message: rejection.message
        )
    }
}

/// What became of all of them; those accepted are committed together.
struct BulkAnswer: Codable, Sendable {
    var accepted: Int
    var refused: Int
    var results: [RowAnswer]

    init(_ results: [RowAnswer]) {
        accepted = results.count { $0.result == .accepted }
        refused = results.count - accepted
        self.results = results
    }

    static let example = BulkAnswer([
        .accepted(0, WireExample.session),
        .refused(1, Rejection("session.outside_period", field: "date", "the session lies outside the enrolment")),
    ])
}

extension Transaction {
    /// Does the work of each row in a savepoint of its own: one that is refused harms no other, and all of them are one
    /// commit.
    func eachRow<Row>(_ rows: [Row], _ work: (Int, Row) throws -> EntityID?) throws -> [RowAnswer] {
        guard !rows.isEmpty else { throw Rejection("field.required", field: "rows", "give at least one row") }
        return try rows.enumerated().map { index, row in
            do {
                return .accepted(index, try savepoint { try work(index, row) })
            } catch let rejection as Rejection {
                return .refused(index, rejection)
            }
        }
    }
}
