import Events

/// What the documented examples are made of; no real person or organisation is behind any of it.
enum WireExample {
    static let caseID = id(1)
    static let subject = id(3)
    static let institution = id(5)
    static let organisation = id(7)
    static let otherOrganisation = id(8)
    static let consent = id(16)
    static let referral = id(27)
    static let key = id(33)
    static let programme = id(26)
    static let offer = id(23)
    static let enrolment = id(19)
    static let session = id(31)
    static let distribution = id(18)
    static let returnID = id(30)
    static let plan = id(25)
    static let instant = Timestamp(millisecondsSince1970: 1_517_470_200_000)
    static let later = Timestamp(millisecondsSince1970: 1_520_062_200_000)
    static let day = CalendarDate(daysSince1970: 17_563)
    static let country = CountryCode("SD") ?? .egypt
    static let place = PlaceCode("EG-BA:HRG") ?? PlaceCode(.egypt)

    private static func id(_ number: UInt64) -> EntityID {
        EntityID(high: 0x0161_50B8_7EC0_7000, low: 0x8000_0000_0000_0000 | number)
    }
}
