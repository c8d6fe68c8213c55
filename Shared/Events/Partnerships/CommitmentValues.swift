/// How many of the regions a commitment names have a delivery.
public struct CommitmentCoverage: Codable, Sendable, Hashable {
    /// The regions with a delivery.
    public var delivered: [PlaceCode]
    /// How many regions it names.
    public var regionCount: Int

    /// Makes the value.
    public init(
        delivered: [PlaceCode],
        regionCount: Int
    ) {
        self.delivered = delivered
        self.regionCount = regionCount
    }

    static var synthetic: Self {
        Self(
            delivered: [Synthetic.place("MA-FIG")],
            regionCount: 11
        )
    }
}

/// Those a deliverable was for.
public struct DeliverableBeneficiaries: Codable, Sendable, Hashable {
    /// The group.
    public var group: TargetGroup
    /// Their sex.
    public var sex: Sex?
    /// How many.
    public var count: Int

    /// Makes the value.
    public init(
        group: TargetGroup,
        sex: Sex? = nil,
        count: Int
    ) {
        self.group = group
        self.sex = sex
        self.count = count
    }

    static var synthetic: Self {
        Self(
            group: .women,
            sex: .female,
            count: 120
        )
    }
}
