import ServiceKit

/// The settings of this service.
enum StatisticsConfig {
    /// How often figures are looked at.
    static let figuresInterval = Setting.duration(
        "figures.interval",
        default: "5s",
        in: .milliseconds(100)...(.seconds(86_400)),
        "How often figures that have changed are published."
    )

    /// The disclosure threshold.
    static let figuresK = Setting.integer(
        "figures.k",
        default: 10,
        in: 1...1000,
        unit: "persons",
        "The smallest value about persons who are helped that is published; smaller ones, zeros too, are withheld."
    )

    /// Records in one commit.
    static let batch = Setting.integer(
        "consumer.batch",
        default: 10_000,
        in: 1...100_000,
        unit: "records",
        "Records that are taken from the topics in one commit."
    )

    static let all: [any DeclaredSetting] = [figuresInterval, figuresK, batch]
}
