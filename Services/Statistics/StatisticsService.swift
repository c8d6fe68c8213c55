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
            ShareTables.projection,
        ],
        mapsStore: false
    ) { context in
        let days = BusinessDays(zone: context.configuration.timeZone)
        let policy = StatisticsConfig.policy(context.configuration)
        // A policy that cannot be laid out stops the start rather than the first release.
        _ = try policy.blocks
        let group = try ShareConfig.part(context.configuration)
        try await context.writer.submit { try ShareTables.claim(group, $0.db) }
        if let group, !group.releases { return try reading(context, group, days, policy) }
        return counting(context, group, days, policy)
    }

    private static func routes(_ days: BusinessDays, _ policy: ReleasePolicy) -> [Route] {
        StatisticsRoutes(days: days, threshold: policy.disclosure.k).all + PublicationRoutes().all + PageRoutes().all
            + ReleaseRoutes(days: days, policy: policy).all + PartnerRoutes().all
    }

    private static func limits(_ context: ServiceContext) -> ConsumerLoop.Limits {
        var limits = ConsumerLoop.Limits()
        limits.batch = context.configuration[StatisticsConfig.batch]
        return limits
    }

    /// An instance that counts and releases: what it reads itself, or what the others of its group tell it.
    private static func counting(
        _ context: ServiceContext,
        _ group: ShareConfig.Group?,
        _ days: BusinessDays,
        _ policy: ReleasePolicy
    ) -> ServiceComponents {
        let read = StatisticsMessages(days: days).table
        let messages = group.map { AtomListener(secret: $0.secret).table } ?? read
        let publisher = FigurePublisher(writer: context.writer, days: days)
        let progress = ConsumerProgress()
        var maker = ReleaseMaker(
            writer: context.writer,
            days: days,
            policy: policy,
            topics: read.topics,
            // What waits to be read belongs to the release.
            isCaughtUp: { progress.isCaughtUp },
            logger: context.logger
        )
        registerOrders(of: context)
        if group != nil {
            let hasSchedule = policy.schedule != nil
            let reading = ReadingProgress(
                store: context.store,
                kafka: context.kafka,
                topics: read.topics.filter { $0 != Topic.releases.name },
                progress: progress,
                isAsked: { try hasSchedule || ReleaseOrders.pending($0) != nil }
            )
            maker.isCaughtUp = { try await reading.isCaughtUp() }
            maker.sharedOffsets = { try AtomListener.nextOffsets($0) }
        }
        let releases = maker
        return .standard(
            context,
            routes: routes(days, policy),
            publishes: [.figures, .releases, .partnerFigures],
            messages: messages,
            services: [
                RepeatedWork(
                    "figures",
                    every: context.configuration[StatisticsConfig.figuresInterval],
                    logger: context.logger
                ) {
                    try await publisher.publishIfDue()
                },
                RepeatedWork("releases", every: .seconds(1), logger: context.logger) { try await releases.work() },
            ],
            limits: limits(context),
            progress: progress
        )
    }

    /// An instance that reads for the one that counts.
    private static func reading(
        _ context: ServiceContext,
        _ group: ShareConfig.Group,
        _ days: BusinessDays,
        _ policy: ReleasePolicy
    ) throws -> ServiceComponents {
        let all = StatisticsMessages(days: days)
        let keeper = AtomKeeper(secret: group.secret, topics: all.told(to: .store).table.topics)
        let writer = context.writer
        let share = ConsumerShare(group: "jisr.statistics.share.\(group.name)", whole: [Topic.forgotten.name]) {
            taken in
            try await writer.submit { try AtomTeller.tellAgain(taken, $0.db) }
        }
        let teller = AtomTeller(store: context.store, secret: group.secret, owned: { share.owned })
        let refusal = Rejection(
            "share.reader",
            "this instance only reads for the one of its group that counts; ask that one",
            status: 503
        )
        return .standard(
            context,
            routes: routes(days, policy).map { $0.refusing(refusal) },
            publishes: [.forgotten],
            messages: keeper.hearing(all.told(to: keeper.sink).table),
            services: [StateTeller(teller, context, every: .milliseconds(500))],
            limits: limits(context),
            share: share
        )
    }

    /// What alerts about releases are made of.
    private static func registerOrders(of context: ServiceContext) {
        let store = context.store
        context.metrics.gauge(
            "jisr_release_refused",
            help: "1 while the newest release that was ordered, or was due, is one that could not be made."
        ) {
            try await store.read { try ReleaseOrders.newest($0)?.state == .refused ? 1 : 0 }
        }
        context.metrics.gauge(
            "jisr_release_pending_seconds",
            help: "How long a release that was ordered has been waiting to be made; 0 when there is none."
        ) {
            guard let order = try await store.read({ try ReleaseOrders.pending($0) }) else { return 0 }
            return Double(Timestamp.now.millisecondsSince1970 - order.orderedAt.millisecondsSince1970) / 1000
        }
    }
}
