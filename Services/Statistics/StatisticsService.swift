import Disclosure
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
        projections: [
            StatisticsTables.facts, StatisticsTables.figures, PublicationTables.publications, ReleaseTables.projection,
        ]
    ) { context in
        let days = BusinessDays(zone: context.configuration.timeZone)
        let policy = StatisticsConfig.policy(context.configuration)
        // A policy that cannot be laid out stops the start rather than the first release.
        _ = try policy.blocks
        let messages = StatisticsMessages(days: days).table
        let publisher = FigurePublisher(writer: context.writer, days: days)
        let progress = ConsumerProgress()
        let maker = ReleaseMaker(
            writer: context.writer,
            days: days,
            policy: policy,
            topics: messages.topics,
            // What waits to be read belongs to the release.
            isCaughtUp: { progress.isCaughtUp },
            logger: context.logger
        )
        var limits = ConsumerLoop.Limits()
        limits.batch = context.configuration[StatisticsConfig.batch]
        return .standard(
            context,
            routes: StatisticsRoutes(days: days, threshold: policy.disclosure.k).all + PublicationRoutes().all
                + PageRoutes().all + ReleaseRoutes(days: days, policy: policy).all,
            publishes: [.figures, .releases],
            messages: messages,
            services: [
                RepeatedWork(
                    "figures",
                    every: context.configuration[StatisticsConfig.figuresInterval],
                    logger: context.logger
                ) {
                    try await publisher.publishIfDue()
                },
                RepeatedWork("releases", every: .seconds(1), logger: context.logger) { try await maker.work() },
            ],
            limits: limits,
            progress: progress
        )
    }
}
