import Events
import Reference

/// Names of countries, governorates and regions in the languages of the public page.
///
/// ISO's list has no Arabic names of subdivisions and romanised ones in French, so those that figures are published for
/// are named here.
enum PlaceNames {
    /// The name of a place; its code when it has none.
    static func name(_ code: String, in language: String) -> String {
        let region = PlaceCode(code).flatMap(Region.named)
        switch (language, subdivisions[code]) {
        case ("fr", let names?): return names.fr
        case ("ar", let names?): return names.ar
        default: break
        }
        return region?.title ?? ReferenceList.countries.entry(code)?.names.name(in: language)
            ?? ReferenceList.subdivisions.entry(code)?.names.name(in: language) ?? code
    }

    /// The English name.
    static func english(_ code: String) -> String { name(code, in: "en") }

    private static let subdivisions: [String: (fr: String, ar: String)] = [
        "EG-ALX": ("Alexandrie", "الإسكندرية"),
        "EG-ASN": ("Assouan", "أسوان"),
        "EG-AST": ("Assiout", "أسيوط"),
        "EG-BA": ("Mer Rouge", "البحر الأحمر"),
        "EG-BH": ("Beheira", "البحيرة"),
        "EG-BNS": ("Beni Souef", "بني سويف"),
        "EG-C": ("Le Caire", "القاهرة"),
        "EG-DK": ("Dakahleya", "الدقهلية"),
        "EG-DT": ("Damiette", "دمياط"),
        "EG-FYM": ("Fayoum", "الفيوم"),
        "EG-GH": ("Gharbeya", "الغربية"),
        "EG-GZ": ("Gizeh", "الجيزة"),
        "EG-IS": ("Ismaïlia", "الإسماعيلية"),
        "EG-JS": ("Sinaï Sud", "جنوب سيناء"),
        "EG-KB": ("Qalyubia", "القليوبية"),
        "EG-KFS": ("Kafr el-Cheik", "كفر الشيخ"),
        "EG-KN": ("Qena", "قنا"),
        "EG-LX": ("Louxor", "الأقصر"),
        "EG-MN": ("Minya", "المنيا"),
        "EG-MNF": ("Menoufeya", "المنوفية"),
        "EG-MT": ("Matruh", "مطروح"),
        "EG-PTS": ("Port-Saïd", "بورسعيد"),
        "EG-SHG": ("Sohag", "سوهاج"),
        "EG-SHR": ("Sharqeya", "الشرقية"),
        "EG-SIN": ("Sinaï Nord", "شمال سيناء"),
        "EG-SUZ": ("Suez", "السويس"),
        "EG-WAD": ("Nouvelle-Vallée", "الوادي الجديد"),
        "MA-01": ("Tanger-Tétouan-Al Hoceïma", "طنجة تطوان الحسيمة"),
        "MA-02": ("L'Oriental", "الشرق"),
        "MA-03": ("Fès-Meknès", "فاس مكناس"),
        "MA-04": ("Rabat-Salé-Kénitra", "الرباط سلا القنيطرة"),
        "MA-05": ("Béni Mellal-Khénifra", "بني ملال خنيفرة"),
        "MA-06": ("Casablanca-Settat", "الدار البيضاء سطات"),
        "MA-07": ("Marrakech-Safi", "مراكش آسفي"),
        "MA-08": ("Drâa-Tafilalet", "درعة تافيلالت"),
        "MA-09": ("Souss-Massa", "سوس ماسة"),
        "MA-10": ("Guelmim-Oued Noun", "كلميم واد نون"),
        "MA-11": ("Laâyoune-Sakia El Hamra", "العيون الساقية الحمراء"),
        "MA-12": ("Dakhla-Oued Ed-Dahab", "الداخلة وادي الذهب"),
    ]
}
