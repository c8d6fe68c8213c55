/// The layout that a policy gives to a block: its atoms, the finest combinations of codes, and the cells of its tables.
///
/// A block is a set of persons each of whom is counted once in it, such as those whom one service reached.
public struct CubeScheme: Sendable {
    /// A declared cell: a set of atoms.
    public struct Cell: Sendable {
        /// The values that it is cut by; empty for the total.
        public let coordinates: [String: String]
        /// The atoms that make it up, ascending; none when it cannot occur.
        public let atoms: [Int]
        /// The dimensions that it is cut by.
        let cuts: [CubeCut]
        /// Where it stands among all cells when one has to give way: totals first, details last, whatever the data say.
        let rank: Int
    }

    /// The policy.
    public let policy: DisclosurePolicy
    /// The cells in the order of their ranks.
    public let cells: [Cell]
    /// How many atoms there are; those that cannot occur are none.
    public let atomCount: Int

    private let axes: [(name: String, axis: DisclosurePolicy.Axis)]
    /// By mixed radix of the codes' places: the atom, -1 for what cannot occur.
    private let atomNumbers: [Int]

    /// Lays out a policy.
    ///
    /// - Throws: ``PolicyError`` with all that is wrong with it.
    public init(_ policy: DisclosurePolicy) throws(PolicyError) {
        guard policy.problems.isEmpty else { throw PolicyError(problems: policy.problems) }
        self.policy = policy
        let axes = policy.dimensions.sorted { $0.key < $1.key }.map { (name: $0.key, axis: $0.value) }
        self.axes = axes
        let places = Self.places(axes)
        var numbers = [Int](repeating: -1, count: places.count)
        var atoms: [[String: String]] = []
        for (index, place) in places.enumerated() where !Self.isStructuralZero(place, policy) {
            numbers[index] = atoms.count
            atoms.append(place)
        }
        atomNumbers = numbers
        atomCount = atoms.count
        cells = Self.cells(policy, atoms)
    }

    /// The atom of a person with these codes, one for each dimension; `nil` when a code is unknown, missing or impossible.
    public func atom(of codes: [String: String]) -> Int? {
        var index = 0
        for (name, axis) in axes {
            guard let code = codes[name], let place = axis.codes.firstIndex(of: code) else { return nil }
            index = index * axis.codes.count + place
        }
        let number = atomNumbers[index]
        return number < 0 ? nil : number
    }

    private static func places(_ axes: [(name: String, axis: DisclosurePolicy.Axis)]) -> [[String: String]] {
        axes.reduce([[:]]) { places, axis in
            places.flatMap { place in axis.axis.codes.map { place.merging([axis.name: $0]) { $1 } } }
        }
    }

    private static func isStructuralZero(_ place: [String: String], _ policy: DisclosurePolicy) -> Bool {
        (policy.structuralZeros ?? []).contains { zero in
            zero.allSatisfy { name, codes in place[name].map(codes.contains) ?? false }
        }
    }

    private static func cells(_ policy: DisclosurePolicy, _ atoms: [[String: String]]) -> [Cell] {
        let tables = policy.tables.enumerated()
            .map { (order: $0.offset, cuts: $0.element.map { CubeCut($0) }) }
            .sorted {
                ($0.cuts.count, $0.cuts.count { !$0.isGrouped }, $0.order) < (
                    $1.cuts.count, $1.cuts.count { !$0.isGrouped }, $1.order
                )
            }
        var cells: [Cell] = []
        for (_, cuts) in tables {
            for coordinates in coordinates(cuts, policy) {
                let members = atoms.indices.filter { atom in
                    cuts.allSatisfy { cut in
                        guard let value = coordinates[cut.dimension], let code = atoms[atom][cut.dimension] else {
                            return false
                        }
                        return cut.isGrouped
                            ? policy.dimensions[cut.dimension]?.groups?[value]?.contains(code) == true : value == code
                    }
                }
                cells.append(Cell(coordinates: coordinates, atoms: members, cuts: cuts, rank: cells.count))
            }
        }
        return cells
    }

    private static func coordinates(_ cuts: [CubeCut], _ policy: DisclosurePolicy) -> [[String: String]] {
        cuts.reduce([[:]]) { places, cut in
            let axis = policy.dimensions[cut.dimension]
            let values = cut.isGrouped ? (axis?.groups ?? [:]).keys.sorted() : axis?.codes ?? []
            return places.flatMap { place in values.map { place.merging([cut.dimension: $0]) { $1 } } }
        }
    }
}

/// A policy cannot be followed.
public struct PolicyError: Error, Sendable, CustomStringConvertible {
    /// What is wrong, each with its place in the file.
    public let problems: [String]

    /// Says what is wrong.
    public init(problems: [String]) { self.problems = problems }

    /// All of it.
    public var description: String {
        "the disclosure policy has mistakes:\n" + problems.map { "  " + $0 }.joined(separator: "\n")
    }
}
