import Events
import Tabular

/// Published figures as CSV with the columns of the Counter Trafficking Data Collaborative's global data, where they apply.
///
/// Their data has a row for each person; this has one for each published cell, with `persons`. Figures about persons who
/// are helped are given when sex, majority and citizenship say all that they are cut by: places of service are no countries
/// of exploitation, age bands do not nest into theirs, and citizenship is one country (ISO 3166-1 alpha-2), since a group
/// would be read as everybody. The year is stated where a figure is of one year; cumulative
/// ones have `period` alone.
enum CTDCExport {
    private static let columns = [
        "yearOfRegistration", "Datasource", "gender", "majorityStatus", "citizenship", "indicator", "period", "persons",
        "withheld",
    ]

    /// The file.
    static func file(_ figures: [ExportedFigure]) -> [UInt8] {
        var bytes = CSVWriter.row(columns)
        for figure in figures where applies(figure) {
            CSVWriter.append(
                [
                    figure.period.year.map(String.init) ?? "", "Case Management",
                    figure[.sex].map(gender) ?? "", figure[.age].map(majority) ?? "", figure[.nationality] ?? "",
                    figure.statistic.indicator.rawValue, figure.statistic.period, figure.value,
                    figure.statistic.value == nil ? "yes" : "",
                ],
                to: &bytes,
                isNeutral: true
            )
        }
        return bytes
    }

    private static func applies(_ figure: ExportedFigure) -> Bool {
        guard figure.isOfPersonsHelped, figure.statistic.source == .counted else { return false }
        let known = [Dimension.sex, .age, .nationality].map(\.rawValue)
        guard figure.statistic.dimensions.keys.allSatisfy(known.contains) else { return false }
        guard figure[.nationality].map(isCountry) ?? true else { return false }
        return figure[.age].map { $0 == "child" || $0 == "adult" } ?? true
    }

    private static func isCountry(_ value: String) -> Bool {
        CountryCode(value).map { $0 != Nationality.unknown } ?? false
    }

    private static func gender(_ sex: String) -> String {
        switch sex {
        case Sex.female.rawValue: "Female"
        case Sex.male.rawValue: "Male"
        case Sex.other.rawValue: "Other"
        default: "Unknown"
        }
    }

    private static func majority(_ age: String) -> String { age == "child" ? "Minor" : "Adult" }
}
