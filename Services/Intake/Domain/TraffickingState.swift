import EventStore
import Events

/// Where it stands whether a person is a victim of trafficking.
enum TraffickingStatus: String, CodeList {
    case presumed
    case confirmed
    case notConfirmed = "not_confirmed"
}

/// What can be found about it.
enum TraffickingStep: String, LifeStep {
    case presume
    case confirm
    case ruleOut = "rule out"

    /// A determination may be revised, on appeal for one; a presumption may return after it was ruled out.
    func taken(from status: TraffickingStatus?) -> TraffickingStatus? {
        switch (self, status) {
        case (.presume, nil), (.presume, .notConfirmed): .presumed
        case (.confirm, .some): .confirmed
        case (.ruleOut, .some): .notConfirmed
        default: nil
        }
    }
}

/// What makes trafficking (Palermo Protocol, article 3).
struct TraffickingElements: Sendable, Hashable {
    var acts: [TraffickingAct] = []
    var means: [TraffickingMeans] = []
    var purposes: [TraffickingPurpose] = []

    /// Refuses elements that do not make trafficking of a person of that age.
    func check(isChild: Bool) throws(Rejection) {
        var missing: [String] = []
        if acts.isEmpty { missing.append("acts") }
        if means.isEmpty, !isChild { missing.append("means") }
        if purposes.isEmpty { missing.append("purposes") }
        guard let first = missing.first else { return }
        throw Rejection(
            "trafficking.elements_missing",
            field: first,
            "of an adult name acts, means and purposes, of a child acts and purposes; missing: "
                + missing.joined(separator: ", ")
        )
    }
}

/// All findings about a case's person as a victim of trafficking.
struct TraffickingState: Sendable, Hashable {
    struct Finding: Sendable, Hashable {
        let determination: Determination
        let at: Timestamp
        var decidedBy: DeterminationAuthority?
        var detectedBy: IdentificationSource?
        var detectedByOrgID: EntityID?
        var detectedByOrgKind: OrganisationKind?
        var reflectionEndsAt: Timestamp?
    }

    private(set) var life = Timeline<TraffickingStep>()
    /// Oldest first; those of one instant in the order of entry.
    private(set) var findings: [Finding] = []
    /// As last entered.
    private(set) var elements: TraffickingElements?

    /// The finding that stands.
    var latest: Finding? { findings.last }

    /// The end of the time to reflect: of the last presumption.
    var reflectionEndsAt: Timestamp? {
        findings.last { $0.determination == .presumed }?.reflectionEndsAt
    }

    /// When the person was last presumed a victim, at or before `instant`.
    func presumedAt(before instant: Timestamp) -> Timestamp? {
        findings.last { $0.determination == .presumed && $0.at <= instant }?.at
    }

    /// What the confidential topic is told, `elements` in place of those known; `nil` while nothing is.
    func published(_ newElements: TraffickingElements? = nil) -> ProfileTrafficking? {
        guard let elements = newElements ?? elements else { return nil }
        return ProfileTrafficking(
            acts: elements.acts,
            means: elements.means,
            purposes: elements.purposes,
            determination: latest?.determination ?? .notConsidered,
            decidedBy: latest?.decidedBy,
            reflectionEndsAt: reflectionEndsAt
        )
    }

    /// Refuses a finding that the others leave no place for.
    func require(_ step: TraffickingStep, at instant: Timestamp) throws(Rejection) {
        switch life.fault(step, at: instant) {
        case nil: return
        case .impossible(let status):
            let needed = step == .presume ? "not be presumed or confirmed yet" : "have been presumed first"
            throw .invalidTransition(
                "as a victim of trafficking the person was \(status?.rawValue ?? "not considered") then; "
                    + "to \(step.rawValue) the person must \(needed)",
                field: "determination"
            )
        case .contradicts(let later):
            throw .invalidTransition(
                "to \(step.rawValue) then contradicts the later finding to \(later.step.rawValue); "
                    + "enter a time after it",
                field: "occurredAt"
            )
        }
    }

    mutating func take(_ event: VictimDetected, at instant: Timestamp) {
        elements = TraffickingElements(acts: event.acts, means: event.means, purposes: event.purposes)
        life.record(.presume, at: instant)
        insert(
            Finding(
                determination: .presumed,
                at: instant,
                detectedBy: event.detectedBy,
                detectedByOrgID: event.detectedByOrgId,
                detectedByOrgKind: event.detectedByOrgKind,
                reflectionEndsAt: event.reflectionEndsAt
            )
        )
    }

    mutating func take(_ event: VictimDetermined, at instant: Timestamp) {
        life.record(event.determination == .confirmed ? .confirm : .ruleOut, at: instant)
        insert(Finding(determination: event.determination, at: instant, decidedBy: event.decidedBy))
    }

    /// Takes up the elements as the profile says them.
    mutating func take(_ profile: ProfileTrafficking?) {
        guard let profile else { return }
        elements = TraffickingElements(acts: profile.acts, means: profile.means, purposes: profile.purposes)
    }

    private mutating func insert(_ finding: Finding) {
        let position = findings.firstIndex { $0.at > finding.at } ?? findings.endIndex
        findings.insert(finding, at: position)
    }
}

extension CaseState {
    static func traffickingFold(_ dispatch: Dispatch<CaseState>) -> Dispatch<CaseState> {
        dispatch
            .on(VictimDetected.self) { state, event, entry in state.trafficking.take(event, at: entry.occurredAt) }
            .on(VictimDetermined.self) { state, event, entry in state.trafficking.take(event, at: entry.occurredAt) }
    }
}
