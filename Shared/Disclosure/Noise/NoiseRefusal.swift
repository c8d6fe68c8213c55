/// Why counts are not told with noise, or not without.
public enum NoiseRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// The policy has no such series.
    case unknown(series: String, known: [String])
    /// All that may be told of a person has been told.
    case spent(series: String, epsilon: NoiseEpsilon, spent: String, budget: NoiseEpsilon)
    /// Exact counts of the same persons were published, which noise cannot take back.
    case exactPublished(series: String, measure: String)
    /// Noisy counts of the same persons were published, which exact ones would undo.
    case noisyPublished(measure: String, series: String)
    /// There are more counts than the series has leaves.
    case full(series: String, leaves: Int, given: Int)
    /// There are fewer counts than were told already.
    case missing(series: String, told: Int, given: Int)
    /// A count cannot be one.
    case impossible(series: String, leaf: Int, count: Int)
    /// The series began with another epsilon, measure or number of leaves.
    case changed(series: String)
    /// What is said to have been told of a series does not fit together.
    case damaged(series: String)

    /// The greatest count of a leaf.
    static let greatestCount = 1_000_000_000_000

    /// In words, with what can be done.
    public var description: String {
        switch self {
        case .unknown(let series, let known):
            "\(series): the policy's noise has no such series; it has "
                + (known.isEmpty ? "none" : known.joined(separator: ", "))
        case .spent(let series, let epsilon, let spent, let budget):
            "\(series): its epsilon of \(epsilon) would bring what is told of a person to more than the noiseBudget of "
                + "\(budget), of which \(spent) is spent; nothing more is told of it"
        case .exactPublished(let series, let measure):
            "\(series): exact counts of \(measure) were published, which voids what noise promises; tell it exactly or not "
                + "at all"
        case .noisyPublished(let measure, let series):
            "\(measure): the series \(series) is told with noise, which an exact count would undo; take \(measure) out of "
                + "what is published exactly"
        case .full(let series, let leaves, let given):
            "\(series): has \(leaves) leaves and \(given) counts were given; declare another series under a name of its own "
                + "for those that follow, which spends an epsilon of its own"
        case .missing(let series, let told, let given):
            "\(series): \(told) counts were told already and only \(given) were given; give all from the beginning"
        case .impossible(let series, let leaf, let count):
            "\(series): count \(leaf + 1) is \(count); give 0 to \(Self.greatestCount)"
        case .changed(let series):
            "\(series): its measure, epsilon or leaves are not those it began with; put them back, or declare another series "
                + "under a name of its own"
        case .damaged(let series):
            "\(series): the ledger does not hold what it says was told; put back the last good copy of it"
        }
    }
}
