import Foundation

/// A count with noise: the persons in leaves in a row.
public struct NoisyNode: Codable, Sendable, Hashable {
    /// The first leaf, from 0.
    public let firstLeaf: Int
    /// How many leaves; a power of two.
    public let leafCount: Int
    /// The persons and the noise; may be below 0.
    public let value: Int

    var span: NoiseTree.Span { NoiseTree.Span(firstLeaf: firstLeaf, leafCount: leafCount) }
}

/// What is published of a series, all of it: nothing in it has to be kept from anybody.
public struct NoisySeries: Codable, Sendable, Hashable {
    /// A sum of nodes.
    public struct Total: Sendable, Hashable {
        /// The persons and the noise of the nodes; may be below 0, and below the sum before.
        public let value: Int
        /// How far it is from the exact count, as a standard deviation.
        public let standardDeviation: Double
    }

    /// What it is called.
    public let name: String
    /// What is counted.
    public let measure: String
    /// How much all of it tells of a person.
    public let epsilon: NoiseEpsilon
    /// How many leaves it has room for.
    public let leaves: Int
    /// How many leaves have been told.
    public let told: Int
    /// The nodes that are complete, in the order in which they became so.
    public let nodes: [NoisyNode]

    /// How far a node is from the exact count, as a standard deviation.
    public var standardDeviation: Double { variance.squareRoot() }

    /// From the beginning to each leaf that was told, the sums of the fewest nodes.
    public var totals: [Total] {
        let values = Dictionary(nodes.map { ($0.span, $0.value) }) { first, _ in first }
        return (0..<told).map { leaf in
            let spans = NoiseTree.prefix(leaf + 1)
            return Total(
                value: spans.reduce(0) { $0 + (values[$1] ?? 0) },
                standardDeviation: (Double(spans.count) * variance).squareRoot()
            )
        }
    }

    private var variance: Double {
        let levels = Double(NoiseTree(leafCount: leaves)?.levelCount ?? 1)
        let ratio = exp(-Double(epsilon.millionths) / 1_000_000 / levels)
        return 2 * ratio / ((1 - ratio) * (1 - ratio))
    }
}
