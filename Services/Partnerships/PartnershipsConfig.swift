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

    /// Who publishes the IATI export.
    static let iatiReference = Setting<String>.text(
        "iati.reporting.ref",
        default: "XI-JISR",
        "The IATI identifier of the organisation that publishes the export; set it before publishing."
    )

    /// The publisher's name.
    static let iatiName = Setting<String>.text(
        "iati.reporting.name",
        default: "Jisr",
        "The name of the organisation that publishes the IATI export."
    )

    /// The publisher's kind.
    static let iatiType = Setting<Int>.integer(
        "iati.reporting.type",
        default: 90,
        in: 10...90,
        unit: "code",
        "The publisher's type in IATI's list of organisation types; 90 stands for other."
    )

    static let all: [any DeclaredSetting] = [timetableInterval, backfillDays, iatiReference, iatiName, iatiType]
}
