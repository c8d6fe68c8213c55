import Events

/// The number of a certificate: the instance, the activity's kind, the year, and a running number of that series.
enum CertificateNumber {
    /// The series of certificates for `kind` of activity in the year of `day`: `NATIONAL-TOT-2021`.
    static func series(instance: String, kind: ActivityKind, on day: CalendarDate) -> String {
        "\(instance.uppercased())-\(kind.rawValue)-\(day.year)"
    }

    /// The `number`th of a series, from 1.
    static func number(_ number: Int, of series: String) -> String {
        let digits = String(number)
        return series + "-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// What stands before the running number.
    static func series(of number: String) -> String {
        number.lastIndex(of: "-").map { String(number[..<$0]) } ?? number
    }
}
