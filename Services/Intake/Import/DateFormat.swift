import Events

/// How a source writes dates: `dd/MM/yyyy`, `yyyy-MM-dd HH:mm`.
struct DateFormat: Sendable, Hashable {
    private enum Piece: Sendable, Hashable {
        case number(Character, digits: Int)
        case literal(Character)
    }

    private let pieces: [Piece]

    /// `MMM` in a format.
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// ISO 8601's day, which every mapping takes.
    static let iso = DateFormat(unchecked: "yyyy-MM-dd")

    /// Reads a format; `nil` when it does not say year, month and day once each.
    init?(_ text: String) {
        self.init(unchecked: text)
        let letters = pieces.compactMap { if case .number(let letter, _) = $0 { letter } else { nil } }
        guard Set(letters).count == letters.count, Set(letters).isSuperset(of: ["y", "M", "d"]) else { return nil }
    }

    private init(unchecked text: String) {
        var pieces: [Piece] = []
        for character in text {
            if "yMdHms".contains(character) {
                if case .number(character, let digits)? = pieces.last {
                    pieces[pieces.count - 1] = .number(character, digits: digits + 1)
                } else {
                    pieces.append(.number(character, digits: 1))
                }
            } else {
                pieces.append(.literal(character))
            }
        }
        self.pieces = pieces
    }

    /// The day that `text` names, and the second of that day when it is told.
    func read(_ text: String) -> (day: CalendarDate, second: Int?)? {
        var rest = Substring(text)
        var values: [Character: Int] = [:]
        for piece in pieces {
            switch piece {
            case .literal(let character):
                guard rest.first == character else { return nil }
                rest.removeFirst()
            case .number("M", digits: 3):
                guard let index = Self.months.firstIndex(of: rest.prefix(3).lowercased()) else { return nil }
                values["M"] = index + 1
                rest.removeFirst(3)
            case .number(let letter, let digits):
                // A single letter takes one or two digits: `d/M/yyyy`.
                let taken = rest.prefix(digits == 1 ? 2 : digits).prefix { $0.isASCII && $0.isNumber }
                guard taken.count == digits || digits == 1 && !taken.isEmpty, let value = Int(taken) else { return nil }
                values[letter] = value
                rest.removeFirst(taken.count)
            }
        }
        guard rest.isEmpty, let year = values["y"], let month = values["M"], let dayOfMonth = values["d"],
            let day = CalendarDate(year: year, month: month, day: dayOfMonth)
        else { return nil }
        guard let hour = values["H"] else { return (day, nil) }
        let (minute, second) = (values["m"] ?? 0, values["s"] ?? 0)
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return (day, hour * 3600 + minute * 60 + second)
    }
}
