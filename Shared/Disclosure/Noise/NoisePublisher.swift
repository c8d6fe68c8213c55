public import Crypto

/// Tells series of counts with noise, as they grow, so that no person shows: differential privacy under continual release.
///
/// Each node of a binary tree over a series' leaves has two-sided geometric noise of its own, by which each step away from
/// the count is less likely by e^(−epsilon/levels). Whoever is counted in one leaf is in one node for each level, so that
/// the whole series has the epsilon that the policy gives it, and all series together no more than its budget.
///
/// What the caller owes: each person counts in one leaf of a series at most, by the day of first reach; and nothing exact
/// of the same persons is published anywhere.
public struct NoisePublisher: Sendable {
    private let series: [String: NoiseSeries]
    private let budget: NoiseEpsilon?
    private let secret: SymmetricKey

    /// The fewest bytes of a secret.
    public static let fewestSecretBytes = 32

    /// Reads the series and the budget of a policy.
    ///
    /// Whoever has the secret can take the noise off: keep it as the persons.
    ///
    /// - Throws: ``PolicyError`` with all that is wrong with the policy, or with the secret.
    public init(_ policy: DisclosurePolicy, secret: SymmetricKey) throws(PolicyError) {
        var problems = policy.problems
        if secret.bitCount < 8 * Self.fewestSecretBytes {
            problems.append(
                "the secret of the noise: has \(secret.bitCount / 8) bytes; give \(Self.fewestSecretBytes) or more"
            )
        }
        guard problems.isEmpty else { throw PolicyError(problems: problems) }
        series = Dictionary((policy.noise ?? []).map { ($0.title, $0) }) { first, _ in first }
        budget = policy.noiseBudget.flatMap { NoiseEpsilon($0) }
        self.secret = secret
    }

    /// All that is published of a series once these counts are known: nodes that were told stay as they are, and those that
    /// have become complete come to them.
    ///
    /// A leaf counts for ever as it did when it was first told: a correction of an earlier one would otherwise be the
    /// difference of two nodes. The same series, counts and secret give the same bytes, and so does asking again.
    ///
    /// - Parameters:
    ///   - name: The series, as the policy calls it.
    ///   - leafCounts: The persons of every leaf so far, from the first on; 0 or more each.
    ///   - ledger: What was told before; to be stored before anything of the result is published.
    /// - Returns: All that is published of the series, from the beginning.
    /// - Throws: A ``NoiseRefusal``; then the ledger is as before.
    public func publish(
        _ name: String,
        leafCounts: [Int],
        in ledger: inout NoiseLedger
    ) throws(NoiseRefusal) -> NoisySeries {
        guard let declared = series[name], let epsilon = NoiseEpsilon(declared.epsilon),
            let tree = NoiseTree(leafCount: declared.leaves)
        else { throw .unknown(series: name, known: series.keys.sorted()) }
        var entry = try entry(name, declared, epsilon, ledger)
        if let exact = declared.guarded.sorted().first(where: ledger.exactMeasures.contains) {
            throw .exactPublished(series: name, measure: exact)
        }
        guard Set(entry.nodes.map(\.span)) == Set(tree.completed(from: 0, to: entry.counted.count)),
            entry.counted.count <= tree.leafCount, Set(entry.nodes.map(\.span)).count == entry.nodes.count
        else { throw .damaged(series: name) }
        guard leafCounts.count <= tree.leafCount else {
            throw .full(series: name, leaves: tree.leafCount, given: leafCounts.count)
        }
        guard leafCounts.count >= entry.counted.count else {
            throw .missing(series: name, told: entry.counted.count, given: leafCounts.count)
        }
        for (leaf, count) in leafCounts.enumerated() where !(0...NoiseRefusal.greatestCount).contains(count) {
            throw .impossible(series: name, leaf: leaf, count: count)
        }
        let known = entry.counted.count
        entry.counted += leafCounts[known...]
        let sampler = GeometricSampler(numerator: epsilon.millionths, denominator: 1_000_000 * tree.levelCount)
        for span in tree.completed(from: known, to: leafCounts.count) {
            let count = entry.counted[span.firstLeaf..<span.end].reduce(0, +)
            var bits = KeyedBits(key: secret, label: label(name, epsilon, tree, span, count))
            let value = count + sampler.sample(&bits)
            entry.nodes.append(NoisyNode(firstLeaf: span.firstLeaf, leafCount: span.leafCount, value: value))
        }
        ledger.series[name] = entry
        return NoisySeries(
            name: name,
            measure: entry.measure,
            epsilon: epsilon,
            leaves: tree.leafCount,
            told: entry.counted.count,
            nodes: entry.nodes
        )
    }

    /// Takes down that exact counts of these measures are published; to be asked before they are.
    ///
    /// - Throws: ``NoiseRefusal/noisyPublished(measure:series:)`` when one is told with noise, or counts persons of one
    ///   that is; then the ledger is as before and the exact counts must not be published.
    public func admitExact(_ measures: Set<String>, in ledger: inout NoiseLedger) throws(NoiseRefusal) {
        for (name, entry) in ledger.series.sorted(by: { $0.key < $1.key }) {
            if let measure = Set([entry.measure] + entry.overlaps).intersection(measures).min() {
                throw .noisyPublished(measure: measure, series: name)
            }
        }
        // A series that is declared and has not begun would be refused ever after.
        for (name, declared) in series.sorted(by: { $0.key < $1.key }) {
            if let measure = declared.guarded.intersection(measures).min() {
                throw .noisyPublished(measure: measure, series: name)
            }
        }
        ledger.exactMeasures = measures.union(ledger.exactMeasures).sorted()
    }

    /// The series as the ledger has it; when it is about to begin, empty, if there is enough left for its epsilon.
    private func entry(
        _ name: String,
        _ declared: NoiseSeries,
        _ epsilon: NoiseEpsilon,
        _ ledger: NoiseLedger
    ) throws(NoiseRefusal) -> NoiseLedger.Entry {
        if let entry = ledger.series[name] {
            guard entry.measure == declared.measure, entry.epsilon == epsilon, entry.leaves == declared.leaves else {
                throw .changed(series: name)
            }
            return entry
        }
        guard let budget, ledger.spentMillionths + epsilon.millionths <= budget.millionths else {
            throw .spent(series: name, epsilon: epsilon, spent: ledger.spent, budget: budget ?? epsilon)
        }
        return NoiseLedger.Entry(
            measure: declared.measure,
            overlaps: (declared.overlaps ?? []).sorted(),
            epsilon: epsilon,
            leaves: declared.leaves,
            counted: [],
            nodes: []
        )
    }

    /// What makes a node's noise its own: everything it depends on.
    ///
    /// The count too. Were a ledger lost and a node told again after a correction, the same noise on both would give the
    /// exact difference, which may be one person; other noise costs the epsilon once more, which is bad and bounded.
    private func label(
        _ name: String,
        _ epsilon: NoiseEpsilon,
        _ tree: NoiseTree,
        _ span: NoiseTree.Span,
        _ count: Int
    ) -> String {
        "jisr noise 1\n\(epsilon)\n\(tree.leafCount)\n\(span.firstLeaf)\n\(span.leafCount)\n\(count)\n\(name)"
    }
}
