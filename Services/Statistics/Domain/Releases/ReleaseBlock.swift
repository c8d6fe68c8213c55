import Disclosure
import Events

/// The persons that one indicator counts, as they are released together: each of them once.
struct ReleaseBlock: Sendable {
    /// Which of the persons.
    enum Share: String, Sendable {
        /// Those of whom everything is known that the indicator is cut by.
        case known
        /// All others: who withholds consent to statistics, whose age or place is not known. They are one number beside
        /// the tables, since they would stand alone in every row of them.
        case rest
    }

    let indicator: Indicator
    let share: Share
    /// What makes its releases.
    let maker: JointRelease

    /// How what everybody is told of it is laid out.
    var scheme: CubeScheme { maker.everybody.scheme }

    /// Takes from a policy what concerns an indicator.
    ///
    /// - Throws: ``PolicyError``.
    init(
        _ indicator: Indicator,
        _ share: Share,
        _ policy: DisclosurePolicy,
        isForPartnersOnly: Bool = false
    ) throws(PolicyError) {
        self.indicator = indicator
        self.share = share
        var own = share == .known ? policy.concerning(indicator) : policy.ofTotals
        if isForPartnersOnly { own = own.forPartnersOnly }
        maker = try JointRelease(own)
    }

    /// What its ledger is kept under: `BEN_VOC`, `BEN_VOC.rest`.
    var name: String { share == .known ? indicator.code.rawValue : "\(indicator.code.rawValue).rest" }

    /// The atom of a person; `nil` when the person is not of this block.
    func atom(of person: ReachedPerson) -> Int? {
        switch share {
        case .known: scheme.atom(of: told(person.codes))
        case .rest: scheme.atom(of: [:])
        }
    }

    /// The codes as the policy names them.
    private func told(_ codes: [String: String]) -> [String: String] {
        let name = Dimension.nationality.rawValue
        guard let axis = scheme.policy.dimensions[name], let value = codes[name] else { return codes }
        var codes = codes
        codes[name] = axis.code(ofNationality: value)
        return codes
    }

    /// The dimensions of a figure: those of the rest say of everything that it is not told.
    func dimensions(of coordinates: [String: String], _ known: ReleaseBlock) -> [String: String] {
        share == .known ? coordinates : known.scheme.policy.dimensions.mapValues { _ in notDisclosed }
    }
}

/// A person whom an indicator counts, as far as a release needs it.
struct ReachedPerson: Sendable, Hashable {
    /// The pseudonym, of all that the person turned out to be.
    let person: EntityID
    /// The value of each dimension.
    let codes: [String: String]
    /// The institutions that reached the person, which know of it.
    let institutions: [String]
}

extension DisclosurePolicy {
    /// The same without any dimension.
    fileprivate var ofTotals: DisclosurePolicy {
        DisclosurePolicy(
            version: version,
            k: k,
            rules: rules,
            dimensions: [:],
            tables: [[]],
            partners: partners.map { Partners(k: $0.k) },
            corrections: corrections
        )
    }

    /// The same with nothing for everybody and all of it for partners.
    fileprivate var forPartnersOnly: DisclosurePolicy {
        var policy = self
        policy.partners?.tables = tables + (partners?.tables ?? [])
        policy.tables = []
        return policy
    }

    /// What of it concerns an indicator: the dimensions it has, and of age only children's where it counts children.
    fileprivate func concerning(_ indicator: Indicator) -> DisclosurePolicy {
        var policy = self
        (policy.noise, policy.noiseBudget) = (nil, nil)
        let own = Set(indicator.dimensions.map(\.rawValue))
        policy.dimensions = dimensions.filter { own.contains($0.key) }
        if indicator.measure?.isChildrenOnly == true, let age = policy.dimensions[Dimension.age.rawValue] {
            policy.dimensions[Dimension.age.rawValue] = age.keeping { AgeBand(rawValue: $0)?.isChild == true }
        }
        policy.complement = complement.filter { policy.dimensions[$0] != nil }
        func isOwn(_ table: [String]) -> Bool {
            table.allSatisfy { cut in
                let name = cut.split(separator: ".").first.map(String.init) ?? cut
                guard let axis = policy.dimensions[name] else { return false }
                // One group is the whole.
                return cut == name || (axis.groups?.count ?? 0) > 1
            }
        }
        policy.tables = tables.filter { isOwn($0) }
        // Before the assignment, which holds what `isOwn` reads.
        let partnersTables = (partners?.tables ?? []).filter { isOwn($0) }
        policy.partners?.tables = partnersTables
        policy.structuralZeros = structuralZeros?.compactMap { zero in
            let codes = zero.mapValues { $0 }
            guard codes.keys.allSatisfy({ policy.dimensions[$0] != nil }) else { return nil }
            let kept = codes.reduce(into: [String: [String]]()) { kept, entry in
                kept[entry.key] = entry.value.filter { policy.dimensions[entry.key]?.codes.contains($0) == true }
            }
            return kept.values.contains(where: \.isEmpty) ? nil : kept
        }
        return policy
    }
}

extension DisclosurePolicy.Axis {
    fileprivate func keeping(_ isKept: (String) -> Bool) -> DisclosurePolicy.Axis {
        DisclosurePolicy.Axis(
            codes: codes.filter(isKept),
            groups: groups?.mapValues { $0.filter(isKept) }.filter { !$0.value.isEmpty }
        )
    }
}
