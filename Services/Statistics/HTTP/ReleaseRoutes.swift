import Disclosure
import EventStore
import Events
import Foundation
import GRDB
import HTTPTypes
import ServiceKit

/// The routes by which figures about persons who are helped are released: for the authority that runs the service.
struct ReleaseRoutes: Sendable {
    let days: BusinessDays
    let policy: ReleasePolicy

    /// All of them.
    var all: [Route] { [order, orders, orderByID, ledgers] }

    private static let permission = "statistics.release"

    private var order: Route {
        .command(
            .post,
            "/v1/releases",
            summary: "Orders the release of all figures about persons who are helped, up to the end of a quarter.",
            permission: Self.permission,
            dataClass: .operational,
            statuses: [202],
            errors: [
                "period.open", RouteError("release.exists", status: 409), RouteError("release.pending", status: 409),
                RouteError("release.ledger_missing", status: 409), RouteError("release.policy_changed", status: 409),
            ],
            example: OrderRelease(through: Synthetic.day),
            response: ReleaseOrderResponse.example
        ) { [days, policy] transaction, _, command in
            let today = CalendarDate(daysSince1970: Int(days.day(transaction.now)))
            let order = try ReleaseOrders.order(through: command.through, policy, today: today, in: transaction)
            return CommandResult(ReleaseOrderResponse(order), location: "/v1/release-orders/\(order.id)")
        }
    }

    private var orders: Route {
        .query(
            "/v1/release-orders",
            summary:
                "The releases that were ordered, by hand or by schedule, and what became of them; the newest first.",
            permission: Self.permission,
            dataClass: .operational,
            isPaged: true,
            response: Page(items: [ReleaseOrderResponse.example])
        ) { context in
            let page = context.page
            let before = try page.after.map { after in
                guard after.count == 1, let id = EntityID(after[0]) else { throw PageRequest.cursorInvalid }
                return id
            }
            return QueryResult(
                try await context.read { db in
                    page.page(
                        of: try ReleaseOrders.list(before: before, limit: page.limit + 1, db),
                        key: { [$0.id.description] },
                        item: { ReleaseOrderResponse($0) }
                    )
                }
            )
        }
    }

    private var orderByID: Route {
        .query(
            "/v1/release-orders/{orderId}",
            summary: "What became of a release that was ordered.",
            permission: Self.permission,
            dataClass: .operational,
            errors: [RouteError("order.unknown", status: 404)],
            response: ReleaseOrderResponse.example
        ) { context in
            let id = try context.id("orderId")
            return QueryResult(
                try await context.read { db in
                    guard let order = try ReleaseOrders.find(id, db) else {
                        throw Rejection("order.unknown", "no release was ordered under this identifier", status: 404)
                    }
                    return ReleaseOrderResponse(order)
                }
            )
        }
    }

    private var ledgers: Route {
        .download(
            "/v1/release-ledgers",
            mediaType: "application/json",
            summary: """
                What is behind the newest release: its ledgers with the certificates, for jisr verify --release. \
                It has small counts, which nobody may see who may not see exact figures.
                """,
            permission: "statistics.audit",
            dataClass: .quasiIdentifying,
            errors: [RouteError("release.unknown", status: 404)]
        ) { context in
            let ledgers = try await context.read { db in
                guard let last = try ReleaseTables.last(db) else { throw PublicationRoutes.unknownRelease }
                return ReleaseLedgers(
                    releaseId: last.id,
                    through: last.through,
                    blocks: try last.policy.blocks.flatMap { block in
                        let ledger = try ReleaseTables.ledger(block.name, db)
                        return Audience.allCases.compactMap { audience -> ReleaseLedgers.Block? in
                            guard let maker = block.maker(for: audience), let ledger = ledger[audience] else {
                                return nil
                            }
                            return ReleaseLedgers.Block(
                                indicator: block.indicator.code,
                                isRest: block.share == .rest,
                                audience: audience,
                                policy: maker.scheme.policy,
                                ledger: ledger
                            )
                        }
                    }
                )
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return [UInt8](try encoder.encode(ledgers))
        }
    }
}

/// Orders a release.
struct OrderRelease: Codable, Sendable {
    /// The last day that counts: the end of a calendar quarter that is over.
    var through: CalendarDate
}

/// A release that was ordered.
struct ReleaseOrderResponse: Codable, Sendable {
    /// The order.
    var orderId: EntityID
    /// The last day that counts.
    var through: CalendarDate
    /// When it was ordered.
    var orderedAt: Timestamp
    /// Whether it waits, was made, or cannot be made.
    var state: ReleaseOrders.State
    /// Why it cannot be made.
    var problem: String?
    /// The release, once it was made.
    var releaseId: EntityID?

    init(_ order: ReleaseOrders.Order) {
        orderId = order.id
        through = order.through
        orderedAt = order.orderedAt
        state = order.state
        problem = order.problem
        releaseId = order.release
    }

    static let releaseID = SnapshotPublished.example.releaseId

    static var example: ReleaseOrderResponse {
        ReleaseOrderResponse(
            ReleaseOrders.Order(
                id: ConsentRecorded.example.consentId,
                through: Synthetic.day,
                orderedAt: SnapshotPublished.example.publishedAt,
                state: .made,
                problem: nil,
                release: releaseID
            )
        )
    }
}

/// The ledgers behind the newest release.
struct ReleaseLedgers: Encodable, Sendable {
    /// The ledger of one indicator's persons for one audience.
    struct Block: Encodable, Sendable {
        /// What is counted.
        var indicator: IndicatorCode
        /// Whether it is of those of whom something is not told or known that the indicator is cut by.
        var isRest: Bool
        /// Who was told.
        var audience: Audience
        /// What of the policy concerns it.
        var policy: DisclosurePolicy
        /// What was released, the truth behind it and the certificates.
        var ledger: BlockLedger
    }

    /// The release.
    var releaseId: EntityID
    /// The last day that counts.
    var through: CalendarDate
    /// The blocks, two for each indicator and audience.
    var blocks: [Block]
}

private enum Synthetic {
    static let day = SnapshotPublished.example.cutoff
}
