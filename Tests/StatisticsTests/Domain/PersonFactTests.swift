import Events
import TestKit
import Testing

@testable import Statistics

@Suite struct PersonFactTests {
    private func roundTrip(_ fact: PersonFact) -> PersonFact? {
        var bytes = [UInt8](repeating: 0xFF, count: PersonFact.byteCount * 2)
        bytes.withUnsafeMutableBytes {
            fact.write(to: UnsafeMutableRawBufferPointer(rebasing: $0[PersonFact.byteCount...]))
        }
        return bytes.withUnsafeBytes { PersonFact($0, at: PersonFact.byteCount) }
    }

    @Test func `reads what it wrote`() {
        for kind in FactKind.allCases {
            var fact = PersonFact(
                kind: kind,
                day: -400,
                aggregate: Examples.id(1),
                person: Examples.id(2),
                rank: 3 << 40 | 17,
                recordedAt: -5
            )
            fact.service = 21
            fact.item = .max
            fact.institution = 1
            fact.agreement = 2
            fact.caseKey = 3
            fact.traits = Traits(.other, .from60, false, .full)
            #expect(roundTrip(fact) == fact)
            fact.traits = Traits(nil, nil, nil, .countOnly)
            #expect(roundTrip(fact) == fact)
            #expect(fact.traits.isChild == nil)
        }
    }

    @Test func `does not read an unknown kind`() {
        let bytes = [UInt8](repeating: 0xEE, count: PersonFact.byteCount)
        #expect(bytes.withUnsafeBytes { PersonFact($0, at: 0) } == nil)
    }

    @Test func `gives every code a number of its own`() {
        #expect(Set(ServiceKind.allCases.map(\.number)).count == ServiceKind.allCases.count)
        #expect(Set(AgeBand.allCases.map(\.number)).count == AgeBand.allCases.count)
        #expect(Set(Sex.allCases.map(\.number)).count == Sex.allCases.count)
        #expect(Set(OrganisationKind.allCases.map(\.number)).count == OrganisationKind.allCases.count)
        #expect(AgeBand.allCases.allSatisfy { $0.number > 0 && $0.number < 16 })
    }

    @Test func `keys of different identifiers differ`() {
        let keys = Set((0..<10_000).map { Examples.id($0).key64 })
        #expect(keys.count == 10_000)
        #expect(EntityID(high: 0, low: 0).key64 != 0)
    }

    @Test func `a later store epoch ranks above any version before it`() {
        var early = Examples.envelope(CaseRegistered.example, epoch: 1, keySequence: 9)
        early.aggregateVersion = 1_000_000
        let late = Examples.envelope(CaseRegistered.example, epoch: 2, keySequence: 1)
        #expect(PersonFact.rank(late) > PersonFact.rank(early))
    }
}
