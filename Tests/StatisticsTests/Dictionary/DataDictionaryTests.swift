import Events
import Reference
import Testing

@testable import Statistics

@Suite struct DataDictionaryTests {
    @Test func `every indicator is named, defined and has a unit in all three languages`() {
        for entry in DataDictionary.whole.indicators {
            for said in [entry.names, entry.meanings, entry.units] {
                for text in [said.en, said.fr, said.ar] {
                    #expect(text?.isEmpty == false, "\(entry.definition.code): \(said)")
                }
                #expect(said.ar?.unicodeScalars.contains { (0x0600...0x06FF).contains($0.value) } == true)
            }
            #expect(entry.meanings.en == entry.definition.definition)
            #expect(Set([entry.meanings.en, entry.meanings.fr, entry.meanings.ar]).count == 3)
        }
    }

    @Test func `nationalities that are no country have names in all three languages`() throws {
        let entry = try #require(DataDictionary.whole.dimensions.first { $0.code == .nationality })
        #expect(entry.sdmx == "NATIONALITY" && entry.hxl == "#country+nationality")
        let values = try #require(entry.values)
        #expect(values.map(\.code) == ["national", "non_national", "other", "ZZ", "not_disclosed"])
        for value in values {
            #expect(Set([value.names.en, value.names.fr, value.names.ar]).count == 3)
            #expect(value.names.en != value.code)
        }
    }

    @Test(arguments: PageLanguage.allCases)
    func `the page of the dictionary is in its own language`(_ language: PageLanguage) throws {
        let html = try DictionaryPage.html(.whole, in: language)
        let certified = try #require(DataDictionary.whole.indicators.first { $0.definition.code == .literacyCertified })
        let text = try #require(certified.meanings.name(in: language.rawValue))
        #expect(html.contains(text.replacing("'", with: "&#39;")) || html.contains(text))
        #expect(html.contains("lang=\"en\" dir=\"ltr\">") == (language == .english))
    }
}
