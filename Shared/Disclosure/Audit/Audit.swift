/// Finds certificates for everything that has to be protected in a ledger, and takes back cells of the latest release
/// until there are some.
///
/// What is taken back does not depend on what a cell holds but on its rank among those that stand in the way.
struct Audit {
    /// What has to be certified against one attacker.
    private struct Trial {
        let institution: String?
        let own: [Int: Int]
        var needs: Needs
    }

    private let scheme: CubeScheme
    private let sets: TargetSets
    private let layout: ColumnLayout
    private let list: TargetList
    private var ledger: BlockLedger
    private var search: TableSearch
    private var trials: [Trial] = []
    /// The sets of atoms that the latest release is to publish, and those that gave way.
    private var standing: Set<Int>
    private var withdrawn: [Int] = []

    /// Prepares the audit of a ledger whose latest layer has all cells published that are safe by themselves.
    init(_ scheme: CubeScheme, _ sets: TargetSets, _ ledger: BlockLedger) {
        self.scheme = scheme
        self.sets = sets
        self.ledger = ledger
        layout = ColumnLayout(ledger)
        list = TargetList(scheme, sets, layout, ledger)
        standing = Set((ledger.layers.last?.published ?? []).map { sets.ofCell[$0] })
        search = TableSearch(scheme, sets, ledger, layout, list)
    }

    /// The ledger with the cells that can be published and the certificates that show it.
    ///
    /// - Throws: ``DisclosureError`` when what was published before already gives something away.
    mutating func run() throws(DisclosureError) -> BlockLedger {
        let insiders = scheme.policy.rules.contains(.insider) ? ledger.shares.keys.sorted() : []
        search.takeOver()
        for attacker in [.outsider] + insiders.map({ Attacker.institution($0) }) { try certify(against: attacker) }
        readmit()
        publish()
        return ledger
    }

    private mutating func certify(against attacker: Attacker) throws(DisclosureError) {
        var institution: String?
        if case .institution(let name) = attacker { institution = name }
        let own = institution.flatMap { ledger.shares[$0]?.columns } ?? [:]
        let targets = ledger.layers.indices.flatMap { list.targets(of: $0, against: attacker) }
        guard !targets.isEmpty else { return }
        // What came and went with one release is certified first: its tables put together certify what there is.
        var needs = Needs(
            targets.filter { $0.kind != .cumulative } + targets.filter { $0.kind == .cumulative },
            k: scheme.policy.k
        ) { target in
            list.terms(target).reduce(0) { $0 + $1.sign * (layout.truth[$1.column] - (own[$1.column] ?? 0)) }
        }
        search.suppose(own: own)
        search.note(in: &needs)
        for end in Needs.End.allCases {
            while let pivot = needs.next(end) {
                guard case .blocked(let obstacles) = search.find(pivot, end, &needs) else { continue }
                try takeBack(sets.sets[needs.list[pivot].target.set], obstacles)
            }
        }
        trials.append(Trial(institution: institution, own: own, needs: needs))
    }

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
        search.free(worst)
    }

    private func rank(_ set: Int) -> Int { sets.ofCell.firstIndex(of: set) ?? 0 }

    /// Tries again, one by one, to publish what gave way: something of a lower rank may have made room since.
    private mutating func readmit() {
        for set in withdrawn.sorted(by: { rank($0) < rank($1) }) where search.searchCount < Self.searchLimit {
            let before = trials
            let broken = search.bind(set)
            if trials.indices.allSatisfy({ renew($0, without: broken) }) {
                standing.insert(set)
            } else {
                trials = before
                search.free(set)
                search.revive(broken)
            }
        }
    }

    /// How many programs are solved for the sake of a few cells more: a limit in steps, so that releases can be repeated.
    private static let searchLimit = 3_000

    /// Certifies again what broken tables certified; `false` when that cannot be done.
    private mutating func renew(_ index: Int, without broken: Set<Int>) -> Bool {
        guard trials[index].needs.lose(broken) else { return true }
        search.suppose(own: trials[index].own)
        search.note(in: &trials[index].needs)
        for end in Needs.End.allCases {
            while let pivot = trials[index].needs.next(end) {
                guard case .found = search.find(pivot, end, &trials[index].needs) else { return false }
            }
        }
        return true
    }

    /// Writes down what is published, and the tables that are needed to show that it is safe.
    private mutating func publish() {
        let latest = ledger.layers.count - 1
        ledger.layers[latest].published = scheme.cells.indices.filter { standing.contains(sets.ofCell[$0]) }
        var entries = trials.flatMap { $0.needs.entries(institution: $0.institution) }
        let used = Set(entries.flatMap { [$0.none, $0.many] }).sorted()
        let numbers = Dictionary(used.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { $1 })
        for index in entries.indices {
            entries[index].none = numbers[entries[index].none] ?? 0
            entries[index].many = numbers[entries[index].many] ?? 0
        }
        ledger.certificates.tables = used.map { search.tables[$0] }
        ledger.certificates.entries = entries
    }
}
