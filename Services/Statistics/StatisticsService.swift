import EventStore
import Events
package import ServiceKit

/// Counts what all the others tell, exactly, and publishes what may be told.
package enum StatisticsService {
    /// The service.
    package static let definition = ServiceDefinition(
        name: "statistics",
        version: "0.1.0",
        summary: "Exact figures from the events of all services, and their publication.",
        defaultPort: 7105,
        settings: StatisticsConfig.all,
        projections: [StatisticsTables.facts, StatisticsTables.figures, PublicationTables.publications]
    ) { context in
        let days = BusinessDays(zone: context.configuration.timeZone)
        let publisher = FigurePublisher(
            writer: context.writer,
            days: days,
            threshold: context.configuration[StatisticsConfig.figuresK]
        )
        var limits = ConsumerLoop.Limits()
        limits.batch = context.configuration[StatisticsConfig.batch]
        return .standard(
            context,
            routes: StatisticsRoutes(days: days, threshold: context.configuration[StatisticsConfig.figuresK]).all
                + PublicationRoutes().all + PageRoutes().all,
            publishes: [.figures],
            messages: StatisticsMessages(days: days).table,
            services: [
                RepeatedWork(
                    "figures",
                    every: context.configuration[StatisticsConfig.figuresInterval],
                    logger: context.logger
                ) {
                    try await publisher.publishIfDue()
                }
            ],
            limits: limits
        )
    }
}
