/// A concern and the harm in it.
public struct ProfileConcern: Codable, Sendable, Hashable {
    /// What makes the person vulnerable.
    public var concern: ProtectionConcern
    /// The kind of harm.
    public var harm: Harm?
    /// The type of gender-based violence.
    public var gbvType: GBVType?

    /// Makes the value.
    public init(
        concern: ProtectionConcern,
        harm: Harm? = nil,
        gbvType: GBVType? = nil
    ) {
        self.concern = concern
        self.harm = harm
        self.gbvType = gbvType
    }

    static var synthetic: Self {
        Self(
            concern: .familyBreakdown,
            harm: .neglect
        )
    }
}
