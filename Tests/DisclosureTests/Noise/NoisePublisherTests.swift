import Crypto
import Disclosure
import Foundation
import Testing

struct NoisePublisherTests {
    private static let secret = SymmetricKey(data: (0..<32).map { UInt8($0) })

    private static func publisher(
        _ series: [NoiseSeries] = [NoiseSeries(measure: "BEN_ANY", epsilon: "1", leaves: 64)],
        budget: String = "2",
        secret: SymmetricKey = secret
    ) throws -> NoisePublisher {
        var policy = policy()
        policy.noise = series
        policy.noiseBudget = budget
        return try NoisePublisher(policy, secret: secret)
    }

    private static func counts(_ count: Int) -> [Int] { (0..<count).map { 7 * $0 % 5 } }

    /// Calculated by another program, in Python, from the description of the noise.
    @Test func `the noise of a secret is the same for ever`() throws {
        var ledger = NoiseLedger()
        let told = try Self.publisher([NoiseSeries(measure: "BEN_ANY", epsilon: "0.5", leaves: 4)])
            .publish("BEN_ANY", leafCounts: [3, 0, 7, 1], in: &ledger)
        let values = Dictionary(uniqueKeysWithValues: told.nodes.map { ([$0.firstLeaf, $0.leafCount], $0.value) })
        #expect(values == [[0, 4]: 11, [0, 2]: -3, [2, 2]: 4, [0, 1]: 2, [1, 1]: -12, [2, 1]: 8, [3, 1]: 0])
    }

    @Test func `told month by month or all at once, the same bytes; asking again gives no new noise`() throws {
        let publisher = try Self.publisher()
        var (slow, fast) = (NoiseLedger(), NoiseLedger())
        var last: NoisySeries?
        for count in 0...64 {
            let told = try publisher.publish("BEN_ANY", leafCounts: Self.counts(count), in: &slow)
            #expect(try publisher.publish("BEN_ANY", leafCounts: Self.counts(count), in: &slow) == told)
            #expect(told.told == count)
            #expect(told.nodes.starts(with: last?.nodes ?? []))
            last = told
        }
        #expect(try publisher.publish("BEN_ANY", leafCounts: Self.counts(64), in: &fast) == last)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(try encoder.encode(slow) == encoder.encode(fast))
        #expect(try JSONDecoder().decode(NoiseLedger.self, from: encoder.encode(slow)) == slow)
        #expect(last?.nodes.count == 127)
    }

    @Test func `a correction of what was told changes neither that nor what comes later`() throws {
        let publisher = try Self.publisher()
        var (one, other) = (NoiseLedger(), NoiseLedger())
        var corrected = Self.counts(5)
        _ = try publisher.publish("BEN_ANY", leafCounts: corrected, in: &one)
        other = one
        corrected[2] += 1
        corrected[4] = 0
        let told = try publisher.publish("BEN_ANY", leafCounts: corrected + [3, 4, 5], in: &one)
        #expect(try publisher.publish("BEN_ANY", leafCounts: Self.counts(5) + [3, 4, 5], in: &other) == told)
    }

    @Test func `without a ledger other counts get other noise: their difference is not exact`() throws {
        let publisher = try Self.publisher()
        var differences: Set<Int> = []
        for person in 0...1 {
            for base in 0..<40 {
                var (ledger, again) = (NoiseLedger(), NoiseLedger())
                let one = try publisher.publish("BEN_ANY", leafCounts: [base], in: &ledger).nodes[0].value
                let next = try publisher.publish("BEN_ANY", leafCounts: [base + 1 + person], in: &again).nodes[0].value
                differences.insert(next - one)
            }
        }
        #expect(differences.count > 20)
    }

    @Test func `series, secrets, epsilons and sizes have noise of their own`() throws {
        func noise(_ series: NoiseSeries, _ secret: SymmetricKey = Self.secret) throws -> [Int] {
            var ledger = NoiseLedger()
            return try Self.publisher([series], secret: secret)
                .publish(series.title, leafCounts: Array(repeating: 0, count: 32), in: &ledger)
                .nodes.map(\.value)
        }
        let all = try [
            noise(NoiseSeries(measure: "A", epsilon: "1", leaves: 64)),
            noise(NoiseSeries(measure: "B", epsilon: "1", leaves: 64)),
            noise(NoiseSeries(measure: "A", epsilon: "1.000001", leaves: 64)),
            noise(NoiseSeries(measure: "A", epsilon: "1", leaves: 32)),
            noise(
                NoiseSeries(measure: "A", epsilon: "1", leaves: 64),
                SymmetricKey(data: [UInt8](repeating: 9, count: 32))
            ),
        ]
        #expect(Set(all).count == all.count)
        #expect(try noise(NoiseSeries(measure: "A", epsilon: "1.0", leaves: 64)) == all[0])
    }

    @Test func `sums from the beginning are as sure as their nodes`() throws {
        var ledger = NoiseLedger()
        let counts = Array(repeating: 100, count: 64)
        let told = try Self.publisher().publish("BEN_ANY", leafCounts: counts, in: &ledger)
        #expect(abs(told.standardDeviation - 9.9) < 0.05)
        // 63 leaves are made of six nodes: the worst sum.
        #expect(abs((told.totals.map(\.standardDeviation).max() ?? 0) - 24) < 0.5)
        #expect(told.totals[63].value == told.nodes.first { $0.leafCount == 64 }?.value)
        for (leaf, total) in told.totals.enumerated() {
            #expect(abs(Double(total.value - 100 * (leaf + 1))) < 6 * total.standardDeviation)
        }
    }

    @Test func `a display never falls, is never below nothing, and keeps to the counts`() throws {
        for base in [0, 1, 50] {
            for count in [1, 5, 33, 64] {
                var ledger = NoiseLedger()
                let counts = (0..<count).map { base + $0 % 3 }
                let told = try Self.publisher().publish("BEN_ANY", leafCounts: counts, in: &ledger)
                let display = NoiseDisplay(told)
                #expect(display.totals.count == count)
                #expect(display.leaves.allSatisfy { $0 >= 0 })
                #expect(display.leaves.reduce(0, +) == display.totals.last)
                #expect(abs((display.totals.last ?? 0) - counts.reduce(0, +)) < 100)
            }
        }
    }
}
