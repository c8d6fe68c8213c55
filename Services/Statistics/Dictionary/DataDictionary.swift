import Events

/// What every published figure means and how it is written, made from the definitions that figures are counted by.
struct DataDictionary: Codable, Sendable {
    /// What is counted.
    struct Entry: Codable, Sendable {
        /// Its names.
        var names: LocalizedNames
        /// What it means.
        var meanings: LocalizedNames
        /// What it counts by.
        var units: LocalizedNames
        /// How it is counted, cut and published.
        var definition: IndicatorResponse
    }

    /// By what figures are cut.
    struct DimensionEntry: Codable, Sendable {
        /// Its name on the topic.
        var code: Dimension
        /// Its names.
        var names: LocalizedNames
        /// Its identifier in SDMX.
        var sdmx: String
        /// Its tag in HXL; absent where it makes columns of values instead.
        var hxl: String?
        /// Its values, where they are a closed list; of nationality those that are no country of ISO 3166-1.
        var values: [Value]?
    }

    /// A value of a dimension.
    struct Value: Codable, Sendable {
        /// How it is written on the topic.
        var code: String
        /// Its names.
        var names: LocalizedNames
        /// Its code in SDMX.
        var sdmx: String
    }

    /// A way in which periods are written.
    struct Period: Codable, Sendable {
        /// An example.
        var example: String
        /// What it means.
        var names: LocalizedNames
    }

    /// What is counted.
    var indicators: [Entry]
    /// By what it is cut.
    var dimensions: [DimensionEntry]
    /// How periods are written.
    var periods: [Period]

    /// All of it.
    static let whole = DataDictionary(
        indicators: Indicator.all.map { indicator in
            Entry(
                names: indicator.code.names,
                meanings: indicator.definitions,
                units: indicator.units,
                definition: IndicatorResponse(indicator)
            )
        },
        dimensions: Dimension.allCases.map(entry),
        periods: [
            Period(example: "to-2018-12-31", names: names { $0.words(.periodTo) }),
            Period(example: "2018", names: names { $0.words(.periodYear) }),
            Period(example: "2018-Q4", names: names { $0.words(.periodQuarter) }),
        ]
    )

    /// What the documentation shows.
    static var example: DataDictionary {
        DataDictionary(
            indicators: Array(whole.indicators.prefix(1)),
            dimensions: Array(whole.dimensions.prefix(1)),
            periods: Array(whole.periods.prefix(1))
        )
    }

    private static func entry(_ dimension: Dimension) -> DimensionEntry {
        DimensionEntry(
            code: dimension,
            names: dimension.names,
            sdmx: SDMXCodes.id(of: dimension),
            hxl: HXLExport.tag(of: dimension),
            values: codes(of: dimension).map { codes in
                codes.map { code in
                    Value(
                        code: code,
                        names: names { PageNames(Entries(), in: $0).value(code, of: dimension) },
                        sdmx: SDMXCodes.code(code, of: dimension)
                    )
                }
            }
        )
    }

    /// The values of dimensions whose values have names.
    private static func codes(of dimension: Dimension) -> [String]? {
        switch dimension {
        case .sex: Sex.allCases.map(\.rawValue) + [notDisclosed]
        case .age: ["child", "adult"] + AgeBand.allCases.map(\.rawValue) + [notDisclosed]
        case .place: ["EG"] + Region.egypt.map(\.code) + ["MA"] + Region.morocco.map(\.code)
        // Beside ISO 3166-1's countries.
        case .nationality: Nationality.groups + [Nationality.unknown.code, notDisclosed]
        case .status: CommitmentStatus.allCases.map(\.rawValue)
        default: nil
        }
    }

    private static func names(_ text: (PageLanguage) -> String) -> LocalizedNames {
        LocalizedNames(en: text(.english), ar: text(.arabic), fr: text(.french))
    }
}
