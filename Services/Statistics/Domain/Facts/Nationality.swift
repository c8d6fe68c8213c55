import Events

/// Under which nationality a person counts, who may have several.
enum Nationality {
    /// The country that counts its nationals as its own: those of it who have another nationality too count under it.
    static let host = CountryCode.egypt
    /// The value where none is told.
    static let unknown = CountryCode.noCountry
    /// The group of the host country's nationals.
    static let nationals = "national"
    /// The group of everybody else whose nationality is known.
    static let nonNationals = "non_national"
    /// In a policy, all countries that it does not name.
    static let other = "other"
    /// The values that are no country.
    static let groups = [nationals, nonNationals, other]

    /// The one of `countries` that counts: the host country, else the first by code; `nil` when there is none.
    ///
    /// It does not depend on their order.
    static func counted(of countries: [CountryCode]) -> CountryCode? {
        countries.contains(host) ? host : countries.min()
    }

    /// The country of a number; ``unknown`` when there is none.
    static func country(_ number: UInt16) -> CountryCode {
        guard (1...676).contains(number) else { return unknown }
        let letters = [(number - 1) / 26, (number - 1) % 26].map { UInt8($0) + UInt8(ascii: "A") }
        return CountryCode(String(decoding: letters, as: UTF8.self)) ?? unknown
    }
}

extension CountryCode {
    /// Its place among all pairs of letters, 1 to 676, in 10 bits.
    var number: UInt16 {
        1 + code.utf8.prefix(2).reduce(0) { $0 * 26 + UInt16($1 - UInt8(ascii: "A")) }
    }
}
