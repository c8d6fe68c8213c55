import Disclosure

/// A policy of two sexes, four ages and three places.
func policy(
    k: Int = 10,
    rules: Set<DisclosurePolicy.Rule> = Set(DisclosurePolicy.Rule.allCases),
    tables: [[String]] = [[], ["sex"], ["age.groups"], ["age"], ["geo"], ["sex", "age"], ["sex", "geo"]]
) -> DisclosurePolicy {
    DisclosurePolicy(
        version: "test",
        k: k,
        rules: rules,
        dimensions: [
            "sex": DisclosurePolicy.Axis(codes: ["F", "M"]),
            "age": DisclosurePolicy.Axis(
                codes: ["00-04", "05-11", "12-14", "15-17"],
                groups: ["young": ["00-04", "05-11"], "older": ["12-14", "15-17"]]
            ),
            "geo": DisclosurePolicy.Axis(codes: ["EG-ALX", "EG-C", "EG-GZ"]),
        ],
        tables: tables
    )
}

/// Persons to be released, with the same random ones for the same seed.
struct Crowd {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func number(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }

    /// Atoms and institutions of new persons; the first places have most of them.
    mutating func came(
        _ count: Int,
        _ scheme: CubeScheme,
        institutions: Int = 3
    ) -> [(atom: Int, institutions: [String])] {
        (0..<count).map { _ in
            let atom = min(number(below: scheme.atomCount), number(below: scheme.atomCount))
            // Every seventh is known to two.
            let known = number(below: 7) == 0 ? 2 : 1
            let first = number(below: institutions)
            return (atom, (0..<known).map { "institution \((first + $0) % institutions)" })
        }
    }
}
