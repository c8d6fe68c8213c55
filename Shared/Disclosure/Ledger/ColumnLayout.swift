/// Where the numbers of a ledger stand when they are put in one line.
struct ColumnLayout: Sendable {
    /// A number of a ledger: who came into an atom with a layer, or who went out.
    struct Column: Sendable {
        let layer: Int
        let atom: Int
        let isLeaving: Bool
    }

    private(set) var columns: [Column] = []
    private var firstCame: [Int] = []
    private var firstLeft: [Int?] = []
    /// The numbers themselves.
    private(set) var truth: [Int] = []

    init(_ ledger: BlockLedger) {
        for (index, layer) in ledger.layers.enumerated() {
            firstCame.append(columns.count)
            columns += layer.came.indices.map { Column(layer: index, atom: $0, isLeaving: false) }
            truth += layer.came
            if let left = layer.left {
                firstLeft.append(columns.count)
                columns += left.indices.map { Column(layer: index, atom: $0, isLeaving: true) }
                truth += left
            } else {
                firstLeft.append(nil)
            }
        }
    }

    func came(_ atom: Int, in layer: Int) -> Int { firstCame[layer] + atom }

    func left(_ atom: Int, in layer: Int) -> Int? { firstLeft[layer].map { $0 + atom } }

    /// The signed columns that add up to these atoms' cumulative count with a release.
    func cumulative(_ atoms: [Int], at release: Int) -> [(column: Int, sign: Int)] {
        (0...release).flatMap { layer in
            atoms.map { (came($0, in: layer), 1) }
                + atoms.compactMap { atom in left(atom, in: layer).map { ($0, -1) } }
        }
    }

    /// The signed columns that add up to those of an atom who were there before a release and did not go with it.
    func remaining(_ atom: Int, at release: Int) -> [(column: Int, sign: Int)] {
        let before = release > 0 ? cumulative([atom], at: release - 1) : []
        return before + (left(atom, in: release).map { [($0, -1)] } ?? [])
    }

    /// How many go at least with a release that takes corrections in, for whoever knows that some of them are `own`.
    ///
    /// Corrections are taken in when they concern at least `k` persons and, beside each institution's own, none or at least
    /// `k` others, which the policy tells everybody.
    func leastLeaving(_ own: [Int: Int], at release: Int, truth: [Int], k: Int) -> Int {
        let mine = truth.indices.reduce(0) { sum, atom in
            sum + (left(atom, in: release).flatMap { own[$0] } ?? 0)
        }
        return min(mine < k ? mine + k : k, truth.reduce(0, +))
    }
}
