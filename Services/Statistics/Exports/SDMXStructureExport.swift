import Events
import Foundation

/// What the files of SDMX are made of, as a structure message of SDMX-JSON 2.0.0: the dataflow, its components, and the
/// code lists of all codes that may stand in them.
///
/// Lists that are closed are whole; of others, such as agreements, it has the codes of the figures it is made for.
struct SDMXStructureExport {
    private let figures: [ExportedFigure]
    private let time: Timestamp

    init(_ figures: [ExportedFigure], at time: Timestamp) {
        self.figures = figures
        self.time = time
    }

    /// The file.
    func file() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let meta = SDMXMessage.Meta(
            schema: Self.schema,
            id: "\(SDMXCodes.agency)-\(SDMXCodes.dataflow)-STRUCTURE-\(time.millisecondsSince1970)",
            prepared: time.description,
            contentLanguages: PageLanguage.allCases.map(\.rawValue),
            sender: .init(id: SDMXCodes.agency)
        )
        // Readers look for the schema at the beginning, so that the order of the two parts is not left to chance.
        let parts = try [encoder.encode(["meta": meta]), encoder.encode(["data": message])]
        return [UInt8](parts[0].dropLast()) + Array(",".utf8) + [UInt8](parts[1].dropFirst())
    }

    private var message: SDMXStructureMessage {
        let components = SDMXCodes.dimensions + SDMXCodes.attributes
        let concepts = components.map(Self.concept) + [.init(id: "OBS_VALUE", name: "Value")]
        return SDMXStructureMessage(
            dataflows: [
                .init(
                    id: SDMXCodes.dataflow,
                    name: "Published figures",
                    structure: Self.urn("datastructure.DataStructure")
                )
            ],
            dataStructures: [
                .init(id: SDMXCodes.dataflow, name: "Published figures", dataStructureComponents: Self.structure)
            ],
            conceptSchemes: [.init(id: Self.concepts, name: "What is said of published figures", concepts: concepts)],
            codelists: components.compactMap(list)
        )
    }

    // MARK: Components

    private static let concepts = "CS_FIGURES"

    private static var structure: SDMXStructureMessage.Components {
        let dimensions = SDMXCodes.dimensions.enumerated().map { place, one in
            SDMXStructureMessage.Component(
                id: one.id,
                conceptIdentity: identity(one.id),
                localRepresentation: representation(one.id),
                position: one.id == time ? nil : place + 1
            )
        }
        let attributes = SDMXCodes.attributes.map { one in
            SDMXStructureMessage.Component(
                id: one.id,
                conceptIdentity: identity(one.id),
                localRepresentation: representation(one.id),
                usage: always.contains(one.id) ? "mandatory" : "optional",
                attributeRelationship: .init()
            )
        }
        let value = SDMXStructureMessage.Component(
            id: "OBS_VALUE",
            conceptIdentity: identity("OBS_VALUE"),
            localRepresentation: .init(format: .init(dataType: "Long")),
            // A withheld value is none.
            usage: "optional"
        )
        return SDMXStructureMessage.Components(
            dimensionList: .init(
                dimensions: dimensions.filter { $0.id != time },
                timeDimension: .init(
                    id: time,
                    conceptIdentity: identity(time),
                    localRepresentation: .init(format: .init(dataType: "ObservationalTimePeriod"))
                )
            ),
            measureList: .init(measures: [value]),
            attributeList: .init(attributes: attributes)
        )
    }

    private static let time = "TIME_PERIOD"
    /// The attributes that every observation has.
    private static let always: Set<String> = ["OBS_STATUS", "CONF_STATUS", "PERIOD", "AS_OF", "REVISION"]

    /// How values that are no codes are written.
    private static let types: [String: String] = [
        "TIME_PERIOD": "ObservationalTimePeriod", "UNIT_MEASURE": "String", "SOURCE_REF": "String", "PERIOD": "String",
        "AS_OF": "GregorianDay", "THRESHOLD": "Integer", "POLICY_VERSION": "String", "RELEASE": "String",
        "REVISION": "Integer",
    ]

    private static func representation(_ id: String) -> SDMXStructureMessage.Representation {
        if let type = types[id] { return .init(format: .init(dataType: type)) }
        return .init(enumeration: urn("codelist.Codelist", "CL_\(id)"))
    }

    private static func identity(_ id: String) -> String { urn("conceptscheme.Concept", concepts) + ".\(id)" }

    private static func urn(_ kind: String, _ id: String = SDMXCodes.dataflow) -> String {
        "urn:sdmx:org.sdmx.infomodel.\(kind)=\(SDMXCodes.agency):\(id)(\(SDMXCodes.version))"
    }

    private static func concept(_ component: SDMXCodes.Component) -> SDMXStructureMessage.Item {
        guard let dimension = dimensions[component.id] else { return .init(id: component.id, name: component.name) }
        return item(component.id, dimension.names)
    }

    private static let dimensions = Dictionary(
        DataDictionary.whole.dimensions.map { ($0.sdmx, $0) },
        uniquingKeysWith: { first, _ in first }
    )

    // MARK: Code lists

    /// The codes of a component, sorted; `nil` when it has none.
    private func list(_ component: SDMXCodes.Component) -> SDMXStructureMessage.CodeList? {
        guard Self.types[component.id] == nil else { return nil }
        var codes = Dictionary(Self.closed(component).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for figure in figures {
            let code = component.value(figure)
            if !code.isEmpty, codes[code] == nil { codes[code] = .init(id: code, name: Self.name(code, component.id)) }
        }
        return .init(
            id: "CL_\(component.id)",
            name: component.name,
            codes: codes.values.sorted { $0.id < $1.id }
        )
    }

    private static func name(_ code: String, _ id: String) -> String {
        ["REF_AREA", "NATIONALITY", "COUNTRY", "REGION"].contains(id) ? PlaceNames.english(code) : code
    }

    /// The codes that are known whatever is published.
    private static func closed(_ component: SDMXCodes.Component) -> [SDMXStructureMessage.Item] {
        let total = item("_T", LocalizedNames(en: "Total", ar: "الإجمالي", fr: "Total"))
        if let dimension = dimensions[component.id] {
            return [total] + (dimension.values ?? []).map { item($0.sdmx, $0.names) }
        }
        switch component.id {
        case "INDICATOR": return Indicator.all.map { item($0.code.rawValue, $0.code.names, $0.definitions) }
        case "INSTITUTION", "STATEMENT": return [total]
        default: return (few[component.id] ?? []).map { .init(id: $0.0, name: $0.1) }
        }
    }

    private static let few: [String: [(String, String)]] = [
        "SOURCE": [("COUNTED", "Counted from records"), ("REPORTED", "Stated by a publication")],
        "COVERAGE": [
            ("CUMULATIVE", "From the beginning to the end of the day"), ("PERIOD", "Within the period"),
        ],
        // As in SDMX's code lists CL_OBS_STATUS and CL_CONF_STATUS.
        "OBS_STATUS": [("A", "Normal value"), ("Q", "Missing value; suppressed")],
        "CONF_STATUS": [("C", "Confidential statistical information"), ("F", "Free (free for publication)")],
        "QUALIFIER": [
            (Quantity.Qualifier.eq.rawValue, "Exactly"), (Quantity.Qualifier.gt.rawValue, "More than"),
            (Quantity.Qualifier.about.rawValue, "About"),
        ],
        "DOUBLE_COUNT": [("Y", "Somebody may be counted twice")],
    ]

    private static func item(
        _ id: String,
        _ names: LocalizedNames,
        _ descriptions: LocalizedNames? = nil
    ) -> SDMXStructureMessage.Item {
        let texts = texts(names)
        return .init(
            id: id,
            name: texts["en"] ?? id,
            names: texts.isEmpty ? nil : texts,
            description: descriptions?.en,
            descriptions: descriptions.map { Self.texts($0) }
        )
    }

    /// By language; without the marks that keep digits in their place on a page.
    private static func texts(_ names: LocalizedNames) -> [String: String] {
        [("en", names.en), ("fr", names.fr), ("ar", names.ar)].reduce(into: [:]) { texts, said in
            texts[said.0] = said.1.map { text in
                String(String.UnicodeScalarView(text.unicodeScalars.filter { !(0x2066...0x2069).contains($0.value) }))
            }
        }
    }

    private static let schema =
        "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/2.0.0/"
        + "sdmx-json-structure-schema.json"
}
