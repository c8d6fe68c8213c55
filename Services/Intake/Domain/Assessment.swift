import EventStore
import Events

/// A case was assessed.
struct AssessCase: Codable, Sendable, Hashable {
    var kind: AssessmentKind
    /// At least one.
    var factors: [AssessmentFactor]
    var risk: Risk
    var assessorId: EntityID
    /// The concerns found, in place of those known.
    var concerns: [ProfileConcern]?
    /// Sealed.
    var note: String?
    var occurredAt: Timestamp?
}

/// All of an assessment: sealed under the case's own key.
///
/// The codes too, because `case.profile` tells only those of the latest one.
struct AssessmentNotes: Codable, Sendable, Hashable {
    var assessorId: EntityID
    var note: String?
    var kind: AssessmentKind?
    var factors: [AssessmentFactor]?
    var risk: Risk?
    var concerns: [ProfileConcern]?

    init(_ command: AssessCase) {
        assessorId = command.assessorId
        note = command.note
        kind = command.kind
        factors = command.factors
        risk = command.risk
        concerns = command.concerns
    }
}

extension CaseState {
    /// Decides to record an assessment; what was found goes into the profile.
    ///
    /// An assessment entered late does not displace the findings of a later one.
    func assess(
        _ command: AssessCase,
        id: EntityID,
        _ occasion: Occasion
    ) throws(Rejection) -> (assessed: CaseAssessed, profile: CaseProfile?) {
        try life.requireActive(at: occasion.at)
        try life.require(.assess, at: occasion.at)
        guard !command.factors.isEmpty else {
            throw Rejection("factors.required", field: "factors", "name at least one factor that was found")
        }
        for (index, factor) in command.factors.enumerated() {
            guard (0...3).contains(factor.weight) else {
                throw .invalidField("factors[\(index)].weight", "give a weight of 0 to 3")
            }
            guard factor.code.levels.contains(factor.level) else {
                throw Rejection(
                    "factor.level_mismatch",
                    field: "factors[\(index)].level",
                    "that factor does not work at that level; see the code list of factors"
                )
            }
        }
        try Self.check(command.concerns)
        let assessed = CaseAssessed(
            caseId: caseID,
            assessmentId: id,
            institutionId: institutionID,
            assessedAt: occasion.at
        )
        guard var profile, profile.assessment.map({ $0.assessedAt <= occasion.at }) ?? true else {
            return (assessed, nil)
        }
        profile.assessment = ProfileAssessment(
            assessmentId: id,
            kind: command.kind,
            factors: command.factors,
            risk: command.risk,
            assessedAt: occasion.at
        )
        profile.risk = command.risk
        profile.concerns = command.concerns ?? profile.concerns
        return (assessed, profile)
    }
}
