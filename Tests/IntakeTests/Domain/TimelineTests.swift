import EventStore
import Events
import Testing

@testable import Intake

struct TimelineTests {
    private func life(_ steps: (String, CaseStep)...) -> CaseLife {
        var life = CaseLife()
        for (time, step) in steps { life.record(step, at: Sample.at(time)) }
        return life
    }

    @Test func `a status is the outcome of its steps at any time`() {
        let life = life(
            ("2021-01-01T00:00:00Z", .identify),
            ("2021-01-02T00:00:00Z", .register),
            ("2021-01-05T00:00:00Z", .close)
        )
        #expect(life.status == .closed)
        #expect(life.status(at: Sample.at("2020-12-31T00:00:00Z")) == nil)
        #expect(life.status(at: Sample.at("2021-01-01T00:00:00Z")) == .identified)
        #expect(life.status(at: Sample.at("2021-01-04T23:59:59Z")) == .registered)
        #expect(life.status(at: Sample.at("2021-01-05T00:00:00Z")) == .closed)
    }

    @Test func `a step entered late takes its place in time`() {
        var life = life(
            ("2021-01-01T00:00:00Z", .identify),
            ("2021-01-02T00:00:00Z", .register),
            ("2021-01-05T00:00:00Z", .close)
        )
        #expect(life.fault(.assess, at: Sample.at("2021-01-03T00:00:00Z")) == nil)
        life.record(.assess, at: Sample.at("2021-01-03T00:00:00Z"))
        #expect(life.status == .closed)
        #expect(life.status(at: Sample.at("2021-01-04T00:00:00Z")) == .assessed)
    }

    @Test func `a step that would make a later one impossible is refused`() {
        let life = life(
            ("2021-01-01T00:00:00Z", .identify),
            ("2021-01-02T00:00:00Z", .register),
            ("2021-01-05T00:00:00Z", .assess)
        )
        let fault = life.fault(.close, at: Sample.at("2021-01-03T00:00:00Z"))
        #expect(fault == .contradicts(later: .init(at: Sample.at("2021-01-05T00:00:00Z"), step: .assess)))
        #expect(life.fault(.plan, at: Sample.at("2021-01-03T00:00:00Z")) == .impossible(from: .registered))
    }

    @Test func `steps of one instant count in the order of entry`() {
        let life = life(
            ("2021-01-01T00:00:00Z", .identify),
            ("2021-01-01T00:00:00Z", .register),
            ("2021-01-01T00:00:00Z", .close)
        )
        #expect(life.status == .closed)
    }

    private static let caseSteps: [(CaseStatus, Set<CaseStep>)] = [
        (.identified, [.register, .decline, .void]),
        (.registered, [.assess, .close, .void]),
        (.assessed, [.assess, .plan, .close, .void]),
        (.planned, [.assess, .plan, .start, .close, .void]),
        (.inProgress, [.assess, .review, .revise, .close, .void]),
        (.closed, [.reopen, .void]),
        (.declined, [.void]),
        (.voided, []),
    ]

    @Test(arguments: caseSteps)
    func `each status allows exactly its steps`(status: CaseStatus, allowed: Set<CaseStep>) {
        let steps: [CaseStep] = [
            .identify, .register, .decline, .assess, .plan, .start, .review, .revise, .close, .reopen, .void,
        ]
        #expect(Set(steps.filter { $0.taken(from: status) != nil }) == allowed)
    }

    private static let admissionSteps: [(AdmissionStatus, Set<AdmissionStep>)] = [
        (.admitted, [.classify, .release, .abscond, .die]),
        (.classified, [.classify, .prepareRelease, .release, .abscond, .die]),
        (.preparingRelease, [.classify, .release, .abscond, .die]),
        (.released, []),
        (.absconded, [.comeBack]),
        (.deceased, []),
    ]

    @Test(arguments: admissionSteps)
    func `each status of an admission allows exactly its steps`(status: AdmissionStatus, allowed: Set<AdmissionStep>) {
        let steps: [AdmissionStep] = [.admit, .classify, .prepareRelease, .release, .abscond, .comeBack, .die]
        #expect(Set(steps.filter { $0.taken(from: status) != nil }) == allowed)
    }

    @Test func `a refusal says from where the step is possible`() throws {
        let life = life(("2021-01-01T00:00:00Z", .identify))
        let refusal = #expect(throws: Rejection.self) { try life.require(.plan, at: Sample.now) }
        #expect(refusal?.code == "state.invalid_transition")
        #expect(refusal?.status == 409)
        #expect(refusal?.message.contains("assessed or planned") == true)
    }
}
