/// How sustainable a reintegration is, by dimension, 0 to 1.
public struct SustainabilityScores: Codable, Sendable, Hashable {
    /// Economic.
    public var economic: Double
    /// Social.
    public var social: Double
    /// Psycho-social.
    public var psychosocial: Double

    /// Makes the value.
    public init(
        economic: Double,
        social: Double,
        psychosocial: Double
    ) {
        self.economic = economic
        self.social = social
        self.psychosocial = psychosocial
    }

    static var synthetic: Self {
        Self(
            economic: 0.5,
            social: 0.75,
            psychosocial: 0.25
        )
    }
}
