import Foundation

/// The JSON text being written, and the containers that are open in it.
///
/// A container that is left is closed when its parent goes on; going back to it then is an error. Synthesised
/// conformances, and nearly all others, write one container after the other.
final class JSONOutput {
    private struct Level {
        let isObject: Bool
        var isEmpty = true
        let serial: Int
        /// Of a dictionary: where each of its members begins, to put them in order at the end.
        var members: [Int]?
        let start: Int
    }

    private var buffer: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity = 512
    private var levels = [Level]()
    private var serial = 0
    /// The first misuse of a container by an `encode(to:)`, which could not throw it.
    var misuse: EncodingError?

    init() {
        buffer = .allocate(capacity: capacity)
        levels.reserveCapacity(8)
    }

    deinit {
        buffer.deallocate()
    }

    /// The text, every container closed.
    func finish() throws -> [UInt8] {
        close(to: 0)
        if let misuse { throw misuse }
        return [UInt8](UnsafeBufferPointer(start: buffer, count: count))
    }

    /// How many containers are open.
    var depth: Int { levels.count }

    // MARK: Containers

    /// Opens a container and returns its serial number.
    func open(isObject: Bool, isDictionary: Bool = false) -> Int {
        serial += 1
        let start = count
        append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
        levels.append(Level(isObject: isObject, serial: serial, members: isDictionary ? [] : nil, start: start))
        return serial
    }

    /// The serial number of the container open at `depth` when it is an object (or not).
    func reopen(isObject: Bool, at depth: Int) -> Int? {
        guard levels.count > depth else { return nil }
        close(to: depth + 1)
        guard levels[depth].isObject == isObject else {
            fail("two kinds of container for one value")
            return nil
        }
        return levels[depth].serial
    }

    /// Closes containers until `depth` are open.
    func close(to depth: Int) {
        while levels.count > depth {
            let level = levels.removeLast()
            if let members = level.members, members.count > 1 { sort(members) }
            append(level.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        }
    }

    /// Makes the container `serial` at `depth` the one written to, and puts a comma where one is due.
    func beginElement(of serial: Int, at depth: Int) {
        if levels.count != depth { close(to: depth) }
        guard levels.count == depth, levels[depth - 1].serial == serial else {
            fail("a finished container was written to")
            return
        }
        if levels[depth - 1].isEmpty {
            levels[depth - 1].isEmpty = false
        } else {
            append(UInt8(ascii: ","))
        }
        if levels[depth - 1].members != nil { levels[depth - 1].members?.append(count) }
    }

    /// Notes a misuse that cannot be thrown where it is found.
    func fail(_ description: String) {
        guard misuse == nil else { return }
        misuse = .invalidValue(description, .init(codingPath: [], debugDescription: description))
    }

    /// Puts the members of a dictionary, which begin at `starts`, in the order of their bytes.
    private func sort(_ starts: [Int]) {
        let ends = starts.dropFirst().map { $0 - 1 } + [count]
        let members = zip(starts, ends).map { start, end in
            Array(UnsafeBufferPointer(start: buffer + start, count: end - start))
        }
        count = starts[0]
        var isFirst = true
        for member in members.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            if !isFirst { append(UInt8(ascii: ",")) }
            isFirst = false
            for byte in member { append(byte) }
        }
    }

    // MARK: Values

    func append(_ byte: UInt8) {
        if count == capacity { reserve(1) }
        buffer[count] = byte
        count += 1
    }

    private func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: max(capacity * 2, count + more))
        larger.update(from: buffer, count: count)
        buffer.deallocate()
        buffer = larger
        capacity = max(capacity * 2, count + more)
    }

    func append(raw literal: StaticString) {
        let length = literal.utf8CodeUnitCount
        reserve(length)
        (buffer + count).update(from: literal.utf8Start, count: length)
        count += length
    }

    func append(_ value: Bool) {
        append(raw: value ? "true" : "false")
    }

    func append(_ value: some FixedWidthInteger) {
        reserve(24)
        if value < 0 {
            buffer[count] = UInt8(ascii: "-")
            count += 1
        }
        var magnitude = UInt64(value.magnitude)
        let start = count
        repeat {
            buffer[count] = UInt8(truncatingIfNeeded: 48 + magnitude % 10)
            magnitude /= 10
            count += 1
        } while magnitude > 0
        var digits = UnsafeMutableBufferPointer(start: buffer + start, count: count - start)
        digits.reverse()
    }

    /// Writes a number so that reading it gives the same `Double`; `false` when JSON has no such number.
    func append(_ value: Double) -> Bool {
        guard value.isFinite else { return false }
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53, whole != 0 || value.sign == .plus {
            append(whole)
        } else {
            for byte in value.description.utf8 { append(byte) }
        }
        return true
    }

    func append(_ id: EntityID) {
        reserve(38)
        buffer[count] = UInt8(ascii: "\"")
        id.write(utf8: UnsafeMutableBufferPointer(start: buffer + count + 1, count: 36))
        buffer[count + 37] = UInt8(ascii: "\"")
        count += 38
    }

    func append(_ time: Timestamp) {
        reserve(26)
        buffer[count] = UInt8(ascii: "\"")
        time.write(utf8: UnsafeMutableBufferPointer(start: buffer + count + 1, count: 24))
        buffer[count + 25] = UInt8(ascii: "\"")
        count += 26
    }

    func append(_ date: CalendarDate) {
        reserve(12)
        buffer[count] = UInt8(ascii: "\"")
        date.write(utf8: UnsafeMutableBufferPointer(start: buffer + count + 1, count: 10))
        buffer[count + 11] = UInt8(ascii: "\"")
        count += 12
    }

    /// Writes a string in quotes, escaping only what must be.
    func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            reserve(bytes.count + 2)
            buffer[count] = UInt8(ascii: "\"")
            guard let first = bytes.baseAddress, Self.isPlain(UnsafeRawBufferPointer(bytes)) else {
                count += 1
                return appendEscaping(bytes)
            }
            (buffer + count + 1).update(from: first, count: bytes.count)
            buffer[count + 1 + bytes.count] = UInt8(ascii: "\"")
            count += bytes.count + 2
        }
    }

    /// Whether nothing in a string has to be escaped; eight bytes at a time.
    private static func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var position = 0
        while position + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let found =
                (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word
            if found & (ones << 7) != 0 { return false }
            position += 8
        }
        while position < bytes.count {
            let byte = bytes[position]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C { return false }
            position += 1
        }
        return true
    }

    private func appendEscaping(_ bytes: UnsafeBufferPointer<UInt8>) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""): append(raw: "\\\"")
            case UInt8(ascii: "\\"): append(raw: "\\\\")
            case 8: append(raw: "\\b")
            case 9: append(raw: "\\t")
            case 10: append(raw: "\\n")
            case 12: append(raw: "\\f")
            case 13: append(raw: "\\r")
            case ..<0x20:
                append(raw: "\\u00")
                append(byte < 16 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
                append(byte & 15 < 10 ? 48 + byte & 15 : 87 + byte & 15)
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
