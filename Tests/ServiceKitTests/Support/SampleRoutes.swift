import EventStore
import Events
import GRDB
import HTTPTypes

@testable import ServiceKit

enum Colour: String, CodeList {
    case red
    case green
}

struct AddThing: Codable, Sendable {
    struct Cell: Codable, Sendable {
        var colour: Colour
        var count: Int
    }

    var thingId: EntityID
    var name: String
    var since: CalendarDate?
    var cells: [Cell]
    var labels: [String: String]?

    static let example = AddThing(
        thingId: EntityID(high: 1, low: 2),
        name: "a",
        since: CalendarDate(year: 2021, month: 2, day: 17),
        cells: [Cell(colour: .red, count: 1)]
    )
}

struct ThingView: Codable, Sendable {
    var thingId: EntityID
    var count: Int
}

/// Routes over one small table, enough to see what the kit does with them.
enum SampleRoutes {
    static let all = [add, touch, list, one, csv, broken]

    static func open(_ db: Database) throws {
        try db.execute(sql: "CREATE TABLE IF NOT EXISTS thing(id TEXT PRIMARY KEY, count INT NOT NULL, colour TEXT)")
    }

    static let add = Route.command(
        .post,
        "/v1/things",
        summary: "Adds a thing.",
        permission: "thing.add",
        dataClass: .operational,
        statuses: [201, 202],
        errors: ["thing.refused", RouteError("thing.duplicate", status: 409)],
        example: AddThing.example,
        response: ThingView(thingId: AddThing.example.thingId, count: 1)
    ) { transaction, context, input in
        try open(transaction.db)
        guard input.name != "refused" else { throw Rejection("thing.refused", field: "name", "choose another name") }
        guard input.name != "crash" else { throw DatabaseError(message: "Amal Hassan") }
        let known = try Bool.fetchOne(
            transaction.db,
            sql: "SELECT EXISTS(SELECT 1 FROM thing WHERE id=?)",
            arguments: ["\(input.thingId)"]
        )
        guard known != true else {
            throw Rejection("thing.duplicate", field: "thingId", "it is there already", status: 409)
        }
        try transaction.db.execute(
            sql: "INSERT INTO thing VALUES (?, ?, ?)",
            arguments: ["\(input.thingId)", input.cells.count, input.cells.first?.colour.rawValue]
        )
        if input.name == "half" {
            return .refused(
                Rejection("thing.refused", field: "name", "choose another name; the thing is kept"),
                recorded: ThingView(thingId: input.thingId, count: input.cells.count),
                version: 1
            )
        }
        return CommandResult(
            ThingView(thingId: input.thingId, count: input.cells.count),
            version: 1,
            location: "/v1/things/\(input.thingId)",
            status: input.name == "provisional" ? 202 : nil
        )
    }

    static let touch = Route.command(
        .post,
        "/v1/things/{thingId}/touch",
        summary: "Touches a thing.",
        permission: "thing.touch",
        dataClass: .operational,
        requiresVersion: true,
        example: NoBody(),
        response: NoBody()
    ) { _, context, _ in
        _ = try context.id("thingId")
        return .done(version: (context.expectedVersion ?? 0) + 1)
    }

    static let list = Route.query(
        "/v1/things",
        summary: "Lists things.",
        permission: "thing.read",
        dataClass: .operational,
        parameters: [.code("colour", Colour.self, "Only these."), .date("since", "From this day on.")],
        isPaged: true,
        response: Page(items: [ThingView(thingId: AddThing.example.thingId, count: 1)], next: "WyJhIl0")
    ) { context in
        let colour: Colour? = context.query(code: "colour")
        let page = context.page
        return QueryResult(
            try await context.read { db in
                guard try db.tableExists("thing") else { return Page(items: []) }
                let rows = try Row.fetchAll(
                    db,
                    sql: "SELECT id, count FROM thing WHERE id > ? AND (colour=?2 OR ?2 IS NULL) ORDER BY id LIMIT ?3",
                    arguments: [page.after?.first ?? "", colour?.rawValue, page.limit + 1]
                )
                return page.page(of: rows, key: { [$0[0]] }) { row in
                    ThingView(thingId: EntityID(row[0]) ?? .v7(), count: row[1])
                }
            }
        )
    }

    static let one = Route.query(
        "/v1/things/{thingId}",
        summary: "Gives a thing.",
        permission: "thing.read",
        dataClass: .operational,
        errors: [RouteError("thing.unknown", status: 404)],
        response: ThingView(thingId: AddThing.example.thingId, count: 1)
    ) { context in
        QueryResult(ThingView(thingId: try context.id("thingId"), count: 0), version: 7)
    }

    static let csv = Route.download(
        "/v1/things.csv",
        mediaType: "text/csv; charset=utf-8",
        summary: "Exports things.",
        permission: "thing.read",
        dataClass: .public
    ) { _ in Array("id,count\n".utf8) }

    static let broken = Route.query(
        "/v1/broken",
        summary: "Fails.",
        permission: "thing.read",
        dataClass: .operational,
        response: Optional<ThingView>.none
    ) { _ in throw DatabaseError(message: "Amal Hassan") }
}
