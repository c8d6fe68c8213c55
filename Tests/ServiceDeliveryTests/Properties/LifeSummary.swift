import EventStore
import Events

@testable import ServiceDelivery

/// How a telling ended: its state, with identifiers as the numbers that they stand for.
struct LifeSummary: Hashable, CustomStringConvertible {
    let lines: [String]

    var description: String { lines.joined(separator: "\n") }

    init(_ run: LifeRun, _ transaction: Transaction) throws {
        let state = try CaseDesk(transaction, case: run.caseID, zone: Workbench.utc).state
        let numbers = Dictionary(uniqueKeysWithValues: (0..<200).map { (run.name($0), $0) })
        func number(_ id: EntityID?) -> String { id.map { numbers[$0].map(String.init) ?? "other" } ?? "none" }
        var lines: [String] = []
        for (id, enrolment) in state.enrolments {
            let view = try EnrolmentView.find(transaction.db, id)
            let person = number(state.current(enrolment.subjectID))
            let certificates = enrolment.certificates.values.map { $0.isRevoked ? "revoked" : "valid" }.sorted()
            lines.append(
                "enrolment \(number(id)) \(enrolment.status) of \(person) provisional \(enrolment.isProvisional) "
                    + "sessions \(enrolment.deliveredSessions) end \(String(describing: enrolment.end)) "
                    + "agreement \(number(enrolment.agreementID)) programme \(number(enrolment.programmeID)) "
                    + "certificates \(certificates) view \(String(describing: view?.status)) "
                    + "\(String(describing: view?.endedAt)) \(String(describing: view?.deliveredSessions))"
            )
        }
        for (id, operation) in state.returns {
            let view = try ReturnView.find(transaction.db, id)?.status
            lines.append(
                "return \(number(id)) \(operation.status) end \(String(describing: operation.end)) "
                    + "view \(String(describing: view))"
            )
        }
        for (id, plan) in state.plans {
            let view = try PlanView.find(transaction.db, id)?.status
            lines.append(
                "plan \(number(id)) \(plan.status) end \(String(describing: plan.end)) view \(String(describing: view))"
            )
        }
        for (id, referral) in state.referrals {
            let view = try ReferralView.find(transaction.db, id)?.status
            lines.append(
                "referral \(number(id)) \(referral.status) end \(String(describing: referral.end)) "
                    + "started \(String(describing: referral.startedAt)) view \(String(describing: view))"
            )
        }
        self.lines = lines.sorted()
    }
}
