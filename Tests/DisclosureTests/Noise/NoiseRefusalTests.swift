import Crypto
import Disclosure
import Foundation
import Testing

struct NoiseRefusalTests {
    private static let any = NoiseSeries(measure: "BEN_ANY", epsilon: "1", leaves: 8, overlaps: ["BEN_VOC"])
    private static let literacy = NoiseSeries(measure: "LIT", epsilon: "0.5", leaves: 8)

    private static func publisher(
        _ series: [NoiseSeries] = [any, literacy],
        budget: String = "1.5"
    ) throws
        -> NoisePublisher
    {
        var policy = policy()
        policy.noise = series
        policy.noiseBudget = budget
        return try NoisePublisher(policy, secret: SymmetricKey(size: .bits256))
    }

    /// The refusal, after which the ledger must be as before.
    private static func refusal(
        _ publisher: NoisePublisher,
        _ name: String,
        _ counts: [Int],
        _ ledger: inout NoiseLedger
    ) -> NoiseRefusal? {
        let before = ledger
        do throws(NoiseRefusal) {
            _ = try publisher.publish(name, leafCounts: counts, in: &ledger)
            return nil
        } catch {
            #expect(ledger == before)
            #expect(error.description.hasPrefix("\(name): "))
            return error
        }
    }

    @Test func `what is spent stays spent, when the policy forgets a series too`() throws {
        var ledger = NoiseLedger()
        let publisher = try Self.publisher()
        _ = try publisher.publish("BEN_ANY", leafCounts: [1], in: &ledger)
        #expect(ledger.spent == "1")
        _ = try publisher.publish("LIT", leafCounts: [1, 2], in: &ledger)
        _ = try publisher.publish("BEN_ANY", leafCounts: [1, 2, 3], in: &ledger)
        #expect(ledger.spent == "1.5")
        let another = try Self.publisher([NoiseSeries(measure: "KITS", epsilon: "0.000001", leaves: 8)])
        let refusal = try #require(Self.refusal(another, "KITS", [1], &ledger))
        #expect(
            refusal.description
                == "KITS: its epsilon of 0.000001 would bring what is told of a person to more than the noiseBudget of 1.5, "
                + "of which 1.5 is spent; nothing more is told of it"
        )
    }

    @Test func `never exact and noisy counts of the same persons`() throws {
        var ledger = NoiseLedger()
        let publisher = try Self.publisher()
        for measure in ["BEN_ANY", "BEN_VOC", "LIT"] {
            // Declared is enough: a series that could never begin would be no use.
            #expect(throws: NoiseRefusal.self) { try publisher.admitExact(["KITS", measure], in: &ledger) }
        }
        #expect(ledger.exactMeasures.isEmpty)
        _ = try publisher.publish("BEN_ANY", leafCounts: [1], in: &ledger)
        let later = try Self.publisher([Self.literacy])
        #expect(throws: NoiseRefusal.noisyPublished(measure: "BEN_VOC", series: "BEN_ANY")) {
            try later.admitExact(["BEN_VOC"], in: &ledger)
        }
        try later.admitExact(["KITS", "AGR"], in: &ledger)
        #expect(ledger.exactMeasures == ["AGR", "KITS"])
        let kits = try Self.publisher([NoiseSeries(name: "kits", measure: "KITS", epsilon: "0.1", leaves: 8)])
        #expect(Self.refusal(kits, "kits", [1], &ledger) == .exactPublished(series: "kits", measure: "KITS"))
    }

    @Test func `counts that do not fit are refused`() throws {
        var ledger = NoiseLedger()
        let publisher = try Self.publisher()
        _ = try publisher.publish("LIT", leafCounts: [1, 2, 3], in: &ledger)
        #expect(Self.refusal(publisher, "LIT", [1, 2], &ledger) == .missing(series: "LIT", told: 3, given: 2))
        #expect(
            Self.refusal(publisher, "LIT", [1, 2, 3, -1], &ledger) == .impossible(series: "LIT", leaf: 3, count: -1)
        )
        #expect(Self.refusal(publisher, "LIT", [1, 2, 3, .max], &ledger) != nil)
        let many = Array(repeating: 1, count: 9)
        let full = Self.refusal(publisher, "LIT", many, &ledger)
        #expect(full == .full(series: "LIT", leaves: 8, given: 9))
        #expect(full?.description.contains("declare another series under a name of its own") == true)
        #expect(
            Self.refusal(publisher, "KITS", [1], &ledger) == .unknown(series: "KITS", known: ["BEN_ANY", "LIT"])
        )
    }

    @Test(arguments: [
        NoiseSeries(measure: "LIT", epsilon: "0.4", leaves: 8),
        NoiseSeries(measure: "LIT", epsilon: "0.5", leaves: 16),
        NoiseSeries(name: "LIT", measure: "KITS", epsilon: "0.5", leaves: 8),
    ])
    func `a series that has begun stays what it was`(_ changed: NoiseSeries) throws {
        var ledger = NoiseLedger()
        _ = try Self.publisher().publish("LIT", leafCounts: [1, 2, 3], in: &ledger)
        #expect(Self.refusal(try Self.publisher([changed]), "LIT", [1, 2, 3], &ledger) == .changed(series: "LIT"))
    }

    @Test func `a ledger that somebody worked on is refused`() throws {
        var ledger = NoiseLedger()
        let publisher = try Self.publisher()
        _ = try publisher.publish("LIT", leafCounts: [1, 2, 3], in: &ledger)
        let text = String(decoding: try JSONEncoder().encode(ledger), as: UTF8.self)
        let shorter = text.replacing("[1,2,3]", with: "[1,2]")
        #expect(shorter != text)
        var broken = try JSONDecoder().decode(NoiseLedger.self, from: Data(shorter.utf8))
        #expect(Self.refusal(publisher, "LIT", [1, 2, 3], &broken) == .damaged(series: "LIT"))
    }

    @Test func `a short secret is refused`() {
        #expect(throws: PolicyError.self) {
            try NoisePublisher(policy(), secret: SymmetricKey(data: [UInt8](repeating: 1, count: 31)))
        }
    }
}
