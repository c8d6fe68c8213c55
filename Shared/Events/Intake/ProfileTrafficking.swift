/// What is known of a person as a victim of trafficking.
public struct ProfileTrafficking: Codable, Sendable, Hashable {
    /// The acts.
    public var acts: [TraffickingAct]
    /// The means; irrelevant for a child.
    public var means: [TraffickingMeans]
    /// The exploitation aimed at.
    public var purposes: [TraffickingPurpose]
    /// What was found.
    public var determination: Determination
    /// Who found it.
    public var decidedBy: DeterminationAuthority?
    /// The end of the reflection period.
    public var reflectionEndsAt: Timestamp?

    /// Makes the value.
    public init(
        acts: [TraffickingAct],
        means: [TraffickingMeans],
        purposes: [TraffickingPurpose],
        determination: Determination,
        decidedBy: DeterminationAuthority? = nil,
        reflectionEndsAt: Timestamp? = nil
    ) {
        self.acts = acts
        self.means = means
        self.purposes = purposes
        self.determination = determination
        self.decidedBy = decidedBy
        self.reflectionEndsAt = reflectionEndsAt
    }

    static var synthetic: Self {
        Self(
            acts: [.recruitment],
            means: [.deception],
            purposes: [.labour],
            determination: .presumed,
            reflectionEndsAt: Synthetic.later
        )
    }
}
