import EventStore
import Events
package import ServiceKit

/// The service called *services*: offers, enrolments, certificates, referrals, distributions, returns, reintegration
/// plans.
package enum ServiceDeliveryService {
    /// What it is made of.
    package static let definition = ServiceDefinition(
        name: "services",
        version: "0.1.0",
        summary: "Delivers services: offers, enrolments, certificates, referrals, kits, returns and reintegration.",
        defaultPort: 7102,
        settings: ServiceDeliveryConfig.settings,
        projections: ServiceDeliveryProjections.all,
        followers: [DeliveryIndex.follower]
    ) { context in
        let settings = ServiceSettings(context.configuration)
        return .standard(
            context,
            routes: ServiceDeliveryRoutes.all(settings),
            publishes: [.serviceEvents, .serviceConfidential],
            messages: ServiceDeliveryMessages.table(settings.zone),
            accepts: { settings.accepts($0) },
            services: ServiceDeliveryWork.all(settings, context)
        )
    }
}
