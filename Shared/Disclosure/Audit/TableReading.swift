/// What a table of differences changes, and whether it agrees with what was published.
struct TableReading: Sendable {
    /// By how much a table changes a target, given by its place.
    struct Change: Sendable {
        let place: Int
        let change: Int
    }

    private let sets: TargetSets
    private let layout: ColumnLayout
    private let layerCount: Int
    private let setCount: Int
    /// The releases that took corrections in, and how many went with them.
    private let revisions: [(release: Int, count: Int)]
    /// Whether the latest release may publish a set.
    private let isCandidate: [Bool]

    init(_ sets: TargetSets, _ layout: ColumnLayout, _ ledger: BlockLedger) {
        self.sets = sets
        self.layout = layout
        layerCount = ledger.layers.count
        setCount = sets.sets.count
        revisions = ledger.layers.indices.compactMap { release in
            ledger.layers[release].left.map { (release, $0.reduce(0, +)) }
        }
        let latest = Set((ledger.layers.last?.published ?? []).map { sets.ofCell[$0] })
        isCandidate = sets.sets.indices.map { latest.contains($0) }
    }

    /// How many targets there could be.
    var placeCount: Int { 3 * layerCount * setCount }

    /// Where a target stands among all that there could be.
    func place(_ target: Target) -> Int {
        (target.kind.rawValue * layerCount + target.release) * setCount + target.set
    }

    /// By how much the table changes each target; what it does not change is absent.
    func changes(_ table: Certificates.Table) -> [Change] {
        var numbers = [Int](repeating: 0, count: placeCount)
        var touched: Set<Int> = []
        for (index, difference) in zip(table.columns, table.differences) {
            let column = layout.columns[index]
            let kind = column.isLeaving ? Target.Kind.left : .came
            let first = (kind.rawValue * layerCount + column.layer) * setCount
            for set in sets.containing[column.atom] {
                numbers[first + set] += difference
                touched.insert(set)
            }
        }
        var changes: [Change] = []
        for set in touched.sorted() {
            var sum = 0
            for layer in 0..<layerCount {
                let came = (Target.Kind.came.rawValue * layerCount + layer) * setCount + set
                let left = (Target.Kind.left.rawValue * layerCount + layer) * setCount + set
                sum += numbers[came] - numbers[left]
                for (place, change) in [(layer * setCount + set, sum), (came, numbers[came]), (left, numbers[left])]
                where change != 0 { changes.append(Change(place: place, change: change)) }
            }
        }
        return changes
    }

    /// Where the cumulative count of a set with the latest release stands.
    func place(latest set: Int) -> Int { (layerCount - 1) * setCount + set }

    /// The sets that these changes change with the latest release, of those that it may publish.
    func conflicts(_ changes: [Change]) -> [Int] {
        let (first, last) = ((layerCount - 1) * setCount, layerCount * setCount)
        return changes.compactMap { item in
            item.place >= first && item.place < last && isCandidate[item.place - first] ? item.place - first : nil
        }
    }

    /// Whether a table could be the truth for an attacker.
    ///
    /// Only the atoms that it changes have to be looked at: the truth is possible.
    func isPossible(_ table: Certificates.Table, for attacker: Knowledge) -> Bool {
        for (column, difference) in zip(table.columns, table.differences) where difference < 0 {
            if layout.truth[column] + difference < (attacker.own[column] ?? 0) { return false }
        }
        guard !revisions.isEmpty else { return true }
        let differences = Dictionary(zip(table.columns, table.differences), uniquingKeysWith: +)
        func others(_ column: Int) -> Int {
            layout.truth[column] + (differences[column] ?? 0) - (attacker.own[column] ?? 0)
        }
        for atom in Set(table.columns.map { layout.columns[$0].atom }) {
            var there = 0
            for release in 0..<layerCount {
                if let column = layout.left(atom, in: release) {
                    there -= others(column)
                    if there < 0 { return false }
                }
                there += others(layout.came(atom, in: release))
            }
        }
        return revisions.allSatisfy { release, count in
            let change = zip(table.columns, table.differences).reduce(0) { sum, item in
                let column = layout.columns[item.0]
                return column.isLeaving && column.layer == release ? sum + item.1 : sum
            }
            return count + change >= (attacker.leastLeaving[release] ?? 0)
        }
    }

    /// The table carried on into the latest release: what it changed before is taken back there, where that is possible.
    func extended(_ table: Certificates.Table) -> Certificates.Table? {
        var differences = Dictionary(zip(table.columns, table.differences), uniquingKeysWith: +)
        for (atom, change) in net(table) where change != 0 {
            let column = layout.came(atom, in: layerCount - 1)
            guard layout.truth[column] - change >= 0 else { return nil }
            differences[column, default: 0] -= change
        }
        return Certificates.Table(differences)
    }

    /// By how much the table changes how many are in each atom in the end.
    private func net(_ table: Certificates.Table) -> [Int: Int] {
        var net: [Int: Int] = [:]
        for (index, difference) in zip(table.columns, table.differences) {
            let column = layout.columns[index]
            net[column.atom, default: 0] += column.isLeaving ? -difference : difference
        }
        return net.filter { $0.value != 0 }
    }
}

extension Certificates.Table {
    /// The truth itself.
    static let truth = Certificates.Table(columns: [], differences: [])

    init(_ differences: [Int: Int]) {
        let sorted = differences.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        self.init(columns: sorted.map(\.key), differences: sorted.map(\.value))
    }
}
