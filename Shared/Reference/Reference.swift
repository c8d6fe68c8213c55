public import Events

/// An entry of a list that others maintain: a country, a language.
public struct ReferenceEntry: Codable, Sendable, Hashable {
    /// Its code.
    public let code: String
    /// Its names, in the languages the list has them in.
    public let names: LocalizedNames
    /// What it is, where the list says so: `Governorate`; of a language its two-letter code.
    public let kind: String?

    /// Makes an entry.
    public init(code: String, names: LocalizedNames, kind: String? = nil) {
        self.code = code
        self.names = names
        self.kind = kind
    }
}

/// The lists that others maintain.
public enum ReferenceList: String, CodeList {
    /// ISO 3166-1, two-letter codes.
    case countries
    /// ISO 3166-2, and the places below it that figures are published for.
    case subdivisions
    /// ISO 639-3.
    case languages
    /// IATI's list of organisation types.
    case organisationTypes = "organisation-types"
}

extension ReferenceList {
    /// The list's entries, by code.
    public var entries: [ReferenceEntry] { table.entries }

    /// The entry of a code; `nil` when the list has none.
    public func entry(_ code: String) -> ReferenceEntry? { table.entry(code) }

    private var table: ReferenceTable {
        switch self {
        case .countries: .ofCountries
        case .subdivisions: .ofSubdivisions
        case .languages: .ofLanguages
        case .organisationTypes: .ofOrganisationTypes
        }
    }
}

extension LocalizedNames {
    /// The name in `language` (`en`, `fr`, `ar`), else in English, else in any.
    public func name(in language: String) -> String? {
        let wanted: String? =
            switch language {
            case "fr": fr
            case "ar": ar
            default: en
            }
        return wanted ?? en ?? fr ?? ar
    }
}
