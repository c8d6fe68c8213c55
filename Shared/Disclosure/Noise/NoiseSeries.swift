/// A series of counts that is told with noise as it grows: an entry of `noise` in a disclosure policy.
///
/// ```json
/// "noiseBudget": "2", "noise": [{"measure": "BEN_ANY", "epsilon": "1", "leaves": 64, "overlaps": ["BEN_VOC"]}]
/// ```
public struct NoiseSeries: Codable, Sendable, Hashable {
    /// What it is called; without one, as its measure.
    public var name: String?
    /// What is counted; no exact count of it is ever published.
    public var measure: String
    /// How much it may tell of a person, in all: a ``NoiseEpsilon`` as text, such as `1` or `0.5`.
    public var epsilon: String
    /// How many counts it has room for, such as 64 months: a power of two, 1 to 4096.
    public var leaves: Int
    /// Other measures that count some of the same persons: no exact count of these is published either.
    public var overlaps: [String]?

    /// Makes a series.
    public init(name: String? = nil, measure: String, epsilon: String, leaves: Int, overlaps: [String]? = nil) {
        self.name = name
        self.measure = measure
        self.epsilon = epsilon
        self.leaves = leaves
        self.overlaps = overlaps
    }

    /// What it is called.
    public var title: String { name ?? measure }

    /// The measures of which exact counts would undo the noise.
    public var guarded: Set<String> { Set([measure] + (overlaps ?? [])) }

    /// What is wrong with it, each with its field; empty when nothing is.
    public var problems: [String] {
        var problems: [String] = []
        if measure.isEmpty { problems.append("measure: is empty; name what is counted") }
        if name?.isEmpty == true { problems.append("name: is empty; leave it out, or name the series") }
        if NoiseEpsilon(epsilon) == nil {
            problems.append("epsilon: is \"\(epsilon)\"; \(NoiseEpsilon.remedy)")
        }
        if NoiseTree(leafCount: leaves) == nil {
            problems.append("leaves: is \(leaves); give a power of two, 1 to \(NoiseTree.mostLeaves)")
        }
        return problems
    }

    /// Which of these measures, exact counts of which are published, a series is told of with noise; each with its place.
    ///
    /// One exact count undoes the noise: it is never both.
    static func problems(_ series: [Self], exact measures: Set<String>) -> [String] {
        series.enumerated().flatMap { index, one in
            one.guarded.intersection(measures).sorted().map { measure in
                "noise[\(index)].\(measure == one.measure ? "measure" : "overlaps"): \(measure) is published exactly too, "
                    + "which undoes the noise; take it out of one of them"
            }
        }
    }

    /// What is wrong with all series of a policy together with what they may tell of a person, each with its place.
    static func problems(_ series: [Self], budget: String?) -> [String] {
        var problems = series.enumerated().flatMap { index, one in one.problems.map { "noise[\(index)].\($0)" } }
        var titles: Set<String> = []
        for (index, one) in series.enumerated() where !titles.insert(one.title).inserted {
            problems.append("noise[\(index)].name: \(one.title) is there twice; give each series a name of its own")
        }
        guard let budget else {
            guard !series.isEmpty else { return problems }
            return problems + ["noiseBudget: is missing; say how much all series may tell of a person together"]
        }
        guard let limit = NoiseEpsilon(budget) else {
            return problems + ["noiseBudget: is \"\(budget)\"; \(NoiseEpsilon.remedy)"]
        }
        var spent = 0
        for (index, one) in series.enumerated() {
            guard let epsilon = NoiseEpsilon(one.epsilon) else { continue }
            spent += epsilon.millionths
            if spent > limit.millionths {
                problems.append(
                    "noise[\(index)].epsilon: with \(one.title) the series tell more of a person than noiseBudget "
                        + "\(limit) allows; lower an epsilon, or leave a series out"
                )
                break
            }
        }
        return problems
    }
}
