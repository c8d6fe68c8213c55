/// The age bands that everything is counted in (AGE): atoms that no published band may cut across.
public enum AgeBand: String, CodeList {
    /// Under 5 years.
    case under5 = "00-04"
    /// 5 to 11 years.
    case from5To11 = "05-11"
    /// 12 to 14 years.
    case from12To14 = "12-14"
    /// 15 to 17 years.
    case from15To17 = "15-17"
    /// 18 to 24 years.
    case from18To24 = "18-24"
    /// 25 to 59 years.
    case from25To59 = "25-59"
    /// 60 years and over.
    case from60 = "60+"
    /// Not known.
    case unknown = "UNK"

    /// The band of an age in whole years; ``unknown`` for a negative one.
    public static func of(ageInYears age: Int) -> AgeBand {
        switch age {
        case ..<0: .unknown
        case ..<5: .under5
        case ..<12: .from5To11
        case ..<15: .from12To14
        case ..<18: .from15To17
        case ..<25: .from18To24
        case ..<60: .from25To59
        default: .from60
        }
    }

    /// The band on `day` of a person born on `birthDay`; ``unknown`` before the birth.
    public static func of(bornOn birthDay: CalendarDate, on day: CalendarDate) -> AgeBand {
        of(ageInYears: birthDay.years(until: day))
    }

    /// Whether the band lies under 18 years (Convention on the Rights of the Child); `nil` when it is unknown.
    public var isChild: Bool? {
        switch self {
        case .under5, .from5To11, .from12To14, .from15To17: true
        case .from18To24, .from25To59, .from60: false
        case .unknown: nil
        }
    }
}
