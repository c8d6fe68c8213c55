import Decisions
import EventStore
import Events
package import ServiceKit

/// Activities and their participants, campaigns, knowledge and feedback.
package enum TrainingService {
    /// The service, for its executable and for tests.
    package static let definition: ServiceDefinition = ServiceDefinition(
        name: "training",
        version: "1.0.0",
        summary: "Keeps trainings, their participants and certificates, campaigns, and what was learnt.",
        defaultPort: 7103,
        projections: TrainingProjections.all
    ) { context in
        let routes = TrainingRoutes(
            calendar: BusinessCalendar(timeZone: context.configuration.timeZone),
            instance: context.configuration.instance
        )
        return .standard(
            context,
            routes: routes.all,
            publishes: [.trainingEvents],
            messages: TrainingMessages.table
        )
    }
}
