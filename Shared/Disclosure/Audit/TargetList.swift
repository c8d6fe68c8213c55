/// What has to be protected in a ledger, worked out from the truth and the policy alone.
struct TargetList: Sendable {
    private let scheme: CubeScheme
    private let sets: TargetSets
    private let layout: ColumnLayout
    private let ledger: BlockLedger

    init(_ scheme: CubeScheme, _ sets: TargetSets, _ layout: ColumnLayout, _ ledger: BlockLedger) {
        self.scheme = scheme
        self.sets = sets
        self.layout = layout
        self.ledger = ledger
    }

    /// The signed columns of a target.
    func terms(_ target: Target) -> [(column: Int, sign: Int)] {
        let atoms = sets.sets[target.set]
        switch target.kind {
        case .cumulative: return layout.cumulative(atoms, at: target.release)
        case .came: return atoms.map { (layout.came($0, in: target.release), 1) }
        case .left: return atoms.compactMap { layout.left($0, in: target.release) }.map { ($0, 1) }
        }
    }

    /// The targets of a release for an attacker, and what they are without what the attacker knows already.
    func targets(of release: Int, against attacker: Attacker) -> [(target: Target, value: Int)] {
        var kinds: [Target.Kind] = [.cumulative]
        if scheme.policy.rules.contains(.increment) {
            // With the first release everybody came.
            if release > 0 { kinds.append(.came) }
            if ledger.layers[release].left != nil { kinds.append(.left) }
        }
        return kinds.flatMap { kind -> [(target: Target, value: Int)] in
            let values = self.values(kind, release, attacker)
            return sets.sets.indices.compactMap { set in
                guard !sets.sets[set].isEmpty, isProtected(values[set], set, attacker) else { return nil }
                return (Target(kind: kind, release: release, set: set), values[set])
            }
        }
    }

    private func isProtected(_ value: Int, _ set: Int, _ attacker: Attacker) -> Bool {
        let k = scheme.policy.k
        switch attacker {
        case .outsider: return scheme.policy.rules.contains(.threshold) && value < k
        // An institution that stands alone in a cell learns of nobody else.
        case .institution: return sets.isCell[set] && value > 0 && value < k
        }
    }

    /// What an attacker does not know already, set by set.
    private func values(_ kind: Target.Kind, _ release: Int, _ attacker: Attacker) -> [Int] {
        var byAtom = [Int](repeating: 0, count: scheme.atomCount)
        for layer in kind == .cumulative ? 0...release : release...release {
            if kind != .left { add(ledger.layers[layer].came, 1, &byAtom) }
            if kind != .came, let left = ledger.layers[layer].left { add(left, kind == .left ? 1 : -1, &byAtom) }
        }
        if case .institution(let name) = attacker {
            for (index, count) in ledger.shares[name]?.columns ?? [:] {
                let column = layout.columns[index]
                guard column.layer == release || kind == .cumulative && column.layer < release else { continue }
                guard kind == .cumulative || column.isLeaving == (kind == .left) else { continue }
                byAtom[column.atom] -= column.isLeaving && kind == .cumulative ? -count : count
            }
        }
        return sets.sets.map { atoms in atoms.reduce(0) { $0 + byAtom[$1] } }
    }

    private func add(_ numbers: [Int], _ sign: Int, _ sums: inout [Int]) {
        for (index, number) in numbers.enumerated() { sums[index] += sign * number }
    }
}
