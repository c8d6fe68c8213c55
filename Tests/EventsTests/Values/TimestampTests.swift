import Events
import Foundation
import Testing

struct TimestampTests {
    @Test func `agrees with Foundation over four centuries`() throws {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for _ in 0..<2000 {
            let millis = Int64.random(in: -6_000_000_000_000...6_000_000_000_000)
            let time = Timestamp(millisecondsSince1970: millis)
            #expect(Timestamp(time.description) == time)
            let date = try style.parse(time.description)
            #expect(Int64((date.timeIntervalSince1970 * 1000).rounded()) == millis)
        }
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.5Z", 500), ("1970-01-01T00:00:00.123456789Z", 123),
        ("1970-01-01T02:00:00+02:00", 0), ("1969-12-31T19:30:00-04:30", 0), ("1970-01-01t00:00:01z", 1000),
        ("2000-02-29T00:00:00Z", 951_782_400_000), ("1969-12-31T23:59:59.999Z", -1),
        ("2016-12-31T23:59:60Z", 1_483_228_800_000),
    ])
    func `reads RFC 3339`(text: String, millis: Int64) {
        #expect(Timestamp(text)?.millisecondsSince1970 == millis)
    }

    @Test(arguments: [
        "", "1970-01-01", "1970-01-01T00:00:00", "1970-01-01 00:00:00Z", "1970-01-01T24:00:00Z", "1970-01-01T00:60:00Z",
        "1970-01-01T00:00:61Z", "1970-13-01T00:00:00Z", "1900-02-29T00:00:00Z", "1970-01-01T00:00:00.Z",
        "1970-01-01T00:00:00+0200", "1970-01-01T00:00:00+24:00", "1970-01-01T00:00:00Zx", "1970-01-01T00:00:00+02:6",
        "+970-01-01T00:00:00Z", "1970-01-01T00:00:00-02:60", "1970-1-01T000:00:00Z",
    ])
    func `refuses anything else`(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func `knows its day on both sides of 1970`() {
        #expect(Timestamp(millisecondsSince1970: -1).date.description == "1969-12-31")
        #expect(Timestamp(millisecondsSince1970: 0).date.description == "1970-01-01")
        #expect(Timestamp(millisecondsSince1970: 86_399_999).date.description == "1970-01-01")
        #expect(Timestamp(millisecondsSince1970: -86_400_000).description == "1969-12-31T00:00:00.000Z")
    }

    @Test func `adds durations`() {
        let time = Timestamp(millisecondsSince1970: 1000)
        #expect(time.adding(.seconds(2)).millisecondsSince1970 == 3000)
        #expect(time.adding(.milliseconds(-1500)).millisecondsSince1970 == -500)
    }
}
