/// Widespread spellings that no general rule brings together, each with a spelling that the rules read right.
///
/// A dot parts two letters that are no digraph (`fat.hi` is Fathi, with t and h).
enum NameExceptions {
    static let latin: [String: String] = table([
        "yusef": "yusuf yousuf yousouf youssouf yusof yousof youssuf usuf yussuf",
        "yunes": "yunus younous younus yonus younos yunous",
        "othman": "osman ousmane usman osmane ousman cismaan cusmaan ousmaan uthman",
        "fatima": "fatma fatme fatmah fatna faduma faadumo fadumo",
        "mohamed": "mohd muhd med mhd mohamd",
        "amrou": "amr",
        "is.haq": "ishaq ishak ishac isxaaq ishaaq",
        "fat.hi": "fathi fathy fethi fathey",
        "fat.hia": "fathia fathiya fethia fathiyah",
        "ad.ham": "adham",
        "med.hat": "medhat midhat",
        "sara": "sarah", "nora": "norah noorah nourah", "layla": "laylah lailah", "hana": "hannah",
        "heba": "hibah hebah", "maria": "mariah", "tahani": "tahany",
        "idris": "driss dris", "ibrahim": "brahim", "ismail": "smail", "ahmed": "ahmet", "daa": "doaa duaa douaa doua",
        "moaz": "mouad muath mouadh muadh mouaz", "thoraya": "soraya souraya suraya",
        "yasmine": "jasmine jasmin", "cheikh": "cheick chekh",
        "abdi": "cabdi", "ali": "cali", "omar": "cumar", "isse": "ciise", "aisha": "caasha caaisha", "amir": "caamir",
    ])

    static let arabic: [String: String] = ["طه": "طها"]

    /// Words that begin with alef and lam but have no article.
    static let arabicWithoutArticle: Set<String> = [
        "الهام", "الياس", "الفت", "الين", "الينا", "الان", "الما", "الكسندر",
    ]

    /// Latin words that begin with el or al but have no article.
    static let latinWithoutArticle: Set<String> = [
        "albert", "alberto", "alfred", "alfredo", "alpha", "alphonse", "elsie", "elvira", "elvis", "almaz", "aldo",
        "alseny", "alganesh", "elsabet", "elmi", "elham", "albin", "alban", "elmer", "ellen", "elise", "ellis", "allal",
        "almas", "elmas", "elmaz", "elaine", "eleni", "elisha", "eliana", "eliane", "elisee", "elodie", "elijah",
        "elyass", "elyas", "eliass", "ezzat", "ezzedine", "ezzeddine", "ezzeldin", "essam", "ennio",
    ]

    /// Arabic words that begin with beh and noon but are nobody's son.
    static let arabicWithBen: Set<String> = ["بنيامين", "بناني", "بنانى"]

    /// Latin words that begin with ben but are nobody's son.
    static let latinWithBen: Set<String> = [
        "benani", "bennani", "benjamin", "benyamin", "benita", "benito", "benedict", "benson", "bendera",
    ]

    private static func table(_ rows: [String: String]) -> [String: String] {
        var table: [String: String] = [:]
        for (canonical, variants) in rows {
            for variant in variants.split(separator: " ") { table[String(variant)] = canonical }
        }
        return table
    }
}
