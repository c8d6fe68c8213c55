/// What a table of differences changes, and whether it agrees with what was published.
struct TableReading: Sendable {
    private let sets: TargetSets
    private let layout: ColumnLayout
    private let ledger: BlockLedger

    init(_ sets: TargetSets, _ layout: ColumnLayout, _ ledger: BlockLedger) {
        self.sets = sets
        self.layout = layout
        self.ledger = ledger
    }

    /// By how much the table changes each target; what it does not change is absent.
    func changes(_ table: Certificates.Table) -> [Target: Int] {
        var changes: [Target: Int] = [:]
        for (index, difference) in zip(table.columns, table.differences) {
            let column = layout.columns[index]
            for set in sets.containing[column.atom] {
                let kind = column.isLeaving ? Target.Kind.left : .came
                changes[Target(kind: kind, release: column.layer, set: set), default: 0] += difference
                for release in column.layer..<ledger.layers.count {
                    let target = Target(kind: .cumulative, release: release, set: set)
                    changes[target, default: 0] += column.isLeaving ? -difference : difference
                }
            }
        }
        return changes.filter { $0.value != 0 }
    }

    /// Whether the table leaves every sum as it is that the latest release publishes.
    func agreesWithLatest(_ changes: [Target: Int]) -> Bool {
        let latest = ledger.layers.count - 1
        return ledger.layers[latest].published.allSatisfy {
            changes[Target(kind: .cumulative, release: latest, set: sets.ofCell[$0])] == nil
        }
    }

    /// Whether no number of the table is below what the attacker knows is there.
    func isPossible(_ table: Certificates.Table, own: [Int: Int]) -> Bool {
        zip(table.columns, table.differences).allSatisfy { column, difference in
            layout.truth[column] + difference >= (own[column] ?? 0)
        }
    }

    /// The table carried on into the latest release: what it changed before is taken back there, where that is possible.
    func extended(_ table: Certificates.Table) -> Certificates.Table? {
        let latest = ledger.layers.count - 1
        var net: [Int: Int] = [:]
        for (index, difference) in zip(table.columns, table.differences) {
            let column = layout.columns[index]
            net[column.atom, default: 0] += column.isLeaving ? -difference : difference
        }
        var differences = Dictionary(zip(table.columns, table.differences), uniquingKeysWith: +)
        for (atom, change) in net where change != 0 {
            let column = layout.came(atom, in: latest)
            guard layout.truth[column] - change >= 0 else { return nil }
            differences[column, default: 0] -= change
        }
        return Certificates.Table(differences)
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
