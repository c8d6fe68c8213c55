import EventStore
import Events

/// What one event comes to, under pseudonyms: what the instances of a group tell each other.
enum Atom: Sendable, Hashable {
    /// About a person.
    case fact(PersonFact)
    /// About a thing.
    case entry(KeptEntry)

    /// The atom with nothing of whom it is about, when that is one of `erased`.
    func coarsened(_ erased: Set<EntityID>) -> Atom {
        guard case .fact(let fact) = self, erased.contains(fact.person) else { return self }
        return .fact(fact.coarsened)
    }

    /// A number that two different atoms share with a probability of 2⁻⁶⁴.
    var hash64: UInt64 {
        var bytes: [UInt8] = []
        write(behind: &bytes)
        return bytes.withUnsafeBytes { bytes in
            var hash = UInt64(bytes.count)
            var offset = 0
            while offset + 8 <= bytes.count {
                hash = mixed(hash &+ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
                offset += 8
            }
            for byte in bytes[offset...] { hash = mixed(hash &+ UInt64(byte)) }
            return hash
        }
    }
}

// MARK: Bytes

extension Atom {
    fileprivate static let factTag: UInt8 = 1
    fileprivate static let entryTag: UInt8 = 2

    /// Writes the atom behind others.
    func write(behind bytes: inout [UInt8]) {
        switch self {
        case .fact(let fact):
            bytes.append(Self.factTag)
            FactTables.write(fact, behind: &bytes)
        case .entry(let entry):
            bytes.append(Self.entryTag)
            bytes.append(UInt8(entry.family.rawValue))
            bytes += entry.aggregate.bytes
            bytes += entry.event.bytes
            bytes.put(UInt64(bitPattern: entry.rank))
            bytes.put(UInt64(bitPattern: entry.recordedAt))
            bytes.put(UInt64(bitPattern: Int64(entry.day)))
            bytes.put(Array(entry.type.utf8))
            bytes.put(entry.payload)
        }
    }

    /// Reads atoms that were written one behind the other.
    ///
    /// - Throws: ``StoreError/sealed(reason:)`` when they are none.
    static func all(in bytes: [UInt8]) throws -> [Atom] {
        try bytes.withUnsafeBytes { bytes in
            var reader = AtomReader(bytes: bytes)
            var atoms: [Atom] = []
            while !reader.isAtEnd { atoms.append(try reader.atom()) }
            return atoms
        }
    }
}

/// Reads atoms from bytes.
struct AtomReader {
    static let damaged = StoreError.sealed(reason: "what was sealed are no atoms of this version")

    let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position >= bytes.count }

    private mutating func take(_ count: Int) throws -> UnsafeRawBufferPointer {
        guard count >= 0, bytes.count - position >= count else { throw Self.damaged }
        defer { position += count }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
    }

    mutating func byte() throws -> UInt8 { try take(1)[0] }

    mutating func word() throws -> UInt64 { try take(8).loadUnaligned(as: UInt64.self).littleEndian }

    mutating func field() throws -> [UInt8] { [UInt8](try take(Int(truncatingIfNeeded: try word()))) }

    mutating func id() throws -> EntityID {
        guard let id = EntityID(bytes: try take(16)) else { throw Self.damaged }
        return id
    }

    mutating func atom() throws -> Atom {
        switch try byte() {
        case Atom.factTag: .fact(try fact())
        case Atom.entryTag: .entry(try entry())
        default: throw Self.damaged
        }
    }

    private mutating func fact() throws -> PersonFact {
        guard let fact = PersonFact(try take(PersonFact.byteCount), at: 0) else { throw Self.damaged }
        return fact
    }

    private mutating func entry() throws -> KeptEntry {
        guard let family = EntryFamily(rawValue: Int(try byte())) else { throw Self.damaged }
        return KeptEntry(
            family: family,
            aggregate: try id(),
            event: try id(),
            rank: Int64(bitPattern: try word()),
            recordedAt: Int64(bitPattern: try word()),
            day: Int32(truncatingIfNeeded: Int64(bitPattern: try word())),
            type: String(decoding: try field(), as: UTF8.self),
            payload: try field()
        )
    }
}

extension [UInt8] {
    /// Puts a number behind.
    mutating func put(_ word: UInt64) {
        Swift.withUnsafeBytes(of: word.littleEndian) { append(contentsOf: $0) }
    }

    /// Puts bytes behind, and before them how many they are.
    mutating func put(_ field: [UInt8]) {
        put(UInt64(field.count))
        append(contentsOf: field)
    }
}
