import EventStore
import Events

extension CaseState {
    /// What follows by rule from all that is known now, one step of it: asked again until nothing follows.
    func reactions(in caseID: EntityID, _ time: BusinessTime) -> [Draft] {
        guard !isWithoutWork else { return [] }
        return enrolmentReactions(in: caseID, time) + returnReactions(in: caseID, time)
            + planReactions(in: caseID, time) + referralReactions(in: caseID, time)
    }
}
