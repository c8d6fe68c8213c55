import Events
import TestKit
import Testing

@testable import ServiceDelivery

struct ReturnTests {
    private let caseID = Examples.id(100)
    private let asked = Dates.at("2018-03-01T09:00:00Z")
    private let sudan = CountryCode("SD") ?? .morocco

    private func bench(isChild: Bool? = false, statsMode: StatisticsMode = .full) throws -> Workbench {
        let bench = try Workbench()
        try bench.hear(Facts.registered(caseID, statsMode: statsMode, isChild: isChild, group: .migrant))
        return bench
    }

    private func request(_ bench: Workbench, _ change: (inout RequestReturn) -> Void = { _ in }) throws -> EntityID {
        var command = RequestReturn(
            returnID: .v7(),
            caseID: caseID,
            fromCountry: .egypt,
            toCountry: sudan,
            requestedAt: asked
        )
        change(&command)
        try bench.work(on: caseID) { try $0.record(try $0.state.request(command, $0.time)) }
        return command.returnID
    }

    private func counsel(
        _ bench: Workbench,
        _ id: EntityID,
        signed: Bool = true,
        written: Timestamp? = nil,
        at instant: Timestamp? = nil
    ) throws {
        let instant = instant ?? asked.adding(.seconds(3600))
        try bench.work(on: caseID) { desk in
            let drafts = try desk.state.counsel(
                id,
                signedAt: signed ? instant : nil,
                writtenRequestAt: written,
                at: instant,
                in: caseID,
                desk.time
            )
            try desk.record(drafts)
        }
    }

    private func clear(_ bench: Workbench, _ id: EntityID, _ change: (inout ClearReturn) -> Void = { _ in }) throws {
        let instant = asked.adding(.seconds(7200))
        var command = ClearReturn(returnID: id, fitToTravelAt: instant, clearedAt: instant)
        change(&command)
        try bench.work(on: caseID) { try $0.record(try $0.state.clear(command, in: caseID, $0.time)) }
    }

    private func book(_ bench: Workbench, _ id: EntityID) throws {
        let instant = asked.adding(.seconds(9000))
        try bench.work(on: caseID) { try $0.record([try $0.state.book(id, at: instant, in: caseID, $0.time)]) }
    }

    private func depart(_ bench: Workbench, _ id: EntityID, at instant: Timestamp? = nil) throws {
        let instant = instant ?? asked.adding(.seconds(86_400))
        try bench.work(on: caseID) { try $0.record([try $0.state.depart(id, at: instant, in: caseID, $0.time)]) }
    }

    private func arrive(_ bench: Workbench, _ id: EntityID, at instant: Timestamp? = nil) throws {
        let instant = instant ?? asked.adding(.seconds(90_000))
        try bench.work(on: caseID) { try $0.record([try $0.state.arrive(id, at: instant, in: caseID, $0.time)]) }
    }

    private func end(_ bench: Workbench, _ id: EntityID, isWithdrawn: Bool = true) throws {
        try bench.work(on: caseID) { desk in
            let draft = try desk.state.endReturn(
                id,
                isWithdrawn: isWithdrawn,
                .changedMind,
                at: asked.adding(.seconds(80_000)),
                in: caseID,
                desk.time
            )
            try desk.record([draft])
        }
    }

    @Test func `goes from the request to the arrival`() throws {
        let bench = try bench()
        let id = try request(bench)
        try counsel(bench, id)
        try clear(bench, id)
        try book(bench, id)
        try depart(bench, id)
        try arrive(bench, id)
        #expect(
            try bench.published(caseID) == [
                "return.requested.v1", "return.counselled.v1", "return.cleared.v1", "return.booked.v1",
                "return.departed.v1", "return.arrived.v1",
            ]
        )
        let departed = try #require(try bench.last(ReturnDeparted.self, caseID))
        #expect(departed.sex == .male && departed.ageBand == .from25To59 && departed.isChild == false)
        #expect(try bench.state(caseID).returnOperation(id).status == .arrived)
        #expect(refusal { try end(bench, id) } == "state.invalid_transition")
    }

    @Test func `refuses a return to the same country`() throws {
        let bench = try bench()
        #expect(refusal { _ = try request(bench) { $0.toCountry = .egypt } } == "return.same_country")
    }

    @Test func `refuses steps whose ground is missing, naming it`() throws {
        let bench = try bench()
        let id = try request(bench)
        #expect(refusal { try clear(bench, id) } == "return.not_counselled")
        #expect(refusal { try book(bench, id) } == "return.not_counselled")
        #expect(refusal { try depart(bench, id) } == "return.not_counselled")
        #expect(refusal { try counsel(bench, id, signed: false) } == "return.not_voluntary")
        try counsel(bench, id)
        #expect(refusal { try counsel(bench, id) } == "state.invalid_transition")
        #expect(refusal { try clear(bench, id) { $0.fitToTravelAt = nil } } == "return.not_fit")
        #expect(refusal { try book(bench, id) } == "return.not_fit")
        try clear(bench, id)
        #expect(refusal { try depart(bench, id) } == "state.invalid_transition")
        try book(bench, id)
        #expect(refusal { try arrive(bench, id) } == "state.invalid_transition")
        #expect(refusal { try depart(bench, id, at: asked.adding(.seconds(3700))) } == "return.not_fit")
        #expect(refusal { try depart(bench, id, at: asked.adding(.seconds(60))) } == "return.not_voluntary")
        try depart(bench, id)
        #expect(refusal { try arrive(bench, id, at: asked) } == "period.invalid")
    }

    @Test func `a declaration signed with the request is enough`() throws {
        let bench = try bench()
        let id = try request(bench) { $0.voluntarinessSignedAt = asked }
        try counsel(bench, id, signed: false)
        #expect(try bench.last(ReturnCounselled.self, caseID)?.voluntarinessSignedAt == asked)
    }

    @Test func `a child returns only on a decision that it is best`() throws {
        let bench = try bench(isChild: true)
        let id = try request(bench)
        try counsel(bench, id)
        #expect(refusal { try clear(bench, id) } == "return.best_interests_missing")
        #expect(refusal { try clear(bench, id) { $0.isAdultAttested = true } } == "return.best_interests_missing")
        try clear(bench, id) { $0.bestInterestsDecisionAt = asked }
        try book(bench, id)
        try depart(bench, id)
        #expect(try bench.last(ReturnDeparted.self, caseID)?.isChild == true)
    }

    @Test func `whose age is not known counts as a child unless attested`() throws {
        let bench = try bench(statsMode: .countOnly)
        let id = try request(bench)
        try counsel(bench, id)
        #expect(refusal { try clear(bench, id) } == "return.best_interests_missing")
        try clear(bench, id) { $0.isAdultAttested = true }
        try book(bench, id)
        try depart(bench, id)
        #expect(try bench.last(ReturnDeparted.self, caseID)?.sex == nil)
    }

    @Test func `a child that becomes known after clearing does not leave without the decision`() throws {
        let bench = try bench(statsMode: .countOnly)
        let id = try request(bench)
        try counsel(bench, id)
        try clear(bench, id) { $0.isAdultAttested = true }
        try book(bench, id)
        var profile = CaseProfile.example
        profile.caseId = caseID
        profile.categories = [.unaccompaniedChild]
        profile.trafficking = nil
        try bench.hear(profile)
        #expect(refusal { try depart(bench, id) } == "return.best_interests_missing")
    }

    @Test func `a presumed victim has time to reflect, unless asking in writing`() throws {
        let bench = try bench()
        let until = asked.adding(.seconds(40 * 86_400))
        try bench.hear(Facts.detected(caseID, at: asked.adding(.seconds(-60)), until: until))
        #expect(refusal { _ = try request(bench) } == "return.reflection_active")
        let id = try request(bench) { $0.writtenRequestAt = asked }
        try counsel(bench, id)
        try clear(bench, id)
        try book(bench, id)
        try depart(bench, id)
    }

    @Test func `detection after the request stops the next step until asked in writing`() throws {
        let bench = try bench()
        let id = try request(bench)
        try bench.hear(Facts.detected(caseID, at: asked, until: asked.adding(.seconds(40 * 86_400))))
        #expect(refusal { try counsel(bench, id) } == "return.reflection_active")
        try counsel(bench, id, written: asked.adding(.seconds(1800)))
        try clear(bench, id)
    }

    @Test func `reflection ends with its time and with the determination`() throws {
        let bench = try bench()
        try bench.hear(
            Facts.detected(caseID, at: asked.adding(.seconds(-86_400)), until: asked.adding(.seconds(-60)))
        )
        let id = try request(bench)
        try bench.hear(Facts.detected(caseID, at: asked, until: asked.adding(.seconds(40 * 86_400))))
        var determined = VictimDetermined.example
        determined.caseId = caseID
        determined.determination = .notVictim
        determined.determinedAt = asked.adding(.seconds(600))
        try bench.hear(determined)
        try counsel(bench, id)
    }

    @Test func `who is presumed a victim anew has time to reflect anew`() throws {
        let bench = try bench()
        let id = try request(bench)
        try bench.hear(Facts.detected(caseID, at: asked.adding(.seconds(-86_400)), until: asked))
        var determined = VictimDetermined.example
        determined.caseId = caseID
        determined.determination = .notVictim
        determined.determinedAt = asked.adding(.seconds(-3600))
        try bench.hear(determined)
        try bench.hear(
            Facts.detected(caseID, at: asked.adding(.seconds(-60)), until: asked.adding(.seconds(40 * 86_400)))
        )
        #expect(refusal { try counsel(bench, id) } == "return.reflection_active")
    }

    @Test func `one return at a time, and none for a case that was not open`() throws {
        let bench = try bench()
        let id = try request(bench)
        #expect(refusal { _ = try request(bench) } == "return.already_open")
        try end(bench, id)
        #expect(refusal { try counsel(bench, id) } == "state.invalid_transition")
        let again = try request(bench)
        try end(bench, again, isWithdrawn: false)
        #expect(try bench.published(caseID).suffix(1) == ["return.cancelled.v1"])
        #expect(
            refusal { _ = try request(bench) { $0.requestedAt = Dates.at("2017-01-01T09:00:00Z") } } == "case.not_open"
        )
    }

    @Test func `an unknown case is taken on trust as far as counselling`() throws {
        let bench = try Workbench()
        #expect(refusal { _ = try request(bench) } == "case.unknown")
        let id = try request(bench) {
            $0.isConsentAttested = true
            $0.subjectID = Facts.subject
        }
        try counsel(bench, id)
        #expect(refusal { try clear(bench, id) } == "case.unknown")
        try bench.hear(Facts.registered(caseID, isChild: false, group: .migrant))
        try clear(bench, id)
    }

    @Test func `taking back the consent to return withdraws it, wherever the news finds it`() throws {
        let bench = try bench()
        let id = try request(bench)
        try counsel(bench, id)
        let withdrawnAt = asked.adding(.seconds(10_000))
        try bench.hear(Facts.consent(caseID, .returnHome, .withdrawn, at: withdrawnAt), aggregate: .v7())
        #expect(try bench.state(caseID).returnOperation(id).status == .withdrawn)
        // Entered late, for a time before: the end follows again.
        try clear(bench, id)
        #expect(try bench.state(caseID).returnOperation(id).status == .withdrawn)
        #expect(try bench.state(caseID).returnOperation(id).stage == .cleared)
        #expect(refusal { try depart(bench, id) } == "state.invalid_transition")
        #expect(refusal { _ = try request(bench) { $0.requestedAt = withdrawnAt } } == "return.not_voluntary")
        let granted = withdrawnAt.adding(.seconds(60))
        try bench.hear(Facts.consent(caseID, .returnHome, .granted, at: granted), aggregate: .v7())
        #expect(refusal { _ = try request(bench) { $0.requestedAt = granted } } == nil)
    }

    @Test func `the end of the case ends a return that has not left`() throws {
        let bench = try bench()
        let id = try request(bench)
        try bench.hear(Facts.closed(caseID, .lost, at: asked.adding(.seconds(50_000))))
        let operation = try bench.state(caseID).returnOperation(id)
        #expect(operation.status == .cancelled && operation.end?.reason == .lostContact)
    }
}
