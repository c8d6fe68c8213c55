import Events

/// Children in institutions: stays, legal statuses and reintegration, gathered from their facts in any order.
struct Custody: Sendable {
    /// What somebody is to a figure about custody.
    ///
    /// Of each role there is one made-up fact for each person, which is then counted as others are.
    enum Role: UInt64, Sendable, Hashable {
        /// In an institution at the end of the day.
        case held = 1
        /// Of these, those of whom nothing has been decided.
        case preSentence
        /// Of these, those not wholly separated from adults.
        case notSeparated
        /// Of these, those in touch with their families in the three months before.
        case inContact
        /// In an institution at any time of the window.
        case heldDuring
        /// Died there in the window.
        case died
        /// Released in the window.
        case released
        /// Of these, those whose reintegration had begun by 90 days after.
        case inAftercare
        /// Diverted in the window.
        case diverted
        /// Diverted or sentenced in the window.
        case decided
    }

    private struct Status: Sendable {
        let day: Int32
        let recordedAt: Int64
        let rank: Int64
        let fact: PersonFact

        static func < (first: Status, second: Status) -> Bool {
            (first.day, first.recordedAt, first.rank) < (second.day, second.recordedAt, second.rank)
        }
    }

    private let corrections: Corrections
    private let surroundings: Surroundings
    private var stays: [EntityID: Stay] = [:]
    private var statuses: [UInt64: [Status]] = [:]
    private var plans: [EntityID: [Int32]] = [:]
    private var scores: [EntityID: [(day: Int32, recordedAt: Int64, item: ScoresItem)]] = [:]
    private var children: [UInt64: Bool] = [:]

    /// The kinds of facts that it is made of.
    static let kinds: [FactKind] = [
        .admitted, .left, .readmitted, .admissionVoided, .contact, .contactVoided, .legalStatus, .scores,
        .reintegration, .profile, .reprofiled,
    ]

    init(_ corrections: Corrections, _ surroundings: Surroundings) {
        self.corrections = corrections
        self.surroundings = surroundings
    }

    /// Takes in one of ``kinds``.
    mutating func add(_ fact: PersonFact) {
        guard let fact = corrections.standing(fact) else { return }
        let person = surroundings.survivor(of: fact.person)
        switch fact.kind {
        case .legalStatus:
            statuses[fact.caseKey, default: []].append(
                Status(day: fact.day, recordedAt: fact.recordedAt, rank: fact.rank, fact: fact)
            )
        case .reintegration: plans[person, default: []].append(fact.day)
        case .scores:
            guard let item = ScoresItem(bits: fact.item) else { return }
            scores[person, default: []].append((fact.day, fact.recordedAt, item))
        case .profile, .reprofiled:
            if let isChild = fact.traits.isChild { children[fact.caseKey] = isChild }
        default: stays[fact.aggregate, default: Stay()].add(fact)
        }
    }

    private var standing: [(stay: Stay, admitted: PersonFact)] {
        stays.values.compactMap { stay in stay.isVoided ? nil : stay.admitted.map { (stay, $0) } }
    }

    /// One fact for everybody in `role`: on the last day of `window`, or on the day of what happened in it.
    func facts(_ role: Role, _ window: Window) -> [PersonFact] {
        switch role {
        case .diverted, .decided: return decisions(role, window)
        default: break
        }
        return standing.compactMap { stay, admitted in
            guard let day = day(role, stay, admitted, window) else { return nil }
            return madeUp(admitted, role, day)
        }
    }

    private func day(_ role: Role, _ stay: Stay, _ admitted: PersonFact, _ window: Window) -> Int32? {
        let isHeld = stay.isHeld(on: window.to)
        let quarter = Window(from: window.to - 91, to: window.to)
        switch role {
        case .held: return isHeld ? window.to : nil
        case .preSentence: return isHeld && isPreSentence(admitted, on: window.to) ? window.to : nil
        case .notSeparated: return isHeld && !AdmissionItem(bits: admitted.item).isSeparated ? window.to : nil
        case .inContact: return isHeld && stay.isInContact(during: quarter) ? window.to : nil
        case .heldDuring: return stay.isHeld(during: window) ? window.to : nil
        case .died: return stay.day(of: .died).flatMap { window.contains($0) ? $0 : nil }
        case .released: return stay.day(of: .released).flatMap { window.contains($0) ? $0 : nil }
        case .inAftercare:
            guard let released = stay.day(of: .released), window.contains(released) else { return nil }
            let begun = plans[surroundings.survivor(of: admitted.person)] ?? []
            return begun.contains { $0 >= admitted.day && $0 <= released + 90 } ? released : nil
        case .diverted, .decided: return nil
        }
    }

    private func decisions(_ role: Role, _ window: Window) -> [PersonFact] {
        let numbers: [LegalStatus] = role == .diverted ? [.diverted] : [.diverted, .sentenced]
        return statuses.values.joined().compactMap { status in
            guard let said = Self.status(status.fact.item), numbers.contains(said), window.contains(status.day) else {
                return nil
            }
            return madeUp(status.fact, role, status.day)
        }
    }

    private func madeUp(_ fact: PersonFact, _ role: Role, _ day: Int32) -> PersonFact {
        var made = fact
        (made.kind, made.item, made.day) = (.custody, role.rawValue, day)
        made.traits.isChild = fact.traits.isChild ?? children[fact.caseKey]
        return made
    }

    // MARK: Legal status

    private static func status(_ number: UInt64) -> LegalStatus? {
        LegalStatus.numbered[UInt8(truncatingIfNeeded: number)]
    }

    /// What is known of the legal status from the admission on, in order.
    private func history(_ admitted: PersonFact) -> [(day: Int32, status: LegalStatus?)] {
        let own = LegalStatus.numbered[AdmissionItem(bits: admitted.item).status]
        let said = (statuses[admitted.caseKey] ?? []).sorted { $0 < $1 }
        let before = said.last { $0.day <= admitted.day }.flatMap { Self.status($0.fact.item) }
        let later = said.filter { $0.day > admitted.day }.map { ($0.day, Self.status($0.fact.item)) }
        return [(admitted.day, own ?? before)] + later
    }

    private func isPreSentence(_ admitted: PersonFact, on day: Int32) -> Bool {
        history(admitted).last { $0.day <= day }?.status?.isPreSentence ?? false
    }

    // MARK: Lengths and scores

    /// How long those were held before anything was decided of whom that ended in the window, in days.
    func daysBeforeSentence(_ window: Window) -> [Length] {
        standing.compactMap { stay, admitted in
            guard isCounted(admitted), isPreSentence(admitted, on: admitted.day) else { return nil }
            let decided = history(admitted).first { $0.status.map { !$0.isPreSentence } ?? false }?.day
            guard let end = [decided, stay.firstLeaving].compactMap(\.self).min(), window.contains(end) else {
                return nil
            }
            return length(admitted, from: admitted.day, to: end)
        }
    }

    /// How long those were held by a decision who were released in the window, in days.
    func daysOfSentence(_ window: Window) -> [Length] {
        standing.compactMap { stay, admitted in
            guard isCounted(admitted), let released = stay.day(of: .released), window.contains(released),
                let start = history(admitted).first(where: { $0.status?.isSentence ?? false })?.day, start <= released
            else { return nil }
            return length(admitted, from: start, to: released)
        }
    }

    /// A length of time of a person's, and the region where it was.
    struct Length: Sendable {
        let person: EntityID
        let region: String
        let days: Int
    }

    private func length(_ admitted: PersonFact, from start: Int32, to end: Int32) -> Length {
        Length(
            person: surroundings.survivor(of: admitted.person),
            region: surroundings.regions[surroundings.region(of: admitted.institution)],
            days: Int(end - start)
        )
    }

    private func isCounted(_ admitted: PersonFact) -> Bool {
        (admitted.traits.isChild ?? children[admitted.caseKey]) != false
    }

    /// The last scores of each person up to a day: economic, social, psychosocial.
    func lastScores(to day: Int32) -> [[Double]] {
        scores.values.compactMap { said in
            said.filter { $0.day <= day }.max { ($0.day, $0.recordedAt) < ($1.day, $1.recordedAt) }?.item.scores
        }
    }
}
