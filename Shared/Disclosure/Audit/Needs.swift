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
    private let places: [Target: Int]
    private let k: Int
    private var next: [End: Int] = [.none: 0, .many: 0]

    /// Table 0 is the truth: it certifies what is none.
    init(_ targets: [Target], k: Int, value: (Target) -> Int) {
        self.k = k
        list = targets.map { target in
            let value = value(target)
            return Need(target: target, value: value, none: value == 0 ? 0 : nil)
        }
        places = Dictionary(
            list.indices.map { [list] in (list[$0].target, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The first one that lacks a table.
    mutating func next(_ end: End) -> Int? {
        var index = next[end] ?? 0
        while index < list.count, table(end, list[index]) != nil { index += 1 }
        next[end] = index
        return index < list.count ? index : nil
    }

    /// Others that lack a table and are like this one, so that one search may serve them all.
    func open(_ end: End, near target: Target, limit: Int) -> [Int] {
        var found: [Int] = []
        for index in (next[end] ?? 0)..<list.count where found.count < limit {
            let other = list[index].target
            guard table(end, list[index]) == nil, other.kind == target.kind, other.release == target.release else {
                continue
            }
            found.append(index)
        }
        return found
    }

    /// Whether changes do what is wanted for one.
    func isMet(_ end: End, _ index: Int, _ changes: [Target: Int]) -> Bool {
        isMet(end, list[index].value + (changes[list[index].target] ?? 0))
    }

    /// Notes what a table certifies: only what it changes, since in truth all of this is below `k`.
    mutating func note(_ table: Int, _ changes: [Target: Int]) {
        for (target, change) in changes {
            guard let index = places[target] else { continue }
            let value = list[index].value + change
            if list[index].none == nil, isMet(.none, value) { list[index].none = table }
            if list[index].many == nil, isMet(.many, value) { list[index].many = table }
        }
    }

    /// The table found for a target.
    func table(_ end: End, of target: Target) -> Int? { places[target].flatMap { table(end, list[$0]) } }

    /// What was certified.
    func entries(institution: String?) -> [Certificates.Entry] {
        list.compactMap { need in
            guard let none = need.none, let many = need.many else { return nil }
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
