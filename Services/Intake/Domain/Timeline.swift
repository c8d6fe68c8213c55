import Events

/// A step of a state machine: what it makes of a status, or `nil` where it is not possible.
protocol LifeStep: Sendable, Hashable {
    associatedtype Status: Sendable, Hashable

    /// The status after the step, taken from `status` (`nil`: nothing has happened yet); `nil` when it is not possible.
    func taken(from status: Status?) -> Status?
}

/// The dated steps of one state machine, in business time.
///
/// Entries come late: a step may be entered today that was taken last week, behind steps that are known already. So a
/// step is judged where it was taken, and it must leave every later step possible.
struct Timeline<Step: LifeStep>: Sendable, Hashable {
    struct Entry: Sendable, Hashable {
        let at: Timestamp
        let step: Step
    }

    enum Fault: Sendable, Hashable {
        /// The step is not possible from the status that held at its time.
        case impossible(from: Step.Status?)
        /// The step is possible at its time, but then a later one is not.
        case contradicts(later: Entry)
    }

    /// Oldest first; those of one instant in the order of entry.
    private(set) var entries: [Entry] = []

    /// The status after all steps; `nil` before the first.
    var status: Step.Status? { Self.replay(entries[...]) }

    /// The status that held at `instant`.
    func status(at instant: Timestamp) -> Step.Status? {
        Self.replay(entries.prefix { $0.at <= instant })
    }

    /// The last step taken at or before `instant`.
    func last(at instant: Timestamp) -> Entry? {
        entries.last { $0.at <= instant }
    }

    /// Takes up a step that the log has.
    mutating func record(_ step: Step, at instant: Timestamp) {
        let position = entries.firstIndex { $0.at > instant } ?? entries.endIndex
        entries.insert(Entry(at: instant, step: step), at: position)
    }

    /// Forgets the last entry of a step at `instant`, which never took place.
    mutating func remove(_ step: Step, at instant: Timestamp) {
        guard let position = entries.lastIndex(where: { $0.step == step && $0.at == instant }) else { return }
        entries.remove(at: position)
    }

    /// Whether every step is possible where it was taken.
    var isPossible: Bool {
        var status: Step.Status?
        for entry in entries {
            guard let next = entry.step.taken(from: status) else { return false }
            status = next
        }
        return true
    }

    /// Why `step` cannot be taken at `instant`; `nil` when it can.
    func fault(_ step: Step, at instant: Timestamp) -> Fault? {
        let before = status(at: instant)
        guard var status = step.taken(from: before) else { return .impossible(from: before) }
        for entry in entries.drop(while: { $0.at <= instant }) {
            guard let next = entry.step.taken(from: status) else { return .contradicts(later: entry) }
            status = next
        }
        return nil
    }

    private static func replay(_ entries: ArraySlice<Entry>) -> Step.Status? {
        entries.reduce(nil) { status, entry in entry.step.taken(from: status) ?? status }
    }
}
