import Decisions
import EventStore
import Events
import ServiceKit

struct AgreementHistoryView: Codable, Sendable, Hashable {
    var agreementId: EntityID
    /// Oldest first.
    var steps: [AgreementStep]
}

extension PartnershipsRoutes {
    var agreementHistory: Route {
        .query(
            "/v1/agreements/{agreementId}/history",
            summary:
                "Gives every step of an agreement's life, with its terms as they stood: what was before stays known.",
            permission: Permission.read,
            dataClass: .public,
            errors: [.unknown("agreement")],
            response: AgreementHistoryView(
                agreementId: AgreementSigned.example.agreementId,
                steps: [
                    AgreementStep(
                        version: 2,
                        kind: .signed,
                        on: AgreementSigned.example.signedOn,
                        recordedAt: ParticipantRegistered.example.registeredAt,
                        changed: [],
                        inForceTo: AgreementSigned.example.inForceTo,
                        terms: AgreementTerms(AgreementSigned.example)
                    )
                ]
            )
        ) { context in
            let id = try context.id("agreementId")
            let (steps, version) = try await context.folding { transaction in
                _ = try transaction.agreement(id).existing()
                return (
                    try transaction.state(AgreementHistory.self, key: .id(id)).steps, try transaction.version(of: id)
                )
            }
            return QueryResult(AgreementHistoryView(agreementId: id, steps: steps), version: version)
        }
    }
}
