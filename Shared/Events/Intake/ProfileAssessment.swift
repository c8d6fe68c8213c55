/// The latest assessment of a case.
public struct ProfileAssessment: Codable, Sendable, Hashable {
    /// The assessment.
    public var assessmentId: EntityID
    /// Its kind.
    public var kind: AssessmentKind
    /// What it found.
    public var factors: [AssessmentFactor]
    /// The risk it concluded on.
    public var risk: Risk
    /// When.
    public var assessedAt: Timestamp

    /// Makes the value.
    public init(
        assessmentId: EntityID,
        kind: AssessmentKind,
        factors: [AssessmentFactor],
        risk: Risk,
        assessedAt: Timestamp
    ) {
        self.assessmentId = assessmentId
        self.kind = kind
        self.factors = factors
        self.risk = risk
        self.assessedAt = assessedAt
    }

    static var synthetic: Self {
        Self(
            assessmentId: Synthetic.assessment,
            kind: .comprehensive,
            factors: [.synthetic],
            risk: .medium,
            assessedAt: Synthetic.time
        )
    }
}
