import Solvers

/// The search for tables that differ from the truth in some layers only.
///
/// Everything that was ever published, and what everybody knows besides, become rows over differences from the truth.
/// Each column of the ledger appears twice: as what is added to the truth and what is taken from it. So the truth is the
/// origin, a point that satisfies every row, and tables that differ from it in few places are cheap to find. The fewer
/// layers take part the fewer columns and rows there are: a sum over layers none of which takes part cannot change, and
/// one that has the same layers in several releases is the same row.
final class TableProgram {
    /// The columns of the ledger that may differ.
    let columns: [Int]
    private let places: [Int: Int]
    private let layout: ColumnLayout
    private let program: LinearProgram
    private var rows: [ProgramRow] = []
    /// The sums that only the latest release tells, and their rows.
    private var candidates: [(sum: Int, row: Int, set: Int)] = []
    private var bounds: [ClosedRange<Double>] = []
    /// The rows of those who were in an atom and did not go with a release.
    private var staying: [(row: Int, terms: [(column: Int, sign: Int)])] = []
    /// The rows of all who went with a release.
    private var leavers: [(release: Int, row: Int, truth: [Int])] = []

    init(_ layers: [Int], _ sums: PublishedSums, _ ledger: BlockLedger, _ layout: ColumnLayout) {
        self.layout = layout
        let taking = Set(layers)
        columns = layout.columns.indices.filter { taking.contains(layout.columns[$0].layer) }
        let places = Dictionary(
            columns.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        self.places = places
        for (sum, members) in sums.members.enumerated() where sums.isBinding[sum] || sums.candidateSets[sum] >= 0 {
            let terms = members.map { (column: Int($0.column), sign: Int($0.sign)) }.filter { places[$0.column] != nil }
            guard !terms.isEmpty else { continue }
            if sums.candidateSets[sum] >= 0 { candidates.append((sum, rows.count, sums.candidateSets[sum])) }
            rows.append(Self.row(terms, places, sums.isBinding[sum] ? 0...0 : ProgramRow.free))
        }
        for (release, layer) in ledger.layers.enumerated() where layers.contains(where: { $0 <= release }) {
            guard let left = layer.left else { continue }
            for atom in left.indices {
                let terms = layout.remaining(atom, at: release)
                guard terms.contains(where: { places[$0.column] != nil }) else { continue }
                staying.append((rows.count, terms))
                rows.append(Self.row(terms, places, ProgramRow.free))
            }
            guard taking.contains(release) else { continue }
            leavers.append((release, rows.count, left))
            let leaving = left.indices.compactMap { layout.left($0, in: release) }.map { (column: $0, sign: 1) }
            rows.append(Self.row(leaving, places, ProgramRow.free))
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
        for (row, terms) in staying {
            // Nobody goes who was not there with the release before.
            let others = terms.reduce(0) { $0 + $1.sign * (layout.truth[$1.column] - (own[$1.column] ?? 0)) }
            rows[row].bounds = Double(-others)...ProgramRow.free.upperBound
        }
        for (release, row, truth) in leavers {
            let spare = layout.leastLeaving(own, at: release, truth: truth, k: k) - truth.reduce(0, +)
            rows[row].bounds = Double(min(0, spare))...ProgramRow.free.upperBound
        }
        let changed = staying.map(\.row) + leavers.map(\.row)
        program.bound(rows: Dictionary(changed.map { ($0, rows[$0].bounds) }, uniquingKeysWith: { first, _ in first }))
    }

    /// Keeps those sums of the latest release as they are that have to be looked at.
    func bind(_ sums: PublishedSums) {
        var changed: [Int: ClosedRange<Double>] = [:]
        for (sum, row, _) in candidates {
            let bounds = sums.isBinding[sum] ? 0...0 : ProgramRow.free
            guard rows[row].bounds != bounds else { continue }
            rows[row].bounds = bounds
            changed[row] = bounds
        }
        program.bound(rows: changed)
    }

    // MARK: Searching

    /// What a search leads to.
    struct Point {
        let differences: [Double]
        /// The sets that stand in the way, of those that the latest release publishes.
        let obstacles: Set<Int>
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
            obstacles: Set(candidates.filter { rows[$0.row].bounds == 0...0 && abs(duals[$0.row]) > 1e-9 }.map(\.set))
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
    ///
    /// With a point at which fractions of persons do it only columns take part that differ there: they are few.
    func integers(
        _ terms: [(column: Int, sign: Int)],
        change: ClosedRange<Double>,
        near point: Point?
    )
        -> Certificates.Table?
    {
        let taking = columns.indices.filter { abs(point?.differences[$0] ?? 1) > 1e-9 }
            .flatMap { [2 * $0, 2 * $0 + 1] }
        let numbers = Dictionary(uniqueKeysWithValues: taking.enumerated().map { ($0.element, $0.offset) })
        func narrowed(_ row: ProgramRow) -> ProgramRow? {
            let terms = row.terms.compactMap { term in
                numbers[term.column].map { ProgramRow.Term($0, term.coefficient) }
            }
            return terms.isEmpty || row.bounds == ProgramRow.free ? nil : ProgramRow(terms, row.bounds)
        }
        let integers = IntegerProgram(
            columns: taking.map { bounds[$0] },
            rows: (rows + [ProgramRow(Self.doubled(terms, places), change)]).compactMap(narrowed),
            objective: [Double](repeating: 1, count: taking.count)
        )
        guard case .found(let values) = integers.solve() else { return nil }
        var found: [Int: Int] = [:]
        for (index, column) in taking.enumerated() {
            found[columns[column / 2], default: 0] += column.isMultiple(of: 2) ? values[index] : -values[index]
        }
        return Certificates.Table(found)
    }
}
