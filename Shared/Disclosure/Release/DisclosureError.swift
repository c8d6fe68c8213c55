/// A release cannot be made.
public enum DisclosureError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was published before gives something away by itself; nothing more may be published until somebody has looked.
    case alreadyDisclosed
    /// A certificate does not hold.
    case notCertified([String])

    /// In words for whoever is to release.
    public var description: String {
        switch self {
        case .alreadyDisclosed:
            "what was published before gives something away together with what is known now; nothing is released"
        case .notCertified(let problems):
            "the certificates do not hold, nothing is released: " + problems.joined(separator: "; ")
        }
    }
}
