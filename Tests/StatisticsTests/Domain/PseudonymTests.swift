import Events
import TestKit
import Testing

@testable import Statistics

struct PseudonymTests {
    private let pseudonyms = Pseudonyms(secret: [UInt8](repeating: 7, count: 32))

    @Test func `the same identifier has the same pseudonym, another secret gives others`() throws {
        let id = EntityID.v7()
        let pseudonym = try pseudonyms.pseudonym(of: id)
        #expect(try pseudonyms.pseudonym(of: id) == pseudonym)
        #expect(pseudonym != id)
        #expect(try pseudonyms.pseudonym(of: .v7()) != pseudonym)
        #expect(try Pseudonyms(secret: [UInt8](repeating: 8, count: 32)).pseudonym(of: id) != pseudonym)
    }

    @Test func `a pseudonym is the identifier deciphered with AES-256`() throws {
        // FIPS 197, C.3.
        let pseudonyms = Pseudonyms(secret: Array(0...31))
        let id = EntityID(high: 0x8EA2_B7CA_5167_45BF, low: 0xEAFC_4990_4B49_6089)
        let expected = EntityID(high: 0x0011_2233_4455_6677, low: 0x8899_AABB_CCDD_EEFF)
        #expect(try pseudonyms.pseudonym(of: id) == expected)
        let ids = (0..<50).map { $0 % 3 == 0 ? id : .v7() }
        #expect(try pseudonyms.pseudonyms(of: ids) == ids.map { try pseudonyms.pseudonym(of: $0) })
        #expect(try pseudonyms.pseudonyms(of: []).isEmpty)
    }

    @Test func `nothing of a fact leads back to the person`() throws {
        let id = EntityID.v7()
        var fact = PersonFact(kind: .delivered, day: 3, aggregate: .v7(), person: id, item: 5, rank: 1, recordedAt: 2)
        fact.caseKey = 9
        let veiled = try #require(try pseudonyms.veiled([fact]).first)
        #expect(try veiled.person == pseudonyms.pseudonym(of: id))
        #expect(veiled.aggregate != fact.aggregate && veiled.item != fact.item && veiled.caseKey != fact.caseKey)
        #expect(veiled.day == fact.day && veiled.rank == fact.rank)
        fact.caseKey = 0
        #expect(try pseudonyms.veiled([fact]).first?.caseKey == 0)
    }
}
