/// What was told with noise and what exactly: without it the same persons would be told of again with other noise.
///
/// To be kept with the releases, and as secret as the persons: it holds the counts without noise.
public struct NoiseLedger: Codable, Sendable, Hashable {
    /// A series that has begun; its epsilon is spent.
    public struct Entry: Codable, Sendable, Hashable {
        /// What is counted.
        public let measure: String
        /// Other measures of the same persons, in alphabetical order.
        public let overlaps: [String]
        /// How much it tells of a person.
        public let epsilon: NoiseEpsilon
        /// How many leaves it has room for.
        public let leaves: Int
        /// The counts without noise, as they were when they were told.
        ///
        /// Secret.
        public internal(set) var counted: [Int]
        /// What was published.
        public internal(set) var nodes: [NoisyNode]
    }

    /// By name; also those that the policy has no longer, since what was told stays told.
    public internal(set) var series: [String: Entry]
    /// The measures of which exact counts were published, in alphabetical order.
    public internal(set) var exactMeasures: [String]

    /// Makes the ledger of a deployment that has told nothing.
    public init() {
        series = [:]
        exactMeasures = []
    }

    /// How much was told of a person, as decimal text: epsilons of all series add up.
    public var spent: String { NoiseEpsilon.text(spentMillionths) }

    var spentMillionths: Int { series.values.reduce(0) { $0 + $1.epsilon.millionths } }
}
