import Events

/// The number people know a case by: `EG-ELMARG-2021-000123`, the instance's prefix, the year of identification and a
/// count within both.
struct CaseNumber: Sendable, Hashable, CustomStringConvertible {
    let prefix: String
    let year: Int
    let count: Int

    init(prefix: String, year: Int, count: Int) {
        self.prefix = prefix
        self.year = year
        self.count = count
    }

    /// Reads a number; `nil` for a text that is none.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, let count = Int(parts[parts.count - 1]), count > 0,
            let year = Int(parts[parts.count - 2]), (1...9999).contains(year)
        else { return nil }
        self.init(prefix: parts.dropLast(2).joined(separator: "-"), year: year, count: count)
    }

    var description: String {
        "\(prefix)-\(Self.padded(year, to: 4))-\(Self.padded(count, to: 6))"
    }

    /// Whether a prefix can begin a number: capitals, digits and single hyphens between them.
    static func isPrefix(_ text: String) -> Bool {
        guard (1...32).contains(text.utf8.count) else { return false }
        return text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) }
        }
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
