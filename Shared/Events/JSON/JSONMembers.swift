/// The members of an object, read one by one without a `Decoder`: for the few events of which there are millions.
///
/// Whatever is not as events usually write it is ``Unusual``, and the value is then read as any other is: so there is one
/// place that says what is accepted, and which error is given.
public struct JSONMembers {
    /// Something is missing, or not written as usual.
    public struct Unusual: Error {}

    private let document: JSONDocument

    init?(_ document: JSONDocument) {
        guard document.nodes[0].kind == .object else { return nil }
        self.document = document
    }

    /// An identifier.
    func id(_ name: StaticString) throws(Unusual) -> EntityID { try required(optionalID(name)) }

    /// An identifier, `nil` when it is absent.
    func optionalID(_ name: StaticString) throws(Unusual) -> EntityID? {
        guard let bytes = try string(name) else { return nil }
        return try required(EntityID(utf8: bytes))
    }

    /// A date.
    func date(_ name: StaticString) throws(Unusual) -> CalendarDate {
        try required(CalendarDate(utf8: try required(string(name))))
    }

    /// A number.
    func number(_ name: StaticString) throws(Unusual) -> Double {
        guard let index = index(of: name), let value = try? document.double(at: index) else { throw Unusual() }
        return value
    }

    /// Yes or no, `nil` when it is absent.
    func optionalBool(_ name: StaticString) throws(Unusual) -> Bool? {
        guard let index = index(of: name) else { return nil }
        guard document.nodes[index].kind == .bool else { throw Unusual() }
        return document.nodes[index].flag
    }

    /// One of `codes`.
    func code<Code>(_ name: StaticString, of codes: ShortCodes<Code>) throws(Unusual) -> Code {
        try required(optionalCode(name, of: codes))
    }

    /// One of `codes`, `nil` when it is absent.
    func optionalCode<Code>(_ name: StaticString, of codes: ShortCodes<Code>) throws(Unusual) -> Code? {
        guard let bytes = try string(name) else { return nil }
        return try required(codes.code(bytes))
    }

    /// The bytes of a string without escapes, `nil` when it is absent.
    private func string(_ name: StaticString) throws(Unusual) -> UnsafeRawBufferPointer? {
        guard let index = index(of: name) else { return nil }
        let node = document.nodes[index]
        guard node.kind == .string, !node.flag else { throw Unusual() }
        return document.raw(node)
    }

    private func index(of name: StaticString) -> Int? {
        document.value(of: UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount), in: 0)
    }

    private func required<Value>(_ value: Value?) throws(Unusual) -> Value {
        guard let value else { throw Unusual() }
        return value
    }
}

/// The bytes are the text's own.
@available(*, unavailable)
extension JSONMembers: Sendable {}

/// The codes of a list by their bytes, of which there are at most sixteen.
struct ShortCodes<Code: CodeList>: Sendable {
    private let codes: [(bits: UInt128, code: Code)]

    init() {
        codes = Code.allCases.compactMap { code in
            var text = code.rawValue
            return text.withUTF8 { Self.bits(UnsafeRawBufferPointer($0)) }.map { ($0, code) }
        }
    }

    func code(_ bytes: UnsafeRawBufferPointer) -> Code? {
        guard let bits = Self.bits(bytes) else { return nil }
        return codes.first { $0.bits == bits }?.code
    }

    /// Up to sixteen bytes in a number; no code has a NUL, so that different ones have different numbers.
    private static func bits(_ bytes: UnsafeRawBufferPointer) -> UInt128? {
        guard bytes.count <= 16 else { return nil }
        var bits: UInt128 = 0
        for byte in bytes {
            guard byte != 0 else { return nil }
            bits = bits << 8 | UInt128(byte)
        }
        return bits
    }
}
