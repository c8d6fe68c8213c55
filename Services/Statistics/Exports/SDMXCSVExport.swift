import Tabular

/// Published figures as SDMX-CSV 2.0.
enum SDMXCSVExport {
    /// The file.
    static func file(_ figures: [ExportedFigure]) -> [UInt8] {
        let structure = "\(SDMXCodes.agency):\(SDMXCodes.dataflow)(\(SDMXCodes.version))"
        var bytes: [UInt8] = []
        CSVWriter.append(
            ["STRUCTURE", "STRUCTURE_ID", "ACTION"] + SDMXCodes.dimensions.map(\.id) + ["OBS_VALUE"]
                + SDMXCodes.attributes.map(\.id),
            to: &bytes
        )
        for figure in figures {
            let key = SDMXCodes.dimensions.map { $0.value(figure) }
            let attributes = SDMXCodes.attributes.map { $0.value(figure) }
            CSVWriter.append(
                ["dataflow", structure, "I"] + key + [figure.value] + attributes,
                to: &bytes,
                isNeutral: true
            )
        }
        return bytes
    }
}
