import Events

/// A column of values: what it counts, by sex and age.
struct HXLColumn: Hashable, Comparable {
    private let isOfPersonsHelped: Bool
    private let sex: String?
    private let age: String?

    init(_ figure: ExportedFigure) {
        isOfPersonsHelped = figure.isOfPersonsHelped
        sex = figure[.sex]
        age = figure[.age]
    }

    /// The tag: `#reached+f+children`.
    var tag: String {
        let base = isOfPersonsHelped ? "#reached" : "#indicator+value+num"
        let attributes = [sex.map(Self.attribute(sex:)), age.map(Self.attributes(age:))].compactMap { $0 }.joined()
        return base + (attributes.isEmpty ? "+total" : attributes)
    }

    /// In words.
    var title: String {
        let what = isOfPersonsHelped ? "Persons reached" : "Value"
        let cut = [sex.map { "sex \($0)" }, age.map { "age \($0)" }].compactMap { $0 }.joined(separator: ", ")
        return cut.isEmpty ? "\(what), total" : "\(what), \(cut)"
    }

    private static func attribute(sex: String) -> String {
        switch sex {
        case Sex.female.rawValue: "+f"
        case Sex.male.rawValue: "+m"
        // Neither exclusively female nor exclusively male.
        case Sex.other.rawValue: "+i"
        case Sex.unknown.rawValue: "+sex_unknown"
        default: "+sex_\(word(sex))"
        }
    }

    private static func attributes(age: String) -> String {
        switch AgeBand(rawValue: age) {
        case .under5: "+children+age0_4"
        case .from5To11: "+children+age5_11"
        case .from12To14: "+adolescents+age12_14"
        case .from15To17: "+adolescents+age15_17"
        case .from18To24: "+adults+age18_24"
        case .from25To59: "+adults+age25_59"
        case .from60: "+elderly+age60"
        case .unknown: "+age_unknown"
        case nil:
            switch age {
            case "child": "+children"
            case "adult": "+adults"
            default: "+age_\(word(age))"
            }
        }
    }

    private static func word(_ value: String) -> String {
        String(value.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    /// From the whole to its parts: what is searched for by tag is found in the coarsest column first.
    private var order: (Int, Int, String, Int, String) {
        let grain = age.map { AgeBand(rawValue: $0) == nil ? 1 : 2 } ?? 0
        return (isOfPersonsHelped ? 0 : 1, (sex == nil ? 0 : 1) + (age == nil ? 0 : 1), sex ?? "", grain, age ?? "")
    }

    static func < (left: HXLColumn, right: HXLColumn) -> Bool { left.order < right.order }
}
