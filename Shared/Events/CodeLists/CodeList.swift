/// A closed list of codes, written as a string.
///
/// Writers use only the listed codes. A reader that meets an unlisted one refuses the record with the field's name,
/// so that a newer producer is noticed instead of misread.
public protocol CodeList: RawRepresentable, CaseIterable, Codable, Sendable, Hashable where RawValue == String {}

extension CodeList {
    /// Reads a listed code; the error names the field and the list, never the value it met.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(rawValue: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a code of \(Self.self)")
        }
        self = value
    }
}
