import EventStore
import Events
import GRDB
import TestKit
import Testing

@testable import Statistics

@Suite struct ErasureTests {
    private func served(_ desk: Desk) throws {
        for person in 1...2 {
            try desk.tell(Told.registered(person, sex: .female), of: Told.caseID(person), version: 1)
            try desk.tell(
                Told.delivered(person, .literacy, sex: .female),
                of: Told.enrolment(person, .literacy),
                version: 2
            )
        }
        try desk.tell(Told.certificate(1), of: Told.enrolment(1, .literacy), version: 3)
        try desk.tell(Told.departed(1, sex: .female), of: Examples.id(6_000_001), version: 1)
    }

    private func erase(_ person: Int, _ desk: Desk) throws {
        try desk.tell(Told.erased(person), of: Told.person(person))
    }

    private func expectCoarse(_ desk: Desk) throws {
        #expect(try desk.counts("LIT_ATT", by: "sex,age") == ["F|15-17": 1, "not_disclosed|not_disclosed": 1])
        #expect(try desk.total("LIT_CERT") == 1)
        #expect(try desk.counts("LIT_CERT", by: "sex") == ["not_disclosed": 1])
        #expect(try desk.counts("RETURNS", by: "sex,country") == ["not_disclosed|SD": 1])
        #expect(try desk.total("BEN_ANY") == 2)
    }

    @Test func `leaves the counts and tells nothing of the person any more`() throws {
        let desk = try Desk()
        try served(desk)
        try erase(1, desk)
        try expectCoarse(desk)
    }

    @Test func `is the same for what comes after it, and again`() throws {
        let desk = try Desk()
        try erase(1, desk)
        try served(desk)
        try expectCoarse(desk)
        try erase(1, desk)
        try served(desk)
        try expectCoarse(desk)
    }

    @Test func `does not make a child of an adult, nor an adult of a child that was corrected`() throws {
        let desk = try Desk()
        try desk.tell(
            Told.delivered(1, .medical, age: .from25To59, isChild: false),
            of: Told.enrolment(1, .medical)
        )
        try desk.tell(Told.delivered(2, .medical, isChild: false), of: Told.enrolment(2, .medical))
        try desk.tell(Told.corrected(2, .medical), of: Told.enrolment(2, .medical))
        #expect(try desk.total("BEN_MED") == 1)
        try erase(1, desk)
        try erase(2, desk)
        #expect(try desk.total("BEN_MED") == 1)
        #expect(try desk.counts("BEN_MED", population: .all) == ["": 2])
    }

    @Test func `still counts one person for two pseudonyms, and takes back what is voided later`() throws {
        let desk = try Desk()
        for person in 1...2 {
            try desk.tell(Told.delivered(person, .medical), of: Told.enrolment(person, .medical))
        }
        try erase(1, desk)
        try desk.tell(Told.merged(1, into: 2), of: Told.person(1))
        #expect(try desk.total("BEN_MED") == 1)
        #expect(try desk.counts("BEN_MED", by: "sex") == ["M": 1])
        try desk.tell(Told.unmerged(1, from: 2), of: Told.person(1))
        #expect(try desk.total("BEN_MED") == 2)
        try desk.tell(Told.voided(1, .medical), of: Told.enrolment(1, .medical))
        #expect(try desk.total("BEN_MED") == 1)
        #expect(try desk.counts("BEN_MED", by: "sex") == ["M": 1])
    }

    @Test func `erases a victim who was detected before being registered`() throws {
        let desk = try Desk()
        var detected = VictimDetected.example
        (detected.caseId, detected.subjectId) = (Told.caseID(1), nil)
        detected.sex = .female
        try desk.tell(detected, of: detected.caseId)
        try desk.tell(Told.registered(1, sex: .female), of: Told.caseID(1))
        try erase(1, desk)
        #expect(try desk.counts("TIP_DETECTED", by: "sex,age") == ["not_disclosed|not_disclosed": 1])
    }

    @Test func `keeps no row that leads back to a person, a case, an enrolment or a session`() throws {
        let desk = try Desk()
        try served(desk)
        var given = KitDistributed.example
        given.subjectIds = [Told.person(1)]
        given.cells = []
        try desk.tell(given, of: given.distributionId)
        var sent = ReferralSent.example
        sent.caseId = Told.caseID(1)
        sent.subjectId = Told.person(1)
        try desk.tell(sent, of: sent.referralId)
        try desk.tell(Told.merged(1, into: 2), of: Told.person(1))
        try desk.tell(Told.unmerged(1, from: 2), of: Told.person(1))
        try erase(1, desk)
        let ids = [Told.person(1), Told.caseID(1), Told.enrolment(1, .literacy), Examples.id(4_010_101)]
        let session = Told.delivered(1, .literacy).sessionId
        try desk.store.store.readNow { db in
            for table in ["delivery_fact", "person_fact", "entry"] {
                for row in try Row.fetchAll(db, sql: "SELECT * FROM \(table)") {
                    let bytes: [UInt8] = Array(row.databaseValues).flatMap { Self.bytes($0) }
                    for id in ids + [session] {
                        for form in Self.forms(of: id) {
                            #expect(!Self.contains(bytes, form), "\(table) has \(id)")
                        }
                    }
                }
            }
        }
        // Nor to when anything was entered of the person: that tells the record on its topic.
        var stamps: [Int64] = []
        try desk.store.store.readNow { db in
            try FactTables.forEachDelivery(db) { if $0.traits.mode == .erased { stamps.append($0.recordedAt) } }
        }
        #expect(stamps == [0])
        #expect(try desk.total("KIT_PERSONS") == 1)
    }

    private static func bytes(_ value: DatabaseValue) -> [UInt8] {
        switch value.storage {
        case .blob(let data): [UInt8](data)
        case .string(let text): [UInt8](text.utf8)
        case .null, .int64, .double: []
        }
    }

    /// As text, as the bytes of a column, as the words of a fact, and as the key in a fact.
    private static func forms(of id: EntityID) -> [[UInt8]] {
        func little(_ word: UInt64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
        return [Array(id.description.utf8), id.bytes, little(id.high) + little(id.low), little(id.key64)]
    }

    private static func contains(_ bytes: [UInt8], _ form: [UInt8]) -> Bool {
        guard bytes.count >= form.count else { return false }
        return (0...(bytes.count - form.count)).contains { bytes[$0..<($0 + form.count)].elementsEqual(form) }
    }
}
