/// What is said of a configuration value once: `--help`, the environment's and the file's names and the checks at
/// start are made from it.
public struct SettingDeclaration: Sendable, Hashable {
    /// How the value is written in a file and read from it.
    public enum Kind: String, Sendable {
        /// Any text.
        case text
        /// A whole number.
        case integer
        /// `true` or `false`; on the command line the bare flag means `true`.
        case boolean
    }

    /// The dotted name, `http.port`: the key in a file.
    public let name: String
    /// How it is written.
    public let kind: Kind
    /// What applies when nothing is given, as it would be written; `nil` when there is nothing.
    public let defaultText: String?
    /// Whether the service refuses to start without it.
    public let isRequired: Bool
    /// What may be written, in words: `0 to 65535`.
    public let allowed: String
    /// What it does, in a sentence.
    public let documentation: String
    /// Whether its value must never be shown.
    public let isSecret: Bool

    /// Declares a value.
    public init(
        name: String,
        kind: Kind,
        defaultText: String?,
        isRequired: Bool,
        allowed: String,
        documentation: String,
        isSecret: Bool
    ) {
        self.name = name
        self.kind = kind
        self.defaultText = defaultText
        self.isRequired = isRequired
        self.allowed = allowed
        self.documentation = documentation
        self.isSecret = isSecret
    }

    /// The environment variable: `JISR_HTTP_PORT`.
    public var environmentName: String {
        "JISR_" + String(name.map { $0 == "." || $0 == "-" ? "_" : Character($0.uppercased()) })
    }

    /// The command line's flag: `--http-port`.
    public var flag: String {
        "--" + String(name.map { $0 == "." ? "-" : $0 })
    }
}

/// A setting of whatever type, for lists of them.
public protocol DeclaredSetting: Sendable {
    /// What is said of it.
    var declaration: SettingDeclaration { get }
    /// The value that `text` stands for.
    ///
    /// - Throws: ``SettingFault`` when the text is not allowed.
    func value(of text: String) throws(SettingFault) -> any Sendable
    /// The value when nothing is given and it is not required.
    var absentValue: (any Sendable)? { get }
}

/// Why a text is not a setting's value, and what to write instead.
public struct SettingFault: Error, Sendable, Hashable {
    /// The remedy, a sentence without its subject: `must be a whole number, 0 to 65535`.
    public let remedy: String

    /// Makes a fault.
    public init(_ remedy: String) {
        self.remedy = remedy
    }
}
