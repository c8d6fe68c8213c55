import EventStore
import Events
import Tabular

/// What an export may be.
enum ExportFormat: String, CodeList {
    case jsonLines = "jsonl"
    case csv
    case htcds

    var mediaType: String { self == .jsonLines ? "application/jsonl" : "text/csv" }
    var fileName: String { self == .jsonLines ? "cases.jsonl" : self == .csv ? "cases.csv" : "cases-htcds.csv" }

    /// What stands before the first case.
    var beginning: [UInt8] {
        switch self {
        case .jsonLines: []
        case .csv: CSVWriter.row(CaseColumns.header)
        case .htcds: CSVWriter.row(HTCDSColumns.all.map(\.name))
        }
    }

    /// Appends a case to `bytes`.
    ///
    /// In CSV, cells that a spreadsheet would run as formulas get an apostrophe (`CSVWriter.neutralised`), which an import
    /// with the mapping of the same name takes away again.
    func append(_ exported: ExportedCase, to bytes: inout [UInt8]) throws {
        switch self {
        case .jsonLines:
            bytes += try FastJSONEncoder().encode(try exported.json)
            bytes.append(10)
        case .csv: CSVWriter.append(try CaseColumns.cells(exported), to: &bytes, isNeutral: true)
        case .htcds: CSVWriter.append(HTCDSColumns.all.map { $0.text(exported) ?? "" }, to: &bytes, isNeutral: true)
        }
    }
}

extension ExportedCase {
    /// The form, and what the case is called here.
    var json: JSONValue {
        get throws {
            let form = try FastJSONDecoder().decode(JSONValue.self, from: try FastJSONEncoder().encode(form))
            guard case .object(let members) = form else { return form }
            return .object(
                [.init("caseNumber", .string(caseNumber)), .init("status", .string(status.rawValue))] + members
            )
        }
    }
}

/// Jisr's own form as a table.
enum CaseColumns {
    static let fields = FormField.fixed.filter { $0.path != "isClosed" }
    static let header = ["caseNumber", "status"] + fields.map(\.path)

    static func cells(_ exported: ExportedCase) throws -> [String] {
        let json = try exported.json
        return try [exported.caseNumber, exported.status.rawValue]
            + fields.map { field in
                var value: JSONValue? = json
                for part in field.path.split(separator: ".") { value = value?[String(part)] }
                return try value.map { try cell($0, field) } ?? ""
            }
    }

    private static func cell(_ value: JSONValue, _ field: FormField) throws -> String {
        guard case .array(let elements) = value else { return plain(value) }
        let isShort = field.kind != .documents && field.kind != .objects
        // Lists of codes are written with semicolons; what has members, as JSON.
        guard isShort else { return String(decoding: try FastJSONEncoder().encode(value), as: UTF8.self) }
        return elements.map { element in
            switch field.kind {
            case .concerns: parts(element, ["concern", "harm", "gbvType"])
            case .factors: parts(element, ["level", "polarity", "code", "weight"])
            default: plain(element)
            }
        }.joined(separator: ";")
    }

    private static func parts(_ element: JSONValue, _ names: [String]) -> String {
        var texts = names.map { element[$0].map(plain) ?? "" }
        while texts.last == "" { texts.removeLast() }
        return texts.joined(separator: ":")
    }

    private static func plain(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .bool(let flag): flag ? "true" : "false"
        case .null, .array, .object: ""
        }
    }
}

/// IOM's Human Trafficking Case Data Standard 2.0 as a table, as far as a case here says what it asks.
enum HTCDSColumns {
    struct Column: Sendable {
        let name: String
        let text: @Sendable (ExportedCase) -> String?

        init(_ name: String, _ text: @escaping @Sendable (ExportedCase) -> String?) {
            self.name = name
            self.text = text
        }
    }

    static let all: [Column] = person + victim + process

    private static let person: [Column] = [
        Column("prs_FirstName") { $0.form.subject?.givenName },
        Column("prs_MiddleName") { $0.form.subject?.fatherName },
        Column("prs_SecondName") { $0.form.subject?.familyName },
        Column("prs_Birthdate") { $0.form.subject?.birthDate?.description },
        Column("jsr_EstimatedAge") { $0.form.subject?.estimatedAge.map { String($0) } },
        Column("jsr_EstimatedOn") { $0.form.subject?.estimatedOn?.description },
        Column("prs_Gender") { exported in
            switch exported.form.subject?.sex {
            case .female: "Feminine"
            case .male: "Masculine"
            case .other: "NonConforming"
            case .unknown: "NonSpecifiedUnknown"
            case nil: nil
            }
        },
        Column("prs_Citizenship") { $0.form.subject?.nationalities.map(\.code).joined(separator: ";") },
        Column("prs_PrimaryLanguage") { $0.form.subject?.language },
        Column("prs_HighestLevelOfEducation") { exported in
            switch exported.form.subject?.education {
            case .noSchooling: "NoEducation"
            case .literacy: "LITERACY"
            case .primary: "PrimaryEducation"
            case .lowerSecondary: "LowerSecondaryEducation"
            case .upperSecondary: "UpperSecondaryEducation"
            case .vocational: "PostSecondaryNonTertiaryEducation"
            case .tertiary: "BachelorsOrEquivalent"
            case nil: nil
            }
        },
        Column("prs_IdentityNumber") { exported in
            let documents = exported.form.subject?.documents ?? []
            return (documents.first { $0.kind == "IDENTITY" } ?? documents.first)?.number
        },
        Column("prs_MailingStreet") { $0.form.subject?.address },
        Column("prs_MailingState") { $0.form.subject?.region.code },
        Column("prs_MailingCountry") { $0.form.subject?.region.country.code },
        Column("prs_MobilePhone") { $0.form.subject?.phone },
    ]

    private static let victim: [Column] = [
        Column("vic_TraffickingStatus") { exported in
            exported.form.categories.contains(.traffickingVictim)
                ? "PossibleVictimOfTrafficking" : "NotAVictimOfTrafficking"
        },
        Column("jsr_Categories") { $0.form.categories.map(\.rawValue).joined(separator: ";") },
        Column("con_Consent") { exported in
            exported.form.consents?.last { $0.purpose == .register }.map { $0.decision == .granted ? "true" : "false" }
        },
        Column("jsr_ConsentBasis") { $0.form.consents?.last { $0.purpose == .register }?.basis.rawValue },
    ]

    private static let process: [Column] = [
        Column("cas_CaseNumber", \.caseNumber),
        Column("cas_Status") { $0.status == .closed ? "Closed" : "Active" },
        Column("cas_ReasonForCaseClosure") { $0.form.closing?.reason.rawValue },
        Column("cas_ClosedDate") { $0.form.closing?.at.description },
        Column("cas_IncomingReferralDate") { $0.form.identifiedAt?.description },
        Column("jsr_RegisteredAt") { $0.form.registeredAt?.description },
        Column("jsr_IdentifiedBy") { $0.form.identifiedBy.rawValue },
        Column("jsr_InstitutionId") { $0.form.institutionId.description },
        Column("jsr_Narrative") { $0.form.narrative },
    ]
}
