/// Where the tiles of a country's map stand: a column and a row for each governorate or region, from the west and the
/// north.
///
/// Tiles of equal size can be read at any width and say as much of New Valley as of Cairo; and they draw no border, which
/// free geometries do not agree on.
struct TileMap: Sendable {
    let country: String
    /// By subdivision.
    let places: [String: (column: Int, row: Int)]

    static let all = [egypt, morocco]

    static let egypt = TileMap(
        country: "EG",
        rows: [
            ["MT", "ALX", "BH", "KFS", "DT", "PTS", "SIN"],
            ["", "", "MNF", "GH", "DK", "IS", ""],
            ["", "", "GZ", "KB", "SHR", "SUZ", "JS"],
            ["", "FYM", "BNS", "C", "", "", ""],
            ["", "", "MN", "", "", "BA", ""],
            ["", "WAD", "AST", "SHG", "", "", ""],
            ["", "", "", "LX", "KN", "", ""],
            ["", "", "", "", "ASN", "", ""],
        ]
    )

    static let morocco = TileMap(
        country: "MA",
        rows: [
            ["", "", "", "01", "02"],
            ["", "", "04", "03", ""],
            ["", "06", "05", "", ""],
            ["", "07", "08", "", ""],
            ["", "09", "", "", ""],
            ["11", "10", "", "", ""],
            ["12", "", "", "", ""],
        ]
    )

    private init(country: String, rows: [[String]]) {
        self.country = country
        var places: [String: (column: Int, row: Int)] = [:]
        for (row, codes) in rows.enumerated() {
            for (column, code) in codes.enumerated() where !code.isEmpty {
                places["\(country)-\(code)"] = (column + 1, row + 1)
            }
        }
        self.places = places
    }
}
