/// How urgent a case or referral is (RSK).
public enum Risk: String, CodeList, Comparable {
    /// A first response within 14 days.
    case low = "LOW"
    /// A first response within 7 days.
    case medium = "MED"
    /// A first response within 72 hours.
    case high = "HIGH"
    /// A first response within 24 hours.
    case urgent = "URGENT"

    /// How long a first response may take.
    public var firstResponse: Duration {
        switch self {
        case .low: .seconds(14 * 86_400)
        case .medium: .seconds(7 * 86_400)
        case .high: .seconds(72 * 3600)
        case .urgent: .seconds(24 * 3600)
        }
    }

    /// Whether `left` is the less urgent.
    public static func < (left: Risk, right: Risk) -> Bool {
        left.firstResponse > right.firstResponse
    }
}
