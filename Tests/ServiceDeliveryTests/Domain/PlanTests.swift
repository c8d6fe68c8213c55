import Events
import TestKit
import Testing

@testable import ServiceDelivery

struct PlanTests {
    private let caseID = Examples.id(100)
    private let start = Dates.at("2018-02-10T09:00:00Z")

    private func draft(_ bench: Workbench, _ change: (inout DraftPlan) -> Void = { _ in }) throws -> EntityID {
        var command = DraftPlan(
            planID: .v7(),
            caseID: caseID,
            service: .reintegration,
            phase: .aftercare,
            dimensions: [.economic, .social],
            measures: [],
            draftedAt: Dates.planned
        )
        change(&command)
        try bench.work(on: caseID) { try $0.record([try $0.state.draft(command, $0.time).draft]) }
        return command.planID
    }

    private func approve(_ bench: Workbench, _ id: EntityID) throws {
        try bench.work(on: caseID) {
            try $0.record([try $0.state.approve(plan: id, at: Dates.planned, in: caseID, $0.time)])
        }
    }

    private func begin(_ bench: Workbench, _ id: EntityID, at instant: Timestamp? = nil) throws {
        try bench.work(on: caseID) {
            try $0.record([try $0.state.start(plan: id, at: instant ?? start, in: caseID, $0.time)])
        }
    }

    private func follow(_ bench: Workbench, _ id: EntityID, _ month: Int, on day: String) throws {
        try bench.work(on: caseID) {
            try $0.record([
                try $0.state.followUp(plan: id, month: month, on: Dates.day(day), in: caseID, $0.time)
            ])
        }
    }

    private func complete(_ bench: Workbench, _ id: EntityID, at instant: Timestamp = Dates.now) throws {
        try bench.work(on: caseID) {
            try $0.record([try $0.state.complete(plan: id, employed: true, at: instant, in: caseID, $0.time)])
        }
    }

    private func open() throws -> Workbench {
        let bench = try Workbench()
        try bench.openCase(caseID)
        return bench
    }

    @Test func `counts from the start and completes after the last follow-up`() throws {
        let bench = try open()
        let id = try draft(bench)
        #expect(refusal { try begin(bench, id) } == "state.invalid_transition")
        try approve(bench, id)
        #expect(refusal { try approve(bench, id) } == "state.invalid_transition")
        try begin(bench, id)
        let started = try #require(try bench.last(ReintegrationStarted.self, caseID))
        #expect(started.sex == .male && started.providerInstitutionId == Workbench.institution)
        #expect(started.agreementId == CaseRegistered.example.agreementId)
        try follow(bench, id, 1, on: "2018-03-10")
        try follow(bench, id, 3, on: "2018-05-12")
        #expect(refusal { try complete(bench, id) } == "follow_up.final_missing")
        try follow(bench, id, 12, on: "2019-02-12")
        #expect(refusal { try complete(bench, id, at: Dates.at("2019-02-01T09:00:00Z")) } == "period.invalid")
        try complete(bench, id)
        #expect(
            try bench.published(caseID) == [
                "reintegration.approved.v1", "reintegration.started.v1", "reintegration.followed_up.v1",
                "reintegration.followed_up.v1", "reintegration.followed_up.v1", "reintegration.completed.v1",
            ]
        )
        #expect(try bench.last(ReintegrationCompleted.self, caseID)?.employed == true)
    }

    @Test func `refuses follow-ups that are none`() throws {
        let bench = try open()
        let id = try draft(bench)
        #expect(refusal { try follow(bench, id, 1, on: "2018-03-10") } == "state.invalid_transition")
        try approve(bench, id)
        try begin(bench, id)
        #expect(refusal { try follow(bench, id, 2, on: "2018-04-10") } == "follow_up.month_invalid")
        #expect(refusal { try follow(bench, id, 12, on: "2018-04-10") } == "follow_up.too_early")
        #expect(refusal { try follow(bench, id, 1, on: "2018-02-09") } == "follow_up.too_early")
        #expect(refusal { try follow(bench, id, 3, on: "2019-03-09") } == "date.in_future")
        try follow(bench, id, 1, on: "2018-03-10")
        #expect(refusal { try follow(bench, id, 1, on: "2018-03-11") } == "follow_up.duplicate")
    }

    @Test func `refuses drafts that say too little or too much`() throws {
        let bench = try open()
        #expect(refusal { _ = try draft(bench) { $0.service = .literacy } } == "service.invalid")
        #expect(refusal { _ = try draft(bench) { $0.dimensions = [] } } == "field.invalid")
        #expect(refusal { _ = try draft(bench) { $0.dimensions = [.social, .social] } } == "field.invalid")
        #expect(
            refusal { _ = try draft(bench) { $0.measures = [.init(service: .livelihood, amount: 0)] } }
                == "quantity.invalid"
        )
        #expect(
            refusal { _ = try draft(bench) { $0.measures = [.init(service: .livelihood, amount: 5)] } }
                == "field.required"
        )
        #expect(
            refusal {
                _ = try draft(bench) { $0.measures = [.init(service: .livelihood, amount: 5, currency: "pounds")] }
            } == "field.invalid"
        )
        let id = try draft(bench) { $0.service = .returneeReintegration }
        try approve(bench, id)
        #expect(refusal { try begin(bench, id, at: Dates.registered) } == "period.invalid")
    }

    @Test func `an unknown case is taken on trust until the start`() throws {
        let bench = try Workbench()
        #expect(refusal { _ = try draft(bench) } == "case.unknown")
        let id = try draft(bench) {
            $0.isConsentAttested = true
            $0.subjectID = Facts.subject
        }
        try approve(bench, id)
        #expect(refusal { try begin(bench, id) } == "case.unknown")
        try bench.openCase(caseID)
        try begin(bench, id)
        #expect(try bench.last(ReintegrationStarted.self, caseID)?.providerInstitutionId == Workbench.institution)
    }

    private func abandon(_ bench: Workbench, _ id: EntityID, _ outcome: Outcome? = nil) throws {
        try bench.work(on: caseID) {
            try $0.record([try $0.state.abandon(plan: id, outcome, at: Dates.now, in: caseID, $0.time)])
        }
    }

    @Test func `a plan that was only drafted is abandoned without a word`() throws {
        let bench = try open()
        let id = try draft(bench)
        #expect(refusal { try abandon(bench, id, .completed) } == "outcome.invalid")
        try abandon(bench, id)
        #expect(try bench.published(caseID).isEmpty)
        #expect(refusal { try abandon(bench, id) } == "state.invalid_transition")
        #expect(refusal { try abandon(bench, .v7()) } == "plan.unknown")
    }

    @Test func `is abandoned with the case, but not by a release`() throws {
        let bench = try open()
        let id = try draft(bench)
        try approve(bench, id)
        try begin(bench, id)
        try bench.hear(Facts.released(caseID), aggregate: Examples.id(70))
        #expect(try bench.state(caseID).plan(id).status == .inProgress)
        try bench.hear(Facts.closed(caseID, .deceased, at: Dates.at("2019-01-10T09:00:00Z")))
        #expect(try bench.state(caseID).plan(id).status == .abandoned)
        #expect(refusal { try complete(bench, id) } == "state.invalid_transition")
    }

    @Test func `months end where the calendar lets them`() {
        #expect(Dates.day("2018-01-31").adding(months: 1) == Dates.day("2018-02-28"))
        #expect(Dates.day("2018-11-30").adding(months: 3) == Dates.day("2019-02-28"))
        #expect(Dates.day("2020-01-31").adding(months: 1) == Dates.day("2020-02-29"))
        #expect(Dates.day("2018-12-15").adding(months: 12) == Dates.day("2019-12-15"))
    }
}
