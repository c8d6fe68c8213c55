/// XML as it is written, an element inside the other.
struct XMLText: Sendable {
    private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var depth = 0

    /// An element with a text.
    mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], text content: String) {
        open(name, attributes)
        text += Self.escaped(content) + "</\(name)>\n"
    }

    /// An element without content.
    mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) {
        open(name, attributes, isEmpty: true)
        text += "\n"
    }

    /// An element with what `body` writes in it.
    mutating func element(
        _ name: String,
        _ attributes: KeyValuePairs<String, String?> = [:],
        _ body: (inout XMLText) -> Void
    ) {
        open(name, attributes)
        text += "\n"
        depth += 1
        body(&self)
        depth -= 1
        indent()
        text += "</\(name)>\n"
    }

    private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String?>, isEmpty: Bool = false) {
        indent()
        text += "<\(name)"
        for (attribute, value) in attributes {
            guard let value else { continue }
            text += " \(attribute)=\"\(Self.escaped(value))\""
        }
        text += isEmpty ? "/>" : ">"
    }

    private mutating func indent() {
        text += String(repeating: "  ", count: depth)
    }

    /// The text with XML's own characters written as entities, and without those that no XML may hold.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\t", "\n", "\r": escaped.unicodeScalars.append(" ")
            default:
                let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
                if isAllowed { escaped.unicodeScalars.append(scalar) }
            }
        }
        return escaped
    }
}
