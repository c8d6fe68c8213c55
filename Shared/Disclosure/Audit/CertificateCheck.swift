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
        let reading = TableReading(sets, layout, ledger)
        let tables = ledger.certificates.tables
        var problems: [String] = []
        for (number, table) in tables.enumerated() {
            if let problem = disagreement(table, ledger, layout) { problems.append("table \(number) \(problem)") }
        }
        let changes = tables.map { table in
            Dictionary(reading.changes(table).map { ($0.place, $0.change) }, uniquingKeysWith: +)
        }
        var entries: [Key: Certificates.Entry] = [:]
        for entry in ledger.certificates.entries { entries[Key(entry)] = entry }
        for attacker in attackers(ledger) {
            let knowledge = Knowledge(attacker, ledger, layout, k: scheme.policy.leastCorrected)
            let isPossible = tables.map { reading.isPossible($0, for: knowledge) }
            for (target, value) in ledger.layers.indices.flatMap({ list.targets(of: $0, against: attacker) }) {
                // What protects from an outsider protects from an institution too, unless it knows better.
                guard let entry = entries[Key(target, attacker)] ?? entries[Key(target, .outsider)] else {
                    problems.append("\(name(target, attacker)) has no certificate")
                    continue
                }
                let place = reading.place(target)
                let none = value + (changes[entry.none][place] ?? 0)
                let many = value + (changes[entry.many][place] ?? 0)
                guard isPossible[entry.none], isPossible[entry.many], none == 0, many >= scheme.policy.k else {
                    problems.append("\(name(target, attacker)) can be worked out")
                    continue
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

    private func disagreement(_ table: Certificates.Table, _ ledger: BlockLedger, _ layout: ColumnLayout) -> String? {
        var differences = [[(atom: Int, change: Int)]](repeating: [], count: ledger.layers.count)
        for (index, difference) in zip(table.columns, table.differences) {
            guard layout.truth[index] + difference >= 0 else { return "has a negative number" }
            let column = layout.columns[index]
            differences[column.layer].append((column.atom, column.isLeaving ? -difference : difference))
        }
        // How many more than in truth there are with each release, set by set.
        var more = [Int](repeating: 0, count: sets.sets.count)
        var touched: Set<Int> = []
        for (release, layer) in ledger.layers.enumerated() {
            for (atom, change) in differences[release] {
                for set in sets.containing[atom] { more[set] += change }
                touched.formUnion(sets.containing[atom])
            }
            guard !touched.isEmpty else { continue }
            guard layer.published.allSatisfy({ more[sets.ofCell[$0]] == 0 }) else {
                return "does not agree with what release \(release + 1) published"
            }
        }
        return nil
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
