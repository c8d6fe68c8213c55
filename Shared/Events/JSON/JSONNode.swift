/// One value or key of a JSON text, in a flat index: what it is and where it stands.
///
/// An object is followed by its keys and values in turn, an array by its elements; ``next`` skips a whole subtree.
struct JSONNode {
    enum Kind: UInt8 {
        case null
        case bool
        case number
        case string
        case array
        case object
    }

    var kind: Kind
    /// A string with escapes, a number with a fraction or exponent, or the literal `true`.
    var flag: Bool
    /// The first byte of a scalar; of a string, behind its quote.
    var start: UInt32
    /// The bytes of a scalar, or the elements (pairs) of a container.
    var count: UInt32
    /// The node behind this one and all it contains.
    var next: UInt32
    /// Of an object: the key expected next, because keys usually come in the order they are asked for.
    var hint: UInt32 = 0
}

/// A position in an array, as part of a path.
struct JSONIndexKey: CodingKey {
    let index: Int

    init(_ index: Int) { self.index = index }
    init?(intValue: Int) { index = intValue }
    init?(stringValue: String) { return nil }

    var intValue: Int? { index }
    var stringValue: String { String(index) }
}

/// A name in an object, as part of a path.
struct JSONNameKey: CodingKey {
    let stringValue: String

    init(_ name: String) { stringValue = name }
    init?(intValue: Int) { return nil }
    init?(stringValue: String) { self.stringValue = stringValue }

    var intValue: Int? { nil }
}

/// Why a text is not JSON, or not JSON that is accepted, and at which byte.
struct JSONProblem: Error {
    let reason: StaticString
    let offset: Int

    var decodingError: DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "not acceptable JSON: \(reason) at byte \(offset)"))
    }
}
