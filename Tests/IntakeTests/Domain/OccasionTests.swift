import EventStore
import Events
import Testing

@testable import Intake

struct OccasionTests {
    @Test func `now applies when nothing is said`() throws {
        #expect(try Sample.occasion().at == Sample.now)
    }

    @Test func `a day ahead is tolerated and no more`() throws {
        #expect(throws: Never.self) { try Sample.occasion("2021-06-02T10:00:00Z") }
        let refusal = #expect(throws: Rejection.self) { try Sample.occasion("2021-06-02T10:00:00.001Z") }
        #expect(refusal?.code == "date.in_future")
    }

    @Test func `a business day is that of the institution`() throws {
        #expect(try Sample.occasion("2021-02-01T22:30:00Z").day == Sample.day("2021-02-02"))
        #expect(try Sample.occasion("2021-02-01T21:30:00Z").day == Sample.day("2021-02-01"))
    }

    @Test func `months are added up to the last day of a shorter one`() {
        #expect(Sample.day("2021-01-31").adding(months: 1) == Sample.day("2021-02-28"))
        #expect(Sample.day("2021-12-15").adding(months: 24) == Sample.day("2023-12-15"))
        #expect(Sample.day("2020-02-29").adding(months: 12) == Sample.day("2021-02-28"))
    }
}

struct CaseNumberTests {
    @Test func `a number is its prefix, year and count`() {
        let number = CaseNumber(prefix: "EG-ELMARG", year: 2021, count: 123)
        #expect(number.description == "EG-ELMARG-2021-000123")
        #expect(CaseNumber("EG-ELMARG-2021-000123") == number)
        #expect(CaseNumber(prefix: "A", year: 2021, count: 1_234_567).description == "A-2021-1234567")
    }

    @Test(arguments: ["", "EG", "EG-2021", "EG-2021-0", "EG-x-1", "EG-2021-x"])
    func `a text that is no number is not read`(text: String) {
        #expect(CaseNumber(text) == nil)
    }

    @Test func `an instance's name becomes a prefix`() {
        #expect(IntakeConfig.prefix(of: "eg-elmarg") == "EG-ELMARG")
        #expect(IntakeConfig.prefix(of: "-x--y-") == "X-Y")
        #expect(CaseNumber.isPrefix("EG-ELMARG"))
        #expect(!CaseNumber.isPrefix("eg"))
        #expect(!CaseNumber.isPrefix("EG--X"))
        #expect(!CaseNumber.isPrefix(""))
    }
}
