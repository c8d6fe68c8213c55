import Events
import Foundation

/// Published figures as a data message of SDMX-JSON 2.0.0.
///
/// An observation is its key, places in the lists of values, and an array: the value, `null` when it is withheld, and the
/// places of its attributes' values, `null` where an attribute has none.
struct SDMXJSONExport {
    private let figures: [ExportedFigure]
    private let time: Timestamp

    init(_ figures: [ExportedFigure], at time: Timestamp) {
        self.figures = figures
        self.time = time
    }

    /// The file.
    func file() throws -> [UInt8] {
        var keys = Array(repeating: SDMXValues(), count: SDMXCodes.dimensions.count)
        var attributes = Array(repeating: SDMXValues(), count: SDMXCodes.attributes.count)
        var observations: [String: [Int?]] = [:]
        for figure in figures {
            let key = SDMXCodes.dimensions.indices.map { index in
                String(keys[index].place(of: SDMXCodes.dimensions[index].value(figure)))
            }
            let places = SDMXCodes.attributes.indices.map { index -> Int? in
                let value = SDMXCodes.attributes[index].value(figure)
                return value.isEmpty ? nil : attributes[index].place(of: value)
            }
            observations[key.joined(separator: ":")] = [figure.statistic.value] + places
        }
        let flow = "\(SDMXCodes.agency):\(SDMXCodes.dataflow)(\(SDMXCodes.version))"
        let links = [SDMXLink(rel: "dataflow", urn: "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=\(flow)")]
        let message = SDMXMessage(
            meta: .init(
                schema: Self.schema,
                id: "\(SDMXCodes.agency)-\(SDMXCodes.dataflow)-\(time.millisecondsSince1970)",
                prepared: time.description,
                contentLanguages: ["en"],
                sender: .init(id: SDMXCodes.agency)
            ),
            data: figures.isEmpty
                ? .init(structures: [], dataSets: [])
                : .init(
                    structures: [
                        .init(
                            dataSets: [0],
                            links: links,
                            dimensions: .init(
                                observation: zip(SDMXCodes.dimensions, keys).enumerated().map { place, pair in
                                    SDMXMessage.Component(
                                        id: pair.0.id,
                                        name: pair.0.name,
                                        keyPosition: place,
                                        roles: pair.0.id == "TIME_PERIOD" ? ["TIME_PERIOD"] : nil,
                                        values: pair.1.values.map { Self.value($0, of: pair.0.id) }
                                    )
                                }
                            ),
                            measures: .init(observation: [.init(id: "OBS_VALUE", name: "Value")]),
                            attributes: .init(
                                observation: zip(SDMXCodes.attributes, attributes).map { component, values in
                                    SDMXMessage.Component(
                                        id: component.id,
                                        name: component.name,
                                        relationship: .init(),
                                        // An attribute that nothing has is declared without a list of values.
                                        values: values.values.isEmpty ? nil : values.values.map { .init(value: $0) }
                                    )
                                }
                            )
                        )
                    ],
                    dataSets: [.init(structure: 0, action: "Information", links: links, observations: observations)]
                )
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(message))
    }

    /// A time is a value of its own, anything else a code with its name.
    private static func value(_ code: String, of dimension: String) -> SDMXMessage.Value {
        switch dimension {
        case "TIME_PERIOD": .init(value: code)
        case "INDICATOR": .init(id: code, name: IndicatorCode(rawValue: code)?.names.en ?? code)
        case "REF_AREA", "COUNTRY", "REGION": .init(id: code, name: PlaceNames.english(code))
        case "NATIONALITY" where code != "_T":
            .init(id: code, name: PageNames(Entries(), in: .english).value(code, of: .nationality))
        default: .init(id: code, name: code == "_T" ? "Total" : code)
        }
    }

    private static let schema =
        "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/2.0.0/"
        + "sdmx-json-data-schema.json"
}

/// The values of a component, each once, in the order in which they were met.
private struct SDMXValues {
    private(set) var values: [String] = []
    private var places: [String: Int] = [:]

    mutating func place(of value: String) -> Int {
        if let place = places[value] { return place }
        places[value] = values.count
        values.append(value)
        return values.count - 1
    }
}
