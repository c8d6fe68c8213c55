import Events

/// What a recount of persons comes to.
struct PersonCounts: Sendable {
    struct Key: Hashable, Sendable {
        let measure: Int
        let cell: Int
        /// The sex's number, 0 when not disclosed, 255 when it is not cut by.
        let sex: UInt8
        /// The age band's number, 0 when not disclosed, 255 when it is not cut by.
        let age: UInt8
        /// The nationality's number, 0 when not disclosed, 65535 when it is not cut by.
        let nationality: UInt16
    }

    private let cuts: [Cut]
    private let labels: [[String]]
    private var counts: [Key: Int] = [:]

    init(cuts: [Cut], labels: [[String]]) {
        self.cuts = cuts
        self.labels = labels
    }

    mutating func add(_ key: Key) { counts[key, default: 0] += 1 }

    /// How many fall into each cell of a measure: the values of the cuts in their order.
    func values(of measure: Int) -> [[String]: Int] {
        var values: [[String]: Int] = [:]
        for (key, count) in counts where key.measure == measure { values[label(key), default: 0] += count }
        return values
    }

    private func label(_ key: Key) -> [String] {
        var rest = labels[key.cell][...]
        return cuts.map { cut in
            switch cut {
            case .dimension(.sex): Self.sex(key.sex)
            case .dimension(.age): Self.age(key.age)
            case .dimension(.nationality): Self.nationality(key.nationality)
            default: rest.popFirst() ?? ""
            }
        }
    }

    static func sex(_ number: UInt8) -> String { sexes[number]?.rawValue ?? notDisclosed }

    static func age(_ number: UInt8) -> String { ages[number]?.rawValue ?? notDisclosed }

    static func nationality(_ number: UInt16) -> String {
        number == 0 ? notDisclosed : Nationality.country(number).code
    }

    private static let sexes = Sex.byNumber
    private static let ages = AgeBand.byNumber
}
