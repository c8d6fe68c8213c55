import EventStore
import Events

/// A return, a plan or a referral goes on: what ended it by rule turned out not to be.
struct WorkResumed: CaseEvent {
    var itemId: EntityID
    var caseId: EntityID

    static let name = "work.resumed.v1"
    static let topic: Topic? = nil
    static let summary = "What had been ended by rule goes on."
    static var example: Self {
        let id = EntityID(high: 0x0161_50B8_7EC0_7000, low: 0x8000_0000_0000_001B)
        return Self(itemId: id, caseId: id)
    }
}

extension CaseState {
    static func foldResumed(_ table: Dispatch<CaseState>) -> Dispatch<CaseState> {
        table.on(WorkResumed.self) { state, event, _ in
            state.returns[event.itemId]?.end = nil
            state.plans[event.itemId]?.end = nil
            state.referrals[event.itemId]?.end = nil
        }
    }
}
