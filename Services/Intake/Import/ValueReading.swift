import Events
import Foundation

/// Makes a cell's text into a field's value.
struct ValueReading: Sendable {
    let field: FormField
    let column: String
    /// Their codes, in small letters.
    let codes: [String: String]?
    let dates: [DateFormat]
    let listSeparator: String
    let calendar: BusinessCalendar

    /// The value of a text; `nil` when it stands for nothing.
    func value(of text: String) throws(RowFault) -> JSONValue? {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { return nil }
        guard field.kind.isList else { return try single(text) }
        if text.hasPrefix("["), case .array(let elements)? = Self.json(text) { return try list(elements) }
        var elements: [JSONValue] = []
        for part in text.components(separatedBy: listSeparator) { elements.append(.string(part)) }
        return try list(elements)
    }

    /// The value of a member of JSON Lines.
    func value(of json: JSONValue) throws(RowFault) -> JSONValue? {
        switch json {
        case .null: nil
        case .string(let text): try value(of: text)
        case .array(let elements) where field.kind.isList: try list(elements)
        case .integer(let number): try value(of: String(number))
        case .number(let number): try value(of: "\(number)")
        case .bool(let flag): try value(of: flag ? "true" : "false")
        case .array(let elements):
            // Of a list of words a text is made.
            try value(
                of: elements.compactMap { if case .string(let word) = $0 { word } else { nil } }.joined(separator: "; ")
            )
        case .object: throw .unreadable(field.path, column, "one value, not an object")
        }
    }

    private static func json(_ text: String) -> JSONValue? {
        // What is no JSON is read as a plain list.
        try? FastJSONDecoder().decode(JSONValue.self, from: Array(text.utf8))
    }

    private func list(_ elements: [JSONValue]) throws(RowFault) -> JSONValue? {
        var values: [JSONValue] = []
        for element in elements {
            let value: JSONValue?
            switch element {
            case .string(let text):
                let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
                value = text.isEmpty ? nil : try single(text)
            case .object: value = element
            default: throw .unreadable(field.path, column, "a list of texts or objects")
            }
            if let value, !values.contains(value) { values.append(value) }
        }
        return values.isEmpty ? nil : .array(values)
    }

    private func single(_ given: String) throws(RowFault) -> JSONValue? {
        let translated = codes?[given.lowercased()]
        if translated == "" { return nil }
        let text = translated ?? given
        switch field.kind {
        case .text, .lines: return .string(text)
        case .identifier: return try checked(text, EntityID(text) != nil, "a UUID")
        case .place: return try checked(text, PlaceCode(text) != nil, "a place such as EG-C")
        case .code(let known), .codes(let known):
            // Without a table of codes, the file is taken to be written in ours.
            if let code = known.first(where: { $0.lowercased() == text.lowercased() }) { return .string(code) }
            throw .unmapped(field.path, column)
        case .country, .countries:
            guard let country = CountryNames.code(of: text) else { throw .unmapped(field.path, column) }
            return .string(country)
        case .integer:
            guard let number = Int(text) ?? Double(text).flatMap({ Int(exactly: $0) }) else {
                throw .unreadable(field.path, column, "a whole number")
            }
            return .integer(number)
        case .boolean:
            switch text.lowercased() {
            case "true", "yes", "y", "1": return .bool(true)
            case "false", "no", "n", "0": return .bool(false)
            default: throw .unreadable(field.path, column, "true or false")
            }
        case .date: return .string(try day(text).day.description)
        case .instant: return .string(try instant(text))
        case .concerns: return try pieces(text, ["concern", "harm", "gbvType"])
        case .factors: return try factor(text)
        case .documents: return try document(text)
        case .objects: throw .unreadable(field.path, column, "a JSON list of objects")
        }
    }

    private func checked(_ text: String, _ isValid: Bool, _ expected: String) throws(RowFault) -> JSONValue {
        if isValid { return .string(text) }
        throw codes == nil ? .unreadable(field.path, column, expected) : .unmapped(field.path, column)
    }

    private func day(_ text: String) throws(RowFault) -> (day: CalendarDate, second: Int?) {
        for format in dates { if let read = format.read(text) { return read } }
        if let instant = Timestamp(text) { return (calendar.date(of: instant), nil) }
        throw RowFault(
            "date.unreadable",
            field: field.path,
            column: column,
            "this column's date is written in a way that the mapping does not name; add it to the mapping's dates"
        )
    }

    /// The instant; of a day alone noon, so that it is that day in nearly every time zone.
    private func instant(_ text: String) throws(RowFault) -> String {
        if let instant = Timestamp(text) { return instant.description }
        let read = try day(text)
        let local = Timestamp(read.day).adding(.seconds(read.second ?? 12 * 3600))
        let date = Date(timeIntervalSince1970: Double(local.millisecondsSince1970) / 1000)
        return local.adding(.seconds(-calendar.timeZone.secondsFromGMT(for: date))).description
    }

    private func pieces(_ text: String, _ names: [String]) throws(RowFault) -> JSONValue {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= names.count else { throw .unmapped(field.path, column) }
        return .object(
            zip(names, parts).filter { !$0.1.isEmpty }.map { JSONValue.Member($0.0, .string(String($0.1))) }
        )
    }

    private func factor(_ text: String) throws(RowFault) -> JSONValue {
        let parts = text.split(separator: ":").map(String.init)
        guard parts.count == 4, let weight = Int(parts[3]) else {
            throw RowFault(
                "code.unmapped",
                field: field.path,
                column: column,
                "write a factor as LEVEL:polarity:FACTOR:weight, such as HHF:risk:SEPARATION:2, or add the column's codes"
            )
        }
        return [
            "level": .string(parts[0]), "polarity": .string(parts[1]), "code": .string(parts[2]),
            "weight": .integer(weight),
        ]
    }

    private func document(_ text: String) throws(RowFault) -> JSONValue {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            throw .unreadable(field.path, column, "documents as KIND:number, set apart by \(listSeparator)")
        }
        return ["kind": .string(parts[0]), "number": .string(parts[1])]
    }
}

/// Countries by their code or their English name.
enum CountryNames {
    private static let byName: [String: String] = {
        let english = Locale(identifier: "en")
        var names: [String: String] = [:]
        for region in Locale.Region.isoRegions where region.identifier.utf8.count == 2 {
            let code = region.identifier
            names[code.lowercased()] = code
            if let name = english.localizedString(forRegionCode: code) { names[plain(name)] = code }
        }
        return names
    }()

    /// The ISO 3166-1 alpha-2 code; `nil` for a name that is not known.
    static func code(of text: String) -> String? {
        CountryCode(text)?.code ?? byName[plain(text)]
    }

    /// `Côte d’Ivoire`, `cote_d_ivoire` and `Cote d'Ivoire` are one name.
    private static func plain(_ text: String) -> String {
        text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
            .split { !$0.isLetter && !$0.isNumber }.joined(separator: " ").lowercased()
    }
}
