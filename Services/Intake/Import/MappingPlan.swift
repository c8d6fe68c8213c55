import EventStore
import Events

/// A mapping that was checked and made ready for rows.
struct MappingPlan: Sendable {
    /// One thing that is done with a column.
    struct Step: Sendable {
        let column: String
        /// One field, or those of a text's pieces.
        let values: [ValueReading]
        let split: String?
        let otherwise: String?
        let unless: String?
        let label: String?
    }

    let source: String
    let sourceIDColumn: String
    let separator: UInt8
    let isNeutralised: Bool
    let refusesUnknownColumns: Bool
    let steps: [Step]
    /// Values for fields that a row does not give.
    let constants: [(field: FormField, value: JSONValue)]
    /// The columns that the mapping names, those that it passes over among them.
    let knownColumns: Set<String>

    /// Checks a resolved mapping.
    ///
    /// - Throws: `mapping.invalid` with everything that is wrong.
    init(_ mapping: ImportMapping, _ calendar: BusinessCalendar) throws(Rejection) {
        var check = MappingCheck(mapping, calendar)
        steps = check.steps()
        constants = check.constants()
        check.requireFields(steps, constants)
        separator = check.separator()
        source = mapping.source ?? ""
        sourceIDColumn = mapping.sourceId ?? ""
        isNeutralised = mapping.neutralised ?? false
        refusesUnknownColumns = mapping.refuseUnknownColumns ?? false
        knownColumns = Set((mapping.columns ?? []).map(\.column)).union([sourceIDColumn])
        if source.isBlank { check.problems.append("source: name the system that the rows come from") }
        if sourceIDColumn.isBlank {
            check.problems.append("sourceId: name the column with the case's identifier there")
        }
        if !check.problems.isEmpty { throw MappingProblems.rejection(check.problems) }
    }

    /// Checks a CSV file's header.
    ///
    /// - Throws: `mapping.invalid` with everything that is wrong.
    func check(header: [String]) throws(Rejection) {
        var problems: [String] = []
        let repeated = Dictionary(grouping: header) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
        for name in repeated { problems.append("the file has the column \(name) more than once; rename one") }
        if !header.contains(sourceIDColumn) {
            problems.append("the file has no column \(sourceIDColumn), which says the case's identifier (sourceId)")
        }
        let given = Set(header)
        let filled = Set(constants.map(\.field.path))
            .union(
                steps.filter { given.contains($0.column) || $0.otherwise != nil }.flatMap(\.values).map(\.field.path)
            )
        for field in FormField.required where !filled.contains(field) {
            let columns = Set(steps.filter { $0.values.contains { $0.field.path == field } }.map(\.column)).sorted()
            problems.append(
                "the file has none of the columns that fill \(field) (\(columns.joined(separator: ", "))); give a constant"
            )
        }
        if refusesUnknownColumns {
            for name in header where !knownColumns.contains(name) {
                problems.append(
                    "the mapping does not name the file's column \(name); map it, or ignore it with a reason"
                )
            }
        }
        if !problems.isEmpty { throw MappingProblems.rejection(problems) }
    }

    /// Those of a row's columns that fill a field, or the nearest field around it: `consents[0].basis`, `subject`.
    func column(of field: String?, in row: some Collection<String>) -> String? {
        guard let field else { return nil }
        let wanted = field.filter { !"[]0123456789".contains($0) }
        let member = ".\(wanted.split(separator: ".").last ?? "")"
        func column(_ matches: (String) -> Bool) -> String? {
            let columns = steps.filter { step in
                row.contains(step.column) && step.values.contains { matches($0.field.path) }
            }
            return columns.isEmpty ? nil : Set(columns.map(\.column)).sorted().joined(separator: ", ")
        }
        return column { $0 == wanted }
            // A consent of a list was written in the columns of its purpose.
            ?? column { wanted.hasPrefix("consents.") && $0.hasPrefix("consents.") && $0.hasSuffix(member) }
            ?? column { $0.hasPrefix(wanted + ".") || wanted.hasPrefix($0 + ".") }
    }
}

/// Gathers all that is wrong with a mapping.
private struct MappingCheck {
    let mapping: ImportMapping
    let calendar: BusinessCalendar
    var problems: [String] = []
    private var dates: [DateFormat] = [.iso]

    init(_ mapping: ImportMapping, _ calendar: BusinessCalendar) {
        self.mapping = mapping
        self.calendar = calendar
        dates += formats(mapping.dates ?? [], of: "dates")
    }

    private mutating func formats(_ texts: [String], of place: String) -> [DateFormat] {
        texts.compactMap { text in
            if let format = DateFormat(text) { return format }
            problems.append("\(place): \(text) does not say year, month and day once each, as in dd/MM/yyyy")
            return nil
        }
    }

    mutating func steps() -> [MappingPlan.Step] {
        var steps: [MappingPlan.Step] = []
        for column in mapping.columns ?? [] {
            let targets = column.to.map { [$0] } ?? column.parts ?? []
            guard column.ignore == nil else {
                if !targets.isEmpty { problems.append("column \(column.column): it cannot be both taken and ignored") }
                continue
            }
            guard !targets.isEmpty, column.to == nil || column.parts == nil else {
                problems.append("column \(column.column): give one of to, parts and ignore")
                continue
            }
            let values = targets.compactMap { reading(column, $0) }
            if column.parts != nil, values.contains(where: { $0.field.kind != .text }) {
                problems.append("column \(column.column): only fields of plain text can be parts")
            }
            steps.append(
                MappingPlan.Step(
                    column: column.column,
                    values: values,
                    split: column.parts == nil ? nil : column.split ?? " ",
                    otherwise: column.otherwise,
                    unless: column.unless,
                    label: column.label
                )
            )
        }
        return steps
    }

    private mutating func reading(_ column: ImportMapping.Column, _ target: String) -> ValueReading? {
        guard let field = FormField.named(target) else {
            let advice = FormField.like(target).map { "; did you mean \($0)?" } ?? ""
            problems.append("column \(column.column): there is no field \(target)\(advice)")
            return nil
        }
        let own = formats(column.dates ?? [], of: "column \(column.column), dates")
        let reading = ValueReading(
            field: field,
            column: column.column,
            codes: column.codes.map { codes in
                Dictionary(codes.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
            },
            dates: own + dates,
            listSeparator: (column.parts == nil ? column.split : nil) ?? mapping.listSeparator ?? ";",
            calendar: calendar
        )
        let texts = (column.codes ?? [:]).values.filter { !$0.isEmpty } + (column.otherwise.map { [$0] } ?? [])
        for text in Set(texts).sorted() {
            // Our side of a translation must be a value of the field itself.
            let plain = ValueReading(
                field: field,
                column: column.column,
                codes: nil,
                dates: dates,
                listSeparator: reading.listSeparator,
                calendar: calendar
            )
            if column.otherwise == text, column.codes?[text] != nil { continue }
            do { _ = try plain.value(of: text) } catch {
                problems.append("column \(column.column): \(text) is no value of \(target)")
            }
        }
        return reading
    }

    mutating func constants() -> [(field: FormField, value: JSONValue)] {
        (mapping.constants ?? [:]).sorted { $0.key < $1.key }.compactMap { path, text in
            guard let field = FormField.named(path), path != "sourceId" else {
                let advice = FormField.like(path).map { "; did you mean \($0)?" } ?? ""
                problems.append("constants: there is no field \(path)\(advice)")
                return nil
            }
            let reading = ValueReading(
                field: field,
                column: path,
                codes: nil,
                dates: dates,
                listSeparator: mapping.listSeparator ?? ";",
                calendar: calendar
            )
            do {
                guard let value = try reading.value(of: text) else { return nil }
                return (field, value)
            } catch {
                problems.append("constants: the value given for \(path) is none of that field's")
                return nil
            }
        }
    }

    mutating func requireFields(_ steps: [MappingPlan.Step], _ constants: [(field: FormField, value: JSONValue)]) {
        let filled = Set(steps.flatMap(\.values).map(\.field.path) + constants.map(\.field.path))
        for field in FormField.required where !filled.contains(field) {
            problems.append("no column and no constant fills \(field)")
        }
        if filled.isDisjoint(with: FormField.moments) {
            problems.append("no column and no constant fills \(FormField.moments.joined(separator: " or "))")
        }
    }

    mutating func separator() -> UInt8 {
        let bytes = Array((mapping.separator ?? ",").utf8)
        if bytes.count == 1, bytes[0] < 128, bytes[0] != 34, bytes[0] != 10, bytes[0] != 13 { return bytes[0] }
        problems.append("separator: give one character, such as a comma, a semicolon or a tab")
        return 44
    }
}
