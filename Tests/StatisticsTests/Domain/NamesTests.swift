import Events
import Testing

@testable import Statistics

@Suite struct NamesTests {
    @Test func `whatever is published has a name in three languages`() {
        for code in Set(PublishedTable.all.map(\.indicator)) {
            let names = code.names
            #expect(names.fr != nil && names.ar != nil && names.en != code.rawValue, "\(code)")
        }
    }

    @Test(arguments: ["en", "fr", "ar"]) func `every governorate and region has a name`(language: String) {
        for region in Region.egypt + Region.morocco {
            #expect(PlaceNames.name(region.code, in: language) != region.code)
        }
        #expect(PlaceNames.name("EG-C", in: "ar") == "القاهرة")
        #expect(PlaceNames.name("EG", in: "fr") == "Égypte")
        #expect(PlaceNames.name("??", in: language) == "??")
    }
}
