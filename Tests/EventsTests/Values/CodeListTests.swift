import Events
import Foundation
import Testing

struct CodeListTests {
    @Test(arguments: [
        (0, "00-04"), (4, "00-04"), (5, "05-11"), (11, "05-11"), (12, "12-14"), (14, "12-14"), (15, "15-17"),
        (17, "15-17"),
        (18, "18-24"), (24, "18-24"), (25, "25-59"), (59, "25-59"), (60, "60+"), (120, "60+"), (-1, "UNK"),
    ])
    func `ages fall into their band`(age: Int, band: String) {
        #expect(AgeBand.of(ageInYears: age).rawValue == band)
    }

    @Test func `a band is a child's exactly below 18`() {
        for age in 0...120 { #expect(AgeBand.of(ageInYears: age).isChild == (age < 18)) }
        #expect(AgeBand.unknown.isChild == nil)
    }

    @Test func `the eighteenth birthday is the first day of adulthood`() throws {
        let birth = try #require(CalendarDate("2000-05-17"))
        #expect(AgeBand.of(bornOn: birth, on: try #require(CalendarDate("2018-05-16"))) == .from15To17)
        #expect(AgeBand.of(bornOn: birth, on: try #require(CalendarDate("2018-05-17"))) == .from18To24)
        #expect(AgeBand.of(bornOn: birth, on: try #require(CalendarDate("2000-05-16"))) == .unknown)
    }

    @Test func `organisations of civil society are told by their kind`() {
        #expect(
            OrganisationKind.allCases.filter(\.isCSO) == [
                .internationalNGO, .nationalNGO, .federation, .redCrossOrCrescent,
            ]
        )
        #expect(OrganisationKind.intergovernmental.iatiCode == 40)
    }

    @Test func `the more urgent risk answers sooner`() {
        #expect(Risk.allCases.sorted() == [.low, .medium, .high, .urgent])
        #expect(Risk.high.firstResponse == .seconds(72 * 3600))
    }

    @Test func `an unlisted code is refused without repeating it`() throws {
        let error = #expect(throws: DecodingError.self) {
            try FastJSONDecoder().decode(Sex.self, from: Array(#""SECRET""#.utf8))
        }
        #expect(!"\(try #require(error))".contains("SECRET"))
    }
}
