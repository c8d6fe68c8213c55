/// One line of the demonstration's table: a figure as it was reported and as it was counted.
public struct FigureRow: Sendable {
    /// The indicator, and what of it: `RETURNS F`.
    public let indicator: String
    /// What it counts, in words.
    public let title: String
    /// The published figure: `more than 320`; absent when none was published.
    public let reported: String?
    /// What the events add up to; absent when nothing was reported.
    public let counted: Int?
    /// What everybody may see: a number, `withheld`; absent when nothing was published.
    public let published: String?
    /// What the scenarios must add up to.
    public let expected: Int
    /// Where the published figure is from.
    public let source: String?

    /// Makes a line.
    public init(
        indicator: String,
        title: String,
        reported: String?,
        counted: Int?,
        published: String? = nil,
        expected: Int,
        source: String?
    ) {
        self.indicator = indicator
        self.title = title
        self.reported = reported
        self.counted = counted
        self.published = published
        self.expected = expected
        self.source = source
    }

    /// Whether the count is what the scenarios add up to.
    public var isRight: Bool { counted == expected }
}

/// The demonstration's table.
public enum FigureTable: Sendable {
    /// The lines under each other.
    public static func text(_ rows: [FigureRow]) -> String {
        let header = ["indicator", "what", "reported", "counted", "", "published", "source"]
        let lines = rows.map { row in
            [
                row.indicator, row.title, row.reported ?? "–", row.counted.map(grouped) ?? "–",
                row.isRight ? "✓" : "✗ expected \(grouped(row.expected))", row.published ?? "–", row.source ?? "",
            ]
        }
        let widths = header.indices.map { column in ([header] + lines).map { $0[column].count }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            cells.indices.map { column in
                let fill = String(repeating: " ", count: widths[column] - cells[column].count)
                let isNumber = [2, 3, 5].contains(column)
                return isNumber ? fill + cells[column] : cells[column] + fill
            }.joined(separator: "  ")
        }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        return ([line(header), rule] + lines.map(line)).joined(separator: "\n") + "\n"
    }

    /// A number with a comma at each thousand: `1,696`.
    public static func grouped(_ number: Int) -> String {
        var digits = Array(String(abs(number)))
        var position = digits.count - 3
        while position > 0 {
            digits.insert(",", at: position)
            position -= 3
        }
        return (number < 0 ? "-" : "") + String(digits)
    }
}
