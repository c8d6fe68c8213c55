/// Looks for tables that agree with everything published, and keeps those that were found.
struct TableSearch {
    /// What came of a search.
    enum Outcome {
        /// A table was found.
        case found
        /// There is none; how much each sum of the latest release stands in the way, by its set, where that is known.
        case blocked([Int: Double]?)
    }

    private let scheme: CubeScheme
    private let sets: TargetSets
    private let ledger: BlockLedger
    private let layout: ColumnLayout
    private let list: TargetList
    private let reading: TableReading
    /// The tables, the truth first.
    private(set) var tables: [Certificates.Table] = [.truth]
    private var changes: [[Target: Int]] = [[:]]
    /// Tables that do not agree with what is published by now.
    private var dead: Set<Int> = []
    /// The sets that the latest release does not publish although they are safe by themselves.
    private var freed: Set<Int> = []
    private var programs: [[Int]: TableProgram] = [:]
    private var swaps: SwapSearch
    private var own: [Int: Int] = [:]
    private var random: SplitMix64
    /// How many programs were solved.
    private(set) var searchCount = 0

    init(
        _ scheme: CubeScheme,
        _ sets: TargetSets,
        _ ledger: BlockLedger,
        _ layout: ColumnLayout,
        _ list: TargetList
    ) {
        self.scheme = scheme
        self.sets = sets
        self.ledger = ledger
        self.layout = layout
        self.list = list
        reading = TableReading(sets, layout, ledger)
        swaps = SwapSearch(scheme, sets, ledger, layout)
        random = SplitMix64(state: UInt64(ledger.layers.count))
    }

    /// Keeps the tables of earlier releases that agree with the new one too, some of them carried on into it.
    mutating func takeOver() {
        for table in ledger.certificates.tables where !table.columns.isEmpty {
            for candidate in [table, reading.extended(table)].compactMap({ $0 }) {
                let found = reading.changes(candidate)
                guard reading.agreesWithLatest(found), isPossible(candidate) else { continue }
                tables.append(candidate)
                changes.append(found)
                break
            }
        }
    }

    // MARK: What holds

    /// Searches for an attacker who knows that these persons are there.
    mutating func suppose(own: [Int: Int]) {
        self.own = own
        swaps.suppose(own: own)
        for program in programs.values { program.suppose(own: own, k: scheme.policy.k) }
    }

    /// Lets a sum of the latest release differ: it is not published.
    mutating func free(_ set: Int) {
        freed.insert(set)
        swaps.free(set)
        for program in programs.values { program.free(set) }
    }

    /// Publishes a sum of the latest release after all.
    ///
    /// - Returns: The tables that do not agree with it.
    mutating func bind(_ set: Int) -> Set<Int> {
        freed.remove(set)
        swaps.bind(set)
        for program in programs.values { program.bind(set) }
        let target = Target(kind: .cumulative, release: ledger.layers.count - 1, set: set)
        let broken = Set(tables.indices.filter { !dead.contains($0) && changes[$0][target] != nil })
        dead.formUnion(broken)
        return broken
    }

    /// Lets tables count again that did not agree with what is not published now.
    mutating func revive(_ tables: Set<Int>) { dead.subtract(tables) }

    /// Notes in `needs` what the tables certify that were found so far.
    func note(in needs: inout Needs) {
        for table in tables.indices where !dead.contains(table) && needs.isLacking && isPossible(tables[table]) {
            needs.note(table, changes[table])
        }
    }

    // MARK: Searching

    /// Finds a table for one target, and for as many others as possible on the way.
    mutating func find(_ pivot: Int, _ end: Needs.End, _ needs: inout Needs) -> Outcome {
        let need = needs.list[pivot]
        if let table = composed(need, end, needs), add(table, pivot, end, &needs) { return .found }
        if let table = swaps.table(need.target, value: need.value, end), add(table, pivot, end, &needs) {
            return .found
        }
        let terms = list.terms(need.target)
        let sign = end == .many ? -1.0 : 1.0
        var obstacles: [Int: Double]?
        for layers in attempts(need.target, end) {
            let program = program(layers)
            // In one layer a search is cheap enough to look after others too.
            let others =
                layers.count > 1 ? [] : needs.open(end, near: need.target, limit: Self.batch).filter { $0 != pivot }
            let weights = others.map { (list.terms(needs.list[$0].target), sign * (1 + random.unit())) }
            searchCount += weights.isEmpty ? 1 : 2
            if !weights.isEmpty, let point = program.search([(terms, sign * 1_000)] + weights),
                let table = program.table(point.differences), add(table, pivot, end, &needs)
            {
                return .found
            }
            guard let point = program.search([(terms, sign * 1_000)]) else { continue }
            if let table = program.table(point.differences), add(table, pivot, end, &needs) { return .found }
            let reached = Double(need.value) + program.change(terms, at: point)
            let isReachable = end == .many ? reached > Double(scheme.policy.k) - 1e-6 : reached < 1e-6
            // The best point is made of fractions of persons: whether whole ones will do is for the integer program.
            let wanted: ClosedRange<Double> =
                end == .many
                ? Double(scheme.policy.k - need.value)...Double.greatestFiniteMagnitude
                : -Double.greatestFiniteMagnitude...Double(-need.value)
            if isReachable, let table = program.integers(terms, change: wanted), add(table, pivot, end, &needs) {
                return .found
            }
            obstacles = isReachable ? nil : point.obstacles
        }
        return .blocked(obstacles)
    }

    /// How many targets one program looks after.
    private static let batch = 100

    /// In which layers a table may differ from the truth, the fewest first.
    private func attempts(_ target: Target, _ end: Needs.End) -> [[Int]] {
        let latest = ledger.layers.count - 1
        let release = target.release
        // Many can have come with one release; that nobody came with any concerns all of them.
        let isOne = target.kind != .cumulative || end == .many || release == 0
        let narrow =
            isOne ? [[release], release == latest ? [latest - 1, latest] : [release, latest]] : [Array(0...release)]
        var attempts: [[Int]] = []
        for layers in narrow + [Array(0...latest)] where layers.allSatisfy({ $0 >= 0 }) && !attempts.contains(layers) {
            attempts.append(layers)
        }
        return attempts
    }

    private mutating func program(_ layers: [Int]) -> TableProgram {
        if let known = programs[layers] { return known }
        let program = TableProgram(layers, scheme, sets, ledger, layout)
        for set in freed { program.free(set) }
        program.suppose(own: own, k: scheme.policy.k)
        programs[layers] = program
        return program
    }

    /// Nobody of all that came with any release: the tables for each of them together.
    private func composed(_ need: Need, _ end: Needs.End, _ needs: Needs) -> Certificates.Table? {
        guard need.target.kind == .cumulative, end == .none, need.target.release > 0 else { return nil }
        var differences: [Int: Int] = [:]
        for release in 0...need.target.release {
            let kind: Target.Kind = release == 0 ? .cumulative : .came
            let part = needs.table(.none, of: Target(kind: kind, release: release, set: need.target.set))
            guard let part else { return nil }
            for (column, difference) in zip(tables[part].columns, tables[part].differences) {
                differences[column, default: 0] += difference
            }
        }
        return Certificates.Table(differences)
    }

    /// Keeps a table when it does what it was looked for.
    private mutating func add(_ table: Certificates.Table, _ pivot: Int, _ end: Needs.End, _ needs: inout Needs) -> Bool
    {
        let found = reading.changes(table)
        guard needs.isMet(end, pivot, found), isPossible(table) else { return false }
        tables.append(table)
        changes.append(found)
        needs.note(tables.count - 1, found)
        return true
    }

    /// Whether the table could be the truth for the attacker.
    private func isPossible(_ table: Certificates.Table) -> Bool {
        guard reading.isPossible(table, own: own) else { return false }
        guard ledger.layers.contains(where: { $0.left != nil }) else { return true }
        var numbers = layout.truth
        for (column, difference) in zip(table.columns, table.differences) { numbers[column] += difference }
        return layout.isPossible(numbers, ledger, own: own, k: scheme.policy.k)
    }
}
