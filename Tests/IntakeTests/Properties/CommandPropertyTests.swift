import EventStore
import Events
import Testing

@testable import Intake

/// Whatever is asked in whatever order, the log tells a life that is possible.
@Suite(.serialized)
struct CommandPropertyTests {
    /// Thousands of short lives find more than a few long ones.
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `random commands never reach an illegal state`(seed: UInt64) throws {
        let desk = try Desk()
        var random = RandomCommands(seed: seed)
        try desk.batch { for _ in 0..<250 { try random.live(12, on: desk) } }
        #expect(random.acceptedCount > 1000, "too little was accepted to prove anything: \(random.accepted)")
        try desk.batch {
            for caseID in random.cases { try Invariants(desk, caseID).check() }
        }
        let before = try desk.list(limit: 1000)
        let report = try desk.store.rebuild()
        #expect(report.isClean)
        let after = try desk.list(limit: 1000)
        #expect(after == before)
        try desk.batch {
            for row in after {
                let status = try desk.state(row.caseId).life.status
                #expect(status == row.status)
            }
        }
    }

    @Test(arguments: 11...13 as ClosedRange<UInt64>)
    func `long lives stay possible too, and folding the log again gives the same`(seed: UInt64) throws {
        let desk = try Desk()
        var random = RandomCommands(seed: seed)
        try desk.batch { for _ in 0..<250 { try random.act(on: desk) } }
        try desk.batch {
            for caseID in random.cases {
                try Invariants(desk, caseID).check()
                let (first, second) = (try desk.state(caseID), try desk.state(caseID))
                #expect(first.life == second.life)
                #expect(first.admissions == second.admissions)
                #expect(first.work == second.work)
                #expect(first.consents == second.consents)
                #expect(first.facts == second.facts)
                #expect(first.profile == second.profile)
                #expect(first.trafficking == second.trafficking)
                #expect(first.complaints == second.complaints)
            }
        }
    }

    @Test func `random commands get everywhere`() throws {
        var cases: Set<CaseStatus> = []
        var stays: Set<AdmissionStatus> = []
        var findings: Set<TraffickingStatus> = []
        var accepted: Set<String> = []
        for seed in 21...23 as ClosedRange<UInt64> {
            let desk = try Desk()
            var random = RandomCommands(seed: seed)
            try desk.batch { for _ in 0..<60 { try random.live(25, on: desk) } }
            accepted.formUnion(random.accepted.keys)
            try desk.batch {
                for caseID in random.cases {
                    let state = try desk.state(caseID)
                    cases.formUnion(state.life.entries.compactMap { state.life.status(at: $0.at) })
                    for stay in state.admissions {
                        stays.formUnion(stay.life.entries.compactMap { stay.life.status(at: $0.at) })
                    }
                    let life = state.trafficking.life
                    findings.formUnion(life.entries.compactMap { life.status(at: $0.at) })
                }
            }
        }
        #expect(
            cases == [.identified, .registered, .assessed, .planned, .inProgress, .closed, .declined, .voided]
        )
        #expect(stays == [.admitted, .classified, .preparingRelease, .released, .absconded, .deceased])
        #expect(findings == Set(TraffickingStatus.allCases))
        let missing = Set(RandomCommands.commands.map(\.name)).subtracting(accepted)
        #expect(missing.isEmpty, "never accepted: \(missing)")
    }
}
