import EventStore
import Events
import GRDB
import TestKit
import Testing

@testable import Intake

/// One person under two pseudonyms, in one instance or in two.
struct DuplicateTests {
    private let one: Desk
    private let other: Desk
    private let post = Post()

    init() throws {
        one = try Desk(Self.config("EG-ELMARG"), instance: "el-marg")
        other = try Desk(Self.config("EG-GIZA"), instance: "giza")
    }

    private static func config(_ prefix: String) -> IntakeConfig {
        IntakeConfig(prefix: prefix, calendar: Sample.calendar, matchKey: [UInt8](repeating: 9, count: 32))
    }

    private static func boy(_ given: String, _ father: String, _ family: String) -> SubjectDetails {
        var boy = Sample.boy()
        boy.givenName = given
        boy.fatherName = father
        boy.familyName = family
        boy.documents = nil
        return boy
    }

    private func exchange() throws {
        for _ in 0..<4 {
            try one.index()
            try other.index()
            try post.exchange(one, other)
        }
    }

    private func subject(_ caseID: EntityID, at desk: Desk) throws -> EntityID {
        try #require(try desk.state(caseID).subjectID)
    }

    @Test func `one boy registered by two instances in two scripts is suspected by both, and no name is told`() throws {
        let here = try one.registered(Self.boy("Mohamed", "Ahmed", "El-Sayed"))
        let there = try other.registered(Self.boy("محمد", "أحمد", "السيد"))
        try exchange()
        for desk in [one, other] {
            let found = try desk.duplicates()
            #expect(found.count == 1)
            #expect(found.first?.status == .suspected)
            #expect(found.first?.reasons.contains(.nameSame) == true)
            #expect(
                try Set(found.first?.persons.map(\.subjectId) ?? [])
                    == [subject(here, at: one), subject(there, at: other)]
            )
        }
        let entries = try one.write { try $0.entries(after: 0, limit: 1000) }
        for entry in entries {
            let text = String(decoding: entry.payload, as: UTF8.self)
            for name in ["Mohamed", "محمد", "Ahmed"] { #expect(!text.contains(name)) }
        }
        #expect(entries.count { $0.isOwn && $0.type == SubjectDuplicateSuspected.type } == 1)
    }

    @Test func `other persons are not suspected`() throws {
        _ = try one.registered(Self.boy("Mohamed", "Ahmed", "El-Sayed"))
        _ = try other.registered(Self.boy("Karim", "Hassan", "Mansour"))
        try exchange()
        #expect(try one.duplicates().isEmpty)
    }

    @Test func `who is merged disappears into the other, whose instance hears of it`() throws {
        let here = try one.registered(Self.boy("Mohamed", "Ahmed", "El-Sayed"))
        let there = try other.registered(Self.boy("Muhammad", "Ahmad", "Elsayed"))
        try exchange()
        let (stays, goes) = (try subject(here, at: one), try subject(there, at: other))
        try other.run { _ = try $0.merge(MergeSubject(survivingSubjectId: stays), goes, nil, $1) }
        #expect(try other.state(there).life.status == .closed)
        #expect(try other.last(CaseClosed.self, of: there)?.reason == .duplicate)
        try exchange()
        for desk in [one, other] { #expect(try desk.duplicates().map(\.status) == [.merged]) }
        #expect(try one.state(here).life.status == .registered)
        let again = try other.refusal { try $0.merge(MergeSubject(survivingSubjectId: stays), goes, nil, $1) }
        #expect(again?.code == "state.invalid_transition")
        // And back: the case that the merge closed goes on.
        try other.run { _ = try $0.unmerge(UnmergeSubject(), goes, nil, $1) }
        #expect(try other.state(there).life.status == .registered)
        try exchange()
        for desk in [one, other] { #expect(try desk.duplicates().map(\.status) == [.dismissed]) }
    }

    @Test func `who is told apart is not suspected again`() throws {
        let here = try one.registered(Self.boy("Mohamed", "Ahmed", "El-Sayed"))
        let there = try other.registered(Self.boy("Mohamed", "Ahmed", "El-Sayed"))
        try exchange()
        let (subject, otherSubject) = (try subject(here, at: one), try subject(there, at: other))
        try one.run {
            _ = try $0.distinguish(DistinguishSubject(otherSubjectId: otherSubject), subject, nil, $1)
        }
        try exchange()
        for desk in [one, other] { #expect(try desk.duplicates().map(\.status) == [.dismissed]) }
        let correction = CorrectCase(reason: .dataEntry, subject: SubjectChanges(phone: "01001234567"))
        try one.run { _ = try $0.correct(correction, here, nil, $1) }
        try exchange()
        for desk in [one, other] { #expect(try desk.duplicates().map(\.status) == [.dismissed]) }
    }

    @Test func `without a shared key duplicates are found within the instance, and nothing is published`() throws {
        let alone = try Desk()
        _ = try alone.registered(Self.boy("Youssef", "Ibrahim", "Mansour"))
        _ = try alone.registered(Self.boy("يوسف", "إبراهيم", "منصور"))
        try alone.index()
        #expect(try alone.duplicates().count == 1)
        let queued = try alone.write {
            try Int.fetchOne(
                $0.db,
                sql: "SELECT count(*) FROM outbox JOIN topic ON topic.id=outbox.topic WHERE topic.name=?",
                arguments: [Topic.matchTokens.name]
            )
        }
        #expect(queued == 0)
    }

    @Test func `what cannot be merged is refused`() throws {
        let here = try one.registered(Self.boy("Mohamed", "Ahmed", "El-Sayed"))
        let person = try subject(here, at: one)
        let second = try subject(try one.registered(Self.boy("Mohamed", "Ahmed", "El-Sayed")), at: one)
        func code(_ survivor: EntityID, of subject: EntityID) throws -> String? {
            try one.refusal { try $0.merge(MergeSubject(survivingSubjectId: survivor), subject, nil, $1) }?.code
        }
        #expect(try code(person, of: person) == "field.invalid")
        #expect(try code(.v7(), of: person) == "subject.unknown")
        #expect(try code(person, of: .v7()) == "subject.unknown")
        try one.run { _ = try $0.merge(MergeSubject(survivingSubjectId: second), person, nil, $1) }
        // A circle: the one that stays cannot go into the one that is gone.
        #expect(try code(person, of: second) == "state.invalid_transition")
        #expect(
            try one.refusal { try $0.unmerge(UnmergeSubject(), second, nil, $1) }?.code == "state.invalid_transition"
        )
    }

    @Test func `open work keeps a case from being closed as a duplicate`() throws {
        let here = try one.registered(Self.boy("Mohamed", "Ahmed", "El-Sayed"))
        let second = try one.registered(Self.boy("Mohamed", "Ahmed", "El-Sayed"))
        try one.serviceStarted(.v7(), of: second, at: "2021-02-10T08:00:00Z")
        let (stays, goes) = (try subject(here, at: one), try subject(second, at: one))
        let refused = try one.refusal { try $0.merge(MergeSubject(survivingSubjectId: stays), goes, nil, $1) }
        #expect(refused?.code == "case.has_open_work")
        try one.run {
            _ = try $0.merge(MergeSubject(survivingSubjectId: stays, closeCases: false), goes, nil, $1)
        }
        #expect(try one.state(second).life.status == .registered)
    }

    @Test func `cases are found by name in any spelling, by its beginning, by document and by what they are about`()
        throws
    {
        let caseID = try one.registered(Self.boy("Mohamed", "Ahmed", "El-Sayed"))
        var girl = Sample.girl()
        girl.givenName = "فاطمة"
        girl.documents = [.init(kind: "PASSPORT", number: "A 123-4567")]
        let second = try one.registered(girl)
        try one.index()
        try one.tick()
        for name in ["Mohamed", "محمد", "muhammad ahmad", "Moha", "السيد"] {
            #expect(try one.search(SearchCases(name: name)) == [caseID], "\(name)")
        }
        #expect(try one.search(SearchCases(name: "Fatma")) == [second])
        #expect(try one.search(SearchCases(document: "a1234567")) == [second])
        #expect(try one.search(SearchCases(name: "Mohamed", status: .closed)).isEmpty)
        #expect(try one.search(SearchCases(name: "Karim")).isEmpty)
        #expect(try Set(one.search(SearchCases(deadline: .assessment))) == [caseID, second])
        #expect(try one.search(SearchCases(deadline: .review)).isEmpty)
        #expect(try one.search(SearchCases(region: PlaceCode("EG-BA"))).count == 2)
        #expect(try one.search(SearchCases(region: PlaceCode("EG-C"))).isEmpty)
        #expect(throws: Rejection.self) { try one.search(SearchCases(name: "?")) }
    }

    @Test func `the index is the same when it is made anew, and tells nothing twice`() throws {
        _ = try one.registered(Self.boy("Mohamed", "Ahmed", "El-Sayed"))
        _ = try one.registered(Self.boy("Mohamed", "Ahmed", "El-Sayed"))
        try one.index()
        let (before, entries) = (try one.duplicates(), try one.write { try $0.entries(after: 0, limit: 1000) }.count)
        try one.write { try PersonIndex.follower.restart($0) }
        try one.index()
        #expect(try one.duplicates() == before)
        #expect(try one.write { try $0.entries(after: 0, limit: 1000) }.count == entries)
    }
}
