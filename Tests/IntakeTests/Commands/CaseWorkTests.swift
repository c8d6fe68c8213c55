import EventStore
import Events
import Testing

@testable import Intake

struct CaseWorkTests {
    private let desk: Desk
    private let caseID: EntityID

    init() throws {
        desk = try Desk()
        caseID = try desk.registered()
    }

    private func assess(_ change: (inout AssessCase) -> Void = { _ in }) throws -> Rejection? {
        var command = Sample.assess(at: "2021-02-03T08:00:00Z")
        change(&command)
        return try desk.refusal { try $0.assess(command, caseID, nil, $1) }
    }

    private func plan(_ change: (inout ApprovePlan) -> Void = { _ in }) throws -> Rejection? {
        var command = Sample.plan(reviewDue: "2021-04-30", at: "2021-02-04T08:00:00Z")
        change(&command)
        return try desk.refusal { try $0.approve(command, caseID, nil, $1) }
    }

    @Test func `an assessment puts its findings into the profile only`() throws {
        #expect(try assess() == nil)
        #expect(try desk.state(caseID).life.status == .assessed)
        let profile = try #require(try desk.last(CaseProfile.self, of: caseID))
        #expect(profile.risk == .medium)
        #expect(profile.assessment?.factors.count == 1)
        #expect(try desk.log(caseID).suffix(2) == ["case.assessed", "case.profile"])
    }

    @Test func `an assessment names factors that fit`() throws {
        #expect(try assess { $0.factors = [] }?.code == "factors.required")
        #expect(try assess { $0.factors[0].weight = 4 }?.field == "factors[0].weight")
        #expect(try assess { $0.factors[0].level = .structural }?.code == "factor.level_mismatch")
    }

    @Test func `an assessment entered late does not displace a later one`() throws {
        #expect(try assess { ($0.occurredAt, $0.risk) = (Sample.at("2021-03-03T08:00:00Z"), .high) } == nil)
        #expect(try assess { $0.risk = .low } == nil)
        #expect(try desk.last(CaseProfile.self, of: caseID)?.risk == .high)
    }

    @Test func `only a registered case is assessed`() throws {
        let identified = try desk.run { try $0.identify(Sample.identify(at: "2021-02-01T08:00:00Z"), $1) }.caseId
        let command = Sample.assess(at: "2021-02-03T08:00:00Z")
        #expect(try desk.refusal { try $0.assess(command, identified, nil, $1) }?.code == "state.invalid_transition")
        #expect(try assess { $0.occurredAt = Sample.at("2021-02-01T08:30:00Z") }?.code == "state.invalid_transition")
    }

    @Test func `a plan is approved by somebody else and reviewed within 90 days`() throws {
        #expect(try plan()?.code == "state.invalid_transition")
        #expect(try assess() == nil)
        #expect(try plan { $0.approvedBy = $0.authorId }?.code == "plan.self_approval")
        #expect(try plan { $0.reviewDue = Sample.day("2021-05-06") }?.code == "plan.review_too_late")
        #expect(try plan { $0.reviewDue = Sample.day("2021-02-03") }?.code == "field.invalid")
        #expect(try plan { $0.goals = [] }?.field == "goals")
        #expect(try plan { $0.actions = [] }?.field == "actions")
        #expect(try plan { $0.reviewDue = Sample.day("2021-05-05") } == nil)
        let planned = try #require(try desk.last(CasePlanned.self, of: caseID))
        #expect(planned.planNumber == 1)
        #expect(planned.actions.map(\.service) == [.literacy, .vocational])
        #expect(try desk.state(caseID).life.status == .planned)
    }

    @Test func `a review goes on, or sends the case back to its plan`() throws {
        #expect(try assess() == nil)
        #expect(try plan() == nil)
        let review = ReviewCase(decision: .continuePlan, occurredAt: Sample.at("2021-03-01T08:00:00Z"))
        #expect(try desk.refusal { try $0.review(review, caseID, nil, $1) }?.code == "state.invalid_transition")
        let enrolment = EntityID.v7()
        try desk.serviceStarted(enrolment, of: caseID, at: "2021-02-10T08:00:00Z")
        try desk.run { _ = try $0.review(review, caseID, nil, $1) }
        #expect(try desk.state(caseID).life.status == .inProgress)
        #expect(
            try desk.last(CaseReviewed.self, of: caseID)?.reviewDue == Sample.day("2021-03-01").adding(days: 90)
        )
        let scores = SustainabilityScores(economic: 0.5, social: 0.5, psychosocial: 1)
        let revise = ReviewCase(
            decision: .revise,
            sustainability: scores,
            occurredAt: Sample.at("2021-03-02T08:00:00Z")
        )
        try desk.run { _ = try $0.review(revise, caseID, nil, $1) }
        #expect(try desk.state(caseID).life.status == .planned)
        #expect(try desk.last(CaseProfile.self, of: caseID)?.sustainability == scores)
        // The service that is still under way begins the revised plan.
        let revised = Sample.plan(reviewDue: "2021-05-01", at: "2021-03-03T08:00:00Z")
        let answer = try desk.run { try $0.approve(revised, caseID, nil, $1) }
        #expect(answer.status == .inProgress)
        #expect(try desk.last(CasePlanned.self, of: caseID)?.planNumber == 2)
        #expect(try desk.last(CaseStarted.self, of: caseID)?.enrolmentId == enrolment)
    }

    @Test func `a review's scores and next day are checked`() throws {
        #expect(try assess() == nil)
        #expect(try plan() == nil)
        try desk.serviceStarted(.v7(), of: caseID, at: "2021-02-10T08:00:00Z")
        let at = Sample.at("2021-03-01T08:00:00Z")
        let scores = SustainabilityScores(economic: 1.5, social: 0.5, psychosocial: 1)
        #expect(
            try desk.refusal {
                try $0.review(
                    ReviewCase(decision: .continuePlan, sustainability: scores, occurredAt: at),
                    caseID,
                    nil,
                    $1
                )
            }?.field == "sustainability.economic"
        )
        #expect(
            try desk.refusal {
                try $0.review(
                    ReviewCase(decision: .continuePlan, reviewDue: Sample.day("2021-05-31"), occurredAt: at),
                    caseID,
                    nil,
                    $1
                )
            }?.code == "plan.review_too_late"
        )
        try desk.run { _ = try $0.review(ReviewCase(decision: .close, occurredAt: at), caseID, nil, $1) }
        #expect(try desk.last(CaseReviewed.self, of: caseID)?.reviewDue == nil)
        #expect(try desk.state(caseID).life.status == .inProgress)
    }
}
