import EventStore
import Events
import TestKit
import Testing

@testable import Training

/// Whatever is asked in whatever order, the log tells a life that is possible.
@Suite(.serialized)
struct CommandPropertyTests {
    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func `random commands never reach an illegal state`(seed: UInt64) async throws {
        try await TrainingAPI.run { api in
            var random = RandomTraining(api, seed: seed)
            for _ in 0..<300 { try await random.step() }
            #expect(random.accepted.values.reduce(0, +) > 30, "too little was accepted: \(random.accepted)")
            let activities = random.activities.compactMap { EntityID($0) }
            let participants = random.participants.compactMap { EntityID($0) }
            let problems = try api.store.writeNow { transaction in
                var invariants = TrainingInvariants(transaction)
                for id in activities { try invariants.check(activity: id) }
                for id in participants { try invariants.check(participant: id) }
                try invariants.checkCertificates(of: participants)
                return invariants.problems
            }
            #expect(problems.isEmpty)
        }
    }

    @Test func `random commands get everywhere`() async throws {
        try await TrainingAPI.run { api in
            var random = RandomTraining(api, seed: 21)
            for _ in 0..<900 { try await random.step() }
            let missing = Set(RandomTraining.commands).subtracting(random.accepted.keys)
            #expect(missing.isEmpty, "never accepted: \(missing)")
            let refused = Set(random.refused.keys)
            for code in ["state.invalid_transition", "certificate.not_earned", "headcount.conflict", "score.range"] {
                #expect(refused.contains(code), "never refused with \(code)")
            }
        }
    }
}
