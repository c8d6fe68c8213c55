import EventStore
import Events
import ServiceKit
import ServiceLifecycle

/// What the service does without being asked.
enum IntakeWork {
    static func all(_ config: IntakeConfig, _ context: ServiceContext) -> [any Service] {
        let index = CaseIndex(config: config)
        let persons = PersonIndex(nationalKey: config.matchKey)
        let writer = context.writer
        return [
            FollowerLoop(CaseIndex.follower, writer: writer, logger: context.logger) { try index.follow($0, $1) },
            FollowerLoop(PersonIndex.follower, writer: writer, logger: context.logger) { try persons.follow($0, $1) },
            RepeatedWork(
                "deadlines",
                every: context.configuration[IntakeConfig.timerInterval],
                logger: context.logger
            ) {
                try await writer.submit { transaction in
                    // A reader cannot make it.
                    _ = try transaction.secret("search")
                    try transaction.announceExchangeKey(for: config.institutions)
                }
                while try await writer.submit({ try index.tellPassed($0) }) {}
            },
        ]
    }
}
