/// A country's ISO 3166-1 alpha-2 code, `EG`; `ZZ` stands for none (intergovernmental organisations).
///
/// Only the format is checked: the list of countries changes more often than programmes are released.
public struct CountryCode: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    /// The two capital letters.
    public let code: String

    /// Reads two capital letters; `nil` for anything else.
    public init?(_ code: String) {
        guard code.utf8.count == 2, code.utf8.allSatisfy({ $0 >= 65 && $0 <= 90 }) else { return nil }
        self.code = code
    }

    init(unchecked code: String) {
        self.code = code
    }

    /// Egypt.
    public static let egypt = CountryCode(unchecked: "EG")
    /// Morocco.
    public static let morocco = CountryCode(unchecked: "MA")
    /// Qatar.
    public static let qatar = CountryCode(unchecked: "QA")
    /// No country: intergovernmental organisations.
    public static let noCountry = CountryCode(unchecked: "ZZ")

    /// The written form.
    public var description: String { code }

    /// Reads the written form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = CountryCode(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an ISO 3166-1 alpha-2 code")
        }
        self = value
    }

    /// Writes the written form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }

    /// Whether `left` comes before `right`.
    public static func < (left: CountryCode, right: CountryCode) -> Bool {
        left.code < right.code
    }
}
