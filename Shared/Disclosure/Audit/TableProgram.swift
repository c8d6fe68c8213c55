import Solvers

/// The search for tables that differ from the truth in some layers only.
///
/// Everything that was ever published, and what everybody knows besides, become rows over differences from the truth.
/// Each column of the ledger appears twice: as what is added to the truth and what is taken from it. So the truth is the
/// origin, a point that satisfies every row, and tables that differ from it in few places are cheap to find. The fewer
/// layers take part the fewer columns and rows there are: a sum over layers none of which takes part cannot change, and
/// one that has the same layers in several releases is the same row.
final class TableProgram {
    private struct RowKey: Hashable {
        let set: Int
        let layerCount: Int
    }

    /// The columns of the ledger that may differ.
    let columns: [Int]
    private let places: [Int: Int]
    private let layout: ColumnLayout
    private let program: LinearProgram
    private var rows: [ProgramRow] = []
    /// The row that only the latest release needs, by its set.
    private var candidates: [Int: Int] = [:]
    private var bounds: [ClosedRange<Double>] = []

    init(_ layers: [Int], _ scheme: CubeScheme, _ sets: TargetSets, _ ledger: BlockLedger, _ layout: ColumnLayout) {
        self.layout = layout
        let taking = Set(layers)
        columns = layout.columns.indices.filter { taking.contains(layout.columns[$0].layer) }
        places = Dictionary(
            columns.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        var known: Set<RowKey> = []
        let latest = ledger.layers.count - 1
        for (release, layer) in ledger.layers.enumerated() where layers.contains(where: { $0 <= release }) {
            let layerCount = layers.count { $0 <= release }
            for set in Set(layer.published.map { sets.ofCell[$0] }).sorted() {
                guard known.insert(RowKey(set: set, layerCount: layerCount)).inserted else { continue }
                if release == latest { candidates[set] = rows.count }
                rows.append(Self.row(layout.cumulative(sets.sets[set], at: release), places, 0...0))
            }
            guard let left = layer.left else { continue }
            for atom in 0..<scheme.atomCount {
                let terms = layout.remaining(atom, at: release)
                let count = terms.reduce(0) { $0 + $1.sign * layout.truth[$1.column] }
                // Nobody goes who was not there with the release before.
                rows.append(Self.row(terms, places, Double(-count)...ProgramRow.free.upperBound))
            }
            guard taking.contains(release) else { continue }
            // Corrections are taken in when they concern at least `k` persons, which the policy tells everybody.
            let leaving = left.indices.compactMap { layout.left($0, in: release) }.map { (column: $0, sign: 1) }
            let spare = min(0, scheme.policy.k - left.reduce(0, +))
            rows.append(Self.row(leaving, places, Double(spare)...ProgramRow.free.upperBound))
        }
        bounds = [ClosedRange<Double>](repeating: 0...0, count: columns.count * 2)
        program = LinearProgram(columns: bounds, rows: rows)
    }

    private static func row(
        _ terms: [(column: Int, sign: Int)],
        _ places: [Int: Int],
        _ bounds: ClosedRange<Double>
    ) -> ProgramRow {
        ProgramRow(doubled(terms, places), bounds)
    }

    private static func doubled(_ terms: [(column: Int, sign: Int)], _ places: [Int: Int]) -> [ProgramRow.Term] {
        terms.flatMap { term in
            places[term.column].map { place in
                [ProgramRow.Term(2 * place, Double(term.sign)), ProgramRow.Term(2 * place + 1, Double(-term.sign))]
            } ?? []
        }
    }

    /// Lets each number grow by `k`, which is enough to reach it, and shrink to what the attacker knows is there.
    func suppose(own: [Int: Int], k: Int) {
        bounds = columns.flatMap { column in
            [0...Double(k), 0...Double(max(0, layout.truth[column] - (own[column] ?? 0)))]
        }
        program.bound(columns: bounds)
    }

    /// Lets a sum of the latest release differ: it is not published.
    func free(_ set: Int) {
        guard let row = candidates[set] else { return }
        rows[row].bounds = ProgramRow.free
        program.bound(row: row, to: ProgramRow.free)
    }

    // MARK: Searching

    /// What a search leads to.
    struct Point {
        let differences: [Double]
        /// How much each sum of the latest release stands in the way, by its set.
        let obstacles: [Int: Double]
    }

    /// The point that is best for a weighted sum of columns and near the truth; `nil` when the solver gives up.
    func search(_ weights: [(terms: [(column: Int, sign: Int)], weight: Double)]) -> Point? {
        var objective = [Double](repeating: Self.cost, count: columns.count * 2)
        for (terms, weight) in weights {
            for term in terms {
                guard let place = places[term.column] else { continue }
                objective[2 * place] += weight * Double(term.sign)
                objective[2 * place + 1] -= weight * Double(term.sign)
            }
        }
        guard case .optimal = program.minimise(objective) else { return nil }
        let (solution, duals) = (program.solution, program.duals)
        return Point(
            differences: columns.indices.map { solution[2 * $0] - solution[2 * $0 + 1] },
            obstacles: candidates.mapValues { abs(duals[$0]) }
        )
    }

    /// What a difference from the truth costs: tables that differ in few places hold longer.
    private static let cost = 0.01

    /// By how much a sum of columns changes at a point.
    func change(_ terms: [(column: Int, sign: Int)], at point: Point) -> Double {
        terms.reduce(0) { sum, term in
            places[term.column].map { sum + Double(term.sign) * point.differences[$0] } ?? sum
        }
    }

    /// The table of a point; `nil` when it has fractions of persons.
    func table(_ differences: [Double]) -> Certificates.Table? {
        var found: [Int: Int] = [:]
        for (place, column) in columns.enumerated() {
            let difference = differences[place]
            guard abs(difference - difference.rounded()) < 1e-6 else { return nil }
            if difference.rounded() != 0 { found[column] = Int(difference.rounded()) }
        }
        return Certificates.Table(found)
    }

    /// A table in which a sum of columns changes by as much as is wanted; `nil` when none was found.
    func integers(_ terms: [(column: Int, sign: Int)], change: ClosedRange<Double>) -> Certificates.Table? {
        let integers = IntegerProgram(
            columns: bounds,
            rows: rows + [ProgramRow(Self.doubled(terms, places), change)],
            objective: [Double](repeating: 1, count: columns.count * 2)
        )
        guard case .found(let point) = integers.solve() else { return nil }
        return table(columns.indices.map { Double(point[2 * $0] - point[2 * $0 + 1]) })
    }
}
