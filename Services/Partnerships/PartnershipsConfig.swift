import ServiceKit

/// The settings of this service's own.
enum PartnershipsConfig {
    /// How often it is looked whether agreements come into force or expire, and reports are overdue.
    static let timetableInterval = Setting<Duration>.duration(
        "timetable.interval",
        default: "60s",
        in: .milliseconds(100)...(.seconds(86_400)),
        "How often it is looked whether agreements come into force or expire, and whether reports are overdue."
    )

    /// How long old reports may be entered before their lateness is noticed.
    static let backfillDays = Setting<Int>.integer(
        "reports.backfill.days",
        default: 0,
        in: 0...365,
        unit: "days",
        "How long, after an agreement came into force here, reports that were due before may be entered unnoticed."
    )

    static let all: [any DeclaredSetting] = [timetableInterval, backfillDays]
}
