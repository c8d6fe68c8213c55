/// How widespread parts of names are, as a store counts them: agreeing on a rare name says more than on Mohamed.
///
/// Counted by token, so nothing is known of a name but how many bear it. A store keeps a count for each
/// `MatchTokens.Part.part` (one for each person that has it) and gives the few hundred highest here; all others are
/// taken for rare. Both sides of an exchange may count apart: a score differs a little, a verdict hardly ever.
struct NameFrequencies: Sendable {
    /// Below this many people counts say nothing yet, and every part weighs the same.
    static let minimumPersons = 1000

    private let weights: [MatchToken: Double]
    private let isCounted: Bool

    /// `counts` of the most frequent parts among `persons` people.
    init(counts: [MatchToken: Int], persons: Int) {
        isCounted = persons >= Self.minimumPersons
        weights = counts.mapValues { Self.weight(persons: $0, of: persons) }
    }

    /// Nothing is counted: every part weighs the same.
    static let none = NameFrequencies(counts: [:], persons: 0)

    /// Bits of evidence in agreeing on `part`.
    func weight(_ part: MatchToken) -> Double {
        guard isCounted else { return MatchWeights.nameSame }
        return weights[part] ?? MatchWeights.nameSameLeast + MatchWeights.nameSameShare * Self.mostBits
    }

    private static func weight(persons: Int, of all: Int) -> Double {
        let bits = log2(Double(all) / Double(max(persons, 1)))
        return MatchWeights.nameSameLeast + MatchWeights.nameSameShare * min(max(bits, 0), mostBits)
    }

    /// A part that nobody else has is taken to be borne by one in this power of two.
    private static let mostBits = 9.0

    /// Good to a few hundredths, which is finer than any count.
    private static func log2(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return 0 }
        return Double(value.exponent) + (value.significand - 1)
    }
}
