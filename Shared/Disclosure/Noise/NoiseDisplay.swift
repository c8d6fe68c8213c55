/// How a noisy series is shown to readers whom negative or falling numbers would confuse.
///
/// Display only. It is made from what is published, so that it tells nothing more; but it is biased (small counts come out too high) and
/// changes when new nodes come. Figures to calculate with are ``NoisySeries/nodes`` and ``NoisySeries/totals``.
public struct NoiseDisplay: Sendable, Hashable {
    /// From the beginning to each leaf that was told: never below 0, never falling, and agreeing with each other.
    public let totals: [Int]

    /// For each leaf the difference between two totals, 0 or more.
    public var leaves: [Int] { totals.indices.map { totals[$0] - ($0 == 0 ? 0 : totals[$0 - 1]) } }

    /// Fits the leaves to all nodes, then makes the sums monotone, then whole.
    public init(_ series: NoisySeries) {
        let values = Dictionary(series.nodes.map { ($0.span, Double($0.value)) }) { first, _ in first }
        var sums: [Double] = []
        for root in NoiseTree.prefix(series.told) {
            for leaf in Self.fitted(root, values) { sums.append((sums.last ?? 0) + leaf) }
        }
        totals = Self.monotone(sums).map { Int(max(0, $0).rounded()) }
    }

    /// The leaves below a node that come closest to all nodes, by least squares.
    ///
    /// Source: Hay, Rastogi, Miklau, Suciu, "Boosting the Accuracy of Differentially Private Histograms Through
    /// Consistency", 2010, theorem 3, with two branches.
    private static func fitted(_ root: NoiseTree.Span, _ values: [NoiseTree.Span: Double]) -> [Double] {
        /// From the leaves up: a node's own value, and that of its children, by how sure they are.
        var estimates: [NoiseTree.Span: Double] = [:]
        var width = 1
        while width <= root.leafCount {
            for first in stride(from: root.firstLeaf, to: root.end, by: width) {
                let span = NoiseTree.Span(firstLeaf: first, leafCount: width)
                let own = values[span] ?? 0
                let children = Self.children(span).reduce(0) { $0 + (estimates[$1] ?? 0) }
                let (most, half) = (Double(2 * width), Double(width))
                estimates[span] = width == 1 ? own : ((most - half) * own + (half - 1) * children) / (most - 1)
            }
            width *= 2
        }
        // From the root down: what the children lack of their parent is shared out evenly.
        var leaves = [estimates[root] ?? 0]
        width = root.leafCount
        while width > 1 {
            leaves = leaves.enumerated().flatMap { index, parent in
                let span = NoiseTree.Span(firstLeaf: root.firstLeaf + index * width, leafCount: width)
                let children = Self.children(span).map { estimates[$0] ?? 0 }
                return children.map { $0 + (parent - children.reduce(0, +)) / 2 }
            }
            width /= 2
        }
        return leaves
    }

    private static func children(_ span: NoiseTree.Span) -> [NoiseTree.Span] {
        let half = span.leafCount / 2
        return half == 0 ? [] : [0, half].map { NoiseTree.Span(firstLeaf: span.firstLeaf + $0, leafCount: half) }
    }

    /// The numbers closest to these that never fall: neighbours that do are put at their mean.
    private static func monotone(_ numbers: [Double]) -> [Double] {
        var blocks: [(sum: Double, count: Int)] = []
        for number in numbers {
            blocks.append((number, 1))
            while let last = blocks.last, let before = blocks.dropLast().last,
                last.sum / Double(last.count) < before.sum / Double(before.count)
            {
                blocks.removeLast(2)
                blocks.append((before.sum + last.sum, before.count + last.count))
            }
        }
        return blocks.flatMap { Array(repeating: $0.sum / Double($0.count), count: $0.count) }
    }
}
