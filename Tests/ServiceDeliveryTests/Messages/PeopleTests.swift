import EventStore
import Events
import GRDB
import TestKit
import Testing

@testable import ServiceDelivery

/// Who was found to be whom, and not to be; whose data were erased.
struct PeopleTests {
    private let caseID = Examples.id(100)
    private let middle = Examples.id(31)
    private let survivor = Examples.id(32)
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
        for service in [ServiceKind.literacy, .medical] { try bench.offer(service) }
        try bench.openCase(caseID)
    }

    private func merge(_ merged: EntityID, into surviving: EntityID) throws {
        let event = SubjectMerged(
            survivingSubjectId: surviving,
            mergedSubjectId: merged,
            caseIds: [],
            mergedAt: Dates.now
        )
        try bench.hear(try bench.feed.message(event, key: merged, source: "/jisr/intake/cairo"))
    }

    @discardableResult
    private func unmerge(_ merged: EntityID, from surviving: EntityID, cases: [EntityID] = []) throws -> InboxOutcome {
        let event = SubjectUnmerged(
            survivingSubjectId: surviving,
            mergedSubjectId: merged,
            caseIds: cases,
            unmergedAt: Dates.now
        )
        return try bench.hear(try bench.feed.message(event, key: merged, source: "/jisr/intake/cairo"))
    }

    private func survivorOfSubject() throws -> EntityID? {
        try bench.write { try $0.survivor(of: Facts.subject) }
    }

    @Test func `a chain of merges is followed in whatever order its parts were said`() throws {
        try merge(middle, into: survivor)
        try merge(Facts.subject, into: middle)
        #expect(try survivorOfSubject() == survivor)
        try unmerge(middle, from: survivor)
        #expect(try survivorOfSubject() == middle)
        try merge(middle, into: survivor)
        #expect(try survivorOfSubject() == survivor)
        #expect(try bench.temporary.store.rebuild(swap: false).isClean)
    }

    @Test func `merges in a circle come to an end`() throws {
        try merge(Facts.subject, into: middle)
        try merge(middle, into: Facts.subject)
        #expect(try survivorOfSubject() == middle)
    }

    @Test func `what was entered under the other person is put right when they are two`() throws {
        let before = try bench.enrol(caseID)
        try merge(Facts.subject, into: survivor)
        let between = try bench.enrol(caseID, .medical)
        #expect(try bench.last(ServiceStarted.self, caseID)?.subjectId == survivor)
        #expect(try unmerge(Facts.subject, from: survivor, cases: [caseID]).handled == 1)
        #expect(try bench.enrolment(between, of: caseID).subjectID == Facts.subject)
        let corrected = try #require(try bench.last(ServiceCorrected.self, caseID))
        #expect(corrected.enrolmentId == between && corrected.changed == ["subjectId"])
        #expect(try bench.published(caseID).count { $0 == "service.corrected.v1" } == 1)
        #expect(try bench.enrolment(before, of: caseID).subjectID == Facts.subject)
        try bench.attend(between, of: caseID, on: ["2018-03-01"])
        #expect(try bench.last(ServiceDelivered.self, caseID)?.subjectId == Facts.subject)
    }

    @Test func `a case two merges away is put right too`() throws {
        try merge(middle, into: survivor)
        try merge(Facts.subject, into: middle)
        let id = try bench.enrol(caseID)
        // Intake names the cases of the middle one only.
        try unmerge(middle, from: survivor)
        #expect(try bench.last(ServiceCorrected.self, caseID)?.subjectId == middle)
        #expect(try bench.temporary.store.readNow { try EnrolmentView.find($0, id)?.subjectId } == middle)
    }

    private func erase(at instant: Timestamp = Dates.released) throws {
        let event = SubjectErased(subjectId: Facts.subject, caseIds: [caseID], erasedAt: instant)
        try bench.hear(try bench.feed.message(event, key: Facts.subject))
    }

    private func keys() throws -> Set<EntityID> {
        try bench.write { Set(try EntityID.fetchAll($0.db, sql: "SELECT subject FROM subject_key")) }
    }

    @Test func `erasure ends open work, refuses more and leaves nothing that can be read`() throws {
        let done = try bench.enrol(caseID)
        try bench.attend(done, of: caseID, on: ["2018-03-01"])
        try bench.end(done, of: caseID)
        let open = try bench.enrol(caseID, .medical)
        try bench.work(on: caseID) { desk in
            let missed = SessionEntry(
                sessionID: .v7(),
                date: Dates.day("2018-03-01"),
                hours: 1,
                isAttended: false
            )
            let note = try SealedNote.sealed("synthetic secret", field: "note", case: caseID)
            try desk.record(try desk.state.record([missed], of: open, in: caseID, desk.time)) { _ in note }
        }
        #expect(try keys() == [caseID])
        try erase()
        #expect(try keys().isEmpty)
        let end = try bench.enrolment(open, of: caseID).end
        #expect(end?.at == Dates.released && end?.outcome == .unavailable)
        // What was delivered still counts.
        #expect(try bench.enrolment(done, of: caseID).status == .completed)
        #expect(refusal { try bench.enrol(caseID, at: Dates.released) } == "subject.erased")
        #expect(try bench.state(caseID).facts.demographics == .undisclosed)
        #expect(try bench.last(ServiceDelivered.self, caseID)?.sex == nil)
        #expect(try bench.state(caseID).facts.registration?.sex == nil)
        let note = try SealedNote.sealed("more", field: "note", case: caseID)
        let code = refusal {
            try bench.work(on: caseID) { desk in
                let session = SessionEntry(
                    sessionID: .v7(),
                    date: Dates.day("2018-03-02"),
                    hours: 1,
                    isAttended: true
                )
                try desk.record(try desk.state.record([session], of: open, in: caseID, desk.time)) { _ in note }
            }
        }
        #expect(code == "subject.erased")
        // What comes late stays as little as what was there.
        try bench.hear(Facts.admitted(caseID), aggregate: Examples.id(70))
        #expect(try bench.last(AdmissionAdmitted.self, caseID)?.isChild == nil)
        #expect(try bench.temporary.store.rebuild(swap: false).isClean)
    }

    @Test func `what began after an erasure that was heard of late ends where it began`() throws {
        let late = Dates.released.adding(.seconds(86_400))
        let id = try bench.enrol(caseID, at: late)
        try erase()
        #expect(try bench.enrolment(id, of: caseID).end?.at == late)
    }
}
