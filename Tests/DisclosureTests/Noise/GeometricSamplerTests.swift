import Crypto
import Foundation
import Testing

@testable import Disclosure

/// The keys are fixed: these tests always see the same numbers, and pass or fail once and for all.
struct GeometricSamplerTests {
    private static func bits(_ label: String) -> KeyedBits {
        KeyedBits(key: SymmetricKey(data: Array("a key of a test of noise, 32 byte".utf8)), label: label)
    }

    /// Pearson's statistic and its degrees of freedom, over classes that are expected 20 times or more.
    private static func distance(
        _ observed: [Int: Int],
        _ draws: Int,
        _ probability: (Int) -> Double
    ) -> (statistic: Double, freedom: Double) {
        var (statistic, freedom, rest, restExpected) = (0.0, -1.0, draws, Double(draws))
        for value in -400...400 {
            let expected = Double(draws) * probability(value)
            guard expected >= 20 else { continue }
            let seen = observed[value] ?? 0
            statistic += (Double(seen) - expected) * (Double(seen) - expected) / expected
            freedom += 1
            rest -= seen
            restExpected -= expected
        }
        if restExpected >= 20 {
            statistic += (Double(rest) - restExpected) * (Double(rest) - restExpected) / restExpected
            freedom += 1
        }
        return (statistic, freedom)
    }

    @Test(arguments: [(1, 1), (1, 7), (3, 2), (500_000, 7_000_000), (2, 3), (10, 1)])
    func `noise has the exact distribution`(_ numerator: Int, _ denominator: Int) {
        let sampler = GeometricSampler(numerator: numerator, denominator: denominator)
        var bits = Self.bits("distribution of \(numerator)/\(denominator)")
        let draws = 20_000
        var observed: [Int: Int] = [:]
        for _ in 0..<draws { observed[sampler.sample(&bits), default: 0] += 1 }
        let ratio = exp(-Double(numerator) / Double(denominator))
        func exact(_ value: Int) -> Double { (1 - ratio) / (1 + ratio) * pow(ratio, Double(abs(value))) }
        let (statistic, freedom) = Self.distance(observed, draws, exact)
        #expect(statistic < freedom + 4 * (2 * freedom).squareRoot() + 8)
        // The test can tell: noise that is one too high is noticed.
        let shifted = Dictionary(uniqueKeysWithValues: observed.map { ($0.key + 1, $0.value) })
        let (other, otherFreedom) = Self.distance(shifted, draws, exact)
        #expect(other > otherFreedom + 4 * (2 * otherFreedom).squareRoot() + 8)
    }

    @Test func `noise of an epsilon of 1 over 64 leaves is as far from nothing as it should be`() {
        // alpha = e^(-1/7): the standard deviation of a node is 9.9.
        let sampler = GeometricSampler(numerator: 1_000_000, denominator: 7_000_000)
        var bits = Self.bits("deviation")
        let draws = (0..<20_000).map { _ in Double(sampler.sample(&bits)) }
        let mean = draws.reduce(0, +) / Double(draws.count)
        let deviation = (draws.reduce(0) { $0 + $1 * $1 } / Double(draws.count)).squareRoot()
        #expect(abs(mean) < 0.25)
        #expect(abs(deviation - 9.9) < 0.2)
    }

    @Test(arguments: [1, 2, 3, 7, 64, 100, 1 << 40, UInt64.max])
    func `numbers below a limit are below it, and the same for the same label only`(_ limit: UInt64) {
        var (one, same, other) = (Self.bits("one"), Self.bits("one"), Self.bits("other"))
        let numbers = (0..<200).map { _ in one.number(below: limit) }
        #expect(numbers.allSatisfy { $0 < limit })
        #expect(numbers == (0..<200).map { _ in same.number(below: limit) })
        if limit > 1 { #expect(numbers != (0..<200).map { _ in other.number(below: limit) }) }
    }

    @Test func `numbers below a limit are equally likely`() {
        var bits = Self.bits("uniform")
        var observed: [Int: Int] = [:]
        for _ in 0..<30_000 { observed[Int(bits.number(below: 11)), default: 0] += 1 }
        let (statistic, freedom) = Self.distance(observed, 30_000) { (0..<11).contains($0) ? 1 / 11.0 : 0 }
        #expect(freedom == 10)
        #expect(statistic < 30)
    }
}
