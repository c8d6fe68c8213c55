/// What became of a batch.
public struct InboxOutcome: Sendable, Hashable {
    /// Events acted upon.
    public var handled = 0
    /// Events not for this service.
    public var passedOver = 0
    /// Records seen before.
    public var duplicates = 0
    /// Records put behind a missing predecessor.
    public var gaps = 0
    /// Records parked to be tried again.
    public var parked = 0
    /// Parked records that went through after all.
    public var released = 0
    /// Records dead-lettered, by stage.
    public var deadLettered: [String: Int] = [:]

    /// Nothing.
    public init() {}
}
