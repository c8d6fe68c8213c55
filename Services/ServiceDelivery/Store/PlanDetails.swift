import EventStore
import Events

extension PlanView {
    /// This plan with what it provides for and, where they can still be opened, the findings of its follow-ups.
    func detailed(_ transaction: Transaction) throws -> PlanView {
        var view = self
        let isErased = try transaction.erasedAt(case: caseId) != nil
        for entry in try transaction.entries(aggregate: planId) {
            switch entry.type {
            case ReintegrationDrafted.type:
                let drafted = try entry.data(as: ReintegrationDrafted.self)
                view.dimensions = drafted.dimensions
                view.measures = drafted.measures
                view.employerOrgId = drafted.employerOrgId
            case ReintegrationFollowedUp.type where !isErased:
                let month = try entry.data(as: ReintegrationFollowedUp.self).month
                guard let findings = try transaction.unseal(SealedFollowUp.self, of: entry),
                    let index = view.followUps.firstIndex(where: { $0.month == month })
                else { continue }
                view.followUps[index].economic = findings.economic
                view.followUps[index].social = findings.social
                view.followUps[index].psychosocial = findings.psychosocial
            default: continue
            }
        }
        return view
    }
}
