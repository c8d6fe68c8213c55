import Events
import Foundation
import Testing

struct EntityIDTests {
    @Test func `writes and reads the canonical form`() throws {
        let text = "0190163d-8694-739b-aea5-966c26f8ad91"
        let id = try #require(EntityID(text))
        #expect(id.description == text)
        #expect(EntityID(text.uppercased()) == id)
        #expect(EntityID(bytes: id.bytes) == id)
        #expect(UUID(uuidString: text)?.uuidString.lowercased() == id.description)
    }

    @Test(arguments: [
        "", "0190163d-8694-739b-aea5-966c26f8ad9", "0190163d-8694-739b-aea5-966c26f8ad911",
        "0190163d08694-739b-aea5-966c26f8ad91", "0190163g-8694-739b-aea5-966c26f8ad91",
        "{0190163d-8694-739b-aea5-966c26f8ad9}", "0190163d8694739baea5966c26f8ad91",
    ])
    func `refuses anything else`(text: String) {
        #expect(EntityID(text) == nil)
    }

    @Test func `new identifiers are version 7, of the RFC's variant, and in the order of time`() {
        let early = EntityID.v7(at: Timestamp(millisecondsSince1970: 1_600_000_000_000))
        let late = EntityID.v7(at: Timestamp(millisecondsSince1970: 1_600_000_000_001))
        #expect(early < late)
        #expect(early.high >> 12 & 0xF == 7)
        #expect(early.low >> 62 == 0b10)
        #expect(early.high >> 16 == 1_600_000_000_000)
        #expect(Set((0..<10_000).map { _ in EntityID.v7(at: Timestamp(millisecondsSince1970: 0)) }).count == 10_000)
    }

    @Test func `orders as its text does`() {
        let ids = (0..<500).map { _ in
            EntityID(high: .random(in: 0...UInt64.max), low: .random(in: 0...UInt64.max))
        }
        #expect(ids.sorted().map(\.description) == ids.map(\.description).sorted())
    }
}
