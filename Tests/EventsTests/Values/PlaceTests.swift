import Events
import Testing

struct PlaceTests {
    @Test func `a locality rolls up to its governorate and country`() throws {
        let place = try #require(PlaceCode("EG-BA:HRG"))
        #expect(place.level == .locality)
        #expect(place.lineage.map(\.code) == ["EG-BA:HRG", "EG-BA", "EG"])
        #expect(place.withoutLocality.code == "EG-BA")
        #expect(place.country == .egypt)
        #expect(PlaceCode(.egypt).contains(place))
        #expect(!place.contains(PlaceCode(.egypt)))
    }

    @Test func `a province is counted in its region`() throws {
        #expect(try #require(PlaceCode("MA-ZAG")).region?.code == "MA-08")
        #expect(try #require(PlaceCode("MA-CAS:HMAS")).region?.code == "MA-06")
        #expect(try #require(PlaceCode("EG-BA:HRG")).region?.code == "EG-BA")
        #expect(try #require(PlaceCode("EG")).region == nil)
    }

    @Test(arguments: ["EG", "EG-C", "MA-01", "EG-C:MARG", "ZZ", "BE-VAN", "EG-KFS"])
    func `reads well-formed codes`(code: String) {
        #expect(PlaceCode(code)?.code == code)
    }

    @Test(arguments: [
        "", "E", "eg", "EGY", "EG-", "EG-ABCD", "EG-c", "EG:MARG", "EG-C:", "EG-C:M", "EG-C:marg", "EG-C:TOOLONGXX",
        "EG C",
        "EG-:MARG", "EG-C:MA:RG", "E1",
    ])
    func `refuses anything else`(code: String) {
        #expect(PlaceCode(code) == nil)
    }

    @Test func `lists the governorates, regions and provinces, each well formed and once`() {
        #expect(Region.egypt.count == 27)
        #expect(Region.morocco.count == 12)
        #expect(Region.communityReparation.count == 11)
        #expect(Set(Region.all.map(\.code)).count == Region.all.count)
        for region in Region.all {
            #expect(region.place != nil)
            if let within = region.within { #expect(Region.morocco.contains { $0.code == within }) }
        }
    }

    @Test(arguments: ["", "E", "EGY", "eg", "E1", "EG "])
    func `refuses countries that are not two capitals`(code: String) {
        #expect(CountryCode(code) == nil)
    }
}
