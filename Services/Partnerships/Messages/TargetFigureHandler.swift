import EventStore
import Events

/// Statistics count something that is an agreement's target: the newest total is kept beside the target.
enum TargetFigureHandler {
    static func handle(_ transaction: Transaction, _ event: StatisticUpdated, _ message: ReceivedEvent) throws {
        guard TargetFigure.agreement(of: event) != nil, try transaction.isTarget(event.indicator) else { return }
        try transaction.keep(message)
    }
}
