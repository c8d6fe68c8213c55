/// Why a record's headers are not an envelope; it names headers, never their values.
public enum EnvelopeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A header that every event has is absent.
    case missing(String)
    /// A header is there and not readable.
    case invalid(String)

    /// The header concerned.
    public var header: String {
        switch self {
        case .missing(let header), .invalid(let header): header
        }
    }

    /// The written form.
    public var description: String {
        switch self {
        case .missing(let header): "header \(header) is missing"
        case .invalid(let header): "header \(header) is not valid"
        }
    }
}
