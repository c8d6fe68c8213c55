/// What was released of one block to each audience, with the truth behind it.
public struct JointLedger: Codable, Sendable, Hashable {
    /// What everybody was told.
    public var everybody = BlockLedger()
    /// What partners were told, all that everybody was told included; `nil` when there are none.
    public var partners: BlockLedger?

    /// A block of which nothing is known.
    public init() {}
}

/// Makes the next release of one block for everybody and, where the policy has partners, for them.
///
/// Partners know what everybody knows. So their release is made first, and everybody is told of it what may be told to
/// everybody: whatever partners can work out from both, they could from their own.
public struct JointRelease: Sendable {
    /// Makes what everybody is told.
    public let everybody: BlockRelease
    /// Makes what partners are told.
    public let partners: BlockRelease?
    /// The place of each cell that everybody is told among those of partners.
    private let places: [Int]

    /// Prepares for blocks laid out by a policy.
    ///
    /// - Throws: ``PolicyError``.
    public init(_ policy: DisclosurePolicy) throws(PolicyError) {
        let scheme = try CubeScheme(policy)
        everybody = BlockRelease(scheme)
        guard let wider = policy.forPartners else {
            (partners, places) = (nil, [])
            return
        }
        let maker = BlockRelease(try CubeScheme(wider))
        let numbers = Dictionary(
            maker.scheme.cells.enumerated().map { ($0.element.coordinates, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        partners = maker
        places = scheme.cells.map { numbers[$0.coordinates] ?? 0 }
    }

    /// Makes a block's next release of whoever counts now.
    ///
    /// - Parameters:
    ///   - ledger: What was released so far; unchanged when an error is thrown.
    ///   - population: Who was released so far, and then who is now.
    ///   - current: Everybody who counts now.
    /// - Returns: What the release changed.
    /// - Throws: ``DisclosureError``: nothing may be published then.
    public func add<Person>(
        to ledger: inout JointLedger,
        _ population: inout Population<Person>,
        current: [Person: Population<Person>.Place]
    ) throws(DisclosureError) -> Population<Person>.Movement {
        // Corrections that would have to give something away wait for others to come with them.
        for takesCorrections in [true, false] {
            var next = population
            var movement = next.move(
                to: current,
                k: everybody.scheme.policy.leastCorrected,
                countsInsiders: everybody.scheme.policy.rules.contains(.insider),
                takesCorrections: takesCorrections
            )
            do throws(DisclosureError) {
                try add(
                    to: &ledger,
                    came: movement.came.map { ($0.place.atom, $0.place.institutions) },
                    left: movement.left?.map { ($0.place.atom, $0.place.institutions) }
                )
                population = next
                movement.isHeldBack = !takesCorrections
                return movement
            } catch {
                guard error == .alreadyDisclosed, movement.left != nil else { throw error }
            }
        }
        throw .alreadyDisclosed
    }

    private func add(
        to ledger: inout JointLedger,
        came: [(atom: Int, institutions: [String])],
        left: [(atom: Int, institutions: [String])]?
    ) throws(DisclosureError) {
        var next = ledger
        var admitted: Set<Int>?
        if let partners {
            var wider = next.partners ?? began(with: next.everybody)
            try partners.add(to: &wider, came: came, left: left)
            let told = Set(wider.layers.last?.published ?? [])
            admitted = Set(places.indices.filter { told.contains(places[$0]) })
            next.partners = wider
        }
        try everybody.add(to: &next.everybody, came: came, left: left, among: admitted)
        ledger = next
    }

    /// What partners knew before there was anything for them alone: what everybody knew.
    private func began(with ledger: BlockLedger) -> BlockLedger {
        var wider = ledger
        for index in wider.layers.indices {
            wider.layers[index].published = wider.layers[index].published.map { places[$0] }.sorted()
        }
        // The tables go on holding; what they certify is asked anew.
        wider.certificates.entries = []
        return wider
    }
}
