/// A number that nobody may work out: that it is none, and that it is at least `k`, must both remain possible.
struct Target: Hashable, Sendable {
    enum Kind: Int, Hashable, Sendable {
        /// How many there are with a release.
        case cumulative
        /// How many came with a release.
        case came
        /// How many went with a release.
        case left
    }

    let kind: Kind
    let release: Int
    /// Which set of atoms, a place in ``TargetSets/sets``.
    let set: Int
}

/// Whoever works backwards: an outsider, or an institution that knows its own persons.
enum Attacker: Hashable, Sendable {
    case outsider
    case institution(String)
}

/// The sets of atoms that are protected: the declared cells, and what is left of a cell without one sensitive value.
struct TargetSets: Sendable {
    private(set) var sets: [[Int]] = []
    /// The set of each cell.
    private(set) var ofCell: [Int] = []
    /// The sets that a cell gives away when its neighbours are known: those left of its parents without it.
    private(set) var complements: [[Int]] = []
    /// Which cells a set is protected for as a cell of its own: only those can be an insider's.
    private(set) var isCell: [Bool] = []

    /// Into which sets the cells of each finer table divide a set, table by table.
    private(set) var divisions: [[[Int]]]

    /// The sets that each atom is in.
    private(set) var containing: [[Int]]

    init(_ scheme: CubeScheme) {
        containing = [[Int]](repeating: [], count: scheme.atomCount)
        divisions = []
        var numbers: [[Int]: Int] = [:]
        func number(_ atoms: [Int], isCell: Bool, _ sets: inout [[Int]], _ flags: inout [Bool]) -> Int {
            if let known = numbers[atoms] {
                if isCell { flags[known] = true }
                return known
            }
            numbers[atoms] = sets.count
            sets.append(atoms)
            flags.append(isCell)
            return sets.count - 1
        }
        var sets: [[Int]] = []
        var flags: [Bool] = []
        ofCell = scheme.cells.map { number($0.atoms, isCell: true, &sets, &flags) }
        let sensitive = scheme.policy.rules.contains(.complement) ? Set(scheme.policy.complement) : []
        let byCoordinates = Dictionary(
            scheme.cells.enumerated().map { (Self.name($0.element.coordinates), $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        complements = scheme.cells.map { cell in
            cell.cuts.filter { sensitive.contains($0.dimension) }.compactMap { cut in
                var wider = cell.coordinates
                wider[cut.dimension] = nil
                // Without a declared parent the parent is still the same cell without the dimension.
                let parent =
                    byCoordinates[Self.name(wider)].map { scheme.cells[$0].atoms } ?? Self.union(scheme, cell, cut)
                let rest = parent.filter { !Set(cell.atoms).contains($0) }
                return rest.isEmpty || cell.atoms.isEmpty ? nil : number(rest, isCell: false, &sets, &flags)
            }
        }
        self.sets = sets
        isCell = flags
        for (set, atoms) in sets.enumerated() {
            for atom in atoms { containing[atom].append(set) }
        }
        divisions = divided(scheme)
    }

    private func divided(_ scheme: CubeScheme) -> [[[Int]]] {
        let tables = Dictionary(grouping: scheme.cells.indices) { Set(scheme.cells[$0].cuts) }
            .sorted { ($0.value.first ?? 0) < ($1.value.first ?? 0) }
            .map { table in Set(table.value.map { ofCell[$0] }).filter { !sets[$0].isEmpty }.sorted() }
        return sets.indices.map { set in
            let members = Set(sets[set])
            return tables.compactMap { table in
                let parts = table.filter { members.isSuperset(of: sets[$0]) }
                // The cells of a table exclude each other.
                let isWhole = parts.count > 1 && parts.reduce(0) { $0 + sets[$1].count } == members.count
                return isWhole ? parts : nil
            }
        }
    }

    private static func name(_ coordinates: [String: String]) -> String {
        coordinates.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "|")
    }

    private static func union(_ scheme: CubeScheme, _ cell: CubeScheme.Cell, _ cut: CubeCut) -> [Int] {
        let rest = cell.coordinates.filter { $0.key != cut.dimension }
        let siblings = scheme.cells.filter { other in
            Set(other.cuts) == Set(cell.cuts) && rest.allSatisfy { other.coordinates[$0.key] == $0.value }
        }
        return Set(siblings.flatMap(\.atoms)).sorted()
    }
}
