/// What was published, as sums over columns that keep their values in every table that agrees with it.
///
/// A cell told with two releases tells what was added between them; so each sum runs over the layers from one telling of a
/// set of atoms to the next, and every column is in one sum of a set at most. A sum that finer ones of the same layers
/// add up to says nothing of its own, and need not be looked at while all of them are published.
struct PublishedSums: Sendable {
    /// A column in which a sum grows or shrinks with the number of persons.
    struct Member: Sendable {
        let column: Int32
        let sign: Int32
    }

    /// The layers of a sum, and its set.
    private struct Span: Hashable {
        let set: Int
        let layers: Range<Int>
    }

    /// The columns of each sum.
    private(set) var members: [[Member]] = []
    /// Whether each sum has to be looked at.
    private(set) var isBinding: [Bool] = []
    /// The sums that only the latest release tells, by their sets.
    private(set) var candidates: [Int: Int] = [:]
    /// Whether each sum is published.
    private(set) var isPublished: [Bool] = []
    /// The set of each sum that only the latest release tells, -1 for others.
    private(set) var candidateSets: [Int] = []
    /// The lists of finer sums that each sum is the sum of.
    private var parts: [[[Int]]] = []
    /// The sums of each column, one column after the other.
    private var sums: [Int32] = []
    private var firstSum: [Int32] = [0]

    init(_ sets: TargetSets, _ ledger: BlockLedger, _ layout: ColumnLayout) {
        let latest = ledger.layers.count - 1
        var released = [[Int]](repeating: [], count: sets.sets.count)
        for (release, layer) in ledger.layers.enumerated() {
            for set in Set(layer.published.map({ sets.ofCell[$0] })) { released[set].append(release) }
        }
        var bySet = [[Int32]](repeating: [], count: sets.sets.count)
        var numbers: [Span: Int] = [:]
        var spans: [Span] = []
        for set in sets.sets.indices {
            var first = 0
            for release in released[set] {
                bySet[set] += [Int32](repeating: Int32(spans.count), count: release + 1 - first)
                if release == latest { candidates[set] = spans.count }
                numbers[Span(set: set, layers: first..<release + 1)] = spans.count
                spans.append(Span(set: set, layers: first..<release + 1))
                first = release + 1
            }
        }
        members = spans.map { _ in [] }
        candidateSets = spans.map { $0.layers.upperBound > latest ? $0.set : -1 }
        isPublished = spans.map { _ in true }
        parts = spans.map { span in
            sets.divisions[span.set].compactMap { division in
                let finer = division.compactMap { numbers[Span(set: $0, layers: span.layers)] }
                return finer.count == division.count ? finer : nil
            }
        }
        for (index, column) in layout.columns.enumerated() {
            let member = Member(column: Int32(index), sign: column.isLeaving ? -1 : 1)
            for set in sets.containing[column.atom] where column.layer < bySet[set].count {
                let sum = bySet[set][column.layer]
                sums.append(sum)
                members[Int(sum)].append(member)
            }
            firstSum.append(Int32(sums.count))
        }
        isBinding = isPublished
        bindAgain(members.indices)
    }

    /// The sums that a column is in.
    func sums(of column: Int) -> ArraySlice<Int32> { sums[Int(firstSum[column])..<Int(firstSum[column + 1])] }

    /// Whether the latest release publishes a set.
    func isPublished(latest set: Int) -> Bool { candidates[set].map { isPublished[$0] } ?? false }

    /// Publishes a sum of the latest release, or does not: it may differ then.
    mutating func publish(_ set: Int, _ isPublished: Bool) {
        guard let sum = candidates[set] else { return }
        self.isPublished[sum] = isPublished
        bindAgain(candidates.values)
    }

    private mutating func bindAgain(_ numbers: some Sequence<Int>) {
        for sum in numbers {
            isBinding[sum] =
                isPublished[sum] && !parts[sum].contains { division in division.allSatisfy { isPublished[$0] } }
        }
    }
}
