import EventStore
public import Events

/// A parameter of a query, declared once: its check, its place in OpenAPI and its documentation come from it.
public struct QueryParameter: Sendable {
    enum Kind: Sendable {
        case text(maximumLength: Int)
        case id
        case date
        case instant
        case boolean
        case integer(ClosedRange<Int>)
        case code([String])
    }

    /// The name in the URL.
    public let name: String
    /// What it does, in a sentence.
    public let documentation: String
    /// Whether it must be given.
    public let isRequired: Bool
    let kind: Kind

    private init(_ name: String, _ kind: Kind, _ isRequired: Bool, _ documentation: String) {
        self.name = name
        self.kind = kind
        self.isRequired = isRequired
        self.documentation = documentation
    }

    /// Any text of up to `maximumLength` characters.
    ///
    /// Never for anything that identifies a person: a URL is logged by whatever stands between.
    public static func text(
        _ name: String,
        maximumLength: Int = 200,
        isRequired: Bool = false,
        _ documentation: String
    ) -> QueryParameter {
        QueryParameter(name, .text(maximumLength: maximumLength), isRequired, documentation)
    }

    /// A UUID.
    public static func id(_ name: String, isRequired: Bool = false, _ documentation: String) -> QueryParameter {
        QueryParameter(name, .id, isRequired, documentation)
    }

    /// A day, `YYYY-MM-DD`.
    public static func date(_ name: String, isRequired: Bool = false, _ documentation: String) -> QueryParameter {
        QueryParameter(name, .date, isRequired, documentation)
    }

    /// An instant, RFC 3339.
    public static func instant(_ name: String, isRequired: Bool = false, _ documentation: String) -> QueryParameter {
        QueryParameter(name, .instant, isRequired, documentation)
    }

    /// `true` or `false`.
    public static func boolean(_ name: String, isRequired: Bool = false, _ documentation: String) -> QueryParameter {
        QueryParameter(name, .boolean, isRequired, documentation)
    }

    /// A whole number within `range`.
    public static func integer(
        _ name: String,
        in range: ClosedRange<Int>,
        isRequired: Bool = false,
        _ documentation: String
    ) -> QueryParameter {
        QueryParameter(name, .integer(range), isRequired, documentation)
    }

    /// A code of a list.
    public static func code<List: CodeList>(
        _ name: String,
        _: List.Type,
        isRequired: Bool = false,
        _ documentation: String
    ) -> QueryParameter {
        QueryParameter(name, .code(List.allCases.map(\.rawValue)), isRequired, documentation)
    }

    /// What every paged query takes.
    static let paging: [QueryParameter] = [
        .integer("limit", in: 1...PageRequest.maximumLimit, "How many items to give; 50 unless stated."),
        .text("cursor", maximumLength: 1000, "Where to go on: the `next` of the page before."),
    ]

    /// Whether its values are codes.
    var isCode: Bool { if case .code = kind { true } else { false } }

    /// Refuses a value that is not one of this parameter's.
    func check(_ value: String) throws {
        switch kind {
        case .text(let maximum):
            guard value.unicodeScalars.count <= maximum else { throw fault("has at most \(maximum) characters") }
            guard ValueLimits.fault(in: value) == nil else { throw fault("has no control characters") }
        case .id:
            guard EntityID(value) != nil else { throw fault("is a UUID") }
        case .date:
            guard CalendarDate(value) != nil else { throw fault("is a day, YYYY-MM-DD") }
        case .instant:
            guard Timestamp(value) != nil else { throw fault("is an instant, RFC 3339") }
        case .boolean:
            guard value == "true" || value == "false" else { throw fault("is true or false") }
        case .integer(let range):
            // Swift reads "+5" as a number too, which the description does not allow.
            guard let number = Int(value), !value.hasPrefix("+"), range.contains(number) else {
                throw fault("is a whole number, \(range.lowerBound) to \(range.upperBound)")
            }
        case .code(let codes):
            guard codes.contains(value) else {
                throw Rejection(
                    "code.unknown",
                    field: name,
                    "\(name) is one of \(codes.joined(separator: ", "))",
                    status: 400
                )
            }
        }
    }

    private func fault(_ remedy: String) -> Rejection {
        Rejection("parameter.invalid", field: name, "\(name) \(remedy)", status: 400)
    }
}
