import EventStore
import Events
import TestKit
import Testing

@testable import Partnerships

/// Whatever is asked in whatever order while time goes on, the log tells a life that is possible.
@Suite(.serialized)
struct CommandPropertyTests {
    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func `random commands never reach an illegal state, and no timer tells twice`(seed: UInt64) async throws {
        try await PartnershipsAPI.run(on: day("2026-01-15")) { api in
            var random = RandomPartnerships(api, seed: seed)
            for _ in 0..<300 { try await random.step() }
            #expect(random.accepted.values.reduce(0, +) > 50, "too little was accepted: \(random.accepted)")
            let agreements = random.agreements.compactMap { EntityID($0.id) }
            let commitments = random.commitments.compactMap { EntityID($0) }
            let problems = try api.store.writeNow { transaction in
                var invariants = PartnershipsInvariants(transaction)
                for id in agreements { try invariants.check(agreement: id) }
                for id in commitments { try invariants.check(commitment: id) }
                return invariants.problems
            }
            #expect(problems.isEmpty)
            // Every agreement can be shown in every form.
            for agreement in random.agreements {
                for view in ["", "/progress", "/history", "/report"] {
                    #expect(try await api.get("/v1/agreements/\(agreement.id)\(view)").status == 200)
                }
            }
            #expect(try await api.get("/v1/worklist").status == 200)
            #expect(try await api.get("/v1/iati/activities").status == 200)
        }
    }

    @Test func `random commands get everywhere`() async throws {
        try await PartnershipsAPI.run(on: day("2026-01-15")) { api in
            var random = RandomPartnerships(api, seed: 21)
            for _ in 0..<900 { try await random.step() }
            let missing = Set(RandomPartnerships.commands).subtracting(random.accepted.keys)
            #expect(missing.isEmpty, "never accepted: \(missing)")
            let names = Set(try api.eventNames())
            for name in ["agreement.review_due", "agreement.expired", "progress.overdue", "commitment.fulfilled"] {
                #expect(names.contains(name), "\(name) never happened")
            }
            let refused = Set(random.refused.keys)
            for code in [
                "agreement.two_parties", "signatory.missing", "commitment.party_unknown", "region.outside_agreement",
                "commitment.evidence_required", "figure.source_required",
            ] {
                #expect(refused.contains(code), "never refused with \(code)")
            }
        }
    }
}
