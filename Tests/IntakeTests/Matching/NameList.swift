/// One name as people write it.
struct SpelledName: Sendable, Hashable {
    var arabic: [String]
    var latin: [String]
}

/// Names to make people of, each list with the most frequent first.
struct NameList: Sendable {
    let male: [SpelledName]
    let female: [SpelledName]
    let family: [SpelledName]

    /// `attributes` are the names of God that Abd goes with, in men's names and families' names.
    init(male: String, female: String, family: String, attributes: String) {
        let servants = Self.names(attributes).map(Self.servant)
        self.male = Self.names(male) + servants
        self.female = Self.names(female)
        self.family = Self.names(family) + servants
    }

    /// Abd with an attribute, in the ways registers write it.
    private static func servant(_ attribute: SpelledName) -> SpelledName {
        SpelledName(
            arabic: attribute.arabic.flatMap { ["عبد ال\($0)", "عبدال\($0)"] },
            latin: attribute.latin.flatMap { name in
                ["Abdel \(name)", "Abdel\(name.lowercased())", "Abdul \(name)", "Abd El \(name)"]
            }
        )
    }

    private static func names(_ rows: String) -> [SpelledName] {
        rows.split(separator: "\n").map { row in
            let halves = row.split(separator: "|").map { $0.split(separator: ",").map(String.init) }
            return SpelledName(arabic: halves[0], latin: halves[1])
        }
    }
}

/// SplitMix64: the same numbers for the same seed, on every machine.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// True in `percent` of a hundred times.
    mutating func chance(_ percent: Double) -> Bool { Double.random(in: 0..<100, using: &self) < percent }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

    mutating func element<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}

/// Draws from a list by rank: the first is the most frequent, as names are.
struct RankedDraw<Element: Sendable>: Sendable {
    private let elements: [Element]
    private let cumulative: [Double]

    init(_ elements: [Element], exponent: Double) {
        self.elements = elements
        var sum = 0.0
        cumulative = (1...elements.count).map { rank in
            var power = 1.0
            // rank ^ exponent in quarters, without a maths library.
            let root = Double(rank).squareRoot().squareRoot()
            for _ in 0..<Int(exponent * 4) { power *= root }
            sum += 1 / power
            return sum
        }
    }

    func draw(_ random: inout SeededRandom) -> Element {
        let target = Double.random(in: 0..<(cumulative.last ?? 1), using: &random)
        var (low, high) = (0, cumulative.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] > target { high = middle } else { low = middle + 1 }
        }
        return elements[low]
    }
}
