/// Checks a ledger by adding up: that every number that has to be protected has two tables that agree with everything
/// published, one with none of it and one with at least `k`.
///
/// No solver takes part, so whoever has the ledger can check it again, years later.
public struct CertificateCheck: Sendable {
    private let scheme: CubeScheme
    private let sets: TargetSets

    /// Prepares to check ledgers of blocks laid out like this.
    public init(_ scheme: CubeScheme) {
        self.scheme = scheme
        sets = TargetSets(scheme)
    }

    /// What does not hold; empty when everything does.
    public func problems(_ ledger: BlockLedger) -> [String] {
        if let problem = misshape(ledger) { return [problem] }
        let layout = ColumnLayout(ledger)
        let list = TargetList(scheme, sets, layout, ledger)
        var problems: [String] = []
        for (number, table) in ledger.certificates.tables.enumerated() {
            if let problem = disagreement(table, ledger, layout) { problems.append("table \(number) \(problem)") }
        }
        var entries: [Key: Certificates.Entry] = [:]
        for entry in ledger.certificates.entries { entries[Key(entry)] = entry }
        for attacker in attackers(ledger) {
            for release in ledger.layers.indices {
                for target in list.targets(of: release, against: attacker) {
                    guard let entry = entries[Key(target, attacker)] else {
                        problems.append("\(name(target, attacker)) has no certificate")
                        continue
                    }
                    if !holds(entry, target, attacker, ledger, layout, list) {
                        problems.append("\(name(target, attacker)) can be worked out")
                    }
                }
            }
        }
        return problems
    }

    private struct Key: Hashable {
        let kind: Int
        let release: Int
        let set: Int
        let institution: String?

        init(_ entry: Certificates.Entry) {
            (kind, release, set, institution) = (entry.kind, entry.release, entry.set, entry.institution)
        }

        init(_ target: Target, _ attacker: Attacker) {
            (kind, release, set) = (target.kind.rawValue, target.release, target.set)
            institution = if case .institution(let name) = attacker { name } else { nil }
        }
    }

    private func attackers(_ ledger: BlockLedger) -> [Attacker] {
        guard scheme.policy.rules.contains(.insider) else { return [.outsider] }
        return [.outsider] + ledger.shares.keys.sorted().map { .institution($0) }
    }

    /// How many persons there may be; sums of so many still are numbers.
    private static let plausible = 0...1_000_000_000_000

    /// A ledger from a file may be anything.
    private func misshape(_ ledger: BlockLedger) -> String? {
        let columnCount = ledger.columnCount(scheme)
        for layer in ledger.layers {
            let counts = layer.came + (layer.left ?? [])
            guard layer.came.count == scheme.atomCount, layer.left.map({ $0.count == scheme.atomCount }) ?? true else {
                return "a layer has another number of atoms than the policy"
            }
            guard counts.allSatisfy(Self.plausible.contains) else { return "a layer has a number that cannot be" }
            guard layer.published.allSatisfy(scheme.cells.indices.contains) else {
                return "a published cell is not declared"
            }
        }
        for table in ledger.certificates.tables {
            guard table.columns.count == table.differences.count,
                Set(table.columns).count == table.columns.count, table.columns.allSatisfy((0..<columnCount).contains)
            else { return "a table has columns that do not exist" }
            guard
                table.differences.allSatisfy({ (-Self.plausible.upperBound...Self.plausible.upperBound).contains($0) })
            else { return "a table has a number that cannot be" }
        }
        let tables = ledger.certificates.tables.indices
        guard ledger.certificates.entries.allSatisfy({ tables.contains($0.none) && tables.contains($0.many) }) else {
            return "a certificate names a table that does not exist"
        }
        for share in ledger.shares.values {
            guard share.columns.keys.allSatisfy((0..<columnCount).contains),
                share.columns.values.allSatisfy(Self.plausible.contains)
            else { return "an institution has persons in columns that do not exist, or numbers that cannot be" }
        }
        return nil
    }

    private func whole(_ table: Certificates.Table, _ layout: ColumnLayout) -> [Int] {
        var numbers = layout.truth
        for (column, difference) in zip(table.columns, table.differences) { numbers[column] += difference }
        return numbers
    }

    private func disagreement(_ table: Certificates.Table, _ ledger: BlockLedger, _ layout: ColumnLayout) -> String? {
        let numbers = whole(table, layout)
        guard numbers.allSatisfy({ $0 >= 0 }) else { return "has a negative number" }
        guard layout.isPossible(numbers, ledger, own: [:], k: scheme.policy.k) else {
            return "has persons go who were not there"
        }
        var there = [Int](repeating: 0, count: scheme.atomCount)
        var truth = there
        for (release, layer) in ledger.layers.enumerated() {
            for (index, column) in layout.columns.enumerated() where column.layer == release {
                there[column.atom] += column.isLeaving ? -numbers[index] : numbers[index]
                truth[column.atom] += column.isLeaving ? -layout.truth[index] : layout.truth[index]
            }
            for cell in layer.published {
                let atoms = scheme.cells[cell].atoms
                guard atoms.reduce(0, { $0 + there[$1] }) == atoms.reduce(0, { $0 + truth[$1] }) else {
                    return "does not agree with what release \(release + 1) published"
                }
            }
        }
        return nil
    }

    private func holds(
        _ entry: Certificates.Entry,
        _ target: Target,
        _ attacker: Attacker,
        _ ledger: BlockLedger,
        _ layout: ColumnLayout,
        _ list: TargetList
    ) -> Bool {
        var own: [Int: Int] = [:]
        if case .institution(let name) = attacker { own = ledger.shares[name]?.columns ?? [:] }
        let terms = list.terms(target)
        func value(_ table: Int) -> Int? {
            let numbers = whole(ledger.certificates.tables[table], layout)
            guard own.isEmpty || layout.isPossible(numbers, ledger, own: own, k: scheme.policy.k) else { return nil }
            return terms.reduce(0) { $0 + $1.sign * (numbers[$1.column] - (own[$1.column] ?? 0)) }
        }
        return value(entry.none) == 0 && value(entry.many).map { $0 >= scheme.policy.k } == true
    }

    private func name(_ target: Target, _ attacker: Attacker) -> String {
        let what: String =
            switch target.kind {
            case .cumulative: "what release \(target.release + 1) counts"
            case .came: "what came with release \(target.release + 1)"
            case .left: "what went with release \(target.release + 1)"
            }
        let cell = sets.ofCell.firstIndex(of: target.set).map { scheme.cells[$0].coordinates } ?? [:]
        let place = cell.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
        let who = if case .institution = attacker { ", for an institution" } else { "" }
        return "\(what) in [\(place)]\(who)"
    }
}
