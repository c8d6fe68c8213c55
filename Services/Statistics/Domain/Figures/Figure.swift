import Events

/// A value to be published, or the fact that it is withheld.
struct Figure: Sendable, Hashable {
    let indicator: IndicatorCode
    let dimensions: [String: String]
    /// `to-2018-12-31`: from the beginning to the end of that day.
    let period: String
    let asOf: CalendarDate
    /// `nil` when withheld.
    var value: Int?
    let source: StatisticSource
    var qualifier: Quantity.Qualifier?
    var unit: String?
    var sourceRef: String?
    var mayDoubleCount: Bool?
    var threshold: Int?
    /// What sets it apart from another statement of the same figure.
    var statement: String?

    /// The version of the policy that it was released by; absent for what needs no protection.
    var policyVersion: String?
    /// The noise in the value.
    var noise: StatisticNoise?
    /// The release it belongs to; absent for what is published as it changes.
    var release: EntityID?

    /// The record's key: `BEN_VOC|sex=F|to-2018-12-31|counted`, dimensions in alphabetical order.
    var key: String {
        let parts =
            [indicator.rawValue] + dimensions.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            + [period, source.rawValue] + (statement.map { [$0] } ?? [])
        return parts.joined(separator: "|")
    }

    /// The identifier of the statistic: always the same for the same ``key`` (UUID version 8).
    var id: EntityID { Self.identifier(of: key) }

    /// The identifier of what partners are told of it, which is another statistic.
    var sharedID: EntityID { Self.identifier(of: "partners|" + key) }

    private static func identifier(of text: String) -> EntityID {
        .v8(textKey(text), textKey("jisr|" + text))
    }

    /// The event that publishes it.
    func event(revision: Int) -> StatisticUpdated {
        StatisticUpdated(
            indicator: indicator,
            dimensions: dimensions,
            period: period,
            value: value,
            asOf: asOf,
            suppressed: value == nil,
            source: source,
            qualifier: qualifier,
            unit: unit,
            sourceRef: sourceRef,
            mayDoubleCount: mayDoubleCount,
            threshold: threshold,
            policyVersion: policyVersion,
            noise: noise,
            releaseId: release,
            revision: revision
        )
    }

    /// The event that tells partners; `nil` when it belongs to no release.
    var sharedEvent: StatisticShared? {
        guard let threshold, let policyVersion, let release else { return nil }
        return StatisticShared(
            indicator: indicator,
            dimensions: dimensions,
            period: period,
            value: value,
            asOf: asOf,
            suppressed: value == nil,
            source: source,
            unit: unit,
            mayDoubleCount: mayDoubleCount,
            threshold: threshold,
            policyVersion: policyVersion,
            releaseId: release,
            // A release has a period of its own, so that no figure of it is ever told again.
            revision: 1
        )
    }
}
