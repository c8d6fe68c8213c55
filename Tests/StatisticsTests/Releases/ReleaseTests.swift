import Crypto
import Disclosure
import EventStore
import Events
import Foundation
import GRDB
import TestKit
import Testing

@testable import Statistics

@Suite struct ReleaseTests {
    private static let end2018 = day(2018, 12, 31)

    @Test func `tells what is safe, withholds the rest, and closes with a manifest`() async throws {
        let desk = try ReleaseDesk()
        try desk.serve(1...30, sex: .male)
        try desk.serve(31...50, sex: .female)
        try desk.serve(101...104, .legal)
        for (person, age) in zip(201..., AgeBand.allCases.filter { $0.isChild == true }) {
            try desk.serve(person * 20...(person * 20 + 14), .medical, age: age)
        }
        let figures = try await desk.release(through: Self.end2018)
        #expect(figures["BEN_VOC|to-2018-12-31|counted"]?.value == 50)
        #expect(figures["BEN_VOC|sex=F|to-2018-12-31|counted"]?.value == 20)
        #expect(figures["BEN_VOC|sex=M|to-2018-12-31|counted"]?.value == 30)
        #expect(figures["BEN_VOC|age=15-17|to-2018-12-31|counted"]?.suppressed == true, "all of them: none is older")
        #expect(figures["BEN_MED|age=15-17|to-2018-12-31|counted"]?.value == 15)
        #expect(figures["BEN_VOC|age=adult|to-2018-12-31|counted"] == nil, "children's indicators have no adults")
        #expect(figures["BEN_LEG|to-2018-12-31|counted"]?.suppressed == true)
        #expect(figures["BEN_PSS|to-2018-12-31|counted"]?.suppressed == true, "none looks like few")
        let total = try #require(figures["BEN_VOC|to-2018-12-31|counted"])
        #expect(total.threshold == 10 && total.policyVersion == "k10" && total.revision == 1)
        #expect(total.asOf == Self.end2018)
        #expect(try desk.problems() == [])

        let manifest = try #require(
            try desk.desk.store.store.readNow { try PublicationReader($0).releases(limit: 2) }.first
        )
        #expect(manifest.figureCount == figures.count)
        #expect(manifest.cutoff == Self.end2018)
        #expect(manifest.offsets.contains { $0.topic == Topic.serviceEvents.name && $0.nextOffset == 114 })
        var hash = SHA256()
        for (_, figure) in figures.sorted(by: { $0.key < $1.key }) {
            hash.update(data: try EventCoding.encode(figure) + [10])
        }
        #expect(manifest.figuresHash == hash.finalize().map { String(format: "%02x", $0) }.joined())
    }

    @Test func `what came since is told when it is enough, and never the difference of a few`() async throws {
        let desk = try ReleaseDesk()
        try desk.serve(1...50)
        try desk.serve(51...53, on: day(2018, 8, 1))
        try desk.serve(54...62, on: day(2018, 11, 1))
        let first = try await desk.release(through: day(2018, 6, 30))
        let second = try await desk.release(through: day(2018, 9, 30))
        let third = try await desk.release(through: Self.end2018)
        #expect(first["BEN_VOC|to-2018-06-30|counted"]?.value == 50)
        #expect(second["BEN_VOC|to-2018-09-30|counted"]?.suppressed == true)
        #expect(third["BEN_VOC|to-2018-12-31|counted"]?.value == 62)
        #expect(try desk.problems() == [])
    }

    @Test func `late events belong to a later release, whenever they happened`() async throws {
        let desk = try ReleaseDesk()
        try desk.serve(1...20)
        try await desk.release(through: day(2018, 6, 30))
        try desk.serve(21...35, on: day(2018, 2, 1))
        let later = try await desk.release(through: day(2018, 9, 30))
        #expect(later["BEN_VOC|to-2018-09-30|counted"]?.value == 35)
    }

    @Test func `corrections wait until they concern enough persons`() async throws {
        let desk = try ReleaseDesk()
        try desk.serve(1...40)
        try await desk.release(through: day(2018, 6, 30))
        func void(_ persons: ClosedRange<Int>) throws {
            for person in persons {
                try desk.desk.tell(Told.voided(person, .vocational), of: Told.enrolment(person, .vocational))
            }
        }
        try void(1...4)
        let waiting = try await desk.release(through: day(2018, 9, 30))
        // Nothing came and nothing seems to have gone: the same number says nothing new.
        #expect(waiting["BEN_VOC|to-2018-09-30|counted"]?.value != 36)
        try void(5...14)
        try desk.serve(101...120, on: day(2018, 11, 1))
        let corrected = try await desk.release(through: Self.end2018)
        #expect(corrected["BEN_VOC|to-2018-12-31|counted"]?.value == 46)
        #expect(try desk.problems() == [])
    }

    @Test func `who turns out to be one person goes on as one, and nobody is told`() async throws {
        let desk = try ReleaseDesk()
        try desk.serve(1...40)
        try await desk.release(through: day(2018, 6, 30))
        var merged = SubjectMerged.example
        merged.mergedSubjectId = Told.person(900)
        merged.survivingSubjectId = Told.person(1)
        merged.caseIds = []
        // Person 1 is known under a second identifier now, which may well sort before the first.
        try desk.desk.tell(merged, of: Told.person(1))
        try desk.serve(101...120, on: day(2018, 8, 1))
        let next = try await desk.release(through: day(2018, 9, 30))
        #expect(next["BEN_VOC|to-2018-09-30|counted"]?.value == 60)
    }

    @Test func `persons of whom something may not be told are a number of their own`() async throws {
        let desk = try ReleaseDesk()
        try desk.serve(1...30)
        try desk.serve(31...45, mode: .countOnly)
        let figures = try await desk.release(through: Self.end2018)
        #expect(figures["BEN_VOC|to-2018-12-31|counted"]?.value == 30)
        let rest = "BEN_VOC|age=not_disclosed|sex=not_disclosed|to-2018-12-31|counted"
        #expect(figures[rest]?.value == 15)
    }

    @Test func `an institution cannot subtract those whom it knows`() async throws {
        let desk = try ReleaseDesk()
        let own = Examples.id(77)
        try desk.serve(1...30, institution: own)
        try desk.serve(31...35)
        let figures = try await desk.release(through: Self.end2018)
        #expect(figures["BEN_VOC|to-2018-12-31|counted"]?.suppressed == true)
        #expect(try desk.problems() == [])
    }

    @Test func `a part is withheld where little is left of the whole`() async throws {
        let desk = try ReleaseDesk()
        try desk.serve(1...30, .literacy)
        for person in 1...27 { try desk.desk.tell(Told.certificate(person), of: Told.enrolment(person, .literacy)) }
        let figures = try await desk.release(through: Self.end2018)
        #expect(figures["LIT_ATT|to-2018-12-31|counted"]?.value == 30)
        #expect(figures["LIT_CERT|to-2018-12-31|counted"]?.suppressed == true)
        #expect(try desk.problems() == [])
    }

    @Test func `pairs and kits are told where they say nothing new`() async throws {
        let desk = try ReleaseDesk()
        for (number, service) in [ServiceKind.literacy, .psychosocial, .vocational, .medical, .legal].enumerated() {
            try desk.serve(1...(20 + number), service)
        }
        for person in 1...15 { try desk.desk.tell(Told.reintegration(person), of: Examples.id(5_000_000 + person)) }
        let told = try await desk.release(through: Self.end2018)
        #expect(told["BEN_PAIRS|to-2018-12-31|counted"]?.value == 20 + 21 + 22 + 23 + 24 + 15)

        let other = try ReleaseDesk()
        try other.serve(1...20)
        try other.serve(1...4, .legal)
        let withheld = try await other.release(through: Self.end2018)
        #expect(withheld["BEN_VOC|to-2018-12-31|counted"]?.value == 20)
        #expect(withheld["BEN_PAIRS|to-2018-12-31|counted"]?.suppressed == true)
        #expect(withheld["KIT_ITEMS|to-2018-12-31|counted"]?.suppressed == true)
    }

    @Test func `the same events give the same bytes, in whatever order they came`() async throws {
        let (one, other) = (try ReleaseDesk(.builtIn(k: 10)), try ReleaseDesk(.builtIn(k: 10)))
        try one.serve(1...25, sex: .female)
        try one.serve(26...70, on: day(2018, 7, 1))
        try other.serve(26...70, on: day(2018, 7, 1))
        try other.serve(1...25, sex: .female)
        for end in [day(2018, 6, 30), day(2018, 9, 30)] {
            #expect(try await one.release(through: end) == other.release(through: end))
        }
        let ledgers = try [one, other].map { desk in
            try desk.desk.store.store.readNow {
                try Data.fetchAll($0, sql: "SELECT ledger FROM release_ledger ORDER BY block")
            }
        }
        #expect(ledgers[0] == ledgers[1])
    }

    @Test func `whoever is erased stays in what was told, without a thread that leads back`() async throws {
        let desk = try ReleaseDesk()
        try desk.serve(1...30)
        try await desk.release(through: day(2018, 6, 30))
        func persons() throws -> Set<Data> {
            try desk.desk.store.store.readNow {
                try Data.fetchSet($0, sql: "SELECT person FROM release_person WHERE block='BEN_VOC'")
            }
        }
        let before = try persons()
        var erased = SubjectErased.example
        erased.subjectId = Told.person(7)
        erased.caseIds = [Told.caseID(7)]
        try desk.desk.tell(erased, of: Told.person(7))
        #expect(try before.subtracting(persons()).count == 1)
        #expect(try persons().count == 30)
        try desk.serve(101...120, on: day(2018, 8, 1))
        let next = try await desk.release(through: day(2018, 9, 30))
        #expect(next["BEN_VOC|to-2018-09-30|counted"]?.value == 50)
        // Nor is it counted anew with every release.
        try await desk.release(through: day(2018, 12, 31))
        try await desk.release(through: day(2019, 3, 31))
        #expect(try persons().count == 50)
        #expect(try counted(desk, "BEN_VOC.rest") == 1)
    }

    @Test func `whoever is erased goes on counting where nothing was told of the person`() async throws {
        var policy = ReleasePolicy.builtIn(k: 10, countries: ["EG"])
        policy.disclosure.dimensions = policy.disclosure.dimensions.filter { $0.key == "geo" }
        policy.disclosure.tables = [[], ["geo"]]
        policy.disclosure.complement = []
        let desk = try ReleaseDesk(policy)
        let institution = Told.institution(1)
        try desk.desk.tell(institution, of: institution.institutionId)
        try desk.serve(1...30, institution: institution.institutionId)
        try await desk.release(through: day(2018, 6, 30))
        var erased = SubjectErased.example
        erased.subjectId = Told.person(7)
        erased.caseIds = [Told.caseID(7)]
        try desk.desk.tell(erased, of: Told.person(7))
        try await desk.release(through: day(2018, 9, 30))
        try await desk.release(through: day(2018, 12, 31))
        #expect(try counted(desk, "BEN_VOC") == 30)
    }

    /// How many persons count as released in a block.
    private func counted(_ desk: ReleaseDesk, _ block: String) throws -> Int? {
        try desk.desk.store.store.readNow {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM release_person WHERE block=?", arguments: [block])
        }
    }
}
