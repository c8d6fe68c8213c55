/// A release cannot be made.
public enum DisclosureError: Error, Sendable, Hashable {
    /// What was published before gives something away by itself; nothing more may be published until somebody has looked.
    case alreadyDisclosed
    /// A certificate does not hold.
    case notCertified([String])
}
