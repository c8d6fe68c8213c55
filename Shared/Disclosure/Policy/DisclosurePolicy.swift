/// By what rules counts of persons are published: a file that the authority owns, with a version that every figure names.
public struct DisclosurePolicy: Codable, Sendable, Hashable {
    /// A rule; all of them together make a release safe, and a release made without one of them is not.
    public enum Rule: String, Codable, Sendable, Hashable, CaseIterable {
        /// A count below ``DisclosurePolicy/k`` is not told, zeros neither.
        case threshold
        /// What is left of a cell without one value of a sensitive dimension is not told below `k` either.
        case complement
        /// What remains when an institution subtracts its own persons is none or at least `k`.
        case insider
        /// The same holds for what came in and went out from one release to the next.
        case increment
        /// Nothing of that can be worked out from all that was ever published, together.
        case linked
    }

    /// A dimension: codes that exclude each other, and groups of them.
    public struct Axis: Codable, Sendable, Hashable {
        /// The finest values that are published.
        public var codes: [String]
        /// The upper level: each code is in one group at most.
        public var groups: [String: [String]]?

        /// Makes a dimension.
        public init(codes: [String], groups: [String: [String]]? = nil) {
            self.codes = codes
            self.groups = groups
        }
    }

    /// What partners are told, who may see smaller numbers than everybody: they see all that everybody sees, too.
    public struct Partners: Codable, Sendable, Hashable {
        /// The smallest number of persons that they are told.
        public var k: Int
        /// The tables that only they see, beside all others.
        public var tables: [[String]]

        /// Makes the part of a policy that concerns partners.
        public init(k: Int, tables: [[String]] = []) {
            self.k = k
            self.tables = tables
        }
    }

    /// What figures name.
    public var version: String
    /// The smallest number of persons that is told.
    public var k: Int
    /// The rules that hold.
    public var rules: Set<Rule>
    /// The dimensions for which it is sensitive, too, who is not in a cell.
    public var complement: [String]
    /// The dimensions by name.
    public var dimensions: [String: Axis]
    /// The tables: each the dimensions it is cut by, at most three; `age.groups` is the upper level of `age`.
    public var tables: [[String]]
    /// Combinations of codes that cannot occur and may be shown as 0.
    public var structuralZeros: [[String: [String]]]?
    /// What partners are told; `nil` when there are none.
    public var partners: Partners?
    /// From how many persons on corrections of what was released are taken in; ``k`` unless stated.
    public var corrections: Int?
    /// The series of counts that are told with noise instead of exactly.
    public var noise: [NoiseSeries]?
    /// How much all of ``noise`` may tell of a person together: a ``NoiseEpsilon`` as text.
    public var noiseBudget: String?

    /// Makes a policy.
    public init(
        version: String,
        k: Int,
        rules: Set<Rule> = Set(Rule.allCases),
        complement: [String] = [],
        dimensions: [String: Axis],
        tables: [[String]],
        structuralZeros: [[String: [String]]]? = nil,
        partners: Partners? = nil,
        corrections: Int? = nil,
        noise: [NoiseSeries]? = nil,
        noiseBudget: String? = nil
    ) {
        self.version = version
        self.k = k
        self.rules = rules
        self.complement = complement
        self.dimensions = dimensions
        self.tables = tables
        self.structuralZeros = structuralZeros
        self.partners = partners
        self.corrections = corrections
        self.noise = noise
        self.noiseBudget = noiseBudget
    }

    /// What is wrong with it, in words for whoever wrote it; empty when nothing is.
    public var problems: [String] {
        var problems: [String] = []
        if version.isEmpty { problems.append("version: is empty; name it, since every figure does") }
        if !(1...Self.greatestK).contains(k) { problems.append("k: is \(k); give 1 to \(Self.greatestK)") }
        var atomCount = 1
        for axis in dimensions.values { atomCount = min(Self.mostAtoms + 1, atomCount * max(1, axis.codes.count)) }
        if atomCount > Self.mostAtoms {
            problems.append(
                "dimensions: have more than \(Self.mostAtoms) combinations of codes; publish fewer or coarser ones"
            )
        }
        for (name, axis) in dimensions.sorted(by: { $0.key < $1.key }) {
            if name.isEmpty || name.contains(".") {
                problems.append(
                    "dimensions: the name \"\(name)\" is empty or has a full stop, which stands for a level"
                )
            }
            problems += axis.problems.map { "dimensions.\(name): \($0)" }
        }
        for name in complement where dimensions[name] == nil {
            problems.append("complement: \(name) is none of the dimensions")
        }
        problems += tables.enumerated().flatMap { index, table in
            self.problems(of: table).map { "tables[\(index)]: \($0)" }
        }
        if let partners {
            problems += partners.tables.enumerated().flatMap { index, table in
                self.problems(of: table).map { "partners.tables[\(index)]: \($0)" }
            }
            if !(1...max(1, k)).contains(partners.k) {
                problems.append("partners.k: is \(partners.k); give 1 to k, since partners see what everybody sees")
            }
        }
        if let corrections, corrections < k {
            problems.append("corrections: is \(corrections); give at least k, or fewer persons would show")
        }
        let all = tables + (partners?.tables ?? [])
        if Set(all).count != all.count { problems.append("tables: one is there twice") }
        for (index, zero) in (structuralZeros ?? []).enumerated() {
            if zero.isEmpty {
                problems.append("structuralZeros[\(index)]: names no dimension, so that nobody could occur")
            }
            for (name, codes) in zero.sorted(by: { $0.key < $1.key }) {
                for code in codes where dimensions[name]?.codes.contains(code) != true {
                    problems.append("structuralZeros[\(index)]: \(code) is no code of \(name)")
                }
            }
        }
        return problems + NoiseSeries.problems(noise ?? [], budget: noiseBudget)
    }

    /// From how many persons on corrections are taken in.
    var leastCorrected: Int { corrections ?? k }

    /// What holds for what partners are told, all that everybody is told included; `nil` when there are none.
    public var forPartners: DisclosurePolicy? {
        guard let partners else { return nil }
        var policy = self
        policy.k = partners.k
        policy.tables = tables + partners.tables
        policy.partners = nil
        // The same persons come and go for both.
        policy.corrections = leastCorrected
        (policy.noise, policy.noiseBudget) = (nil, nil)
        return policy
    }

    /// What is wrong with publishing exact counts of these measures beside ``noise``; empty when nothing is.
    public func noiseProblems(exact measures: Set<String>) -> [String] {
        NoiseSeries.problems(noise ?? [], exact: measures)
    }

    /// The greatest threshold.
    private static let greatestK = 1_000_000
    /// The most combinations of codes.
    private static let mostAtoms = 100_000

    private func problems(of table: [String]) -> [String] {
        var problems: [String] = []
        if table.count > 3 { problems.append("is cut by \(table.count) dimensions; three are the most") }
        let names = table.map { CubeCut($0).dimension }
        if Set(names).count != names.count { problems.append("is cut by a dimension twice") }
        for text in table {
            let cut = CubeCut(text)
            if text != cut.text {
                problems.append("\(text) is no level; write \(cut.dimension) or \(cut.dimension).groups")
            }
            guard let axis = dimensions[cut.dimension] else {
                problems.append("\(cut.dimension) is none of the dimensions")
                continue
            }
            if cut.isGrouped, axis.groups == nil { problems.append("\(cut.dimension) has no groups") }
        }
        return problems
    }
}

extension DisclosurePolicy.Axis {
    /// Publishing levels that do not nest would let what lies between them be worked out.
    var problems: [String] {
        var problems: [String] = []
        if codes.isEmpty { problems.append("has no codes") }
        if Set(codes).count != codes.count { problems.append("has a code twice") }
        let grouped = (groups ?? [:]).sorted { $0.key < $1.key }
        var seen: [String: String] = [:]
        for (group, members) in grouped {
            if codes.contains(group) { problems.append("\(group) is a code and a group") }
            if members.isEmpty { problems.append("the group \(group) has no codes") }
            for code in members {
                if !codes.contains(code) { problems.append("\(code) in the group \(group) is none of the codes") }
                if let other = seen[code] {
                    problems.append("\(code) is in the groups \(other) and \(group); levels have to nest")
                }
                seen[code] = group
            }
        }
        return problems
    }
}

/// A dimension that a table is cut by, at one of its levels.
struct CubeCut: Hashable {
    let dimension: String
    let isGrouped: Bool

    init(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1)
        dimension = parts.first.map(String.init) ?? ""
        isGrouped = parts.count == 2 && parts[1] == "groups"
    }

    /// As a policy writes it.
    var text: String { isGrouped ? dimension + ".groups" : dimension }
}
