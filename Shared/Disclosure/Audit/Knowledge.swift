/// What an attacker knows besides all that was published.
struct Knowledge {
    /// The institution; `nil` for an outsider.
    let institution: String?
    /// How many persons in a column are the institution's own.
    let own: [Int: Int]
    /// How many go at least with each release that takes corrections in; `nil` where none were.
    let leastLeaving: [Int?]

    init(_ attacker: Attacker, _ ledger: BlockLedger, _ layout: ColumnLayout, k: Int) {
        if case .institution(let name) = attacker { institution = name } else { institution = nil }
        let own = institution.flatMap { ledger.shares[$0]?.columns } ?? [:]
        self.own = own
        leastLeaving = ledger.layers.indices.map { release in
            ledger.layers[release].left.map { layout.leastLeaving(own, at: release, truth: $0, k: k) }
        }
    }
}
