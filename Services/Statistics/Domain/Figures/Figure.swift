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
    var id: EntityID {
        let text = key
        let high = textKey(text) & 0xFFFF_FFFF_FFFF_0FFF | 0x8000
        let low = textKey("jisr|" + text) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return EntityID(high: high, low: low)
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
}
