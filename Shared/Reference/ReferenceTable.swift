import Events

/// A list as it is kept: read when it is first asked for.
struct ReferenceTable: Sendable {
    static let ofCountries = ReferenceTable(countries)
    static let ofSubdivisions = ReferenceTable(subdivisions, also: Region.all)
    static let ofLanguages = ReferenceTable(languages)
    static let ofOrganisationTypes = ReferenceTable(organisationTypes)

    let entries: [ReferenceEntry]

    /// Reads the text of a table; `others` are known beside it, and by the names that are used for them here.
    init(_ text: String, also others: [Region] = []) {
        var known: [String: ReferenceEntry] = [:]
        for row in text.split(separator: "|") {
            let fields = row.drop { $0 == "\n" || $0 == " " }.split(separator: ";", omittingEmptySubsequences: false)
            guard fields.count == 5 else { continue }
            func field(_ index: Int) -> String? { fields[index].isEmpty ? nil : String(fields[index]) }
            let code = String(fields[0])
            known[code] = ReferenceEntry(
                code: code,
                names: LocalizedNames(en: field(1), ar: field(3), fr: field(2)),
                kind: field(4)
            )
        }
        for other in others {
            let entry = known[other.code]
            known[other.code] = ReferenceEntry(
                code: other.code,
                names: LocalizedNames(en: other.title, ar: entry?.names.ar, fr: entry?.names.fr),
                kind: entry?.kind
            )
        }
        entries = known.values.sorted { $0.code < $1.code }
    }

    func entry(_ code: String) -> ReferenceEntry? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].code < code { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].code == code ? entries[low] : nil
    }
}
