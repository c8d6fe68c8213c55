import EventStore
import Events

/// All that is known here about a case: what intake has said and what has been done for the person.
struct CaseState: Folded {
    var facts = CaseFacts()
    var enrolments: [EntityID: Enrolment] = [:]
    var returns: [EntityID: ReturnOperation] = [:]
    var plans: [EntityID: ReintegrationPlan] = [:]
    var referrals: [EntityID: Referral] = [:]
    /// The deadlines whose passing was told of.
    var told: Set<ToldDeadline> = []
    /// Subjects found to be the same person as another: old → surviving.
    ///
    /// Known by subject, so looked up and put here.
    var survivors: [EntityID: EntityID] = [:]

    static let fold: Dispatch<CaseState> = foldTold(
        foldResumed(foldReferrals(foldPlans(foldReturns(foldEnrolments(foldFacts(Dispatch()))))))
    )

    /// Whether nothing has been done for the person.
    var isWithoutWork: Bool {
        enrolments.isEmpty && returns.isEmpty && plans.isEmpty && referrals.isEmpty
    }

    /// The person a pseudonym now stands for.
    func current(_ subjectID: EntityID) -> EntityID {
        survivors[subjectID] ?? subjectID
    }

    /// Whose key seals what identifies the person: the case's own subject, not one it was found to be, so that the
    /// erasure of either leaves nothing readable of that one.
    func ownSubject(of subjectID: EntityID) -> EntityID {
        facts.registration?.subjectID ?? subjectID
    }

    func enrolment(_ id: EntityID) throws(Rejection) -> Enrolment {
        guard let found = enrolments[id] else { throw .unknown("enrolment") }
        return found
    }

    func returnOperation(_ id: EntityID) throws(Rejection) -> ReturnOperation {
        guard let found = returns[id] else { throw .unknown("return") }
        return found
    }

    func referral(_ id: EntityID) throws(Rejection) -> Referral {
        guard let found = referrals[id] else { throw .unknown("referral") }
        return found
    }

    func plan(_ id: EntityID) throws(Rejection) -> ReintegrationPlan {
        guard let found = plans[id] else { throw .unknown("plan") }
        return found
    }

    /// The person that new work for the case is for.
    ///
    /// `given`: The subject that the command names, if any.
    func subject(given: EntityID?) throws(Rejection) -> EntityID {
        if let known = facts.registration?.subjectID {
            if let given, current(given) != current(known) {
                throw Rejection(
                    "subject.mismatch",
                    field: "subjectId",
                    "the case is another person's; correct caseId or leave subjectId out"
                )
            }
            return current(known)
        }
        guard let given else {
            throw Rejection("field.required", field: "subjectId", "give the person while the case is not known here")
        }
        return current(given)
    }
}
