/// A binary tree over the leaves of a series, such as months: its nodes are the counts that noise is added to.
///
/// Any sum from the beginning is made of at most one node for each level, so that its error grows with the logarithm of the
/// leaves only. One person is in one leaf, and so in one node for each level.
///
/// Source: Chan, Shi, Song, "Private and Continual Release of Statistics", 2011.
struct NoiseTree {
    /// A node: leaves in a row.
    struct Span: Hashable {
        let firstLeaf: Int
        /// A power of two that divides ``firstLeaf``.
        let leafCount: Int

        var end: Int { firstLeaf + leafCount }
    }

    /// How many leaves there are: a power of two.
    let leafCount: Int

    /// The most leaves: monthly figures of 340 years, or daily ones of eleven.
    static let mostLeaves = 4096

    /// `nil` unless the number of leaves is a power of two, 1 to ``mostLeaves``.
    init?(leafCount: Int) {
        guard (1...Self.mostLeaves).contains(leafCount), leafCount.nonzeroBitCount == 1 else { return nil }
        self.leafCount = leafCount
    }

    /// How many nodes one person is in.
    var levelCount: Int { leafCount.trailingZeroBitCount + 1 }

    /// Every node from the root down, level by level, from left to right.
    var spans: [Span] {
        (0..<levelCount).flatMap { level in
            let width = leafCount >> level
            return (0..<(1 << level)).map { Span(firstLeaf: $0 * width, leafCount: width) }
        }
    }

    /// The nodes that become complete when leaves from `known` to below `count` are added, in the order in which they do.
    func completed(from known: Int, to count: Int) -> [Span] {
        guard known < count else { return [] }
        return (known..<count).flatMap { leaf in
            (0..<levelCount).map { 1 << $0 }
                .prefix { (leaf + 1) % $0 == 0 }
                .map { Span(firstLeaf: leaf + 1 - $0, leafCount: $0) }
        }
    }

    /// The fewest nodes that make up the first `count` leaves, the widest first.
    static func prefix(_ count: Int) -> [Span] {
        var spans: [Span] = []
        var first = 0
        while first < count {
            let width = 1 << (Int.bitWidth - 1 - (count - first).leadingZeroBitCount)
            spans.append(Span(firstLeaf: first, leafCount: width))
            first += width
        }
        return spans
    }
}
