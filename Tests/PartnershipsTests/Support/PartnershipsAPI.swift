import EventStore
import Events
import TestKit

@testable import Partnerships

/// This service's routes over a store of its own.
typealias PartnershipsAPI = ServiceUnderTest

extension ServiceUnderTest {
    /// Starts the routes, lets `body` use them, and stops them.
    static func run(
        on today: CalendarDate = day("2026-11-21"),
        _ body: @Sendable (PartnershipsAPI) async throws -> Void
    ) async throws {
        try await run(
            Parts(
                service: "partnerships",
                projections: PartnershipsProjections.all,
                routes: PartnershipsRoutes(calendar: calendar).all,
                messages: PartnershipsMessages.table(calendar),
                topic: .trainingEvents
            ),
            on: today,
            body
        )
    }
}

/// A record as training publishes it.
func published<E: EventData>(_ event: E, of aggregate: EntityID, sequence: Int64 = 1) throws -> RawRecord {
    try published(event, of: aggregate, source: "/jisr/training/national", sequence: sequence)
}
