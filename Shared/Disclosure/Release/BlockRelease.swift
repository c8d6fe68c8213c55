/// Makes the next release of one block for one audience.
public struct BlockRelease: Sendable {
    /// A declared cell with what is told of it.
    public struct Figure: Sendable, Hashable {
        /// The values that it is cut by; empty for the total.
        public let coordinates: [String: String]
        /// How many persons; `nil` when withheld.
        public let value: Int?
    }

    /// How the block is laid out.
    public let scheme: CubeScheme
    private let sets: TargetSets

    /// Prepares for blocks laid out like this.
    public init(_ scheme: CubeScheme) {
        self.scheme = scheme
        sets = TargetSets(scheme)
    }

    /// Adds a layer to a ledger with as much published as is safe.
    ///
    /// - Parameters:
    ///   - ledger: What was released so far; unchanged when an error is thrown.
    ///   - came: Where persons came in: the atom, and the institutions that know of it, once for each.
    ///   - left: Where persons went out; `nil` when no corrections are taken in.
    ///   - admitted: The cells that may be published; all of them unless stated.
    /// - Throws: ``DisclosureError``: nothing may be published then.
    public func add(
        to ledger: inout BlockLedger,
        came: [(atom: Int, institutions: [String])],
        left: [(atom: Int, institutions: [String])]?,
        among admitted: Set<Int>? = nil
    ) throws(DisclosureError) {
        var next = ledger
        next.layers.append(BlockLedger.Layer(came: counts(came), left: left.map(counts)))
        let layout = ColumnLayout(next)
        let latest = next.layers.count - 1
        func share(_ column: Int, _ institutions: [String]) {
            for institution in institutions {
                next.shares[institution, default: BlockLedger.Share()].columns[column, default: 0] += 1
            }
        }
        for (atom, institutions) in came { share(layout.came(atom, in: latest), institutions) }
        for (atom, institutions) in left ?? [] {
            if let column = layout.left(atom, in: latest) { share(column, institutions) }
        }
        next.layers[latest].published = safeCells(next, layout).filter { admitted?.contains($0) ?? true }
        if scheme.policy.rules.contains(.linked) {
            var audit = Audit(scheme, sets, next)
            next = try audit.run()
            let problems = CertificateCheck(scheme).problems(next)
            guard problems.isEmpty else { throw .notCertified(problems) }
        }
        ledger = next
    }

    /// What the latest release tells, cell by cell in the order of the policy.
    public func figures(_ ledger: BlockLedger) -> [Figure] {
        let published = Set(ledger.layers.last?.published ?? [])
        return zip(scheme.cells.indices, counts(ledger)).map { index, count in
            let cell = scheme.cells[index]
            // What cannot occur is no secret.
            return Figure(
                coordinates: cell.coordinates,
                value: published.contains(index) || cell.atoms.isEmpty ? count : nil
            )
        }
    }

    /// How many persons each cell has with the latest release, told or not, in the order of the policy.
    public func counts(_ ledger: BlockLedger) -> [Int] {
        let layout = ColumnLayout(ledger)
        let latest = ledger.layers.count - 1
        return scheme.cells.map { cell in
            layout.cumulative(cell.atoms, at: latest).reduce(0) { $0 + $1.sign * layout.truth[$1.column] }
        }
    }

    /// Withholds more cells of the latest release, for reasons of the caller's own.
    ///
    /// Whoever is told less knows less: the certificates hold as they are.
    public func withhold(_ cells: Set<Int>, in ledger: inout BlockLedger) {
        guard !ledger.layers.isEmpty else { return }
        ledger.layers[ledger.layers.count - 1].published.removeAll { cells.contains($0) }
    }

    private func counts(_ persons: [(atom: Int, institutions: [String])]) -> [Int] {
        persons.reduce(into: [Int](repeating: 0, count: scheme.atomCount)) { $0[$1.atom] += 1 }
    }

    /// The cells that may be told for what they say themselves.
    private func safeCells(_ ledger: BlockLedger, _ layout: ColumnLayout) -> [Int] {
        let list = TargetList(scheme, sets, layout, ledger)
        var attackers: [Attacker] = [.outsider]
        if scheme.policy.rules.contains(.insider) { attackers += ledger.shares.keys.sorted().map { .institution($0) } }
        let latest = ledger.layers.count - 1
        let before = Set(latest > 0 ? ledger.layers[latest - 1].published.map { sets.ofCell[$0] } : [])
        let isAudited = scheme.policy.rules.contains(.linked)
        let unsafe = Set(
            attackers.flatMap { list.targets(of: latest, against: $0) }
                // What came is told by the difference to the release before, if that told the cell; else the audit decides.
                .map(\.target)
                .filter { $0.kind == .cumulative || !isAudited || $0.kind == .came && before.contains($0.set) }
                .map(\.set)
        )
        return scheme.cells.indices.filter { cell in
            !scheme.cells[cell].atoms.isEmpty && !unsafe.contains(sets.ofCell[cell])
                && unsafe.isDisjoint(with: sets.complements[cell])
        }
    }
}
