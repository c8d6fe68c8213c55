import Solvers

/// Finds certificates for everything that has to be protected in a ledger, and takes back cells of the latest release
/// until there are some.
///
/// What is taken back does not depend on what a cell holds but on its rank among those that stand in the way.
struct Audit {
    private let scheme: CubeScheme
    private let sets: TargetSets
    private let layout: ColumnLayout
    private let list: TargetList
    private let reading: TableReading
    private var ledger: BlockLedger
    private var tables: [Certificates.Table] = [.truth]
    private var changes: [[Target: Int]] = [[:]]
    private var entries: [Certificates.Entry] = []
    /// The sets of atoms that the latest release is to publish, and those that gave way.
    private var standing: Set<Int>
    private var withdrawn: [Int] = []
    private var programs: [[Int]: TableProgram] = [:]
    private var own: [Int: Int] = [:]
    private var swaps: SwapSearch
    private var random: SplitMix64

    /// Prepares the audit of a ledger whose latest layer has all cells published that are safe by themselves.
    init(_ scheme: CubeScheme, _ sets: TargetSets, _ ledger: BlockLedger) {
        self.scheme = scheme
        self.sets = sets
        self.ledger = ledger
        layout = ColumnLayout(ledger)
        list = TargetList(scheme, sets, layout, ledger)
        reading = TableReading(scheme, sets, layout, ledger)
        standing = Set((ledger.layers.last?.published ?? []).map { sets.ofCell[$0] })
        swaps = SwapSearch(scheme, sets, ledger, layout)
        random = SplitMix64(state: UInt64(ledger.layers.count))
    }

    /// The ledger with the cells that can be published and the certificates that show it.
    ///
    /// - Throws: ``DisclosureError`` when what was published before already gives something away.
    mutating func run() throws(DisclosureError) -> BlockLedger {
        let attackers: [Attacker] = [.outsider] + (insiders ? ledger.shares.keys.sorted().map { .institution($0) } : [])
        takeOver()
        for attacker in attackers { try certify(against: attacker) }
        readmit()
        let latest = ledger.layers.count - 1
        ledger.layers[latest].published = scheme.cells.indices.filter { standing.contains(sets.ofCell[$0]) }
        ledger.certificates.tables = tables
        ledger.certificates.entries = entries
        return ledger
    }

    private var insiders: Bool { scheme.policy.rules.contains(.insider) }

    private func own(_ attacker: Attacker) -> [Int: Int] {
        guard case .institution(let name) = attacker else { return [:] }
        return ledger.shares[name]?.columns ?? [:]
    }

    // MARK: What was certified before

    /// Keeps the tables that agree with the new release too, some of them carried on into it.
    private mutating func takeOver() {
        let latest = ledger.layers.count - 1
        for table in ledger.certificates.tables where !table.columns.isEmpty {
            for candidate in [table, reading.extended(table)].compactMap({ $0 }) {
                let found = reading.changes(candidate)
                guard reading.agrees(found, at: latest..<latest + 1), keepsPresence(candidate) else { continue }
                tables.append(candidate)
                changes.append(found)
                break
            }
        }
    }

    /// Whether nobody goes who was not there, and enough go where corrections were taken in.
    private func keepsPresence(_ table: Certificates.Table) -> Bool {
        guard ledger.layers.contains(where: { $0.left != nil }) else { return true }
        var numbers = layout.truth
        for (column, difference) in zip(table.columns, table.differences) { numbers[column] += difference }
        return layout.isPossible(numbers, ledger, k: scheme.policy.k)
    }

    // MARK: Certifying

    private mutating func certify(against attacker: Attacker) throws(DisclosureError) {
        let own = own(attacker)
        let targets = ledger.layers.indices.flatMap { list.targets(of: $0, against: attacker) }
        guard !targets.isEmpty else { return }
        // What came and went with one release is certified first: its tables put together certify what there is.
        var needs = Needs(
            targets.filter { $0.kind != .cumulative } + targets.filter { $0.kind == .cumulative },
            k: scheme.policy.k
        ) { target in
            list.terms(target).reduce(0) { $0 + $1.sign * (layout.truth[$1.column] - (own[$1.column] ?? 0)) }
        }
        for table in tables.indices where reading.isPossible(tables[table], own: own) {
            needs.note(table, changes[table])
        }
        self.own = own
        swaps.suppose(own: own)
        for program in programs.values { program.suppose(own: own, k: scheme.policy.k) }
        for end in Needs.End.allCases {
            while let pivot = needs.next(end) { try find(pivot, end, &needs) }
        }
        var name: String?
        if case .institution(let institution) = attacker { name = institution }
        entries += needs.entries(institution: name)
    }

    /// Finds a table for one target, and for as many others as possible on the way, or takes a cell back.
    private mutating func find(_ pivot: Int, _ end: Needs.End, _ needs: inout Needs) throws(DisclosureError) {
        let need = needs.list[pivot]
        if let table = composed(need, end, needs), add(table, pivot, end, &needs) { return }
        if let table = swaps.table(need.target, value: need.value, end), add(table, pivot, end, &needs) { return }
        let terms = list.terms(need.target)
        let sign = end == .many ? -1.0 : 1.0
        var obstacles: [Int: Double]?
        for layers in attempts(need.target, end) {
            let program = program(layers)
            // In one layer a search is cheap enough to look after others too.
            let others =
                layers.count > 1 ? [] : needs.open(end, near: need.target, limit: Self.batch).filter { $0 != pivot }
            let weights = others.map { (list.terms(needs.list[$0].target), sign * (1 + random.unit())) }
            if !weights.isEmpty, let point = program.search([(terms, sign * 1_000)] + weights),
                let table = program.table(point.differences), add(table, pivot, end, &needs)
            {
                return
            }
            guard let point = program.search([(terms, sign * 1_000)]) else { continue }
            if let table = program.table(point.differences), add(table, pivot, end, &needs) { return }
            let reached = Double(need.value) + program.change(terms, at: point)
            let isReachable = end == .many ? reached > Double(scheme.policy.k) - 1e-6 : reached < 1e-6
            // The best point is made of fractions of persons: whether whole ones will do is for the integer program.
            let wanted: ClosedRange<Double> =
                end == .many
                ? Double(scheme.policy.k - need.value)...ProgramRow.free.upperBound
                : ProgramRow.free.lowerBound...Double(-need.value)
            if isReachable, let table = program.integers(terms, change: wanted), add(table, pivot, end, &needs) {
                return
            }
            obstacles = isReachable ? nil : point.obstacles
        }
        try takeBack(sets.sets[need.target.set], obstacles)
    }

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
        for set in withdrawn { program.free(set) }
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
        guard needs.isMet(end, pivot, found), reading.isPossible(table, own: own), keepsPresence(table) else {
            return false
        }
        tables.append(table)
        changes.append(found)
        needs.note(tables.count - 1, found)
        return true
    }

    /// How many targets one program looks after.
    private static let batch = 100

    // MARK: Giving way

    /// Takes back the cell of the lowest rank among those that stand in the way.
    private mutating func takeBack(_ atoms: [Int], _ obstacles: [Int: Double]?) throws(DisclosureError) {
        let members = Set(atoms)
        let blocking = standing.filter { set in
            obstacles.map { ($0[set] ?? 0) > 1e-9 } ?? !members.isDisjoint(with: sets.sets[set])
        }
        guard let worst = (blocking.isEmpty ? standing : blocking).max(by: { rank($0) < rank($1) }) else {
            throw .alreadyDisclosed
        }
        standing.remove(worst)
        withdrawn.append(worst)
        swaps.free(worst)
        for program in programs.values { program.free(worst) }
    }

    private func rank(_ set: Int) -> Int { sets.ofCell.firstIndex(of: set) ?? 0 }

    /// Publishes after all what no table that is needed changes.
    private mutating func readmit() {
        let latest = ledger.layers.count - 1
        let used = Set(entries.flatMap { [$0.none, $0.many] })
        let numbers = Dictionary(used.sorted().enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { $1 })
        for set in withdrawn.sorted(by: { rank($0) < rank($1) }) {
            let target = Target(kind: .cumulative, release: latest, set: set)
            if used.allSatisfy({ changes[$0][target] == nil }) { standing.insert(set) }
        }
        tables = used.sorted().map { tables[$0] }
        for index in entries.indices {
            entries[index].none = numbers[entries[index].none] ?? 0
            entries[index].many = numbers[entries[index].many] ?? 0
        }
    }
}
