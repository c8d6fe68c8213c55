import Decisions
import EventStore
import Events

/// Which event of other services goes to which handler.
enum PartnershipsMessages {
    static func table(_ calendar: BusinessCalendar) -> MessageTable {
        MessageTable()
            .on(ActivityReported.self) { transaction, event, message in
                try OutreachHandler(calendar: calendar)
                    .handle(ReportedOutreach(event), of: event.commitmentIds, transaction, message)
            }
            .on(ActivityCorrected.self) { transaction, event, message in
                try OutreachHandler(calendar: calendar).handle(event, transaction, message)
            }
            .on(CampaignReported.self) { transaction, event, message in
                try OutreachHandler(calendar: calendar)
                    .handle(ReportedOutreach(event), of: event.commitmentIds, transaction, message)
            }
            .on(ServiceDelivered.self) { transaction, event, message in
                try ServiceHandler(calendar: calendar).handle(event, transaction, message)
            }
            .on(StatisticUpdated.self, TargetFigureHandler.handle)
    }
}
