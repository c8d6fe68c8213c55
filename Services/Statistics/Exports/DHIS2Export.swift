import Events
import Foundation

/// Published figures as a data value set for DHIS2's `/api/dataValueSets`, everything named by code.
///
/// A withheld value is left out: DHIS2 has no way to say that there is one. A reported figure is a data element of its own,
/// so that it is never added to a counted one; its attribute option combination is the statement.
enum DHIS2Export {
    private struct Set: Encodable {
        var dataSet = "JISR_FIGURES"
        var dataElementIdScheme = "CODE"
        var orgUnitIdScheme = "CODE"
        var categoryOptionComboIdScheme = "CODE"
        var dataValues: [Value]
    }

    private struct Value: Encodable {
        var dataElement: String
        var period: String
        var orgUnit: String
        var categoryOptionCombo: String
        var attributeOptionCombo: String
        var value: String
        var comment: String?
    }

    /// The organisation unit of what is not cut by place.
    static let national = "NATIONAL"

    /// The file.
    static func file(_ figures: [ExportedFigure]) throws -> [UInt8] {
        let values = figures.compactMap { figure -> Value? in
            guard let value = figure.statistic.value else { return nil }
            let code = figure.statistic.indicator.rawValue
            return Value(
                dataElement: figure.statement == nil ? code : "\(code)_REPORTED",
                period: period(figure),
                orgUnit: figure[.place] ?? national,
                categoryOptionCombo: combination(figure),
                attributeOptionCombo: figure.statement ?? "default",
                value: "\(value)",
                comment: comment(figure)
            )
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(Set(dataValues: values)))
    }

    /// `SEX_F__AGE_05-11`; `default` for a total.
    private static func combination(_ figure: ExportedFigure) -> String {
        let parts = figure.statistic.dimensions.filter { $0.key != Dimension.place.rawValue }
            .sorted { $0.key < $1.key }.map { "\($0.key.uppercased())_\($0.value)" }
        return parts.isEmpty ? "default" : parts.joined(separator: "__")
    }

    /// As DHIS2 writes a day, a year, a quarter.
    ///
    /// What is cumulative belongs to its last day.
    private static func period(_ figure: ExportedFigure) -> String {
        switch figure.period {
        case .to(let day): digits(day)
        case .year(let year): "\(year)"
        case .quarter(let year, let quarter): "\(year)Q\(quarter)"
        case .stated: digits(figure.statistic.asOf)
        }
    }

    private static func digits(_ day: CalendarDate) -> String { day.description.replacing("-", with: "") }

    private static func comment(_ figure: ExportedFigure) -> String? {
        let words = [figure.statistic.qualifier.flatMap { $0 == .eq ? nil : $0.rawValue }, figure.statistic.sourceRef]
        let text = words.compactMap { $0 }.joined(separator: "; ")
        return text.isEmpty ? nil : text
    }
}
