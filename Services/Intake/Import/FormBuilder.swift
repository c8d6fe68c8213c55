import EventStore
import Events
import Foundation
import ServiceKit

/// One row as it came: its values by column, or what is wrong with it.
struct SourceRow: Sendable {
    let number: Int
    /// By column; no empty ones.
    var values: [String: JSONValue] = [:]
    var fault: RowFault?
}

/// A row on its way into the store: its source's identifier, and the case it describes or why it is refused.
struct MappedRow: Sendable {
    let number: Int
    let sourceID: String?
    /// The columns that have a value.
    let columns: [String]
    let form: Result<CaseForm, RowFault>
}

extension MappingPlan {
    /// What a row says, in Jisr's own form.
    func mapped(_ row: SourceRow) -> MappedRow {
        let sourceID = row.values[sourceIDColumn].flatMap { Self.text($0) }
        let columns = Array(row.values.keys)
        do throws(RowFault) {
            if let fault = row.fault { throw fault }
            guard let sourceID, sourceID.utf8.count <= 200 else {
                throw RowFault(
                    "field.required",
                    field: "sourceId",
                    column: sourceIDColumn,
                    "this column must have the case's identifier, up to 200 bytes: without it a row cannot be taken just once"
                )
            }
            let read = try form(row, sourceID)
            return MappedRow(number: row.number, sourceID: sourceID, columns: columns, form: .success(read))
        } catch {
            return MappedRow(number: row.number, sourceID: sourceID, columns: columns, form: .failure(error))
        }
    }

    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text.isBlank ? nil : text
        case .integer(let number): String(number)
        default: nil
        }
    }

    private func form(_ row: SourceRow, _ sourceID: String) throws(RowFault) -> CaseForm {
        var tree = FormTree()
        for step in steps {
            if let other = step.unless, row.values[other] != nil { continue }
            guard let value = row.values[step.column] ?? step.otherwise.map({ .string($0) }) else { continue }
            try apply(step, value, to: &tree)
        }
        let given = tree
        for constant in constants where given.takesConstant(constant.field.path) {
            tree.fill(constant.field.path, constant.value)
        }
        tree.fill("sourceId", .string(sourceID))
        do {
            return try StrictJSON.decode(CaseForm.self, from: tree.json)
        } catch let rejection as Rejection {
            throw RowFault(rejection, column: column(of: rejection.field, in: row.values.keys))
        } catch {
            throw RowFault("field.invalid", "the row cannot be read as a case")
        }
    }

    private func apply(_ step: Step, _ value: JSONValue, to tree: inout FormTree) throws(RowFault) {
        guard let split = step.split else {
            guard let reading = step.values.first, let read = try reading.value(of: value) else { return }
            try tree.add(read, reading.field, column: step.column, label: step.label)
            return
        }
        guard case .string(let text) = value else {
            throw RowFault("field.invalid", column: step.column, "this column must have a text in this row")
        }
        let pieces = text.components(separatedBy: split).filter { !$0.isBlank }
        for (index, piece) in pieces.enumerated() {
            // The first piece, the last one, and those between for the fields between.
            let isLast = index == pieces.count - 1
            let place = index == 0 ? 0 : isLast ? step.values.count - 1 : min(index, max(1, step.values.count - 2))
            guard let reading = step.values[safe: place], let read = try reading.value(of: piece) else { continue }
            try tree.add(read, reading.field, column: step.column, label: nil)
        }
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

/// The form being filled.
private struct FormTree {
    private var values: [String: JSONValue] = [:]

    /// Adds what a column says: lists and texts grow, any other field is said once.
    mutating func add(_ value: JSONValue, _ field: FormField, column: String, label: String?) throws(RowFault) {
        let path = field.path
        switch (field.kind, values[path], value) {
        case (.lines, let known, .string(let text)):
            let line = label.map { "\($0): \(text)" } ?? text
            if case .string(let before)? = known {
                values[path] = .string(before + "\n" + line)
            } else {
                values[path] = .string(line)
            }
        case (_, nil, _): values[path] = value
        case (.text, .string(let before)?, .string(let text)): values[path] = .string(before + " " + text)
        case (_, .array(let before)?, .array(let more)):
            values[path] = .array(before + more.filter { !before.contains($0) })
        case (_, let before?, _) where before == value: break
        default:
            throw RowFault(
                "column.conflict",
                field: path,
                column: column,
                "this column and another say different things of \(path); take one of them out of the mapping"
            )
        }
    }

    /// Fills a field that the row did not.
    mutating func fill(_ path: String, _ value: JSONValue) {
        if values[path] == nil { values[path] = value }
    }

    /// Whether a constant makes sense: one about a consent, a closing and the like only where the row speaks of it.
    func takesConstant(_ path: String) -> Bool {
        let parts = path.split(separator: ".")
        guard parts.count > 1 else { return true }
        let group = parts.first == "consents" ? "consents.\(parts[1])." : "\(parts[0])."
        return values.keys.contains { $0.hasPrefix(group) }
    }

    /// The form as a command's body would have it.
    var json: JSONValue {
        var root = Branch()
        var documents: [JSONValue] = []
        var consents: [String: [JSONValue.Member]] = [:]
        var lists: [String: [JSONValue]] = [:]
        for (path, value) in values.sorted(by: { $0.key < $1.key }) {
            let parts = path.split(separator: ".").map(String.init)
            if path.hasPrefix("subject.documents.") {
                documents.append(["kind": .string(parts[2]), "number": value])
            } else if path.hasPrefix("consents.") {
                consents[parts[1], default: [.init("purpose", .string(parts[1]))]].append(.init(parts[2], value))
            } else if case .array(let elements) = value, path == "subject.documents" || path == "consents" {
                lists[path] = elements
            } else {
                root.set(parts[...], value)
            }
        }
        let allDocuments = (lists["subject.documents"] ?? []) + documents
        if !allDocuments.isEmpty { root.set(["subject", "documents"], .array(allDocuments)) }
        let decided = consents.sorted { $0.key < $1.key }.map { JSONValue.object($0.value) }
        let allConsents = (lists["consents"] ?? []) + decided
        if !allConsents.isEmpty { root.set(["consents"], .array(allConsents)) }
        return root.json
    }

    /// An object being filled by paths.
    private struct Branch {
        private var leaves: [JSONValue.Member] = []
        private var branches: [String: Branch] = [:]

        mutating func set(_ path: ArraySlice<String>, _ value: JSONValue) {
            guard let first = path.first else { return }
            guard path.count > 1 else {
                leaves.append(.init(first, value))
                return
            }
            branches[first, default: Branch()].set(path.dropFirst(), value)
        }

        var json: JSONValue {
            .object(leaves + branches.sorted { $0.key < $1.key }.map { .init($0.key, $0.value.json) })
        }
    }
}
