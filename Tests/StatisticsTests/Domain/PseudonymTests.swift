import Events
import TestKit
import Testing

@testable import Statistics

struct PseudonymTests {
    private let pseudonyms = Pseudonyms(secret: [UInt8](repeating: 7, count: 32))

    @Test func `the same identifier has the same pseudonym, another secret gives others`() {
        let id = EntityID.v7()
        #expect(pseudonyms.pseudonym(of: id) == pseudonyms.pseudonym(of: id))
        #expect(pseudonyms.pseudonym(of: id) != id)
        #expect(pseudonyms.pseudonym(of: id) != pseudonyms.pseudonym(of: .v7()))
        #expect(Pseudonyms(secret: [UInt8](repeating: 8, count: 32)).pseudonym(of: id) != pseudonyms.pseudonym(of: id))
    }

    @Test func `nothing of a fact leads back to the person`() {
        let id = EntityID.v7()
        var fact = PersonFact(kind: .delivered, day: 3, aggregate: .v7(), person: id, item: 5, rank: 1, recordedAt: 2)
        fact.caseKey = 9
        let veiled = pseudonyms.veiled(fact)
        #expect(veiled.person == pseudonyms.pseudonym(of: id))
        #expect(veiled.aggregate != fact.aggregate && veiled.item != fact.item && veiled.caseKey != fact.caseKey)
        #expect(veiled.day == fact.day && veiled.rank == fact.rank)
        fact.caseKey = 0
        #expect(pseudonyms.veiled(fact).caseKey == 0)
    }
}
