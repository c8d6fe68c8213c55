import EventStore
import Events

/// What intake has said about a case.
///
/// Its events come on two topics, in any order between them, so every fact is kept with its own date or version and
/// none depends on which came first.
struct CaseFacts: Sendable {
    struct Registration: Sendable {
        var version: Int
        var subjectID: EntityID
        var institutionID: EntityID
        var programmeID: EntityID?
        var agreementID: EntityID?
        var group: CaseGroup?
        var sex: Sex?
        var ageBand: AgeBand?
        var isChild: Bool?
        var registeredAt: Timestamp
        var statsMode: StatisticsMode
    }

    /// The case ended or began again.
    struct Turn: Sendable {
        var at: Timestamp
        var version: Int
        var isEnd: Bool
    }

    struct Consent: Sendable {
        var id: EntityID
        var purpose: ConsentPurpose
        var decision: ConsentDecision
        var recipientOrgID: EntityID?
        var at: Timestamp
        var expiresAt: Timestamp?
    }

    struct Admission: Sendable {
        var institutionID: EntityID
        var admittedAt: Timestamp
        var isChild: Bool?
    }

    /// A person was presumed to be a victim of trafficking.
    struct Presumption: Sendable {
        var from: Timestamp
        var reflectionEndsAt: Timestamp
    }

    var registration: Registration?
    /// What the case has ever been said to belong to, so that what was taken over from it can be put right with it.
    var caseProgrammeIDs: Set<EntityID> = []
    var caseAgreementIDs: Set<EntityID> = []
    var declinedAt: Timestamp?
    var voidReason: CorrectionReason?
    var voidedAt: Timestamp?
    /// When the person's data were erased.
    ///
    /// Known by subject, so looked up and put here.
    var erasedAt: Timestamp?
    var plannedAt: Timestamp?
    var turns: [Turn] = []
    /// What ends services, by rule.
    var ends: [ServiceEnd] = []
    /// All of ``ends``, the erasure of the person's data included: after it nothing more can be done for the person.
    var allEnds: [ServiceEnd] {
        ends + (erasedAt.map { [ServiceEnd(at: $0, outcome: .unavailable, returnReason: .otherSolution)] } ?? [])
    }
    var consents: [Consent] = []
    var admissions: [EntityID: Admission] = [:]
    var presumptions: [Presumption] = []
    var determinations: [Timestamp] = []
    var profile: (version: Int, categories: [Category], statsMode: StatisticsMode)?

    /// Whether the person is a child as far as is known; `nil` when it is not.
    ///
    /// One source that says so is enough: a child's protection must not be lost to a missing code.
    var isChild: Bool? {
        let childCategories: Set<Category> = [
            .childInConflictWithLaw, .childAtRisk, .childVictimOrWitness, .unaccompaniedChild,
        ]
        let known = [registration?.isChild] + admissions.values.map(\.isChild)
        if known.contains(true) || registration?.group == .child { return true }
        if let profile, profile.categories.contains(where: childCategories.contains) { return true }
        return known.contains(false) ? false : nil
    }

    /// Whether the person is presumed a victim and still has time to reflect at `instant`.
    func isReflecting(at instant: Timestamp) -> Bool {
        presumptions.contains { presumption in
            // What was determined before a new presumption does not end the time to reflect on it.
            presumption.from <= instant && instant < presumption.reflectionEndsAt
                && !determinations.contains { presumption.from <= $0 && $0 <= instant }
        }
    }

    /// The decision on a consent that stands at `instant`; `nil` when none is known.
    ///
    /// `recipient`: Counts consents to share with this organisation beside those to share with anyone.
    func decision(_ purpose: ConsentPurpose, recipient: EntityID? = nil, at instant: Timestamp) -> ConsentDecision? {
        let standing = consents.filter { consent in
            consent.purpose == purpose && consent.at <= instant
                && (consent.recipientOrgID == nil || consent.recipientOrgID == recipient)
        }.max { ($0.at, $0.rank) < ($1.at, $1.rank) }
        guard let standing else { return nil }
        if let expiresAt = standing.expiresAt, expiresAt <= instant, standing.decision == .granted { return .withdrawn }
        return standing.decision
    }
}

extension CaseFacts.Consent {
    /// Of two decisions at one instant the refusal stands.
    var rank: Int { decision == .granted ? 0 : 1 }
}

/// What ends services by rule: a release, a death, the end of the case.
struct ServiceEnd: Sendable, Hashable {
    var at: Timestamp
    /// How the services end.
    var outcome: Outcome
    /// The admission that ended, which may turn out never to have been.
    var admissionID: EntityID?
    /// Only services of this institution end; `nil` for all.
    var onlyAtInstitution: EntityID?
    /// Only services elsewhere end (consent to share was taken back).
    var exceptAtInstitution: EntityID?
    /// The case itself ended: returns and reintegration plans end too, for this reason.
    var returnReason: ReturnEndReason?

    init(
        at: Timestamp,
        outcome: Outcome,
        admissionID: EntityID? = nil,
        onlyAtInstitution: EntityID? = nil,
        exceptAtInstitution: EntityID? = nil,
        returnReason: ReturnEndReason? = nil
    ) {
        self.at = at
        self.outcome = outcome
        self.admissionID = admissionID
        self.onlyAtInstitution = onlyAtInstitution
        self.exceptAtInstitution = exceptAtInstitution
        self.returnReason = returnReason
    }
}
