import EventStore
import Events
import TestKit
import Testing

@testable import ServiceDelivery

struct ReferralTests {
    private let caseID = Examples.id(100)
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
        // The present lies before the answer is due.
        bench.now = Dates.at("2018-02-08T09:00:00Z")
        try bench.openCase(caseID)
        try bench.share(caseID)
    }

    private func accept(_ id: EntityID, at instant: Timestamp = Workbench.accepted) throws {
        try bench.step(caseID) { try $0.state.accept(referral: id, at: instant, in: caseID, $0.time) }
    }

    private func reject(_ id: EntityID, _ reason: RejectionReason?) throws {
        try bench.step(caseID) {
            try $0.state.reject(referral: id, reason, at: Workbench.accepted, in: caseID, $0.time)
        }
    }

    @Test func `goes from draft to completed and tells each step but the draft`() throws {
        let id = try bench.draftReferral(caseID)
        #expect(try bench.referral(id, of: caseID).status == .draft)
        #expect(try bench.published(caseID).isEmpty)
        try bench.advance(id, of: caseID, to: .inService)
        #expect(try bench.referral(id, of: caseID).status == .inService)
        let done = Dates.at("2018-02-06T09:00:00Z")
        try bench.step(caseID) { try $0.state.complete(referral: id, .partial, at: done, in: caseID, $0.time) }
        #expect(try bench.referral(id, of: caseID).status == .completed)
        #expect(
            try bench.published(caseID) == [
                "referral.sent.v1", "referral.received.v1", "referral.accepted.v1", "referral.completed.v1",
            ]
        )
        let sent = try #require(try bench.last(ReferralSent.self, caseID))
        #expect(sent.dueBy == Workbench.due && sent.subjectId == Facts.subject && sent.consentId == Workbench.consent)
    }

    @Test func `refuses every step that its state does not allow`() throws {
        let late = Dates.at("2018-02-07T09:00:00Z")
        let steps: [(String, (CaseDesk, EntityID) throws -> Draft)] = [
            ("send", { try $0.state.send(referral: $1, dueBy: nil, at: late, in: caseID, $0.time) }),
            ("receive", { try $0.state.receive(referral: $1, at: late, in: caseID, $0.time) }),
            ("accept", { try $0.state.accept(referral: $1, at: late, in: caseID, $0.time) }),
            ("reject", { try $0.state.reject(referral: $1, .capacity, at: late, in: caseID, $0.time) }),
            ("start", { try $0.state.start(referral: $1, at: late, in: caseID, $0.time) }),
            ("complete", { try $0.state.complete(referral: $1, .completed, at: late, in: caseID, $0.time) }),
            ("cancel", { try $0.state.cancel(referral: $1, at: late, in: caseID, $0.time) }),
        ]
        let allowed: [(ReferralStatus, Set<String>)] = [
            (.draft, ["send", "cancel"]), (.sent, ["receive", "cancel"]),
            (.received, ["accept", "reject", "cancel"]), (.accepted, ["start", "cancel"]),
            (.inService, ["complete"]), (.rejected, []),
        ]
        for (status, possible) in allowed {
            for (name, decide) in steps {
                let id = try bench.draftReferral(caseID)
                if status == .rejected {
                    try bench.advance(id, of: caseID, to: .received)
                    try reject(id, .capacity)
                } else if status != .draft {
                    try bench.advance(id, of: caseID, to: status)
                }
                let code = refusal { try bench.step(caseID) { try decide($0, id) } }
                #expect(code == (possible.contains(name) ? nil : "state.invalid_transition"), "\(name) \(status)")
            }
        }
        for (_, decide) in steps {
            #expect(refusal { try bench.step(caseID) { try decide($0, Examples.id(999)) } } == "referral.unknown")
        }
    }

    @Test func `refuses a referral to oneself`() {
        #expect(refusal { try bench.draftReferral(caseID) { $0.toOrgID = $0.fromOrgID } } == "referral.self")
    }

    @Test func `a draft may wait for its case, a referral that is sent may not`() throws {
        let other = Examples.id(101)
        #expect(refusal { try bench.draftReferral(other) } == "case.unknown")
        let id = try bench.draftReferral(other) {
            $0.isConsentAttested = true
            $0.subjectID = Facts.subject
        }
        #expect(refusal { try bench.advance(id, of: other, to: .sent) } == "case.unknown")
        try bench.openCase(other)
        #expect(refusal { try bench.advance(id, of: other, to: .sent) } == "consent.share_missing")
        try bench.share(other)
        try bench.advance(id, of: other, to: .sent)
    }

    @Test func `sends nothing without a consent that covers it`() throws {
        let bench = try Workbench()
        bench.now = Dates.at("2018-02-08T09:00:00Z")
        try bench.openCase(caseID)
        let id = try bench.draftReferral(caseID)
        func sending() -> String? { refusal { try bench.advance(id, of: caseID, to: .sent) } }
        #expect(sending() == "consent.share_missing")
        try bench.share(caseID, with: Examples.id(77))
        #expect(sending() == "consent.share_missing", "for another organisation")
        try bench.share(caseID, with: nil, at: Dates.at("2018-02-03T09:00:00Z"))
        #expect(sending() == "consent.share_missing", "given only later")
        try bench.share(caseID, with: nil, at: Dates.planned, until: Dates.at("2018-01-31T09:00:00Z"))
        #expect(sending() == "consent.share_missing", "expired by then")
        try bench.share(caseID, with: nil, at: Dates.at("2018-02-01T08:00:00Z"))
        #expect(sending() == nil)
        #expect(try bench.referral(id, of: caseID).status == .sent)
    }

    @Test func `an answer needs a reason to reject and comes in time`() throws {
        let id = try bench.draftReferral(caseID)
        try bench.advance(id, of: caseID, to: .received)
        #expect(refusal { try reject(id, nil) } == "reject.reason_required")
        #expect(refusal { try accept(id, at: Workbench.sent) } == "period.invalid")
        #expect(refusal { try accept(id, at: Workbench.due) } == "period.invalid")
        #expect(refusal { try accept(id, at: Dates.at("2018-02-10T09:00:00Z")) } == "date.in_future")
        try reject(id, .capacity)
        #expect(try bench.referral(id, of: caseID).status == .rejected)
        #expect(try bench.last(ReferralRejected.self, caseID)?.reason == .capacity)
    }

    @Test func `an answer is due by urgency unless another day is asked for, within ninety days`() throws {
        let urgent = try bench.draftReferral(caseID) { $0.urgency = .urgent }
        try bench.advance(urgent, of: caseID, to: .sent)
        #expect(try bench.referral(urgent, of: caseID).dueBy == Workbench.sent.adding(.seconds(86_400)))
        let id = try bench.draftReferral(caseID) { $0.dueBy = Workbench.sent.adding(.seconds(91 * 86_400)) }
        #expect(refusal { try bench.advance(id, of: caseID, to: .sent) } == "period.invalid")
        let past = try bench.draftReferral(caseID) { $0.dueBy = Workbench.sent }
        #expect(refusal { try bench.advance(past, of: caseID, to: .sent) } == "period.invalid")
    }

    @Test func `an enrolment on a referral begins it and completes it`() throws {
        try bench.offer(.legal)
        let id = try bench.draftReferral(caseID)
        func enrol(_ service: ServiceKind = .legal) throws -> EntityID {
            try bench.enrol(caseID, service, at: Dates.at("2018-02-05T09:00:00Z")) { $0.referralID = id }
        }
        #expect(refusal { _ = try enrol() } == "referral.not_accepted")
        try bench.advance(id, of: caseID, to: .accepted)
        #expect(refusal { _ = try enrol(.medical) } == "service.not_offered")
        try bench.offer(.medical)
        #expect(refusal { _ = try enrol(.medical) } == "referral.other_service")
        let enrolment = try enrol()
        #expect(try bench.referral(id, of: caseID).status == .inService)
        #expect(
            refusal {
                try bench.step(caseID) {
                    try $0.state.complete(referral: id, .completed, at: bench.now, in: caseID, $0.time)
                }
            } == "referral.service_open"
        )
        try bench.end(enrolment, of: caseID, .dropped, at: Dates.at("2018-02-06T09:00:00Z"))
        #expect(try bench.referral(id, of: caseID).status == .notCompleted)
        #expect(try bench.last(ReferralCompleted.self, caseID)?.outcome == .dropped)
    }

    @Test func `an enrolment that never was gives the referral back`() throws {
        try bench.offer(.legal)
        let id = try bench.draftReferral(caseID)
        try bench.advance(id, of: caseID, to: .accepted)
        let enrolment = try bench.enrol(caseID, .legal, at: Dates.at("2018-02-05T09:00:00Z")) { $0.referralID = id }
        try bench.work(on: caseID) { desk in
            let drafts = try desk.state.void(enrolment, session: nil, .wrongPerson, in: caseID, desk.time)
            try desk.record(drafts)
        }
        #expect(try bench.referral(id, of: caseID).status == .accepted)
        #expect(try bench.temporary.store.rebuild(swap: false).isClean)
    }

    @Test func `expires when no answer came in time, unless one turns out to have come`() throws {
        let id = try bench.draftReferral(caseID)
        try bench.advance(id, of: caseID, to: .received)
        bench.now = Dates.now
        try bench.work(on: caseID) { try $0.settle() }
        #expect(try bench.referral(id, of: caseID).status == .expired)
        #expect(try bench.last(ReferralExpired.self, caseID)?.expiredAt == Workbench.due)
        try accept(id)
        #expect(try bench.referral(id, of: caseID).status == .accepted)
    }

    @Test func `a withdrawn consent cancels what waits and leaves what is in service`() throws {
        let waiting = try bench.draftReferral(caseID)
        try bench.advance(waiting, of: caseID, to: .accepted)
        let begun = try bench.draftReferral(caseID, .medical)
        try bench.advance(begun, of: caseID, to: .inService)
        let withdrawal = Dates.at("2018-02-06T09:00:00Z")
        try bench.share(caseID, .withdrawn, at: withdrawal)
        let end = try bench.referral(waiting, of: caseID).end
        #expect(end == .init(end: .cancelled, at: withdrawal, isByRule: true))
        #expect(try bench.referral(begun, of: caseID).status == .inService)
        #expect(refusal { _ = try bench.advance(try bench.draftReferral(caseID), of: caseID, to: .sent) } == nil)
    }

    @Test func `the end of the case cancels what waits and ends what is given outside`() throws {
        let draft = try bench.draftReferral(caseID)
        let waiting = try bench.draftReferral(caseID)
        try bench.advance(waiting, of: caseID, to: .sent)
        let begun = try bench.draftReferral(caseID, .medical)
        try bench.advance(begun, of: caseID, to: .inService)
        try bench.hear(Facts.closed(caseID, .lost, at: Dates.at("2018-02-07T09:00:00Z")))
        #expect(try bench.referral(draft, of: caseID).status == .cancelled)
        #expect(try bench.referral(waiting, of: caseID).status == .cancelled)
        #expect(try bench.referral(begun, of: caseID).status == .notCompleted)
        // Nobody had heard of the draft.
        #expect(try bench.published(caseID).count { $0 == "referral.cancelled.v1" } == 1)
        #expect(try bench.temporary.store.rebuild(swap: false).isClean)
    }

    @Test func `referrals to shelters also reach the confidential topic`() throws {
        let id = try bench.draftReferral(caseID, .shelter)
        try bench.advance(id, of: caseID, to: .sent)
        #expect(try bench.published(caseID) == ["referral.sent.v1", "referral.sent.v1"])
    }
}
