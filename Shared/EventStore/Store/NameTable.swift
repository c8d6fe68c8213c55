import Events
import GRDB

/// The small numbers by which the tables refer to topics and event types.
///
/// All declared names, and those of the events that only this service's own read tables follow, are entered when the
/// store opens, so that no lookup writes inside a command's savepoint, which may yet be rolled back.
struct NameTable: Sendable {
    private let topicIDs: [String: Int64]
    private let topicNames: [Int64: String]
    private let typeIDs: [String: Int64]
    private let typeNames: [Int64: String]

    init(_ db: Database, types: [String]) throws {
        for topic in Topic.all {
            try db.execute(sql: "INSERT OR IGNORE INTO topic(name) VALUES (?)", arguments: [topic.name])
        }
        for type in EventCatalog.all.map({ $0.type }) + types {
            try db.execute(sql: "INSERT OR IGNORE INTO event_type(name) VALUES (?)", arguments: [type])
        }
        topicIDs = try Self.load(db, "topic")
        typeIDs = try Self.load(db, "event_type")
        topicNames = Dictionary(topicIDs.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        typeNames = Dictionary(typeIDs.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func topic(_ name: String) throws -> Int64 {
        guard let id = topicIDs[name] else { throw UndeclaredName(name: name) }
        return id
    }

    func topicName(_ id: Int64) -> String { topicNames[id] ?? "" }

    func type(_ name: String) throws -> Int64 {
        guard let id = typeIDs[name] else { throw UndeclaredName(name: name) }
        return id
    }

    func typeName(_ id: Int64) -> String { typeNames[id] ?? "" }

    private static func load(_ db: Database, _ table: String) throws -> [String: Int64] {
        try Dictionary(
            Row.fetchAll(db, sql: "SELECT name, id FROM \(table)").map { ($0["name"], $0["id"]) },
            uniquingKeysWith: { first, _ in first }
        )
    }
}

/// A topic or event type was used that the Events module does not declare.
struct UndeclaredName: Error, CustomStringConvertible {
    let name: String
    var description: String { "\(name) is not declared in Events" }
}
