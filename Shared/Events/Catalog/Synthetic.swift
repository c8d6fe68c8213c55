/// What the examples are made of; no real person, place of residence or organisation is behind any of it.
enum Synthetic {
    /// 2018-02-01, 09:30 in Cairo.
    static let time = Timestamp(millisecondsSince1970: 1_517_470_200_000)
    /// Thirty days later.
    static let later = Timestamp(millisecondsSince1970: 1_520_062_200_000)

    static let caseID = id(1)
    static let otherCase = id(2)
    static let subject = id(3)
    static let otherSubject = id(4)
    static let institution = id(5)
    static let otherInstitution = id(6)
    static let organisation = id(7)
    static let otherOrganisation = id(8)
    static let activity = id(9)
    static let admission = id(10)
    static let agreement = id(11)
    static let assessment = id(12)
    static let campaign = id(13)
    static let commitment = id(14)
    static let complaint = id(15)
    static let consent = id(16)
    static let deliverable = id(17)
    static let distribution = id(18)
    static let enrolment = id(19)
    static let feedback = id(20)
    static let figure = id(21)
    static let knowledge = id(22)
    static let offer = id(23)
    static let participant = id(24)
    static let plan = id(25)
    static let programme = id(26)
    static let referral = id(27)
    static let release = id(28)
    static let report = id(29)
    static let returnID = id(30)
    static let session = id(31)
    static let transfer = id(32)
    static let key = id(33)

    /// A day that exists; the epoch for one that does not.
    static func date(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        CalendarDate(year: year, month: month, day: day) ?? CalendarDate(daysSince1970: 0)
    }

    /// A place that is well formed; no country for one that is not.
    static func place(_ code: String) -> PlaceCode {
        PlaceCode(code) ?? PlaceCode(.noCountry)
    }

    private static func id(_ number: UInt64) -> EntityID {
        EntityID(high: 0x0161_50B8_7EC0_7000, low: 0x8000_0000_0000_0000 | number)
    }
}
