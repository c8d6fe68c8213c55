import EventStore
import Events
package import ServiceKit

/// The service called *services*: offers, enrolments, certificates, distributions, returns, reintegration plans.
package enum ServiceDeliveryService {
    /// What it is made of.
    package static let definition = ServiceDefinition(
        name: "services",
        version: "0.1.0",
        summary: "Delivers services: offers, enrolments, certificates, kits, returns and reintegration.",
        defaultPort: 7102,
        settings: ServiceDeliveryConfig.settings,
        projections: ServiceDeliveryProjections.all
    ) { context in
        let settings = ServiceSettings(context.configuration)
        let writer = context.writer
        return .standard(
            context,
            routes: ServiceDeliveryRoutes.all(settings),
            publishes: [.serviceEvents, .serviceConfidential],
            messages: ServiceDeliveryMessages.table(settings.zone),
            accepts: { settings.accepts($0) },
            services: [
                RepeatedWork(
                    "due enrolments",
                    every: context.configuration[ServiceDeliveryConfig.timerInterval],
                    logger: context.logger
                ) {
                    var last: EntityID?
                    repeat {
                        let after = last
                        last = try await writer.submit { try DueWork.run($0, settings.zone, after: after) }
                    } while last != nil
                }
            ]
        )
    }
}
