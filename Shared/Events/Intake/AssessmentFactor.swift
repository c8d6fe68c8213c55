/// A factor found by an assessment.
public struct AssessmentFactor: Codable, Sendable, Hashable {
    /// The level it works at.
    public var level: FactorLevel
    /// Whether it endangers or protects.
    public var polarity: FactorPolarity
    /// The factor.
    public var code: FactorCode
    /// Its weight, 0 to 3.
    public var weight: Int

    /// Makes the value.
    public init(
        level: FactorLevel,
        polarity: FactorPolarity,
        code: FactorCode,
        weight: Int
    ) {
        self.level = level
        self.polarity = polarity
        self.code = code
        self.weight = weight
    }

    static var synthetic: Self {
        Self(
            level: .household,
            polarity: .risk,
            code: .separation,
            weight: 2
        )
    }
}
