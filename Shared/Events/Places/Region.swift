/// A place whose name Jisr knows, with the region it is counted in where the code does not say so.
public struct Region: Hashable, Sendable {
    /// The place's code.
    public let code: String
    /// The usual name.
    public let title: String
    /// The region it lies in when that is not the code's own prefix: Moroccan provinces (`MA-FIG` in `MA-02`).
    public let within: String?
    /// Other spellings met in sources.
    public let aliases: [String]

    /// Names a place.
    init(_ code: String, _ title: String, within: String? = nil, aliases: [String] = []) {
        self.code = code
        self.title = title
        self.within = within
        self.aliases = aliases
    }

    /// The place's code as a value.
    public var place: PlaceCode? { PlaceCode(code) }
}

extension Region {
    /// The 27 governorates of Egypt.
    public static let egypt: [Region] = [
        Region("EG-ALX", "Alexandria"),
        Region("EG-ASN", "Aswan"),
        Region("EG-AST", "Asyut"),
        Region("EG-BA", "Red Sea"),
        Region("EG-BH", "Beheira"),
        Region("EG-BNS", "Beni Suef"),
        Region("EG-C", "Cairo"),
        Region("EG-DK", "Dakahlia"),
        Region("EG-DT", "Damietta"),
        Region("EG-FYM", "Fayoum"),
        Region("EG-GH", "Gharbia"),
        Region("EG-GZ", "Giza"),
        Region("EG-IS", "Ismailia"),
        Region("EG-JS", "South Sinai"),
        Region("EG-KB", "Qalyubia"),
        Region("EG-KFS", "Kafr el-Sheikh"),
        Region("EG-KN", "Qena"),
        Region("EG-LX", "Luxor"),
        Region("EG-MN", "Minya"),
        Region("EG-MNF", "Monufia"),
        Region("EG-MT", "Matrouh"),
        Region("EG-PTS", "Port Said"),
        Region("EG-SHG", "Sohag"),
        Region("EG-SHR", "Sharqia"),
        Region("EG-SIN", "North Sinai"),
        Region("EG-SUZ", "Suez"),
        Region("EG-WAD", "New Valley"),
    ]

    /// Localities of Egypt that figures have been published for.
    public static let egyptLocalities: [Region] = [
        Region("EG-C:MARG", "El-Marg"),
        Region("EG-BA:HRG", "Hurghada"),
    ]

    /// The 12 regions of Morocco.
    public static let morocco: [Region] = [
        Region("MA-01", "Tanger-Tétouan-Al Hoceïma"),
        Region("MA-02", "L'Oriental"),
        Region("MA-03", "Fès-Meknès"),
        Region("MA-04", "Rabat-Salé-Kénitra"),
        Region("MA-05", "Béni Mellal-Khénifra"),
        Region("MA-06", "Casablanca-Settat"),
        Region("MA-07", "Marrakech-Safi"),
        Region("MA-08", "Drâa-Tafilalet"),
        Region("MA-09", "Souss-Massa"),
        Region("MA-10", "Guelmim-Oued Noun"),
        Region("MA-11", "Laâyoune-Sakia El Hamra"),
        Region("MA-12", "Dakhla-Oued Ed-Dahab"),
    ]

    /// The 11 provinces and districts of Morocco's community reparation programme (`IER`), with their regions.
    public static let communityReparation: [Region] = [
        Region("MA-FIG", "Figuig", within: "MA-02"),
        Region("MA-ERR", "Errachidia", within: "MA-08"),
        Region("MA-ZAG", "Zagora", within: "MA-08", aliases: ["Zagoura"]),
        Region("MA-OUA", "Ouarzazate", within: "MA-08"),
        Region("MA-TNT", "Tan-Tan", within: "MA-10"),
        Region("MA-KHE", "Khémisset", within: "MA-04"),
        Region("MA-NAD", "Nador", within: "MA-02"),
        Region("MA-KHN", "Khénifra", within: "MA-05"),
        Region("MA-CAS:HMAS", "Hay Mohammadi-Ain Sebaa", within: "MA-06", aliases: ["Hay Mohammadi"]),
        Region("MA-AZI", "Azilal", within: "MA-05"),
        Region("MA-HOC", "Al Hoceïma", within: "MA-01", aliases: ["al-Houceima"]),
    ]

    /// Every listed place.
    public static let all: [Region] = egypt + egyptLocalities + morocco + communityReparation

    private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })

    /// The listed place of a code.
    public static func named(_ code: PlaceCode) -> Region? {
        byCode[code.code]
    }
}

extension PlaceCode {
    /// The governorate (Egypt) or region (Morocco) that figures are published for: `EG-BA` for `EG-BA:HRG`, `MA-08` for
    /// `MA-ZAG`, the subdivision itself elsewhere; `nil` for a country.
    public var region: PlaceCode? {
        for place in lineage {
            if let within = Region.named(place)?.within { return PlaceCode(within) }
        }
        return subdivision
    }
}
