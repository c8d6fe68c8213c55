import Foundation

/// An instant, in whole milliseconds since 1970-01-01T00:00:00Z; written as RFC 3339 in UTC with milliseconds,
/// `2021-02-17T10:00:00.000Z`.
public struct Timestamp: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z; negative before.
    public let millisecondsSince1970: Int64

    /// Makes an instant of its milliseconds since 1970-01-01T00:00:00Z.
    public init(millisecondsSince1970: Int64) {
        self.millisecondsSince1970 = millisecondsSince1970
    }

    /// The present instant of the system's clock.
    public static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(millisecondsSince1970: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Reads RFC 3339 (`Z` or a numeric offset, any number of fraction digits); `nil` for anything else.
    public init?(_ text: String) {
        var copy = text
        guard let value = copy.withUTF8({ Timestamp(utf8: UnsafeRawBufferPointer($0)) }) else { return nil }
        self = value
    }

    /// Reads the UTF-8 bytes of RFC 3339; `nil` for anything else.
    public init?(utf8 bytes: UnsafeRawBufferPointer) {
        guard let value = Timestamp.parse(bytes) else { return nil }
        self = value
    }

    /// Midnight at the start of `date`, UTC.
    public init(_ date: CalendarDate) {
        self.init(millisecondsSince1970: Int64(date.daysSince1970) * 86_400_000)
    }

    /// The day this instant falls on, UTC.
    public var date: CalendarDate {
        CalendarDate(
            daysSince1970: Int((millisecondsSince1970 - Self.floorMod(millisecondsSince1970, 86_400_000)) / 86_400_000)
        )
    }

    /// The instant `duration` later (earlier when negative), cut to whole milliseconds.
    public func adding(_ duration: Duration) -> Timestamp {
        let (seconds, attoseconds) = duration.components
        return Timestamp(
            millisecondsSince1970: millisecondsSince1970 + seconds * 1000 + attoseconds / 1_000_000_000_000_000
        )
    }

    /// The written form.
    public var description: String {
        String(unsafeUninitializedCapacity: 24) { buffer in
            write(utf8: buffer)
            return 24
        }
    }

    /// Writes the 24 UTF-8 bytes of the written form to the beginning of `buffer`.
    public func write(utf8 buffer: UnsafeMutableBufferPointer<UInt8>) {
        date.write(utf8: buffer)
        var rest = Int(Self.floorMod(millisecondsSince1970, 86_400_000))
        let millis = rest % 1000
        rest /= 1000
        func put(_ value: Int, at position: Int) {
            buffer[position] = UInt8(truncatingIfNeeded: 48 + value / 10)
            buffer[position + 1] = UInt8(truncatingIfNeeded: 48 + value % 10)
        }
        buffer[10] = UInt8(ascii: "T")
        put(rest / 3600, at: 11)
        buffer[13] = UInt8(ascii: ":")
        put(rest / 60 % 60, at: 14)
        buffer[16] = UInt8(ascii: ":")
        put(rest % 60, at: 17)
        buffer[19] = UInt8(ascii: ".")
        buffer[20] = UInt8(truncatingIfNeeded: 48 + millis / 100)
        put(millis % 100, at: 21)
        buffer[23] = UInt8(ascii: "Z")
    }

    /// Reads the written form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Timestamp(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an RFC 3339 instant")
        }
        self = value
    }

    /// Writes the written form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// Whether `left` comes before `right`.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.millisecondsSince1970 < right.millisecondsSince1970
    }

    private static func floorMod(_ value: Int64, _ modulus: Int64) -> Int64 {
        let rest = value % modulus
        return rest < 0 ? rest + modulus : rest
    }

    private static func parse(_ text: UnsafeRawBufferPointer) -> Timestamp? {
        func number(_ start: Int, _ count: Int) -> Int? {
            guard start + count <= text.count else { return nil }
            var value = 0
            for position in start..<start + count {
                let digit = text[position] &- 48
                guard digit < 10 else { return nil }
                value = value * 10 + Int(digit)
            }
            return value
        }
        func isByte(_ position: Int, _ character: Unicode.Scalar) -> Bool {
            position < text.count && text[position] == UInt8(ascii: character)
        }
        guard text.count >= 20, let year = number(0, 4), isByte(4, "-"), let month = number(5, 2), isByte(7, "-"),
            let day = number(8, 2), isByte(10, "T") || isByte(10, "t"), let hour = number(11, 2), hour < 24,
            isByte(13, ":"), let minute = number(14, 2), minute < 60, isByte(16, ":"), let second = number(17, 2),
            second < 61, let date = CalendarDate(year: year, month: month, day: day)
        else { return nil }
        var position = 19
        var millis = 0
        if isByte(position, ".") {
            position += 1
            var scale = 100
            let first = position
            while position < text.count, text[position] >= 48, text[position] <= 57 {
                millis += Int(text[position] - 48) * scale
                scale /= 10
                position += 1
            }
            guard position > first else { return nil }
        }
        var offsetMinutes = 0
        if isByte(position, "Z") || isByte(position, "z") {
            position += 1
        } else if isByte(position, "+") || isByte(position, "-") {
            guard let hours = number(position + 1, 2), hours < 24, isByte(position + 3, ":"),
                let minutes = number(position + 4, 2), minutes < 60
            else { return nil }
            offsetMinutes = (hours * 60 + minutes) * (isByte(position, "-") ? -1 : 1)
            position += 6
        } else {
            return nil
        }
        guard position == text.count else { return nil }
        let seconds = hour * 3600 + minute * 60 + second - offsetMinutes * 60
        return Timestamp(
            millisecondsSince1970: Int64(date.daysSince1970) * 86_400_000 + Int64(seconds) * 1000 + Int64(millis)
        )
    }
}
