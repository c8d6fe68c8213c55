/// Where persons can be taken from or put, for an attacker who knows that some are there.
///
/// Nobody is taken who is not there or whom the attacker knows to be there, nobody goes who had not come, and enough go
/// where it is known that many did.
struct ExchangeRoom {
    private let layout: ColumnLayout
    private let truth: [Int]
    /// The releases that took corrections in.
    private let revisions: [Int]
    private let atomCount: Int
    private let trueLeft: [Int]
    private var own: [Int: Int] = [:]
    /// How many persons can be taken from each column.
    private var spare: [Int]
    /// How many of each atom did not go with a revision though they could have, revision by revision.
    private var staying: [Int] = []
    /// How many more go with a revision than have to.
    private var leaving: [Int]
    /// What was changed so far.
    private(set) var differences: [Int: Int] = [:]

    init(_ ledger: BlockLedger, _ layout: ColumnLayout) {
        self.layout = layout
        truth = layout.truth
        spare = layout.truth
        revisions = ledger.layers.indices.filter { ledger.layers[$0].left != nil }
        atomCount = ledger.layers.first?.came.count ?? 0
        trueLeft = ledger.layers.map { ($0.left ?? []).reduce(0, +) }
        leaving = revisions.map { _ in 0 }
    }

    /// Begins anew for another attacker.
    mutating func suppose(_ knowledge: Knowledge) {
        own = knowledge.own
        differences = [:]
        spare = truth
        for (column, count) in own { spare[column] -= count }
        staying = [Int](repeating: 0, count: revisions.count * atomCount)
        for (index, column) in layout.columns.enumerated() {
            for (place, revision) in revisions.enumerated() where reaches(column, revision) {
                staying[place * atomCount + column.atom] += column.isLeaving ? -spare[index] : spare[index]
            }
        }
        leaving = revisions.map { trueLeft[$0] - (knowledge.leastLeaving[$0] ?? 0) }
    }

    /// Takes back all changes.
    mutating func clear() {
        for (column, change) in differences where change != 0 { take(column, -change) }
        differences.removeAll(keepingCapacity: true)
    }

    /// Changes the number of persons in a column.
    mutating func take(_ column: Int, _ change: Int) {
        spare[column] += change
        differences[column, default: 0] += change
        guard !revisions.isEmpty else { return }
        let place = layout.columns[column]
        for (index, revision) in revisions.enumerated() {
            if reaches(place, revision) {
                staying[index * atomCount + place.atom] += place.isLeaving ? -change : change
            }
            if place.isLeaving, place.layer == revision { leaving[index] += change }
        }
    }

    /// Whether there is room for one step, if nothing else changes.
    func isFree(_ column: Int, _ change: Int) -> Bool { support(column, change) == -1 }

    /// Where somebody has to have come besides for there to be room for a step: -1 for nowhere, `nil` when that does not do.
    func support(_ column: Int, _ change: Int) -> Int? {
        guard change > 0 || spare[column] > 0 else { return nil }
        guard !revisions.isEmpty else { return -1 }
        let place = layout.columns[column]
        // Fewer who came, or more who went: somebody has to be there at every later revision.
        guard (change > 0) == place.isLeaving else { return -1 }
        for (index, revision) in revisions.enumerated() where reaches(place, revision) {
            guard staying[index * atomCount + place.atom] <= 0 else { continue }
            return place.isLeaving && place.layer > 0 ? layout.came(place.atom, in: place.layer - 1) : nil
        }
        return -1
    }

    /// Whether there is room for steps together.
    mutating func allows(_ steps: [(column: Int, change: Int)]) -> Bool {
        for step in steps { take(step.column, step.change) }
        defer { for step in steps { take(step.column, -step.change) } }
        guard steps.allSatisfy({ spare[$0.column] >= 0 }), leaving.allSatisfy({ $0 >= 0 }) else { return false }
        return steps.allSatisfy { step in
            revisions.indices.allSatisfy { staying[$0 * atomCount + layout.columns[step.column].atom] >= 0 }
        }
    }

    /// Whether a column counts for who could have gone with a revision and did not.
    private func reaches(_ column: ColumnLayout.Column, _ revision: Int) -> Bool {
        column.isLeaving ? column.layer <= revision : column.layer < revision
    }
}
