/// What the public page shows: texts only, ready to be set.
struct PublicPage: Sendable {
    /// A value, or that it is withheld.
    struct Cell: Sendable {
        var text: String
        var isWithheld = false
        /// Whether there is neither a value nor one that is withheld.
        var isMissing = false
        /// How long its bar is, in hundredths of the longest one; 0 for none.
        var width = 0
    }

    struct Headline: Sendable {
        var title: String
        var cell: Cell
        /// Until when, and from where.
        var note: String
        var reported: [String]
    }

    struct Comparison: Sendable {
        var title: String
        var scope: String
        var counted: Cell
        var countedNote: String
        var reported: String
        var reportedNote: String
        var source: String
    }

    struct Row: Sendable {
        var name: String
        var cell: Cell
    }

    /// A table with one column of values, each with its bar.
    struct Table: Sendable {
        var id: String
        var title: String
        var note: String
        var heading: String
        var rows: [Row]
    }

    /// A table with a column for each value of a second dimension.
    struct Grid: Sendable {
        var id: String
        var title: String
        var note: String
        var heading: String
        var columns: [String]
        var rows: [GridRow]
    }

    struct GridRow: Sendable {
        var name: String
        var cells: [Cell]
    }

    struct Tile: Sendable {
        var code: String
        var name: String
        var text: String
        /// `level-1` to `level-5`, `is-withheld` or `is-missing`.
        var look: String
        var column: Int
        var row: Int
    }

    struct Map: Sendable {
        var title: String
        var tiles: [Tile]
    }

    struct Place: Sendable {
        var maps: [Map]
        var table: Table
    }

    struct Agreement: Sendable {
        var name: String
        var commitments: Cell
        var delivered: Cell
        var regions: Cell
    }

    struct Release: Sendable {
        var cutoff: String
        var policy: String
        var figures: String
        var fingerprint: String
        var href: String
    }

    struct Language: Sendable {
        var code: String
        var name: String
        var isCurrent: Bool
    }

    struct File: Sendable {
        var name: String
        var href: String
    }

    var language: String
    var direction: String
    var languages: [Language]
    var headlines: [Headline]
    var comparisons: [Comparison]
    var time: [Grid]
    var people: [Table]
    var peopleGrids: [Grid]
    var places: [Place]
    /// What is cut by sex or age, and by place, and told in no cell: named in a line instead of a table.
    var peopleWithheld: String
    var placesWithheld: String
    var agreements: [Agreement]
    var agreementTables: [Table]
    var others: [Table]
    var threshold: String
    var withheldLabel: String
    var withheldCount: String
    var releases: [Release]
    var files: [File]
}

extension PublicPage.Table {
    /// Whether any of its cells is told.
    var isTold: Bool { rows.contains { !$0.cell.isWithheld && !$0.cell.isMissing } }
}

extension PublicPage.Grid {
    /// Whether any of its cells is told.
    var isTold: Bool { rows.contains { $0.cells.contains { !$0.isWithheld && !$0.isMissing } } }
}
