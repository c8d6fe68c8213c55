import Events

/// What was said later of facts: few beside the facts themselves, so they are held while these pass by.
///
/// Each fact is judged by itself; nothing depends on what came first.
struct Corrections: Sendable {
    private struct Enrolment: Sendable {
        var isVoided = false
        /// The correction with the highest rank: how the enrolment stands.
        var latest: PersonFact?
        /// Whether the person counts as a child, by the last correction that says so.
        var child: (rank: Int64, isChild: Bool)?
        /// Sessions that did not take place.
        var voidedSessions: Set<UInt64> = []
        /// Sessions that were on another day.
        var sessionDays: [UInt64: (rank: Int64, day: Int32)] = [:]
    }

    private struct CertificateKey: Hashable, Sendable {
        let enrolment: EntityID
        let certificate: UInt64
    }

    private var enrolments: [EntityID: Enrolment] = [:]
    private var voidedCases: Set<UInt64> = []
    private var cases = CaseStatements()
    private var revocations: [CertificateKey: Int64] = [:]
    /// What holds of each case: the determination with the latest day, of one day the one told last.
    private var determinations: [UInt64: (day: Int32, rank: Int64)] = [:]

    /// The kinds of facts that it is made of, corrected cases before cases as they were registered.
    static let kinds: [FactKind] = [
        .corrected, .voided, .caseVoided, .revoked, .determined, .reprofiled, .profile,
    ]

    init() {}

    /// Takes in one of ``kinds``.
    mutating func add(_ fact: PersonFact) {
        switch fact.kind {
        case .corrected:
            var enrolment = enrolments[fact.aggregate] ?? Enrolment()
            if fact.rank > enrolment.latest?.rank ?? .min { enrolment.latest = fact }
            if let isChild = fact.traits.isChild, fact.rank > enrolment.child?.rank ?? .min {
                enrolment.child = (fact.rank, isChild)
            }
            if fact.item != 0, fact.day != PersonFact.noDay, fact.rank > enrolment.sessionDays[fact.item]?.rank ?? .min
            {
                enrolment.sessionDays[fact.item] = (fact.rank, fact.day)
            }
            enrolments[fact.aggregate] = enrolment
        case .voided:
            if fact.item == 0 {
                enrolments[fact.aggregate, default: Enrolment()].isVoided = true
            } else {
                enrolments[fact.aggregate, default: Enrolment()].voidedSessions.insert(fact.item)
            }
        case .caseVoided:
            voidedCases.insert(fact.caseKey)
        case .revoked:
            let key = CertificateKey(enrolment: fact.aggregate, certificate: fact.item)
            revocations[key] = max(revocations[key] ?? .min, fact.rank)
        case .determined:
            guard let known = determinations[fact.caseKey], known >= (fact.day, fact.rank) else {
                determinations[fact.caseKey] = (fact.day, fact.rank)
                return
            }
        case .reprofiled, .profile: cases.add(fact)
        default: break
        }
    }

    /// Whether a determination about a victim has been revised, on appeal for one.
    func isRevised(_ fact: PersonFact) -> Bool {
        determinations[fact.caseKey].map { $0 > (fact.day, fact.rank) } ?? false
    }

    /// How `fact` stands; `nil` when what it says did not take place.
    func standing(_ fact: PersonFact) -> PersonFact? {
        if !voidedCases.isEmpty, voidedCases.contains(fact.caseKey) { return nil }
        guard var standing = standingOfEnrolment(fact) else { return nil }
        guard !cases.isEmpty, let said = cases[fact.caseKey] else { return standing }
        if let isChild = said.isChild { standing.traits.isChild = isChild }
        if said.age != 0, standing.traits.mode == .full { standing.traits.age = said.age }
        return standing
    }

    /// What was decided about telling something of the person of a case; `nil` when the case was never corrected.
    func decision(in caseKey: UInt64) -> CaseStatements.Decision? {
        cases.isEmpty ? nil : cases[caseKey]?.decision
    }

    private func standingOfEnrolment(_ fact: PersonFact) -> PersonFact? {
        guard !enrolments.isEmpty, let enrolment = enrolments[fact.aggregate] else { return fact }
        if enrolment.isVoided { return nil }
        if fact.kind == .delivered, enrolment.voidedSessions.contains(fact.item) { return nil }
        var standing = fact
        if fact.kind == .delivered, let moved = enrolment.sessionDays[fact.item], moved.rank > fact.rank {
            standing.day = moved.day
        }
        guard let latest = enrolment.latest, latest.rank > fact.rank else { return standing }
        standing.person = latest.person
        standing.service = latest.service
        standing.institution = latest.institution
        standing.agreement = latest.agreement
        if latest.traits.mode != .silent {
            standing.traits = latest.traits
            standing.recordedAt = latest.recordedAt
            // Who is known to be no child does not become one by a correction that may not say so any more.
            let told = enrolment.child.flatMap { $0.rank > fact.rank ? $0.isChild : nil }
            standing.traits.isChild = told ?? fact.traits.isChild
        }
        return standing
    }

    /// Whether a certificate has been revoked since.
    func isRevoked(_ fact: PersonFact) -> Bool {
        guard !revocations.isEmpty else { return false }
        let key = CertificateKey(enrolment: fact.aggregate, certificate: fact.item)
        return revocations[key] ?? .min > fact.rank
    }
}
