/// The number people know a certificate by: `EG-ELMARG-2018-L-000321`, the instance's prefix, the year it was issued,
/// the letter of its kind and a count within them, so that no two offices can mint the same.
struct CertificateNumber: Sendable, Hashable, CustomStringConvertible {
    let prefix: String
    let year: Int
    let letter: String
    let count: Int

    init(prefix: String, year: Int, letter: String, count: Int) {
        self.prefix = prefix
        self.year = year
        self.letter = letter
        self.count = count
    }

    /// Reads a number; `nil` for a text that is none.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, let count = Int(parts[parts.count - 1]), count > 0,
            let year = Int(parts[parts.count - 3]), (1...9999).contains(year)
        else { return nil }
        self.init(
            prefix: parts.dropLast(3).joined(separator: "-"),
            year: year,
            letter: String(parts[parts.count - 2]),
            count: count
        )
    }

    var description: String {
        "\(prefix)-\(Self.padded(year, to: 4))-\(letter)-\(Self.padded(count, to: 6))"
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
