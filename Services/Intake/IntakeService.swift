import Events
package import ServiceKit

/// The service that registers people, follows their cases and admissions, and keeps their consents.
package enum IntakeService {
    /// Its parts.
    package static let definition = ServiceDefinition(
        name: "intake",
        version: "0.1.0",
        summary: "Registers and follows cases: consents, admissions, assessments, plans, reviews.",
        defaultPort: 7101,
        settings: IntakeConfig.settings,
        projections: IntakeProjections.all,
        followers: [CaseIndex.follower, PersonIndex.follower]
    ) { context in
        let config = try IntakeConfig(context.configuration)
        return .standard(
            context,
            routes: IntakeRoutes.all(IntakeCommands(config)),
            publishes: [.caseEvents, .caseConfidential, .matchTokens],
            messages: IntakeMessages(config).table,
            accepts: { config.services.accept($0) },
            services: IntakeWork.all(config, context)
        )
    }
}
