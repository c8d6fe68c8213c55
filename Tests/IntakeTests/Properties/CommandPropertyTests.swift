import EventStore
import Events
import Testing

@testable import Intake

/// Whatever is asked in whatever order, the log tells a life that is possible.
struct CommandPropertyTests {
    private static let steps = 250

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `random commands never reach an illegal state`(seed: UInt64) throws {
        let desk = try Desk()
        var random = RandomCommands(seed: seed)
        try desk.batch { for _ in 0..<Self.steps { try random.act(on: desk) } }
        #expect(random.accepted > 40, "too little was accepted to prove anything")
        for caseID in random.cases { try checkLife(of: caseID, desk) }
        try checkFacts(of: random.cases, desk)
    }

    @Test(arguments: 11...13 as ClosedRange<UInt64>)
    func `folding the log again gives the same`(seed: UInt64) throws {
        let desk = try Desk()
        var random = RandomCommands(seed: seed)
        try desk.batch { for _ in 0..<Self.steps { try random.act(on: desk) } }
        for caseID in random.cases {
            let (first, second) = (try desk.state(caseID), try desk.state(caseID))
            #expect(first.life == second.life)
            #expect(first.admissions == second.admissions)
            #expect(first.work == second.work)
            #expect(first.consents == second.consents)
            #expect(first.facts == second.facts)
            #expect(first.profile == second.profile)
        }
        let before = try desk.list(limit: 1000)
        let report = try desk.store.rebuild()
        #expect(report.isClean)
        #expect(try desk.list(limit: 1000) == before)
        for row in before { #expect(try desk.state(row.caseId).life.status == row.status) }
    }

    @Test func `random commands get everywhere`() throws {
        var cases: Set<CaseStatus> = []
        var stays: Set<AdmissionStatus> = []
        for seed in 21...26 as ClosedRange<UInt64> {
            let desk = try Desk()
            var random = RandomCommands(seed: seed)
            try desk.batch { for _ in 0..<Self.steps { try random.act(on: desk) } }
            for caseID in random.cases {
                let state = try desk.state(caseID)
                cases.formUnion(state.life.entries.compactMap { state.life.status(at: $0.at) })
                for stay in state.admissions {
                    stays.formUnion(stay.life.entries.compactMap { stay.life.status(at: $0.at) })
                }
            }
        }
        #expect(cases == [.identified, .registered, .assessed, .planned, .inProgress, .closed, .declined])
        #expect(stays == [.admitted, .classified, .preparingRelease, .released, .absconded])
    }

    private func checkLife(of caseID: EntityID, _ desk: Desk) throws {
        let state = try desk.state(caseID)
        var status: CaseStatus?
        for entry in state.life.entries {
            let next = entry.step.taken(from: status)
            #expect(next != nil, "\(entry.step) from \(String(describing: status))")
            if entry.step == .close {
                #expect(!state.admissions.contains { $0.isOpen(at: entry.at) && $0.admittedAt <= entry.at })
            }
            status = next
        }
        var held = 0
        for admission in state.admissions {
            var status: AdmissionStatus?
            for entry in admission.life.entries {
                let next = entry.step.taken(from: status)
                #expect(next != nil, "\(entry.step) from \(String(describing: status))")
                status = next
            }
            if status?.isHeld == true { held += 1 }
        }
        #expect(held <= 1, "a person is held in two places")
        if state.life.status?.isActive == true || state.life.status == .closed {
            #expect(state.subjectID != nil)
            #expect(state.profile != nil)
        } else if state.life.status == .identified || state.life.status == .declined {
            #expect(state.subjectID == nil)
            #expect(state.admissions.isEmpty)
        }
        let versions = try desk.store.writeNow { try $0.entries(aggregate: caseID) }.map(\.version)
        #expect(versions == Array(1...versions.count))
    }

    /// What the topics were last told is what the log and the person's details give.
    private func checkFacts(of cases: [EntityID], _ desk: Desk) throws {
        for caseID in cases {
            let state = try desk.state(caseID)
            guard let subjectID = state.subjectID else { continue }
            let subject = try #require(try desk.store.writeNow { try $0.subject(subjectID) })
            let restated = state.restated(subject, Sample.calendar, reason: .dataEntry)
            #expect(restated.correction == nil, "\(restated.correction?.changed ?? []) was not told")
            #expect(restated.profile == nil)
            #expect(state.facts?.statisticsMode == state.consents.statisticsMode)
        }
    }
}
