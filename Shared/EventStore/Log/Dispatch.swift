public import Events

/// What to do with each event type: a table that folds a state, or feeds a read table.
///
/// An event type without an entry is passed over: a state need not know every event of its key.
public struct Dispatch<Target>: Sendable {
    private var handlers: [String: @Sendable (inout Target, LogEntry) throws -> Void] = [:]

    /// An empty table.
    public init() {}

    /// The CloudEvents types that have an entry.
    public var types: Set<String> { Set(handlers.keys) }

    /// This table with `body` for `E`.
    public func on<E: EventData>(
        _: E.Type,
        _ body: @escaping @Sendable (inout Target, E, LogEntry) throws -> Void
    ) -> Dispatch {
        var copy = self
        copy.handlers[E.type] = { target, entry in
            try body(&target, entry.data(as: E.self), entry)
        }
        return copy
    }

    /// Applies `entry` to `target`.
    public func apply(_ entry: LogEntry, to target: inout Target) throws {
        try handlers[entry.type]?(&target, entry)
    }
}

/// A state that is folded from the log, oldest event first.
public protocol Folded: Sendable {
    /// The state before any event.
    init()
    /// What each event does to it.
    static var fold: Dispatch<Self> { get }
}
