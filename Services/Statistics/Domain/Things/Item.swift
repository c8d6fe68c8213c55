import Events

/// One thing that counts, or a number of them that cannot be told apart.
struct Item: Sendable {
    /// By what it is distinct.
    var key: String
    /// How many; 1 unless it is a sum.
    var amount = 1
    /// The business day.
    var day: Int32
    /// Where it falls: several values put it in several cells, none in no cell.
    var values: [Dimension: [String]] = [:]
    /// Whether some of it may be counted twice.
    var mayDoubleCount = false
}

/// A counted value.
struct Count: Sendable, Hashable {
    var value: Int
    var mayDoubleCount = false
    /// What is said that is more than a count.
    var measured: Measurement?
}

/// How items add up in cells.
enum Tally {
    /// The value of each cell: the number of distinct keys, or the sum of the amounts.
    static func count(_ items: [Item], by cuts: [Cut], in window: Window, isSum: Bool) -> [[String]: Count] {
        var keys: [[String]: Set<String>] = [:]
        var counts: [[String]: Count] = [:]
        for item in items where window.contains(item.day) {
            for cell in cells(of: item, by: cuts) {
                var count = counts[cell] ?? Count(value: 0)
                if isSum {
                    count.value += item.amount
                } else if keys[cell, default: []].insert(item.key).inserted {
                    count.value += 1
                }
                count.mayDoubleCount = count.mayDoubleCount || item.mayDoubleCount
                counts[cell] = count
            }
        }
        return counts
    }

    private static func cells(of item: Item, by cuts: [Cut]) -> [[String]] {
        cuts.reduce([[]]) { cells, cut in
            let values: [String]
            switch cut {
            case .year, .quarter: values = [cut.period(of: item.day)]
            case .dimension(let dimension):
                values = item.values[dimension] ?? [notApplicable]
            }
            return cells.flatMap { cell in values.map { cell + [$0] } }
        }
    }
}
