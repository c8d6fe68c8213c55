/// Finds certificates for everything that has to be protected in a ledger, and takes back cells of the latest release
/// until there are some.
///
/// What is taken back does not depend on what a cell holds but on its rank among those that stand in the way.
struct Audit {
    /// What has to be certified against one attacker.
    private struct Trial {
        let attacker: Knowledge
        var needs: Needs
    }

    /// A set of atoms that gave way, and to what.
    private struct Withdrawal {
        let set: Int
        let trial: Int
        let pivot: Int
        let end: Needs.End
    }

    private let scheme: CubeScheme
    private let sets: TargetSets
    private let layout: ColumnLayout
    private let list: TargetList
    private let reading: TableReading
    private var ledger: BlockLedger
    private var search: TableSearch
    private var trials: [Trial] = []
    /// The sets of atoms that the latest release is to publish, and those that gave way.
    private var standing: Set<Int>
    private var withdrawn: [Withdrawal] = []
    /// The rank of each set's first cell.
    private var ranks: [Int]

    /// Prepares the audit of a ledger whose latest layer has all cells published that are safe by themselves.
    init(_ scheme: CubeScheme, _ sets: TargetSets, _ ledger: BlockLedger) {
        self.scheme = scheme
        self.sets = sets
        self.ledger = ledger
        layout = ColumnLayout(ledger)
        list = TargetList(scheme, sets, layout, ledger)
        standing = Set((ledger.layers.last?.published ?? []).map { sets.ofCell[$0] })
        reading = TableReading(sets, layout, ledger)
        search = TableSearch(scheme, sets, ledger, layout, list, reading)
        ranks = [Int](repeating: 0, count: sets.sets.count)
        for (rank, set) in sets.ofCell.enumerated().reversed() { ranks[set] = rank }
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
        let knowledge = Knowledge(attacker, ledger, layout, k: scheme.policy.leastCorrected)
        let targets = ledger.layers.indices.flatMap { list.targets(of: $0, against: attacker) }
        // What came and went with one release is certified first: there are more ways for it.
        let ordered =
            targets.filter { $0.target.kind != .cumulative } + targets.filter { $0.target.kind == .cumulative }
        var needs = Needs(ordered, k: scheme.policy.k, reading)
        search.suppose(knowledge)
        search.note(in: &needs, trials.first?.needs)
        for end in Needs.End.allCases {
            while let pivot = needs.next(end) {
                guard case .blocked(let obstacles) = search.find(pivot, end, &needs) else { continue }
                let set = try takeBack(sets.sets[needs.list[pivot].target.set], obstacles)
                withdrawn.append(Withdrawal(set: set, trial: trials.count, pivot: pivot, end: end))
                search.note(in: &needs, trials.first?.needs)
            }
        }
        trials.append(Trial(attacker: knowledge, needs: needs))
    }

    // MARK: Giving way

    /// Takes back the cell of the lowest rank among those that stand in the way.
    private mutating func takeBack(_ atoms: [Int], _ obstacles: Set<Int>) throws(DisclosureError) -> Int {
        let members = Set(atoms)
        let near = standing.filter { set in !members.isDisjoint(with: sets.sets[set]) }
        let blocking = obstacles.isEmpty ? near : obstacles
        guard let worst = (blocking.isEmpty ? standing : blocking).max(by: { rank($0) < rank($1) }) else {
            throw .alreadyDisclosed
        }
        standing.remove(worst)
        search.free(worst)
        return worst
    }

    private func rank(_ set: Int) -> Int { ranks[set] }

    /// Tries again, one by one, to publish what gave way: something of a lower rank may have made room since.
    private mutating func readmit() {
        for item in withdrawn.sorted(by: { rank($0.set) < rank($1.set) }) {
            let before = trials
            let broken = search.bind(item.set)
            // What stood against it then is asked first: mostly it still does.
            let order = [item.trial] + trials.indices.filter { $0 != item.trial }
            if order.allSatisfy({ renew($0, without: broken, first: $0 == item.trial ? item : nil) }) {
                standing.insert(item.set)
            } else {
                trials = before
                search.free(item.set)
            }
        }
    }

    /// Certifies again what broken tables certified; `false` when exchanges cannot do that.
    private mutating func renew(_ index: Int, without broken: Set<Int>, first: Withdrawal?) -> Bool {
        guard trials[index].needs.lose(broken) else { return true }
        search.suppose(trials[index].attacker)
        search.note(in: &trials[index].needs, index > 0 ? trials[0].needs : nil)
        if let first, trials[index].needs.isLacking(first.end, first.pivot), !isFound(first.pivot, first.end, index) {
            return false
        }
        for end in Needs.End.allCases {
            while let pivot = trials[index].needs.next(end) {
                guard isFound(pivot, end, index) else { return false }
            }
        }
        return true
    }

    private mutating func isFound(_ pivot: Int, _ end: Needs.End, _ index: Int) -> Bool {
        if case .found = search.find(pivot, end, &trials[index].needs, isThorough: false) { true } else { false }
    }

    /// Writes down what is published, and the tables that are needed to show that it is safe.
    private mutating func publish() {
        let latest = ledger.layers.count - 1
        ledger.layers[latest].published = scheme.cells.indices.filter { standing.contains(sets.ofCell[$0]) }
        var entries = trials.enumerated().flatMap { index, trial in
            trial.needs.entries(institution: trial.attacker.institution, beside: index > 0 ? trials[0].needs : nil)
        }
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
