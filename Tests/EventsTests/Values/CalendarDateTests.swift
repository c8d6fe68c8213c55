import Events
import Foundation
import Testing

struct CalendarDateTests {
    @Test func `every day from 1900 to 2100 survives the round trip and agrees with Foundation`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        let first = try #require(CalendarDate("1900-01-01"))
        let last = try #require(CalendarDate("2100-12-31"))
        var before: CalendarDate?
        for number in first.daysSince1970...last.daysSince1970 {
            let day = CalendarDate(daysSince1970: number)
            #expect(day.daysSince1970 == number)
            #expect(CalendarDate(day.description) == day)
            if let before { #expect(before < day && before.adding(days: 1) == day) }
            before = day
            guard number % 17 == 0 else { continue }
            let parts = calendar.dateComponents(
                [.year, .month, .day],
                from: Date(timeIntervalSince1970: Double(number) * 86_400)
            )
            #expect([parts.year, parts.month, parts.day] == [day.year, day.month, day.day])
        }
        #expect(before == last)
    }

    @Test(arguments: ["2000-02-29", "2024-02-29", "0001-01-01", "9999-12-31"])
    func `reads days that exist`(text: String) {
        #expect(CalendarDate(text)?.description == text)
    }

    @Test(arguments: [
        "1900-02-29", "2100-02-29", "2023-02-29", "2023-04-31", "2023-00-01", "2023-13-01", "2023-01-00", "0000-01-01",
        "2023-1-01", "2023-01-1", "20230101", "2023/01/01", " 2023-01-01", "2023-01-01 ", "", "+023-01-01",
    ])
    func `refuses days that do not`(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test(arguments: [
        ("2000-02-29", "2018-02-28", 17), ("2000-02-29", "2018-03-01", 18), ("2000-05-17", "2018-05-16", 17),
        ("2000-05-17", "2018-05-17", 18), ("2018-05-17", "2018-05-16", -1),
    ])
    func `counts whole years`(birth: String, day: String, age: Int) throws {
        #expect(try #require(CalendarDate(birth)).years(until: try #require(CalendarDate(day))) == age)
    }
}
