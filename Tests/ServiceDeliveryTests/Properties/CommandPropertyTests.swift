import EventStore
import Events
import TestKit
import Testing

@testable import ServiceDelivery

/// Whatever is asked in whatever order, every record stands in a state of its table, reached by a step of its table.
@Suite(.serialized)
struct CommandPropertyTests {
    private func run(seed: UInt64, steps: Int) async throws -> RandomDeliveries {
        var done: RandomDeliveries?
        try await ServiceAPI.run { api in
            let cases = (0..<4).map { Examples.id(100 + $0) }
            for caseID in cases.dropLast() {
                try api.bench.openCase(caseID)
                try api.bench.share(caseID)
            }
            for service in [ServiceKind.literacy, .vocational] { try api.bench.offer(service) }
            var random = RandomDeliveries(api, cases: cases, seed: seed)
            for _ in 0..<steps { try await random.step() }
            done = random
        }
        return try #require(done)
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func `random commands never reach an illegal state, and a refusal changes nothing`(seed: UInt64) async throws {
        let random = try await run(seed: seed, steps: 300)
        #expect(random.accepted.values.reduce(0, +) > 60, "too little was accepted: \(random.accepted)")
    }

    @Test func `random commands get everywhere`() async throws {
        let random = try await run(seed: 7, steps: 2400)
        let missing = RandomDeliveries.commands.subtracting(random.accepted.keys)
        #expect(missing.isEmpty, "never accepted: \(missing.sorted()); refused: \(random.refused)")
        for code in [
            "state.invalid_transition", "certificate.not_completed", "case.unknown", "service.not_offered",
            "referral.self", "return.same_country", "quantity.invalid", "return.not_fit",
        ] {
            #expect(random.refused.keys.contains(code), "never refused with \(code): \(random.refused)")
        }
    }
}
