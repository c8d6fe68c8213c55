import EventStore
import Events

/// Where a case stands.
enum CaseStatus: String, CodeList {
    case identified
    case registered
    case assessed
    case planned
    case inProgress = "in_progress"
    case closed
    /// Another institution follows it.
    case transferred
    case declined
    case voided

    /// Whether the case is being worked on for a registered person.
    var isActive: Bool {
        switch self {
        case .registered, .assessed, .planned, .inProgress: true
        case .identified, .closed, .transferred, .declined, .voided: false
        }
    }
}

/// What can happen to a case.
enum CaseStep: String, LifeStep {
    case identify
    case register
    case decline
    case assess
    case plan
    case start
    case review
    case revise
    case close
    case reopen
    case handOver = "hand over"
    case void

    func taken(from status: CaseStatus?) -> CaseStatus? {
        switch (self, status) {
        case (.identify, nil): .identified
        case (.register, .identified): .registered
        case (.decline, .identified): .declined
        case (.assess, .registered): .assessed
        case (.assess, .assessed), (.assess, .planned), (.assess, .inProgress): status
        case (.plan, .assessed), (.plan, .planned): .planned
        case (.start, .planned): .inProgress
        case (.review, .inProgress): .inProgress
        case (.revise, .inProgress): .planned
        case (.close, .registered), (.close, .assessed), (.close, .planned), (.close, .inProgress): .closed
        case (.reopen, .closed): .registered
        case (.handOver, .some(let known)) where known.isActive: .transferred
        case (.void, .some(let known)) where known != .voided && known != .transferred: .voided
        default: nil
        }
    }

    init(_ decision: ReviewDecision) {
        self = decision == .revise ? .revise : .review
    }
}

typealias CaseLife = Timeline<CaseStep>

extension Timeline where Step == CaseStep {
    /// Refuses a step that the case's life has no place for.
    func require(_ step: CaseStep, at instant: Timestamp) throws(Rejection) {
        guard status != .voided else { throw .invalidTransition("the case is voided; nothing more is entered in it") }
        switch fault(step, at: instant) {
        case nil: return
        case .impossible(let status):
            let possible = CaseStatus.allCases.filter { step.taken(from: $0) != nil }.map(\.rawValue)
            throw .invalidTransition(
                "the case was \(status?.rawValue ?? "not identified") then; to \(step.rawValue) it must be "
                    + possible.joined(separator: " or ")
            )
        case .contradicts(let later):
            throw .invalidTransition(
                "to \(step.rawValue) the case then contradicts the later step to \(later.step.rawValue) it; "
                    + "enter a time after that step"
            )
        }
    }

    /// The status at `instant`, which must be one in which the case is worked on.
    @discardableResult
    func requireActive(at instant: Timestamp) throws(Rejection) -> CaseStatus {
        guard status != .voided else { throw .invalidTransition("the case is voided; nothing more is entered in it") }
        guard let status = status(at: instant), status.isActive else {
            let status = status(at: instant)
            throw .invalidTransition(
                "the case was \(status?.rawValue ?? "not identified") then; it must be registered and not closed"
            )
        }
        return status
    }

    /// Whether the case was closed or handed over after `instant`.
    func isClosed(after instant: Timestamp) -> Bool {
        entries.contains { ($0.step == .close || $0.step == .handOver) && $0.at > instant }
    }
}
