import Disclosure
import EventStore
import Events
import Foundation
import Logging
import ServiceKit
import TestKit
import Testing

@testable import Statistics

@Suite struct ReleaseRouteTests {
    private static let policy = ReleasePolicy.builtIn(k: 10)

    private func run(_ body: @Sendable (PublicAPI) async throws -> Void) async throws {
        try await PublicAPI.run(
            PublicAPI.Parts(
                service: "statistics",
                projections: [
                    StatisticsTables.facts, StatisticsTables.figures, PublicationTables.publications,
                    ReleaseTables.projection,
                ],
                routes: PublicationRoutes().all + ReleaseRoutes(days: Desk.days, policy: Self.policy).all,
                messages: StatisticsMessages(days: Desk.days).table,
                topic: .serviceEvents
            ),
            on: day(2021, 3, 1),
            body
        )
    }

    /// Makes what was ordered, as the service does all the time.
    private func work(_ api: PublicAPI) async throws {
        try await ReleaseMaker(
            writer: Writer(api.store),
            days: Desk.days,
            policy: Self.policy,
            topics: [],
            logger: Logger(label: "test"),
            clock: { Timestamp(day(2021, 3, 1)) }
        ).work()
    }

    @Test func `a release is ordered, made, and shown to everyone`() async throws {
        try await run { api in
            #expect(try await api.get("/v1/release-ledgers").status == 404)
            let ordered = try await api.post("/v1/releases", ["through": "2018-12-31"], key: "one")
            #expect(ordered.status == 202)
            #expect(ordered.json["state"].string == "PENDING")
            let path = try #require(ordered.headers["location"])
            #expect(try await api.get(path).json["state"].string == "PENDING")
            // The same command again asks for the same order.
            #expect(try await api.post("/v1/releases", ["through": "2018-12-31"], key: "one").json == ordered.json)
            #expect(
                try await api.post("/v1/releases", ["through": "2019-12-31"]).json["code"].string == "release.pending"
            )
            try await work(api)
            let made = try await api.get(path).json
            #expect(made["state"].string == "MADE")
            let release = try #require(made["releaseId"].string)
            let shown = try await api.get("/v1/releases/\(release)?limit=200").json
            #expect(shown["manifest"]["cutoff"].string == "2018-12-31")
            let rest = try await api.get("/v1/releases/\(release)?limit=200&cursor=\(shown["next"].string ?? "")").json
            let count = shown["items"].array.count + rest["items"].array.count
            #expect(shown["manifest"]["figureCount"].int == count)
            #expect(shown["items"].array.allSatisfy { $0["suppressed"].bool == true }, "nobody was reached")
            #expect(try await api.get("/v1/release-ledgers").json["releaseId"].string == release)
            #expect(try await api.get("/v1/release-orders").json["items"].array.count == 1)
            #expect(
                try await api.post("/v1/releases", ["through": "2018-12-31"]).json["code"].string == "release.exists"
            )
        }
    }

    @Test func `what cannot be ordered is refused with the field and what to do`() async throws {
        try await run { api in
            let open = try await api.post("/v1/releases", ["through": "2021-03-31"])
            #expect(open.status == 422)
            #expect(open.json["code"].string == "period.open")
            #expect(open.json["field"].string == "through")
            #expect(open.json["message"].string?.contains("2020-12-31") == true)
            #expect(try await api.post("/v1/releases", ["through": "soon"]).json["field"].string == "through")
            #expect(try await api.post("/v1/releases", [:]).json["field"].string == "through")
            #expect(try await api.get("/v1/release-orders/\(Examples.id(1))").json["code"].string == "order.unknown")
            #expect(try await api.get("/v1/release-orders?cursor=x").status == 400)
            #expect(try await api.get("/v1/release-orders").json["items"].array.isEmpty)
        }
    }
}
