import Decisions
import EventStore
import Events
package import ServiceKit

/// Organisations, institutions, programmes, agreements, commitments, reports and reported figures.
package enum PartnershipsService {
    /// The service, for its executable and for tests.
    package static let definition: ServiceDefinition = ServiceDefinition(
        name: "partnerships",
        version: "1.0.0",
        summary: "Keeps organisations, institutions, programmes, and the agreements and commitments between them.",
        defaultPort: 7104,
        settings: PartnershipsConfig.all,
        projections: PartnershipsProjections.all
    ) { context in
        let configuration = context.configuration
        let calendar = BusinessCalendar(timeZone: configuration.timeZone)
        let timer = AgreementTimer(
            writer: context.writer,
            calendar: calendar,
            backfillDays: configuration[PartnershipsConfig.backfillDays]
        )
        return .standard(
            context,
            routes: PartnershipsRoutes(calendar: calendar, publisher: IATIPublisher(configuration)).all,
            publishes: [.partnershipEvents],
            messages: PartnershipsMessages.table(calendar),
            services: [
                RepeatedWork(
                    "agreement-timetable",
                    every: configuration[PartnershipsConfig.timetableInterval],
                    logger: context.logger
                ) { try await timer.look(at: .now) }
            ]
        )
    }
}
