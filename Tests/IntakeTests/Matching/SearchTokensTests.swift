import Events
import Testing

@testable import Intake

/// Finding people by what somebody types.
struct SearchTokensTests {
    private let key = MatchExamples.key
    private let index = SearchTokens(
        MatchExamples.features(
            given: "Mohamed",
            father: "عبد الرحمن",
            family: "El Sharkawy",
            document: "2980-1011-234567",
            phone: "+20 100 123 4567"
        ),
        key: MatchExamples.key
    )

    @Test(arguments: [
        "moh", "mo", "Muham", "مح", "محم", "mohamed", "محمد", "abd", "abdel", "abdelr", "Abdurrahman", "رحم", "عبد",
        "Rahm", "shar", "cherk", "الشر", "شرقاوي", "el shar", "mohamed sharkawy", "sharkawi moham", "الشرقاوي محمد",
        "mohamed abd el rahman el sharkawy",
    ])
    func `beginnings and whole names find in either script`(text: String) {
        #expect(found(SearchQuery.names(text, key: key)))
    }

    @Test(arguments: ["karim", "mohamed karim", "مصطفى", "ahm", "zz"])
    func `other names do not`(text: String) {
        #expect(!found(SearchQuery.names(text, key: key)))
    }

    @Test func `whole names are told from their like`() {
        #expect(found(SearchQuery.wholeNames("محمد الشرقاوي", key: key)))
        #expect(!found(SearchQuery.wholeNames("Mahmoud", key: key)))
        #expect(!found(SearchQuery.wholeNames("moh", key: key)))
    }

    @Test func `documents and phones find however they are written`() {
        #expect(found(SearchQuery.document("29801011234567", key: key)))
        #expect(found(SearchQuery.document("٢٩٨٠١٠١١٢٣٤٥٦٧", key: key)))
        #expect(!found(SearchQuery.document("29801011234568", key: key)))
        #expect(found(SearchQuery.phone("0100 123-4567", key: key)))
        #expect(!found(SearchQuery.phone("0100 123-4568", key: key)))
    }

    @Test(arguments: ["", "  ", "'", "-"])
    func `nothing typed finds nobody`(text: String) {
        #expect(SearchQuery.names(text, key: key).anyOfEach.isEmpty)
        #expect(SearchQuery.document(text, key: key).anyOfEach.isEmpty)
        #expect(SearchQuery.phone(text, key: key).anyOfEach.isEmpty)
    }

    @Test func `a first name typed to any letter finds in its script and the other`() {
        for name in NameList.tuned.male.prefix(40) {
            for written in [name.latin[0], name.arabic[0]] {
                let index = SearchTokens(MatchExamples.features(given: written, father: nil, family: nil), key: key)
                let typed = String(written.prefix(3))
                #expect(found(SearchQuery.names(typed, key: key), in: index), "\(typed) for \(written)")
            }
        }
    }

    private func found(_ query: SearchQuery, in index: SearchTokens? = nil) -> Bool {
        let tokens = Set((index ?? self.index).tokens)
        return !query.anyOfEach.isEmpty && query.anyOfEach.allSatisfy { !tokens.isDisjoint(with: $0) }
    }
}
