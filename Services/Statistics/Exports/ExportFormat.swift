import Events

/// In what form published figures are given out.
enum ExportFormat: String, CodeList {
    /// CSV with a row of HXL's tags.
    case hxl
    /// SDMX-CSV 2.0.
    case sdmxCSV = "sdmx-csv"
    /// A data message of SDMX-JSON 2.0.
    case sdmxJSON = "sdmx-json"
    /// What SDMX has to know of these two: a structure message of SDMX-JSON 2.0.
    case sdmxStructure = "sdmx-structure"
    /// A data value set of DHIS2.
    case dhis2
    /// CSV with the columns of the Counter Trafficking Data Collaborative.
    case ctdc

    /// What the file is.
    var mediaType: String {
        switch self {
        case .hxl, .ctdc: Self.csv
        case .sdmxCSV: Self.sdmxCSVType
        case .sdmxJSON: Self.sdmxJSONType
        case .sdmxStructure: Self.sdmxStructureType
        case .dhis2: Self.json
        }
    }

    /// Under which name it is saved.
    var fileName: String {
        switch self {
        case .hxl: "figures-hxl.csv"
        case .sdmxCSV: "figures-sdmx.csv"
        case .sdmxJSON: "figures-sdmx.json"
        case .sdmxStructure: "figures-structure.json"
        case .dhis2: "figures-dhis2.json"
        case .ctdc: "figures-ctdc.csv"
        }
    }

    /// Every media type that an export may have.
    static let mediaTypes = [csv, sdmxCSVType, sdmxJSONType, sdmxStructureType, json]

    private static let csv = "text/csv; charset=utf-8"
    private static let json = "application/json"
    private static let sdmxCSVType = "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8"
    private static let sdmxStructureType = "application/vnd.sdmx.structure+json; version=2.0.0"
    private static let sdmxJSONType = "application/vnd.sdmx.data+json; version=2.0.0"

    /// The file.
    func file(_ figures: [PublishedFigure], at time: Timestamp) throws -> [UInt8] {
        let figures = figures.map(ExportedFigure.init)
        return switch self {
        case .hxl: HXLExport(figures).file
        case .sdmxCSV: SDMXCSVExport.file(figures)
        case .sdmxJSON: try SDMXJSONExport(figures, at: time).file()
        case .sdmxStructure: try SDMXStructureExport(figures, at: time).file()
        case .dhis2: try DHIS2Export.file(figures)
        case .ctdc: CTDCExport.file(figures)
        }
    }
}
