import Events

/// Random values, the same for the same seed.
struct RandomJSON: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func string() -> String {
        let alphabets: [[Character]] = [
            Array("abcdefghijklmnopqrstuvwxyz0123456789 _-"), Array("\"\\/\u{8}\u{c}\n\r\t\u{1}\u{1f}\u{7f}"),
            Array("éßπЖאبم漢字हि"), Array("😀👩‍👩‍👧🇪🇬𝄞\u{FFFD}\u{10FFFF}"),
        ]
        let count = Int.random(in: 0...24, using: &self)
        let alphabet = Int.random(in: 0...5, using: &self)
        var text = ""
        for _ in 0..<count {
            text.append(
                alphabets[alphabet < 3 ? 0 : Int.random(in: 0..<4, using: &self)].randomElement(using: &self) ?? "a"
            )
        }
        return text
    }

    mutating func number() -> Double {
        switch Int.random(in: 0...3, using: &self) {
        case 0: Double(Int.random(in: -1000...1000, using: &self)) / 8
        case 1: Double.random(in: -1e9...1e9, using: &self)
        case 2: Double(sign: .plus, exponent: Int.random(in: -1074...1023, using: &self), significand: 1.5)
        default:
            {
                let value = Double(bitPattern: $0)
                return value.isFinite ? value : 0.1
            }(next())
        }
    }

    mutating func value(depth: Int = 0) -> JSONValue {
        switch Int.random(in: 0...(depth > 4 ? 5 : 7), using: &self) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &self))
        case 2: return .integer(Int(truncatingIfNeeded: next()) >> Int.random(in: 0...60, using: &self))
        case 3:
            let number = number()
            return Int(exactly: number).map { .integer($0) } ?? .number(number)
        case 4, 5: return .string(string())
        case 6: return .array((0..<Int.random(in: 0...6, using: &self)).map { _ in value(depth: depth + 1) })
        default:
            var names = Set<[UInt8]>()
            var members = [JSONValue.Member]()
            for _ in 0..<Int.random(in: 0...(depth == 0 ? 60 : 6), using: &self) {
                let name = string()
                if names.insert(Array(name.utf8)).inserted { members.append(.init(name, value(depth: depth + 1))) }
            }
            return .object(members)
        }
    }
}
