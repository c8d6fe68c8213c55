/// Where a value stands in a request's body: `cells[2].sex`.
///
/// It is only a list of links while all goes well and becomes a text when something is refused.
indirect enum JSONPath {
    case root
    case member(JSONPath, String)
    case element(JSONPath, Int)

    /// The path as it is shown; `nil` for the whole body.
    var text: String? {
        switch self {
        case .root: nil
        case .member(let parent, let name): parent.text.map { "\($0).\(Self.shown(name))" } ?? Self.shown(name)
        case .element(let parent, let index): "\(parent.text ?? "")[\(index)]"
        }
    }

    var codingPath: [any CodingKey] {
        switch self {
        case .root: []
        case .member(let parent, let name): parent.codingPath + [PathKey(stringValue: name)]
        case .element(let parent, let index): parent.codingPath + [PathKey(intValue: index)]
        }
    }

    /// A name that the sender made up may be anything, even a person's: only what looks like a field's name is shown.
    private static func shown(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { byte in
            (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte) || byte == 95
                || byte == 45
        }
        return isPlain && (1...64).contains(name.utf8.count) ? name : "?"
    }
}

struct PathKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = String(intValue)
        self.intValue = intValue
    }
}
