/// Looks for tables that agree with everything published, and keeps those that were found.
struct TableSearch {
    /// What came of a search.
    enum Outcome {
        /// A table was found.
        case found
        /// None was found; the sets that the latest release publishes without which there would have been one, if any.
        case blocked(Set<Int>)
    }

    private let scheme: CubeScheme
    private let sets: TargetSets
    private let ledger: BlockLedger
    private let layout: ColumnLayout
    private let list: TargetList
    private let reading: TableReading
    /// A table that changes a target, and by how much.
    struct Use {
        let table: Int32
        let change: Int32
    }

    /// The tables, the truth first.
    private(set) var tables: [Certificates.Table] = [.truth]
    /// The tables that change the target in each place.
    private var uses: [[Use]]
    /// With how many of the cells that the latest release publishes by now each table does not agree.
    private var conflicts: [Int] = [0]
    /// Whether each table could be the truth for the attacker; `nil` when nobody asked yet.
    private var isPossible: [Bool?] = [true]
    private var programs: [[Int]: TableProgram] = [:]
    private var exchanges: ExchangeSearch
    private var attacker: Knowledge
    /// How many programs in all layers were solved.
    private var allCount = 0
    /// How many integer programs in all columns were solved.
    private var wideCount = 0
    /// The programs that know of the attacker.
    private var prepared: Set<[Int]> = []

    init(
        _ scheme: CubeScheme,
        _ sets: TargetSets,
        _ ledger: BlockLedger,
        _ layout: ColumnLayout,
        _ list: TargetList,
        _ reading: TableReading
    ) {
        self.scheme = scheme
        self.sets = sets
        self.ledger = ledger
        self.layout = layout
        self.list = list
        self.reading = reading
        uses = [[Use]](repeating: [], count: reading.placeCount)
        exchanges = ExchangeSearch(sets, ledger, layout)
        attacker = Knowledge(.outsider, ledger, layout, k: scheme.policy.leastCorrected)
        exchanges.suppose(attacker)
    }

    /// Keeps the tables of earlier releases, some of them carried on into the latest.
    ///
    /// Those that do not agree with it come into their own again when it publishes less.
    mutating func takeOver() {
        for table in ledger.certificates.tables where !table.columns.isEmpty {
            guard reading.isPossible(table, for: attacker) else { continue }
            keep(table, reading.changes(table))
            guard conflicts[tables.count - 1] > 0, let extended = reading.extended(table) else { continue }
            let found = reading.changes(extended)
            if reading.isPossible(extended, for: attacker), reading.conflicts(found).isEmpty { keep(extended, found) }
        }
    }

    // MARK: What holds

    /// Searches for another attacker.
    mutating func suppose(_ attacker: Knowledge) {
        self.attacker = attacker
        exchanges.suppose(attacker)
        prepared = []
        isPossible = [Bool?](repeating: nil, count: tables.count)
    }

    /// Lets a sum of the latest release differ: it is not published.
    mutating func free(_ set: Int) {
        exchanges.publish(set, false)
        for use in uses[reading.place(latest: set)] { conflicts[Int(use.table)] -= 1 }
    }

    /// Publishes a sum of the latest release after all.
    ///
    /// - Returns: The tables that do not agree with it.
    mutating func bind(_ set: Int) -> Set<Int> {
        exchanges.publish(set, true)
        let broken = uses[reading.place(latest: set)].map { Int($0.table) }
        for table in broken { conflicts[table] += 1 }
        return Set(broken)
    }

    /// Notes in `needs` what the tables certify that were found so far.
    mutating func note(in needs: inout Needs, _ outsider: Needs?) {
        guard needs.isLacking else { return }
        if let outsider { needs.adopt(outsider) { isUsable($0) } }
        needs.note({ uses[$0] }, { isUsable($0) })
    }

    /// Whether a table agrees with what is published by now and could be the truth for the attacker.
    private mutating func isUsable(_ table: Int) -> Bool {
        guard conflicts[table] == 0 else { return false }
        if let known = isPossible[table] { return known }
        let answer = reading.isPossible(tables[table], for: attacker)
        isPossible[table] = answer
        return answer
    }

    private mutating func keep(_ table: Certificates.Table, _ found: [TableReading.Change]) {
        for item in found { uses[item.place].append(Use(table: Int32(tables.count), change: Int32(item.change))) }
        tables.append(table)
        conflicts.append(reading.conflicts(found).count { exchanges.sums.isPublished(latest: $0) })
        isPossible.append(true)
    }

    // MARK: Searching

    /// Finds a table for one target; unless it is to be `isThorough`, only such as exchanges find.
    mutating func find(_ pivot: Int, _ end: Needs.End, _ needs: inout Needs, isThorough: Bool = true) -> Outcome {
        let need = needs.list[pivot]
        let terms = list.terms(need.target)
        let change = end == .many ? scheme.policy.k - need.value : -need.value
        for width in isThorough ? Self.widths : Array(Self.widths.dropLast()) {
            if let table = exchanges.table(terms, change: change, width: width), add(table, pivot, end, &needs) {
                return .found
            }
        }
        if let table = continued(need, end, needs), add(table, pivot, end, &needs) { return .found }
        guard isThorough else { return .blocked([]) }
        var obstacles = exchanges.obstacles
        let isOne = need.target.kind != .cumulative || end == .many
        // Of one layer a program is solved quickly; of all of them not always, or when there is nothing else to be done.
        var programs = isOne ? [[need.target.release]] : []
        if obstacles.isEmpty || allCount < Self.mostAll {
            programs.append(Array(ledger.layers.indices))
            allCount += 1
        }
        for layers in programs {
            switch solve(program(layers), terms, pivot, end, &needs) {
            case .found: return .found
            case .blocked(let others): if layers.count == ledger.layers.count, !others.isEmpty { obstacles = others }
            }
        }
        return .blocked(obstacles)
    }

    /// How many programs in all layers are solved for a release: a limit in steps, so that it can be repeated.
    private static let mostAll = 100

    /// Nobody with the release before, and nobody who came since.
    private mutating func continued(_ need: Need, _ end: Needs.End, _ needs: Needs) -> Certificates.Table? {
        let target = need.target
        guard target.kind == .cumulative, end == .none, target.release > 0 else { return nil }
        let before = Target(kind: .cumulative, release: target.release - 1, set: target.set)
        guard let table = needs.table(.none, of: before), conflicts[table] == 0 else { return nil }
        let place = reading.place(target)
        let change = uses[place].first { $0.table == Int32(table) }.map { Int($0.change) } ?? 0
        let terms = sets.sets[target.set].flatMap { atom in
            [(column: layout.came(atom, in: target.release), sign: 1)]
                + (layout.left(atom, in: target.release).map { [(column: $0, sign: -1)] } ?? [])
        }
        return exchanges.table(terms, change: -need.value - change, width: Self.widths[1], from: tables[table])
    }

    /// Whether a program finds a table.
    private mutating func solve(
        _ program: TableProgram,
        _ terms: [(column: Int, sign: Int)],
        _ pivot: Int,
        _ end: Needs.End,
        _ needs: inout Needs
    ) -> Outcome {
        let value = needs.list[pivot].value
        guard let point = program.search([(terms, end == .many ? -1_000 : 1_000)]) else {
            return .blocked([])
        }
        if let table = program.table(point.differences), add(table, pivot, end, &needs) { return .found }
        let reached = Double(value) + program.change(terms, at: point)
        guard end == .many ? reached > Double(scheme.policy.k) - 1e-6 : reached < 1e-6 else {
            return .blocked(point.obstacles)
        }
        // The best point is made of fractions of persons: whether whole ones will do is for the integer program.
        let wanted: ClosedRange<Double> =
            end == .many
            ? Double(scheme.policy.k - value)...Double.greatestFiniteMagnitude
            : -Double.greatestFiniteMagnitude...Double(-value)
        guard let table = integers(program, terms, wanted, point), add(table, pivot, end, &needs) else {
            return .blocked([])
        }
        return .found
    }

    /// How many paths of exchanges are followed at once, first and when that did not do.
    private static let widths = [8, 48, 192]

    private mutating func program(_ layers: [Int]) -> TableProgram {
        let program = programs[layers] ?? TableProgram(layers, exchanges.sums, ledger, layout)
        if prepared.insert(layers).inserted { program.suppose(own: attacker.own, k: scheme.policy.leastCorrected) }
        program.bind(exchanges.sums)
        programs[layers] = program
        return program
    }

    /// A table of whole persons; in all columns when few do not do, but not always: that takes long.
    private mutating func integers(
        _ program: TableProgram,
        _ terms: [(column: Int, sign: Int)],
        _ change: ClosedRange<Double>,
        _ point: TableProgram.Point
    ) -> Certificates.Table? {
        if let table = program.integers(terms, change: change, near: point) { return table }
        guard wideCount < Self.mostWide else { return nil }
        wideCount += 1
        return program.integers(terms, change: change, near: nil)
    }

    /// How many integer programs in all columns are solved for a release: a limit in steps, so that it can be repeated.
    private static let mostWide = 40

    /// Keeps a table when it does what it was looked for.
    private mutating func add(_ table: Certificates.Table, _ pivot: Int, _ end: Needs.End, _ needs: inout Needs) -> Bool
    {
        let found = reading.changes(table)
        guard needs.isMet(end, pivot, found), reading.isPossible(table, for: attacker) else { return false }
        keep(table, found)
        needs.note(tables.count - 1, found)
        return true
    }
}
