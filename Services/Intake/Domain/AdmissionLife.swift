import EventStore
import Events

/// Where an admission stands.
enum AdmissionStatus: String, CodeList {
    case admitted
    case classified
    case preparingRelease = "preparing_release"
    case released
    case absconded
    case transferred
    case deceased

    /// Whether the institution holds the person.
    var isHeld: Bool {
        switch self {
        case .admitted, .classified, .preparingRelease: true
        case .released, .absconded, .transferred, .deceased: false
        }
    }
}

/// What can happen to an admission.
enum AdmissionStep: String, LifeStep {
    case admit
    case classify
    case prepareRelease = "prepare release"
    case release
    case abscond
    case comeBack = "return"
    case transfer
    case die

    func taken(from status: AdmissionStatus?) -> AdmissionStatus? {
        switch (self, status) {
        case (.admit, nil): .admitted
        case (.classify, .admitted), (.classify, .classified): .classified
        case (.classify, .preparingRelease): .preparingRelease
        case (.prepareRelease, .classified): .preparingRelease
        case (.release, .some(let known)) where known.isHeld: .released
        case (.abscond, .some(let known)) where known.isHeld: .absconded
        case (.comeBack, .absconded): .admitted
        case (.transfer, .some(let known)) where known.isHeld: .transferred
        case (.die, .some(let known)) where known.isHeld: .deceased
        default: nil
        }
    }
}

/// One stay of a person in an institution.
struct AdmissionState: Sendable, Hashable {
    struct Contact: Sendable, Hashable {
        let id: EntityID
        let kind: ContactKind
        let on: CalendarDate
    }

    let id: EntityID
    let institutionID: EntityID
    let admittedAt: Timestamp
    let placement: Placement
    let separatedFromAdults: Bool
    let legalStatus: LegalStatus?
    var version = 1
    var expectedRelease: CalendarDate?
    var rightsExplainedAt: Timestamp?
    var classification: ClassificationLevel?
    var classifiedAt: Timestamp?
    var classificationReviewDue: CalendarDate?
    var contacts: [Contact] = []
    var life = Timeline<AdmissionStep>()

    init(_ event: AdmissionAdmitted) {
        id = event.admissionId
        institutionID = event.institutionId
        admittedAt = event.admittedAt
        placement = event.placement
        separatedFromAdults = event.separatedFromAdults
        legalStatus = event.legalStatus
        expectedRelease = event.expectedRelease
    }

    /// Whether the person is held at `instant`, or is known to be held later.
    func isOpen(at instant: Timestamp) -> Bool {
        if life.status(at: instant)?.isHeld == true { return true }
        return life.entries.contains { $0.at > instant && life.status(at: $0.at)?.isHeld == true }
    }

    /// When the stay ended; `nil` while it lasts.
    var endedAt: Timestamp? {
        life.status?.isHeld == false ? life.entries.last?.at : nil
    }

    /// Refuses a step that the stay has no place for.
    func require(_ step: AdmissionStep, at instant: Timestamp) throws(Rejection) {
        switch life.fault(step, at: instant) {
        case nil: return
        case .impossible(let status):
            let possible = AdmissionStatus.allCases.filter { step.taken(from: $0) != nil }.map(\.rawValue)
            throw .invalidTransition(
                "the admission was \(status?.rawValue ?? "not begun") then; to \(step.rawValue) it must be "
                    + possible.joined(separator: " or ")
            )
        case .contradicts(let later):
            throw .invalidTransition(
                "to \(step.rawValue) then contradicts the later step to \(later.step.rawValue); "
                    + "enter a time after that step"
            )
        }
    }
}

extension CaseState {
    /// The stay that had begun last at `instant`.
    func admission(at instant: Timestamp) throws(Rejection) -> AdmissionState {
        guard life.status != .voided else { throw .invalidTransition("the case is voided") }
        let begun = admissions.enumerated().filter { $0.element.admittedAt <= instant }
            .max { ($0.element.admittedAt, $0.offset) < ($1.element.admittedAt, $1.offset) }
        guard let begun else {
            throw .invalidTransition("the person had not been admitted then; record the admission first")
        }
        return begun.element
    }
}
