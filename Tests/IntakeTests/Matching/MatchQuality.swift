import Events
import Foundation

@testable import Intake

/// How well records of one person are told from those of others: our way and two baselines, on the same records.
struct MatchQuality: Sendable {
    struct Measure: Sendable {
        var truePositives: Int
        var falsePositives: Int
        var trueCount: Int

        var precision: Double {
            truePositives == 0 ? 0 : Double(truePositives) / Double(truePositives + falsePositives)
        }
        var recall: Double { Double(truePositives) / Double(max(trueCount, 1)) }
        /// The harmonic mean of both.
        var balance: Double { precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) }
    }

    let people: SyntheticPeople
    let tokens: [MatchTokens]
    let truePairs: Set<RecordPair>
    /// As a store counts them.
    let frequencies: NameFrequencies
    /// The pairs that some blocking key makes.
    let candidates: Set<RecordPair>

    init(_ people: SyntheticPeople, key: TokenKey) {
        self.people = people
        tokens = people.records.map { MatchTokens($0, key: key) }
        truePairs = people.truePairs
        var counts: [MatchToken: Int] = [:]
        for part in tokens.flatMap({ Set($0.names.map(\.part)) }) { counts[part, default: 0] += 1 }
        frequencies = NameFrequencies(counts: counts, persons: tokens.count)
        var records: [Int64: [Int]] = [:]
        for (index, tokens) in tokens.enumerated() {
            for key in tokens.blockingKeys { records[key, default: []].append(index) }
        }
        var candidates: Set<RecordPair> = []
        for indices in records.values where (2...MatchTokens.maximumHolders).contains(indices.count) {
            for (offset, first) in indices.enumerated() {
                for second in indices[(offset + 1)...] { candidates.insert(RecordPair(first, second)) }
            }
        }
        self.candidates = candidates
    }

    /// Our way, end to end: pairs that no blocking key makes count as missed.
    func ours() -> Measure {
        measure(candidates.filter { compare($0).isCandidate })
    }

    func compare(_ pair: RecordPair) -> MatchComparison {
        MatchComparison(tokens[pair.first], tokens[pair.second], frequencies: frequencies)
    }

    /// The recall that is lost before anything is compared.
    var blockingRecall: Double { Double(candidates.intersection(truePairs).count) / Double(max(truePairs.count, 1)) }

    /// The same names, letter by letter, and the same year of birth.
    func exact() -> Measure {
        var records: [String: [Int]] = [:]
        for (index, record) in people.records.enumerated() {
            guard let year = record.birth?.year else { continue }
            let names = [record.givenName, record.fatherName, record.familyName].map { $0 ?? "" }
            records["\(names.joined(separator: "|").lowercased()) \(year)", default: []].append(index)
        }
        var pairs: Set<RecordPair> = []
        for indices in records.values where indices.count > 1 {
            for (offset, first) in indices.enumerated() {
                for second in indices[(offset + 1)...] { pairs.insert(RecordPair(first, second)) }
            }
        }
        return measure(pairs)
    }

    /// Jaro–Winkler over the whole name in Latin letters, at the threshold with the best balance.
    ///
    /// In its favour it sees every true pair and no others than those our keys make, so most of what it would find
    /// wrongly among all pairs is not held against it.
    func jaroWinkler() -> (measure: Measure, threshold: Double) {
        let names = people.records.map { record in
            let name = [record.givenName, record.fatherName, record.familyName].compactMap(\.self).joined(
                separator: " "
            )
            let latin = name.applyingTransform(.toLatin, reverse: false) ?? name
            let plain = latin.applyingTransform(.stripDiacritics, reverse: false) ?? latin
            return Array(plain.lowercased().utf8)
        }
        var (right, wrong) = ([Int](repeating: 0, count: 101), [Int](repeating: 0, count: 101))
        for pair in candidates.union(truePairs) {
            let similarity = JaroWinkler.similarity(names[pair.first], names[pair.second])
            let step = Int(similarity * 100)
            if truePairs.contains(pair) { right[step] += 1 } else { wrong[step] += 1 }
        }
        var best = (measure: Measure(truePositives: 0, falsePositives: 0, trueCount: truePairs.count), threshold: 1.0)
        for step in 0...100 {
            let measure = Measure(
                truePositives: right[step...].reduce(0, +),
                falsePositives: wrong[step...].reduce(0, +),
                trueCount: truePairs.count
            )
            if measure.balance > best.measure.balance { best = (measure, Double(step) / 100) }
        }
        return best
    }

    private func measure(_ pairs: Set<RecordPair>) -> Measure {
        let right = pairs.intersection(truePairs).count
        return Measure(truePositives: right, falsePositives: pairs.count - right, trueCount: truePairs.count)
    }
}

extension IdentityFeatures.Birth {
    fileprivate var year: Int {
        switch self {
        case .date(let date): date.year
        case .year(let year), .estimatedYear(let year): year
        }
    }
}
