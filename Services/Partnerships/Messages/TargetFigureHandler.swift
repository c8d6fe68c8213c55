import EventStore
import Events

/// Statistics count something that is an agreement's target: the newest total is kept beside the target.
enum TargetFigureHandler {
    static func handle(_ transaction: Transaction, _ event: StatisticUpdated, _ message: ReceivedEvent) throws {
        guard let agreement = TargetFigure.agreement(of: event) else { return }
        // Figures of agreements are few, so they are kept before anybody makes them a target.
        guard try !agreement.isEmpty || transaction.isTarget(event.indicator) else { return }
        try transaction.keep(message)
    }
}
