import EventStore
import Events
import ServiceKit
import ServiceLifecycle

/// What the service does without being asked.
enum ServiceDeliveryWork {
    static func all(_ settings: ServiceSettings, _ context: ServiceContext) -> [any Service] {
        let index = settings.index
        let writer = context.writer
        return [
            FollowerLoop(DeliveryIndex.follower, writer: writer, logger: context.logger) { try index.follow($0, $1) },
            RepeatedWork(
                "due work",
                every: context.configuration[ServiceDeliveryConfig.timerInterval],
                logger: context.logger
            ) {
                // A reader cannot make it.
                try await writer.submit { _ = try $0.secret(VerificationCode.secretName) }
                var last: EntityID?
                repeat {
                    let after = last
                    last = try await writer.submit { try DueWork.run($0, index, after: after) }
                } while last != nil
            },
        ]
    }
}
