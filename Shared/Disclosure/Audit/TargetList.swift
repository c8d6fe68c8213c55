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

    /// The targets of a release for an attacker.
    func targets(of release: Int, against attacker: Attacker) -> [Target] {
        var kinds: [Target.Kind] = [.cumulative]
        if scheme.policy.rules.contains(.increment) {
            // With the first release everybody came.
            if release > 0 { kinds.append(.came) }
            if ledger.layers[release].left != nil { kinds.append(.left) }
        }
        return kinds.flatMap { kind -> [Target] in
            let values = self.values(kind, release, attacker)
            return sets.sets.indices.compactMap { set in
                let target = Target(kind: kind, release: release, set: set)
                guard !sets.sets[set].isEmpty, isProtected(values[set], set, attacker) else { return nil }
                return target
            }
        }
    }

    /// Whether a cell may not be told with a release, for what it says itself.
    func isUnsafe(cell: Int, at release: Int, _ attackers: [Attacker]) -> Bool {
        let concerned = [sets.ofCell[cell]] + sets.complements[cell]
        return attackers.contains { attacker in
            targets(of: release, against: attacker).contains { concerned.contains($0.set) }
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
        var own: [Int: Int] = [:]
        if case .institution(let name) = attacker { own = ledger.shares[name]?.columns ?? [:] }
        for (index, column) in layout.columns.enumerated() {
            let number = layout.truth[index] - (own[index] ?? 0)
            switch kind {
            case .cumulative where column.layer <= release: byAtom[column.atom] += column.isLeaving ? -number : number
            case .came where column.layer == release && !column.isLeaving: byAtom[column.atom] += number
            case .left where column.layer == release && column.isLeaving: byAtom[column.atom] += number
            default: break
            }
        }
        return sets.sets.map { atoms in atoms.reduce(0) { $0 + byAtom[$1] } }
    }
}
