import EventStore
import Events
import Foundation
import GRDB

/// Which published figures are asked for; everything that is not stated is open.
struct PublicationFilter: Sendable, Hashable {
    var indicator: IndicatorCode?
    var period: String?
    var source: StatisticSource?
    /// Those of a release, as it was released; else what holds now.
    var release: EntityID?
}

/// A figure as it was published, with its key on the topic.
struct PublishedFigure: Sendable {
    var key: String
    var statistic: StatisticUpdated
}

/// Reads what was published, inside one snapshot of the store.
///
/// Figures of a release are shown once its manifest is there, never before.
struct PublicationReader {
    let db: Database

    init(_ db: Database) { self.db = db }

    /// The figures in the order of their keys: those after `key`, up to `limit`; all of them unless stated.
    func figures(
        _ filter: PublicationFilter = .init(),
        after key: String? = nil,
        limit: Int? = nil
    ) throws
        -> [PublishedFigure]
    {
        var conditions: [String] = []
        var arguments: [DatabaseValue] = []
        func require(_ condition: String, _ values: [(any DatabaseValueConvertible)?]) {
            conditions.append(condition)
            arguments += values.map { $0?.databaseValue ?? .null }
        }
        if let release = filter.release {
            require("f.release=? AND \(Self.isOpen("f"))", [release])
        } else {
            require(Self.isOpen("f"), [])
            require(
                """
                NOT EXISTS (SELECT 1 FROM published_figure n
                    WHERE n.key=f.key AND n.version>f.version AND \(Self.isOpen("n")))
                """,
                []
            )
        }
        if let indicator = filter.indicator { require("f.indicator=?", [indicator.rawValue]) }
        if let period = filter.period { require("f.period=?", [period]) }
        if let source = filter.source { require("f.source=?", [source.rawValue]) }
        if let key { require("f.key>?", [key]) }
        let sql = """
            SELECT f.key, f.data FROM published_figure f WHERE \(conditions.joined(separator: " AND "))
            ORDER BY f.key\(limit.map { " LIMIT \($0)" } ?? "")
            """
        let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: StatementArguments(arguments))
        var figures: [PublishedFigure] = []
        while let row = try rows.next() {
            figures.append(
                PublishedFigure(key: row[0], statistic: try Self.decode(StatisticUpdated.self, row, at: 1))
            )
        }
        return figures
    }

    /// The manifests, the newest cutoff first: those after `place`, up to `limit`.
    func releases(after place: (cutoff: String, id: EntityID)? = nil, limit: Int) throws -> [SnapshotPublished] {
        try manifests("published_release", after: place, limit: limit)
    }

    /// The manifests in a table, the newest cutoff first.
    func manifests<Event: EventData>(
        _ table: String,
        after place: (cutoff: String, id: EntityID)?,
        limit: Int
    ) throws -> [Event] {
        let condition = place == nil ? "" : "WHERE (cutoff, id) < (?, ?)"
        return try Row.fetchAll(
            db.cachedStatement(sql: "SELECT data FROM \(table) \(condition) ORDER BY cutoff DESC, id DESC LIMIT ?"),
            arguments: (place.map { [$0.cutoff, $0.id] } ?? []) + [limit]
        ).map { try Self.decode(Event.self, $0, at: 0) }
    }

    /// The manifest of a release; `nil` when there is none.
    func release(_ id: EntityID) throws -> SnapshotPublished? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT data FROM published_release WHERE id=?"),
            arguments: [id]
        ).map { try Self.decode(SnapshotPublished.self, $0, at: 0) }
    }

    /// Whether a row of `table` may be shown.
    private static func isOpen(_ table: String) -> String {
        "(\(table).release=x'' OR \(table).release IN (SELECT id FROM published_release))"
    }

    static func decode<Event: EventData>(_ type: Event.Type, _ row: Row, at index: Int) throws -> Event {
        try row.withUnsafeData(atIndex: index) { try EventCoding.decode(type, from: [UInt8]($0 ?? Data())) }
    }
}
