import Events

/// A field of ``CaseForm`` that a column can be mapped to.
struct FormField: Sendable, Hashable {
    /// What a column's text is made into.
    enum Kind: Sendable, Hashable {
        case text
        /// A text of several lines: each column adds one.
        case lines
        case identifier
        case date
        case instant
        case integer
        case boolean
        case country
        case place
        case code([String])
        case codes([String])
        case countries
        /// `CONCERN`, `CONCERN:HARM` or `CONCERN:HARM:GBV`.
        case concerns
        /// `LEVEL:polarity:FACTOR:weight`.
        case factors
        /// `KIND:number`.
        case documents
        /// A list of JSON objects.
        case objects

        /// Whether several values come in one cell.
        var isList: Bool {
            switch self {
            case .codes, .countries, .concerns, .factors, .documents, .objects: true
            default: false
            }
        }
    }

    /// As a mapping names it: `subject.birthDate`.
    let path: String
    let kind: Kind

    init(_ path: String, _ kind: Kind) {
        self.path = path
        self.kind = kind
    }

    /// What must be filled before a row can be anything but refused; of the last two, one.
    static let required = ["institutionId", "categories", "identifiedBy"]
    static let moments = ["identifiedAt", "registeredAt"]

    /// All fields but those with a code in their name, in the order in which an export writes them.
    static let fixed: [FormField] = [
        FormField("sourceId", .text), FormField("institutionId", .identifier),
        FormField("categories", codes(Category.self)),
        FormField("identifiedBy", code(IdentificationSource.self)), FormField("identifiedByOrgId", .identifier),
        FormField("identifiedAt", .instant), FormField("registeredAt", .instant), FormField("programmeId", .identifier),
        FormField("agreementId", .identifier), FormField("caseWorkerId", .identifier), FormField("narrative", .lines),
        FormField("subject.givenName", .text), FormField("subject.fatherName", .text),
        FormField("subject.familyName", .text), FormField("subject.alias", .text),
        FormField("subject.identityUnknown", .boolean), FormField("subject.sex", code(Sex.self)),
        FormField("subject.birthDate", .date), FormField("subject.estimatedAge", .integer),
        FormField("subject.estimatedOn", .date), FormField("subject.nationalities", .countries),
        FormField("subject.region", .place), FormField("subject.language", .text),
        FormField("subject.education", code(Education.self)), FormField("subject.disabilities", codes(Disability.self)),
        FormField("subject.address", .text), FormField("subject.phone", .text),
        FormField("subject.guardian.name", .text), FormField("subject.guardian.phone", .text),
        FormField("subject.guardian.relation", .text), FormField("subject.documents", .documents),
        FormField("subject.photoRef", .text), FormField("consents", .objects), FormField("concerns", .concerns),
        FormField("justice.status", code(LegalStatus.self)), FormField("justice.authority", .text),
        FormField("justice.orderDate", .date), FormField("justice.expectedEnd", .date),
        FormField("migration.status", code(MigrationStatus.self)), FormField("migration.stranded", .boolean),
        FormField("assessment.kind", code(AssessmentKind.self)), FormField("assessment.factors", .factors),
        FormField("assessment.risk", code(Risk.self)), FormField("assessment.assessorId", .identifier),
        FormField("assessment.at", .instant), FormField("assessment.note", .lines), FormField("isClosed", .boolean),
        FormField("closing.reason", code(ClosureReason.self)), FormField("closing.at", .instant),
        FormField("closing.note", .lines),
    ]

    private static let byPath = Dictionary(fixed.map { ($0.path, $0) }) { first, _ in first }

    /// The field that a mapping names; `nil` when there is none.
    ///
    /// `subject.documents.PASSPORT` is the number of a passport, `consents.REGISTER.decision` a decision about a purpose.
    static func named(_ path: String) -> FormField? {
        if let field = byPath[path] { return field }
        let parts = path.split(separator: ".").map(String.init)
        guard parts.count == 3 else { return nil }
        if parts[0] == "subject", parts[1] == "documents" { return FormField(path, .text) }
        guard parts[0] == "consents", ConsentPurpose(rawValue: parts[1]) != nil else { return nil }
        switch parts[2] {
        case "decision": return FormField(path, code(ConsentDecision.self))
        case "basis": return FormField(path, code(ConsentBasis.self))
        case "at", "expiresAt": return FormField(path, .instant)
        case "recipientOrgId": return FormField(path, .identifier)
        default: return nil
        }
    }

    /// The known field that is written most like `path`, for an error's advice.
    static func like(_ path: String) -> String? {
        let wanted = path.lowercased()
        let last = wanted.split(separator: ".").last.map(String.init) ?? wanted
        return fixed.map(\.path).first { $0.lowercased() == wanted }
            ?? fixed.map(\.path).first { $0.lowercased().hasSuffix(last) }
    }

    private static func code<List: CodeList>(_: List.Type) -> Kind { .code(List.allCases.map(\.rawValue)) }
    private static func codes<List: CodeList>(_: List.Type) -> Kind { .codes(List.allCases.map(\.rawValue)) }
}
