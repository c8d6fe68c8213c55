import Events
import Reference
import Tabular

/// Published figures as CSV with a row of tags of the Humanitarian Exchange Language.
///
/// A row is an indicator at a place in a period; what is cut by sex and age stands beside the total, in columns tagged as
/// HXL's guidance on sex- and age-disaggregated data has them (`#reached+f+children`). A withheld value is blank, and
/// `#meta+withheld` names the columns in which it is.
struct HXLExport {
    private let columns: [HXLColumn]
    private let rows: [Row]

    /// What stands in one row.
    private struct Row {
        let first: ExportedFigure
        var asOf: CalendarDate
        var cells: [HXLColumn: ExportedFigure] = [:]
    }

    init(_ figures: [ExportedFigure]) {
        var places: [[String]: Int] = [:]
        var rows: [Row] = []
        for figure in figures {
            let key = Self.rowKey(figure)
            let index = places[key] ?? rows.count
            if index == rows.count {
                places[key] = index
                rows.append(Row(first: figure, asOf: figure.statistic.asOf))
            }
            rows[index].asOf = max(rows[index].asOf, figure.statistic.asOf)
            rows[index].cells[HXLColumn(figure)] = figure
        }
        self.rows = rows
        columns = Set(rows.flatMap(\.cells.keys)).sorted()
    }

    /// The file: names, tags, rows.
    var file: [UInt8] {
        var bytes: [UInt8] = []
        let lead = Self.lead
        CSVWriter.append(lead.map(\.name) + columns.map(\.title), to: &bytes, isNeutral: true)
        CSVWriter.append(lead.map(\.tag) + columns.map(\.tag), to: &bytes, isNeutral: true)
        for row in rows {
            let values = columns.map { row.cells[$0]?.value ?? "" }
            CSVWriter.append(lead.map { $0.value(row) } + values, to: &bytes, isNeutral: true)
        }
        return bytes
    }

    private static func rowKey(_ figure: ExportedFigure) -> [String] {
        let statistic = figure.statistic
        let rest = statistic.dimensions.filter { $0.key != Dimension.sex.rawValue && $0.key != Dimension.age.rawValue }
        return [
            statistic.indicator.rawValue, statistic.period, statistic.source.rawValue, figure.statement ?? "",
            statistic.releaseId?.description ?? "",
        ] + rest.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    }

    /// A column that stands before the values.
    private struct Lead: Sendable {
        let name: String
        let tag: String
        let value: @Sendable (Row) -> String

        init(_ name: String, _ tag: String, _ value: @escaping @Sendable (Row) -> String) {
            (self.name, self.tag, self.value) = (name, tag, value)
        }
    }

    private static let lead: [Lead] = what + places + dimensions + rules

    private static let what: [Lead] = [
        Lead("Indicator", "#indicator+code") { $0.first.statistic.indicator.rawValue },
        Lead("What is counted", "#indicator+name") { $0.first.title },
        Lead("Unit", "#indicator+unit") { $0.first.statistic.unit ?? "" },
        Lead("Period", "#meta+period") { $0.first.statistic.period },
        Lead("Last day", "#date+end") { ($0.first.period.lastDay ?? $0.asOf).description },
        Lead("As of", "#date+asof") { $0.asOf.description },
        Lead("Counted or reported", "#meta+source") { $0.first.statistic.source.rawValue },
        Lead("Where it was reported", "#meta+source+name") { $0.first.statistic.sourceRef ?? "" },
        Lead("How it is meant", "#meta+qualifier") { $0.first.statistic.qualifier?.rawValue ?? "" },
    ]

    private static let places: [Lead] = [
        Lead("Country", "#country+code") { row in row.first[.place].map { String($0.prefix(2)) } ?? "" },
        Lead("Governorate or region", "#adm1+code") { subdivision($0.first) ?? "" },
        Lead("Its name", "#adm1+name") { subdivision($0.first).map(PlaceNames.english) ?? "" },
        Lead("Institution", "#org+institution+id") { $0.first.institution ?? "" },
    ]

    private static let dimensions: [Lead] = cuts.map { cut in
        Lead(cut.name, cut.tag) { $0.first[cut.dimension] ?? "" }
    }

    private static let rules: [Lead] = [
        Lead("Release", "#meta+release") { $0.first.statistic.releaseId?.description ?? "" },
        Lead("Policy", "#meta+policy") { $0.first.statistic.policyVersion ?? "" },
        Lead("Threshold", "#meta+threshold") { $0.first.statistic.threshold.map(String.init) ?? "" },
        Lead("Withheld", "#meta+withheld") { withheld($0) },
    ]

    private static let cuts: [(dimension: Dimension, name: String, tag: String)] = [
        (.nationality, "Nationality", "#country+nationality"), (.programme, "Programme", "#activity+programme"),
        (.service, "Service", "#service+code"), (.policy, "Policy adopted", "#meta+adopted"),
        (.kind, "Kind", "#item+kind"), (.role, "Role", "#meta+role"), (.country, "Country of", "#country+of"),
        (.party, "Party", "#org+party+id"), (.status, "Status", "#status+code"),
        (.region, "Region", "#region+code"), (.organisationKind, "Kind of organisation", "#org+type"),
        (.audience, "Audience", "#group+audience"), (.agreement, "Agreement", "#activity+agreement+id"),
    ]

    /// The tag of a dimension's column; `nil` for those that make columns of values.
    static func tag(of dimension: Dimension) -> String? {
        dimension == .place ? "#adm1+code" : cuts.first { $0.dimension == dimension }?.tag
    }

    private static func subdivision(_ figure: ExportedFigure) -> String? {
        figure[.place].flatMap { $0.utf8.count > 2 ? $0 : nil }
    }

    private static func withheld(_ row: Row) -> String {
        row.cells.filter { $0.value.statistic.value == nil }.keys.sorted().map(\.tag).joined(separator: " ")
    }
}
