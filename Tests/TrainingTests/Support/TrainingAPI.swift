import EventStore
import Events
import TestKit

@testable import Training

/// This service's routes over a store of its own.
typealias TrainingAPI = ServiceUnderTest

extension ServiceUnderTest {
    /// Starts the routes, lets `body` use them, and stops them.
    static func run(
        on today: CalendarDate = day("2026-11-21"),
        _ body: @Sendable (TrainingAPI) async throws -> Void
    ) async throws {
        try await run(
            Parts(
                service: "training",
                projections: TrainingProjections.all,
                routes: TrainingRoutes(calendar: calendar, instance: "national").all,
                messages: TrainingMessages.table,
                topic: .partnershipEvents
            ),
            on: today,
            body
        )
    }
}

/// A record as partnerships publishes it.
func published<E: EventData>(_ event: E, of aggregate: EntityID, sequence: Int64 = 1) throws -> RawRecord {
    try published(event, of: aggregate, source: "/jisr/partnerships/national", sequence: sequence)
}
