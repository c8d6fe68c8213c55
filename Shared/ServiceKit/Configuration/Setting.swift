/// A configuration value of one type, declared once and read with ``ServiceConfiguration/subscript(_:)``.
///
/// ```swift
/// static let reviewDays = Setting.integer(
///     "review.days", default: 90, in: 1...365, unit: "days", "How long a plan may go without a review."
/// )
/// ```
public struct Setting<Value: Sendable>: DeclaredSetting {
    /// What is said of it.
    public let declaration: SettingDeclaration
    private let parse: @Sendable (String) throws(SettingFault) -> Value
    private let absent: Value?

    /// Declares a value that is read by `parse`.
    public init(
        _ declaration: SettingDeclaration,
        absent: Value? = nil,
        parse: @escaping @Sendable (String) throws(SettingFault) -> Value
    ) {
        self.declaration = declaration
        self.absent = absent
        self.parse = parse
    }

    /// The value that `text` stands for.
    ///
    /// - Throws: ``SettingFault`` when the text is not allowed.
    public func value(of text: String) throws(SettingFault) -> any Sendable {
        try parse(text)
    }

    /// The value when nothing is given and it is not required.
    public var absentValue: (any Sendable)? { absent }
}

extension Setting where Value == String {
    /// A text; required when it has no default.
    public static func text(
        _ name: String,
        default defaultText: String? = nil,
        allowed: String = "text",
        isSecret: Bool = false,
        _ documentation: String,
        where isAllowed: @escaping @Sendable (String) -> Bool = { !$0.isEmpty }
    ) -> Setting {
        let declaration = SettingDeclaration(
            name: name,
            kind: .text,
            defaultText: defaultText,
            isRequired: defaultText == nil,
            allowed: allowed,
            documentation: documentation,
            isSecret: isSecret
        )
        return Setting(declaration) { text throws(SettingFault) in
            guard isAllowed(text) else { throw SettingFault("must be \(allowed)") }
            return text
        }
    }
}

extension Setting where Value == String? {
    /// A text that may be left out.
    public static func optionalText(
        _ name: String,
        allowed: String = "text",
        isSecret: Bool = false,
        _ documentation: String,
        where isAllowed: @escaping @Sendable (String) -> Bool = { !$0.isEmpty }
    ) -> Setting {
        let declaration = SettingDeclaration(
            name: name,
            kind: .text,
            defaultText: nil,
            isRequired: false,
            allowed: allowed,
            documentation: documentation,
            isSecret: isSecret
        )
        return Setting(declaration, absent: .some(nil)) { text throws(SettingFault) in
            guard isAllowed(text) else { throw SettingFault("must be \(allowed)") }
            return text
        }
    }
}

extension Setting where Value == Int {
    /// A whole number within `range`; required when it has no default.
    public static func integer(
        _ name: String,
        default defaultValue: Int? = nil,
        in range: ClosedRange<Int>,
        unit: String? = nil,
        _ documentation: String
    ) -> Setting {
        let allowed =
            "a whole number" + (unit.map { " of \($0)" } ?? "") + ", \(range.lowerBound) to \(range.upperBound)"
        let declaration = SettingDeclaration(
            name: name,
            kind: .integer,
            defaultText: defaultValue.map(String.init),
            isRequired: defaultValue == nil,
            allowed: allowed,
            documentation: documentation,
            isSecret: false
        )
        return Setting(declaration) { text throws(SettingFault) in
            guard let value = Int(text), range.contains(value) else { throw SettingFault("must be \(allowed)") }
            return value
        }
    }
}

extension Setting where Value == Bool {
    /// A yes or no, `false` unless a default says otherwise.
    public static func boolean(_ name: String, default defaultValue: Bool = false, _ documentation: String) -> Setting {
        let declaration = SettingDeclaration(
            name: name,
            kind: .boolean,
            defaultText: String(defaultValue),
            isRequired: false,
            allowed: "true or false",
            documentation: documentation,
            isSecret: false
        )
        return Setting(declaration) { text throws(SettingFault) in
            guard let value = Bool(text.lowercased()) else { throw SettingFault("must be true or false") }
            return value
        }
    }
}

extension Setting where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of a closed list; required when it has no default.
    public static func choice(_ name: String, default defaultValue: Value? = nil, _ documentation: String) -> Setting {
        let allowed = "one of " + Value.allCases.map(\.rawValue).joined(separator: ", ")
        let declaration = SettingDeclaration(
            name: name,
            kind: .text,
            defaultText: defaultValue?.rawValue,
            isRequired: defaultValue == nil,
            allowed: allowed,
            documentation: documentation,
            isSecret: false
        )
        return Setting(declaration) { text throws(SettingFault) in
            guard let value = Value(rawValue: text) else { throw SettingFault("must be \(allowed)") }
            return value
        }
    }
}

extension Setting where Value == Duration {
    /// A span of time, a number and its unit: `250ms`, `30s`, `5m`, `12h`.
    public static func duration(
        _ name: String,
        default defaultText: String,
        in range: ClosedRange<Duration>,
        _ documentation: String
    ) -> Setting {
        let allowed = "a number with its unit (ms, s, m or h), \(range.lowerBound) to \(range.upperBound)"
        let declaration = SettingDeclaration(
            name: name,
            kind: .text,
            defaultText: defaultText,
            isRequired: false,
            allowed: allowed,
            documentation: documentation,
            isSecret: false
        )
        return Setting(declaration) { text throws(SettingFault) in
            guard let value = Self.span(text), range.contains(value) else { throw SettingFault("must be \(allowed)") }
            return value
        }
    }

    private static func span(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits), number < 1_000_000_000 else { return nil }
        return switch text.dropFirst(digits.count) {
        case "ms": .milliseconds(number)
        case "s": .seconds(number)
        case "m": .seconds(number * 60)
        case "h": .seconds(number * 3600)
        default: nil
        }
    }
}
