import EventStore
import Events

extension CaseFacts {
    /// Refuses a step towards a return that the person does not want, or may not have been free to want.
    ///
    /// `writtenRequestAt`: When the person asked for it in writing, which ends the wait for reflection.
    func requireFreeChoice(at instant: Timestamp, writtenRequestAt: Timestamp?) throws(Rejection) {
        switch decision(.returnHome, at: instant) {
        case .withheld, .withdrawn:
            throw Rejection(
                "return.not_voluntary",
                "the person does not consent to returning; record a new consent first, or end the return"
            )
        case nil, .granted: break
        }
        guard isReflecting(at: instant) else { return }
        guard let writtenRequestAt, writtenRequestAt <= instant else {
            throw Rejection(
                "return.reflection_active",
                field: "writtenRequestAt",
                "the person may be a victim of trafficking and has time to reflect; wait, or say when the person asked "
                    + "for the return in writing"
            )
        }
    }

    /// Refuses to clear a child without a decision that return is in the child's best interests.
    ///
    /// Whose age is not known counts as a child unless the sender has seen that the person is an adult.
    func requireBestInterests(_ decidedAt: Timestamp?, isAdultAttested: Bool) throws(Rejection) {
        guard decidedAt == nil else { return }
        let mayBeChild = isChild ?? !isAdultAttested
        guard mayBeChild else { return }
        throw Rejection(
            "return.best_interests_missing",
            field: "bestInterestsDecisionAt",
            isChild == true
                ? "say when return was found to be in the child's best interests"
                : "the person's age is not known here: send adultAttested=true for an adult, else when return was found "
                    + "to be in the child's best interests"
        )
    }
}

extension ReturnOperation {
    /// Refuses a step when an earlier one is missing, naming what is missing.
    func require(_ needed: Stage, at instant: Timestamp) throws(Rejection) {
        guard isOpen(at: instant) else {
            throw .invalidTransition("return", status.rawValue, "it takes no further step")
        }
        guard stage < needed else {
            guard stage == needed else {
                throw .invalidTransition("return", status.rawValue, "this step has been taken already")
            }
            return
        }
        if stage == .requested {
            throw Rejection("return.not_counselled", "the person has not been counselled; do that first (…/counsel)")
        }
        if stage == .counselled {
            throw Rejection("return.not_fit", "fitness to travel has not been certified; do that first (…/clear)")
        }
        throw .invalidTransition("return", status.rawValue, "take the steps before this one first")
    }
}
