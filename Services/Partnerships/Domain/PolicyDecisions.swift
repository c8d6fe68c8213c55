import Decisions
import EventStore
import Events

/// Records that an institution drafted, adopted or put into practice a policy.
struct AdoptPolicy: Codable, Sendable, Hashable {
    var policy: PolicyKind
    /// When, as far as the source says.
    var adoptedOn: PartialDate
    /// `adopted` when left out.
    var status: PolicyStatus?
    /// The agreement that led to it.
    var agreementId: EntityID?
    var occurredAt: Timestamp?
}

extension PolicyStatus {
    /// How far along a policy is.
    fileprivate var stage: Int {
        switch self {
        case .draft: 0
        case .adopted: 1
        case .practised: 2
        }
    }
}

extension InstitutionState {
    /// Decides ``AdoptPolicy``: a policy goes from draft to adopted to practised, never back.
    func adopt(
        _ command: AdoptPolicy,
        institutionID: EntityID,
        at moment: Moment,
        isAgreement: (EntityID) -> Bool
    ) throws(Rejection) -> InstitutionPolicyAdopted {
        guard details != nil else { throw .unknown("institution") }
        if let agreement = command.agreementId, !isAgreement(agreement) {
            throw .unresolved("agreement", field: "agreementId")
        }
        let status = command.status ?? .adopted
        // "Other" stands for many policies, so a second one is not the first again.
        if command.policy != .other, let present = policies.first(where: { $0.policy == command.policy }),
            present.status.stage >= status.stage
        {
            throw .transition(
                "the policy",
                present.status.rawValue,
                wanted: "at an earlier stage than \(status.rawValue)"
            )
        }
        return InstitutionPolicyAdopted(
            institutionId: institutionID,
            policy: command.policy,
            adoptedOn: try Checks.partialDate(command.adoptedOn, field: "adoptedOn", today: moment.today),
            status: status,
            agreementId: command.agreementId
        )
    }
}
