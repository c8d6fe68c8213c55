/// A place: a country (ISO 3166-1, `EG`), one of its subdivisions (ISO 3166-2, `EG-BA`), or a locality in one
/// (`EG-BA:HRG`).
///
/// Only the format is checked; ``Region`` lists the subdivisions whose names Jisr knows.
public struct PlaceCode: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    /// How precise a place is.
    public enum Level: Int, Sendable, Comparable {
        /// A country.
        case country
        /// A governorate, region or province.
        case subdivision
        /// A town or district.
        case locality

        /// Whether `left` comes before `right`.
        public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    /// The written code.
    public let code: String
    /// How precise it is.
    public let level: Level

    /// Reads `CC`, `CC-S` with 1 to 3 letters or digits, or `CC-S:L` with 2 to 8; `nil` for anything else.
    public init?(_ code: String) {
        guard let level = Self.level(of: Array(code.utf8)) else { return nil }
        self.code = code
        self.level = level
    }

    /// The country as a place.
    public init(_ country: CountryCode) {
        code = country.code
        level = .country
    }

    private init(prefix: Substring, level: Level) {
        code = String(prefix)
        self.level = level
    }

    /// The country it lies in.
    public var country: CountryCode {
        CountryCode(unchecked: String(code.prefix(2)))
    }

    /// The subdivision it lies in (`EG-BA` for `EG-BA:HRG`); `nil` for a country.
    public var subdivision: PlaceCode? {
        switch level {
        case .country: nil
        case .subdivision: self
        case .locality: PlaceCode(prefix: code.prefix { $0 != ":" }, level: .subdivision)
        }
    }

    /// The next wider place; `nil` for a country.
    public var parent: PlaceCode? {
        switch level {
        case .country: nil
        case .subdivision: PlaceCode(prefix: code.prefix(2), level: .country)
        case .locality: subdivision
        }
    }

    /// The place and all wider ones, narrowest first: `EG-BA:HRG`, `EG-BA`, `EG`.
    public var lineage: [PlaceCode] {
        Array(sequence(first: self, next: \.parent))
    }

    /// The place without its locality: what may be published of a shelter, and in public figures.
    public var withoutLocality: PlaceCode {
        subdivision ?? self
    }

    /// Whether `other` is this place or lies in it by code.
    public func contains(_ other: PlaceCode) -> Bool {
        other.lineage.contains(self)
    }

    /// The written form.
    public var description: String { code }

    /// Reads the written form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = PlaceCode(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a place code")
        }
        self = value
    }

    /// Writes the written form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }

    /// Whether `left` comes before `right`.
    public static func < (left: PlaceCode, right: PlaceCode) -> Bool {
        left.code < right.code
    }

    private static func level(of bytes: [UInt8]) -> Level? {
        func isCapital(_ byte: UInt8) -> Bool { byte >= 65 && byte <= 90 }
        func isCapitalOrDigit(_ byte: UInt8) -> Bool { isCapital(byte) || (byte >= 48 && byte <= 57) }
        guard bytes.count >= 2, bytes[..<2].allSatisfy(isCapital) else { return nil }
        guard bytes.count > 2 else { return .country }
        guard bytes[2] == UInt8(ascii: "-") else { return nil }
        let colon = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
        let subdivision = bytes[3..<max(3, colon)]
        guard (1...3).contains(subdivision.count), subdivision.allSatisfy(isCapitalOrDigit) else { return nil }
        guard colon < bytes.endIndex else { return .subdivision }
        let locality = bytes[(colon + 1)...]
        guard (2...8).contains(locality.count), locality.allSatisfy(isCapitalOrDigit) else { return nil }
        return .locality
    }
}
