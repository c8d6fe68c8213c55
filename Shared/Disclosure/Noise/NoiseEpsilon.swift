/// How much noisy counts may tell of one person: an epsilon of differential privacy, exact to a millionth.
///
/// No outcome is more than e^epsilon times as likely with a person as without. Whole numbers of millionths add up without
/// rounding, and give the sampler the exact fraction it needs.
public struct NoiseEpsilon: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The epsilon in millionths; 1 to ``greatest``'s.
    public let millionths: Int

    /// The greatest epsilon that is taken, 10: with more, what one person adds would show through the noise.
    public static let greatest = Self(checked: 10_000_000)

    /// Reads decimal digits, such as `1`, `0.5` or `0.000001`; `nil` when the text is no such number, zero or too great.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, (1...2).contains(whole.count) else { return nil }
        let fraction = parts.count == 2 ? parts[1] : "0"
        guard (1...6).contains(fraction.count), (whole + fraction).utf8.allSatisfy({ (48...57).contains($0) }),
            let millionths = Int(whole + fraction + String(repeating: "0", count: 6 - fraction.count)),
            (1...Self.greatest.millionths).contains(millionths)
        else { return nil }
        self.millionths = millionths
    }

    private init(checked millionths: Int) { self.millionths = millionths }

    /// The same number in as few digits as it takes.
    public var description: String { Self.text(millionths) }

    /// So many millionths in as few digits as it takes.
    static func text(_ millionths: Int) -> String {
        var fraction = String(String(1_000_000 + millionths % 1_000_000).dropFirst())
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(millionths / 1_000_000)" + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// The smaller one tells less.
    public static func < (one: Self, other: Self) -> Bool { one.millionths < other.millionths }

    /// What a policy is told of a text that is none.
    static let remedy = "give digits with at most six after a full stop, above 0 and at most 10, such as 1 or 0.5"
}

extension NoiseEpsilon: Codable {
    /// Reads the text.
    ///
    /// - Throws: A `DecodingError` when it is no epsilon.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let epsilon = Self(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text): \(Self.remedy)")
        }
        self = epsilon
    }

    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
