import Events
import Foundation
import Testing

@testable import Intake

/// What is sent and stored of a person.
struct MatchTokensTests {
    private let person = MatchExamples.features(document: "29801011234567", phone: "01001234567")

    @Test func `are the same every time and read back as written`() throws {
        let tokens = MatchTokens(person, key: MatchExamples.key)
        #expect(tokens == MatchTokens(person, key: MatchExamples.key))
        let read = try JSONDecoder().decode(MatchTokens.self, from: JSONEncoder().encode(tokens))
        #expect(read == tokens)
        #expect(read.blockingKeys == tokens.blockingKeys)
    }

    @Test func `have nothing in common under another key`() {
        let left = MatchTokens(person, key: MatchExamples.key)
        let right = MatchTokens(person, key: MatchExamples.otherKey)
        #expect(Set(left.all).isDisjoint(with: right.all))
        #expect(Set(left.blockingKeys).isDisjoint(with: right.blockingKeys))
    }

    @Test func `have nothing of the person in clear`() throws {
        let text = String(
            decoding: try JSONEncoder().encode(MatchTokens(person, key: MatchExamples.key)),
            as: UTF8.self
        )
        for word in ["Mohamed", "MHMD", "Tarek", "TRK", "2004", "EG-C", "29801011234567", "01001234567", "NATIONAL_ID"]
        {
            #expect(!text.contains(word))
        }
    }

    @Test func `are bounded however much is known`() {
        let many = (0..<9).map { "Abdelrahman\($0) Benjelloun Noureddine Khadidja" }.joined(separator: " ")
        var features = MatchExamples.features(given: many, father: many, family: many, alias: many)
        features.documents = (0..<9).map { .init(kind: "PASSPORT", number: "A1234567\($0)") }
        features.phone = "01001234567"
        features.guardianName = many
        features.birth = .estimated(age: 40, year: 2021)
        let tokens = MatchTokens(features, key: MatchExamples.key)
        #expect(tokens.all.count <= MatchTokens.maximumCount)
        #expect(tokens.blockingKeys.count <= 100)
        #expect(SearchTokens(features, key: MatchExamples.key).tokens.count <= SearchTokens.maximumCount)
        for record in SyntheticPeople(names: .tuned, count: 300, duplicates: 100, seed: 9).records {
            #expect(MatchTokens(record, key: MatchExamples.key).all.count <= MatchTokens.maximumCount)
        }
    }

    @Test func `one frequent name makes no blocking key`() {
        let onlyName = MatchExamples.features(father: nil, family: nil, birth: nil)
        #expect(MatchTokens(onlyName, key: MatchExamples.key).blockingKeys.isEmpty)
    }

    @Test func `blocking keys do not depend on the order of parts`() {
        let one = MatchTokens(MatchExamples.features(), key: MatchExamples.key)
        let other = MatchTokens(
            MatchExamples.features(given: "El Sharkawy", father: "Mohamed", family: "Tarek"),
            key: MatchExamples.key
        )
        for kind in MatchTokens.BlockingKind.allCases where kind != .pairAndBand {
            #expect(one.blockingKeys(of: [kind]) == other.blockingKeys(of: [kind]))
        }
        // Parts written as one word with the next add a few.
        #expect(!Set(one.blockingKeys(of: [.pairAndBand])).isDisjoint(with: other.blockingKeys(of: [.pairAndBand])))
    }

    @Test func `a token is written in eleven letters and read strictly`() {
        for bits in [0, 1, UInt64.max, 0x8000_0000_0000_0000, 0x0123_4567_89AB_CDEF] {
            let token = MatchToken(bits: bits)
            #expect(token.description.utf8.count == 11)
            #expect(MatchToken(token.description) == token)
        }
        for text in ["", "AAAAAAAAAA", "AAAAAAAAAAAA", "AAAAAAAAAA=", "AAAAAAAAAAB", "AAAAA AAAAA"] {
            #expect(MatchToken(text) == nil)
        }
    }

    @Test func `kinds have tokens of their own`() {
        let tokens = TokenKey.Kind.allCases.map { MatchExamples.key.token($0, "EG-C") }
        #expect(Set(tokens).count == TokenKey.Kind.allCases.count)
    }
}
