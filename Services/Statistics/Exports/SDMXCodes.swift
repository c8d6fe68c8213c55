import Events

/// How a published figure is written in SDMX: one observation of the dataflow `JISR:FIGURES(1.0)`.
///
/// A cell that is not cut by a dimension has `_T` there. A withheld value is empty with `OBS_STATUS` Q (missing value;
/// suppressed) and `CONF_STATUS` C (confidential), whatever the reason: which of its two other codes applied would tell.
enum SDMXCodes {
    static let agency = "JISR"
    static let dataflow = "FIGURES"
    static let version = "1.0"

    /// A dimension or an attribute.
    struct Component: Sendable {
        let id: String
        let name: String
        let value: @Sendable (ExportedFigure) -> String
    }

    /// The dimensions, in their order.
    static let dimensions: [Component] =
        [
            Component(id: "INDICATOR", name: "Indicator") { $0.statistic.indicator.rawValue },
            Component(id: "SOURCE", name: "Counted or reported") { $0.statistic.source.rawValue.uppercased() },
            Component(id: "COVERAGE", name: "Cumulative or of a period", value: coverage),
        ]
        + Dimension.allCases.map { dimension in
            Component(id: id(of: dimension), name: name(of: dimension)) { figure in
                figure[dimension].map { code($0, of: dimension) } ?? total
            }
        }
        + [
            Component(id: "INSTITUTION", name: "Institution") { $0.institution.map(identifier) ?? total },
            Component(id: "STATEMENT", name: "Statement of a publication") { $0.statement.map(identifier) ?? total },
            Component(id: "TIME_PERIOD", name: "Time period", value: time),
        ]

    /// The attributes of an observation.
    static let attributes: [Component] = [
        Component(id: "OBS_STATUS", name: "Observation status") { $0.statistic.value == nil ? "Q" : "A" },
        Component(id: "CONF_STATUS", name: "Confidentiality status") { $0.statistic.value == nil ? "C" : "F" },
        Component(id: "UNIT_MEASURE", name: "Unit") { $0.statistic.unit ?? "" },
        Component(id: "QUALIFIER", name: "How a reported value is meant") { $0.statistic.qualifier?.rawValue ?? "" },
        Component(id: "SOURCE_REF", name: "Where it was reported") { $0.statistic.sourceRef ?? "" },
        Component(id: "PERIOD", name: "Period as published") { $0.statistic.period },
        Component(id: "AS_OF", name: "Last day that counts") { $0.statistic.asOf.description },
        Component(id: "THRESHOLD", name: "Least number of persons") { $0.statistic.threshold.map(String.init) ?? "" },
        Component(id: "POLICY_VERSION", name: "Version of the disclosure policy") { $0.statistic.policyVersion ?? "" },
        Component(id: "RELEASE", name: "Release") { $0.statistic.releaseId?.description ?? "" },
        Component(id: "REVISION", name: "Revision") { "\($0.statistic.revision)" },
        Component(id: "DOUBLE_COUNT", name: "Whether somebody may be counted twice") {
            $0.statistic.mayDoubleCount == true ? "Y" : ""
        },
    ]

    /// The total of a dimension.
    private static let total = "_T"

    /// The identifier of a dimension.
    static func id(of dimension: Dimension) -> String {
        switch dimension {
        case .place: "REF_AREA"
        case .organisationKind: "ORG_KIND"
        default: dimension.rawValue.uppercased()
        }
    }

    private static func name(of dimension: Dimension) -> String {
        switch dimension {
        case .place: "Reference area"
        case .organisationKind: "Kind of organisation"
        default: dimension.rawValue.prefix(1).uppercased() + dimension.rawValue.dropFirst()
        }
    }

    private static func coverage(_ figure: ExportedFigure) -> String {
        if case .to = figure.period { "CUMULATIVE" } else { "PERIOD" }
    }

    private static func time(_ figure: ExportedFigure) -> String {
        switch figure.period {
        case .to(let day): day.description
        case .year(let year): "\(year)"
        case .quarter(let year, let quarter): "\(year)-Q\(quarter)"
        case .stated: figure.statistic.asOf.description
        }
    }

    /// The code of a dimension's value.
    static func code(_ value: String, of dimension: Dimension) -> String {
        switch (dimension, value) {
        case (.sex, Sex.other.rawValue): "_O"
        case (.sex, Sex.unknown.rawValue), (.age, AgeBand.unknown.rawValue): "_U"
        case (.age, _): age(value)
        default: identifier(value)
        }
    }

    /// As in SDMX's guidance on age: `Y5T11`, `Y_GE60`, `Y_LT18`.
    private static func age(_ value: String) -> String {
        switch value {
        case "child": return "Y_LT18"
        case "adult": return "Y_GE18"
        case AgeBand.from60.rawValue: return "Y_GE60"
        default: break
        }
        let ends = value.split(separator: "-").compactMap { Int($0) }
        return ends.count == 2 ? "Y\(ends[0])T\(ends[1])" : identifier(value)
    }

    /// The text as SDMX allows identifiers to be written.
    private static func identifier(_ text: String) -> String {
        String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) || "_@$-".contains($0) ? $0 : "_" })
    }
}
