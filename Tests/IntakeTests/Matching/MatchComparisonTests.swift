import Events
import Testing

@testable import Intake

/// What is said of two people, and why.
struct MatchComparisonTests {
    private let person = MatchExamples.features()

    @Test func `another script is the same name`() {
        let found = MatchExamples.compare(
            person,
            MatchExamples.features(given: "محمد", father: "طارق", family: "الشرقاوى")
        )
        #expect(found.isCandidate)
        #expect(found.reasons == [.nameSame, .birthDateSame, .sexSame, .placeSame])
    }

    @Test func `the order of parts is seen and weighs nothing`() {
        let swapped = MatchExamples.compare(
            person,
            MatchExamples.features(given: "El Sharkawy", father: "Mohamed", family: "Tarek")
        )
        #expect(swapped.reasons.contains(.nameOrder))
        #expect(swapped.score == MatchExamples.compare(person, person).score)
        let inOneField = MatchExamples.features(given: "الشرقاوي طارق محمد", father: nil, family: nil)
        #expect(MatchExamples.compare(person, inOneField).isCandidate)
    }

    @Test func `a missing part is said`() {
        let found = MatchExamples.compare(person, MatchExamples.features(father: nil))
        #expect(found.isCandidate)
        #expect(found.reasons.contains(.namePartMissing))
    }

    @Test func `a misspelt part is similar`() {
        let found = MatchExamples.compare(person, MatchExamples.features(given: "Mohaned"))
        #expect(found.isCandidate)
        #expect(found.reasons.contains(.nameSimilar))
        #expect(!found.reasons.contains(.nameSame))
    }

    @Test func `two parts written as one word are joined`() {
        let found = MatchExamples.compare(person, MatchExamples.features(given: "Mohamedtarek", father: nil))
        #expect(found.isCandidate)
        #expect(found.reasons.contains(.nameJoined))
    }

    @Test func `an alias counts`() {
        let found = MatchExamples.compare(person, MatchExamples.features(given: "Zizo", alias: "Mohamed"))
        #expect(found.isCandidate)
        #expect(found.reasons.contains(.aliasSame))
    }

    @Test func `years of birth near and far`() throws {
        let year2004 = MatchExamples.features(birth: .year(2004))
        let year2005 = MatchExamples.compare(year2004, MatchExamples.features(birth: .year(2005)))
        #expect(year2005.reasons.contains(.birthYearNear))
        let estimated = MatchExamples.compare(
            year2004,
            MatchExamples.features(birth: .estimated(age: 18, year: 2021))
        )
        #expect(estimated.reasons.contains(.birthYearNear))
        #expect(estimated.isCandidate)
        let far = MatchExamples.compare(year2004, MatchExamples.features(birth: .year(1989)))
        #expect(far.reasons.contains(.birthYearDiffers))
        #expect(!far.isCandidate)
    }

    @Test func `day and month swapped or in another year are seen`() throws {
        let original = MatchExamples.features(birth: .date(try #require(CalendarDate("2004-05-07"))))
        let swapped = MatchExamples.features(birth: .date(try #require(CalendarDate("2004-07-05"))))
        let otherYear = MatchExamples.features(birth: .date(try #require(CalendarDate("2014-05-07"))))
        #expect(MatchExamples.compare(original, swapped).reasons.contains(.birthDaySame))
        #expect(MatchExamples.compare(original, otherYear).reasons.contains(.birthDaySame))
    }

    @Test func `a first of January says no more than its year`() throws {
        let january = MatchExamples.features(birth: .date(try #require(CalendarDate("2004-01-01"))))
        let found = MatchExamples.compare(january, january)
        #expect(found.reasons.contains(.birthYearSame))
        #expect(!found.reasons.contains(.birthDateSame))
        #expect(!MatchExamples.compare(january, person).reasons.contains(.birthDayDiffers))
    }

    @Test func `brothers are no candidates`() {
        let brother = MatchExamples.features(given: "Karim", birth: CalendarDate("2006-03-02").map { .date($0) })
        let found = MatchExamples.compare(person, brother)
        #expect(!found.isCandidate)
        #expect(found.reasons.contains(.nameDiffers))
    }

    @Test func `Amin and Amina born on one day are no candidates`() {
        let amin = MatchExamples.features(given: "Amin", sex: .male, birth: .year(2004))
        let amina = MatchExamples.features(given: "Amina", sex: .female, birth: .year(2004))
        let found = MatchExamples.compare(amin, amina)
        #expect(found.reasons.contains(.sexDiffers))
        #expect(!found.isCandidate)
    }

    @Test func `documents decide, whatever their spacing`() {
        let left = MatchExamples.features(family: nil, place: "EG-C", document: "2980 1011 2345 67")
        let same = MatchExamples.features(family: nil, place: "EG-GZ", document: "٢٩٨٠١٠١١٢٣٤٥٦٧")
        #expect(MatchExamples.compare(left, same).reasons.contains(.documentSame))
        let slip = MatchExamples.features(family: nil, document: "29801011234577")
        #expect(MatchExamples.compare(left, slip).reasons.contains(.documentSimilar))
        let other = MatchExamples.features(document: "30112041234599")
        let found = MatchExamples.compare(MatchExamples.features(document: "29801011234567"), other)
        #expect(found.reasons.contains(.documentDiffers))
    }

    @Test func `a phone is the same with and without its country`() {
        let found = MatchExamples.compare(
            MatchExamples.features(phone: "+20 100 123 4567"),
            MatchExamples.features(phone: "01001234567")
        )
        #expect(found.reasons.contains(.phoneSame))
    }

    @Test func `nobody known compares with nobody`() {
        let nothing = IdentityFeatures()
        #expect(!MatchExamples.compare(nothing, nothing).isCandidate)
        #expect(MatchExamples.compare(nothing, person).reasons.isEmpty)
        #expect(MatchTokens(nothing, key: MatchExamples.key).blockingKeys.isEmpty)
    }

    @Test func `tokens of another scheme do not compare`() {
        var other = MatchTokens(person, key: MatchExamples.key)
        other.scheme += 1
        let found = MatchComparison(MatchTokens(person, key: MatchExamples.key), other)
        #expect(found.reasons.isEmpty)
        #expect(!found.isCandidate)
    }

    @Test func `a comparison is the same either way round`() {
        let people = SyntheticPeople(names: .tuned, count: 25, duplicates: 25, seed: 3).records
        let tokens = people.map { MatchTokens($0, key: MatchExamples.key) }
        for (index, left) in tokens.enumerated() {
            for right in tokens[index...] {
                let (one, other) = (MatchComparison(left, right), MatchComparison(right, left))
                #expect(one.isCandidate == other.isCandidate)
            }
        }
    }
}
