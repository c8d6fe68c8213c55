import EventStore
import Events
import GRDB
import ServiceKit

/// The routes of what is published: for everyone.
struct PublicationRoutes: Sendable {
    /// What everybody is permitted.
    static let permission = "public"

    static let unknownRelease = Rejection(
        "release.unknown",
        "no release of this identifier has been published; see /v1/releases",
        status: 404
    )

    /// All of them.
    var all: [Route] { [figures, releases, release, export] }

    private var figures: Route {
        .query(
            "/v1/figures",
            summary: "What is published now: the last statement of each figure, as on its topic, withheld ones too.",
            permission: Self.permission,
            dataClass: .public,
            parameters: Self.filterParameters,
            isPaged: true,
            errors: [RouteError("release.unknown", status: 404)],
            response: Page(items: [StatisticUpdated.example])
        ) { context in
            let filter = try Self.filter(context)
            let page = context.page
            let after = try Self.key(page.after)
            return QueryResult(
                try await context.read { db in
                    let reader = PublicationReader(db)
                    try reader.requireRelease(filter.release)
                    return page.page(
                        of: try reader.figures(filter, after: after, limit: page.limit + 1),
                        key: { [$0.key] },
                        item: { $0.statistic }
                    )
                }
            )
        }
    }

    private var releases: Route {
        .query(
            "/v1/releases",
            summary: "The manifests of all releases, the newest first.",
            permission: Self.permission,
            dataClass: .public,
            isPaged: true,
            response: Page(items: [SnapshotPublished.example])
        ) { context in
            let page = context.page
            let start = try Self.place(page.after)
            return QueryResult(
                try await context.read { db in
                    page.page(
                        of: try PublicationReader(db).releases(after: start, limit: page.limit + 1),
                        key: { [$0.cutoff.description, $0.releaseId.description] },
                        item: { $0 }
                    )
                }
            )
        }
    }

    private var release: Route {
        .query(
            "/v1/releases/{releaseId}",
            summary: "A release: its manifest and its figures as they were released.",
            permission: Self.permission,
            dataClass: .public,
            isPaged: true,
            errors: [RouteError("release.unknown", status: 404)],
            response: ReleaseResponse.example
        ) { context in
            let id = try context.id("releaseId")
            let page = context.page
            let after = try Self.key(page.after)
            return QueryResult(
                try await context.read { db in
                    let reader = PublicationReader(db)
                    guard let manifest = try reader.release(id) else { throw Self.unknownRelease }
                    let figures = page.page(
                        of: try reader.figures(.init(release: id), after: after, limit: page.limit + 1),
                        key: { [$0.key] },
                        item: { $0.statistic }
                    )
                    return ReleaseResponse(manifest: manifest, items: figures.items, next: figures.next)
                }
            )
        }
    }
}

extension PublicationRoutes {
    /// What published figures are chosen by.
    static var filterParameters: [QueryParameter] {
        [
            .code("indicator", IndicatorCode.self, "What is counted. See /v1/indicators."),
            .text("period", maximumLength: 40, "The period, as it is written: to-2018-12-31."),
            .code("source", StatisticSource.self, "Counted from events, or reported by a publication."),
            .id("release", "A release, whose figures are given as they were released; what holds now unless stated."),
        ]
    }

    /// What a request chooses.
    static func filter(_ context: QueryContext) throws -> PublicationFilter {
        PublicationFilter(
            indicator: context.query(code: "indicator"),
            period: context.query("period"),
            source: context.query(code: "source"),
            release: context.query(id: "release")
        )
    }

    /// The release that a list goes on after.
    static func place(_ after: [String]?) throws -> (cutoff: String, id: EntityID)? {
        guard let after else { return nil }
        guard after.count == 2, CalendarDate(after[0]) != nil, let id = EntityID(after[1]) else {
            throw PageRequest.cursorInvalid
        }
        return (after[0], id)
    }

    /// The figure that a list goes on after.
    static func key(_ after: [String]?) throws -> String? {
        guard let after else { return nil }
        // What is no figure's key is another list's cursor.
        guard after.count == 1, let parts = after.first?.split(separator: "|"), parts.count > 1,
            IndicatorCode(rawValue: String(parts[0])) != nil
        else { throw PageRequest.cursorInvalid }
        return after[0]
    }
}

extension PublicationReader {
    /// Refuses a release that was not published.
    func requireRelease(_ id: EntityID?) throws {
        guard let id else { return }
        guard try release(id) != nil else { throw PublicationRoutes.unknownRelease }
    }
}

/// A release and a part of its figures.
struct ReleaseResponse: Codable, Sendable {
    /// What was released, by which rules, from which records.
    var manifest: SnapshotPublished
    /// The figures, in the order of their keys.
    var items: [StatisticUpdated]
    /// The `cursor` of the next part; absent at the end.
    var next: String?

    /// What the documentation shows.
    static var example: ReleaseResponse {
        ReleaseResponse(manifest: .example, items: [.example])
    }
}
