/// A target that has to be certified.
struct Need {
    let target: Target
    /// What it is in truth, without what the attacker knows already.
    let value: Int
    /// The tables found so far.
    var none: Int?
    var many: Int?
}

/// What has to be certified against one attacker, and with which tables it is.
struct Needs {
    /// What a table shows: that there may be nobody, or at least `k`.
    enum End: CaseIterable {
        case none
        case many
    }

    private(set) var list: [Need]
    private let reading: TableReading
    /// The target in each place, -1 where nothing has to be certified.
    private var places: [Int32]
    private let k: Int
    private var next: [End: Int] = [.none: 0, .many: 0]
    /// How many tables are lacking.
    private var lackCount = 0

    /// Table 0 is the truth: it certifies what is none.
    init(_ targets: [(target: Target, value: Int)], k: Int, _ reading: TableReading) {
        self.k = k
        self.reading = reading
        places = [Int32](repeating: -1, count: reading.placeCount)
        list = targets.map { Need(target: $0.target, value: $0.value, none: $0.value == 0 ? 0 : nil) }
        for (index, need) in list.enumerated() { places[reading.place(need.target)] = Int32(index) }
        lackCount = list.reduce(0) { $0 + ($1.none == nil ? 1 : 0) + 1 }
    }

    /// The first one that lacks a table.
    mutating func next(_ end: End) -> Int? {
        var index = next[end] ?? 0
        while index < list.count, table(end, list[index]) != nil { index += 1 }
        next[end] = index
        return index < list.count ? index : nil
    }

    /// Whether any lacks a table.
    var isLacking: Bool { lackCount > 0 }

    /// Whether one lacks a table.
    func isLacking(_ end: End, _ index: Int) -> Bool { table(end, list[index]) == nil }

    /// Forgets tables that do not hold any more.
    ///
    /// - Returns: Whether one lacks a table now.
    mutating func lose(_ broken: Set<Int>) -> Bool {
        guard !broken.isEmpty else { return isLacking }
        for index in list.indices {
            if let table = list[index].none, broken.contains(table) {
                list[index].none = nil
                lackCount += 1
            }
            if let table = list[index].many, broken.contains(table) {
                list[index].many = nil
                lackCount += 1
            }
        }
        next = [.none: 0, .many: 0]
        return isLacking
    }

    /// Whether changes do what is wanted for one.
    func isMet(_ end: End, _ index: Int, _ changes: [TableReading.Change]) -> Bool {
        let place = reading.place(list[index].target)
        return isMet(end, list[index].value + (changes.first { $0.place == place }?.change ?? 0))
    }

    /// Notes what a table certifies: only what it changes, since in truth all of this is below `k`.
    mutating func note(_ table: Int, _ changes: [TableReading.Change]) {
        for item in changes {
            let index = Int(places[item.place])
            guard index >= 0 else { continue }
            let value = list[index].value + item.change
            for end in Needs.End.allCases where self.table(end, list[index]) == nil && isMet(end, value) {
                set(end, index, table)
            }
        }
    }

    /// Notes which of the tables that change a target certify it, where a table is lacking.
    mutating func note(_ changing: (Int) -> [TableSearch.Use], _ isUsable: (Int) -> Bool) {
        for index in list.indices where list[index].none == nil || list[index].many == nil {
            for use in changing(reading.place(list[index].target)) {
                let value = list[index].value + Int(use.change)
                for end in Needs.End.allCases
                where table(end, list[index]) == nil && isMet(end, value) && isUsable(Int(use.table)) {
                    set(end, index, Int(use.table))
                }
            }
        }
    }

    /// Takes over the tables of an outsider to whom a target is the same number, where they hold for this attacker too.
    mutating func adopt(_ others: Needs, _ isUsable: (Int) -> Bool) {
        for index in list.indices where list[index].none == nil || list[index].many == nil {
            let place = Int(others.places[reading.place(list[index].target)])
            guard place >= 0, others.list[place].value == list[index].value else { continue }
            for end in Needs.End.allCases where table(end, list[index]) == nil {
                if let table = table(end, others.list[place]), isUsable(table) { set(end, index, table) }
            }
        }
    }

    /// The table found for a target.
    func table(_ end: End, of target: Target) -> Int? {
        let index = Int(places[reading.place(target)])
        return index < 0 ? nil : table(end, list[index])
    }

    private mutating func set(_ end: End, _ index: Int, _ table: Int) {
        lackCount -= 1
        if end == .none { list[index].none = table } else { list[index].many = table }
    }

    /// What was certified, apart from what is certified by the same tables against an outsider.
    func entries(institution: String?, beside others: Needs? = nil) -> [Certificates.Entry] {
        list.compactMap { need in
            guard let none = need.none, let many = need.many else { return nil }
            if let others {
                let place = Int(others.places[reading.place(need.target)])
                if place >= 0, others.list[place].none == none, others.list[place].many == many { return nil }
            }
            return Certificates.Entry(
                kind: need.target.kind.rawValue,
                release: need.target.release,
                set: need.target.set,
                institution: institution,
                none: none,
                many: many
            )
        }
    }

    private func table(_ end: End, _ need: Need) -> Int? { end == .none ? need.none : need.many }

    private func isMet(_ end: End, _ value: Int) -> Bool { end == .none ? value == 0 : value >= k }
}
