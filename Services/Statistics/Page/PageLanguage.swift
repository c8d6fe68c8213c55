import Events

/// The languages of what is written for people.
enum PageLanguage: String, CodeList {
    case english = "en"
    case french = "fr"
    case arabic = "ar"

    /// Which way it is written.
    var direction: String { self == .arabic ? "rtl" : "ltr" }

    /// Its own name of itself.
    var ownName: String {
        switch self {
        case .english: "English"
        case .french: "Français"
        case .arabic: "العربية"
        }
    }

    /// A number as it is written: digits are those that all three languages' readers of statistics know.
    func text(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { grouped += self == .french ? "\u{202F}" : "," }
            grouped.append(digit)
        }
        return number < 0 ? "−" + grouped : grouped
    }

    /// A day as it is written.
    func text(_ day: CalendarDate) -> String {
        let month = Self.months[rawValue]?[day.month - 1] ?? ""
        return self == .french && day.day == 1 ? "1er \(month) \(day.year)" : "\(day.day) \(month) \(day.year)"
    }

    /// A stretch of time, ready for the middle of a sentence.
    func text(_ period: PublishedPeriod, asOf: CalendarDate) -> String {
        switch period {
        // Of a period that is not over yet, what is counted ends before it does.
        case .to(let day): words(.upTo) + " " + text(min(day, asOf))
        case .year(let year): "\(year)"
        case .quarter(let year, let quarter): "\(words(.quarter)) \(quarter), \(year)"
        case .stated(let text): text
        }
    }

    /// A name and what is said of it.
    func pair(_ name: String, _ text: String) -> String { name + (self == .french ? "\u{202F}: " : ": ") + text }

    /// Parts of a sentence, one after the other, each kept together whichever way its own words run.
    func list(_ parts: [String]) -> String {
        parts.filter { !$0.isEmpty }.map(Self.isolated).joined(separator: self == .arabic ? "، " : ", ")
    }

    /// A text whose direction does not disturb what stands around it (Unicode's first-strong isolate).
    static func isolated(_ text: String) -> String { "\u{2068}\(text)\u{2069}" }

    /// Digits and what joins them, from the left to the right wherever they stand.
    static func leftToRight(_ text: String) -> String { "\u{2066}\(text)\u{2069}" }

    /// What is said in this language.
    func words(_ word: PageWord) -> String { word.text(in: self) }

    private static let months: [String: [String]] = [
        "en": [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ],
        "fr": [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
            "novembre", "décembre",
        ],
        "ar": [
            "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
            "ديسمبر",
        ],
    ]
}
