/// The persons who count in a block as it was last released.
///
/// Who is new enters with the next release. Corrections of what was released wait until they concern at least `k`
/// persons, and at least `k` others from where each institution stands, or none: that a release takes corrections in is
/// known to all, and what few of them change would be told by the difference.
public struct Population<Person: Hashable & Sendable>: Sendable {
    /// Where a person counts.
    public struct Place: Hashable, Sendable {
        /// The atom of the block.
        public let atom: Int
        /// Who knew the person when it came in, and can subtract it; nobody's for whoever is known to none.
        public let institutions: [String]

        /// Makes a place.
        public init(atom: Int, institutions: [String]) {
            self.atom = atom
            self.institutions = institutions
        }

        /// Makes a place of a person whom one institution knows.
        public init(atom: Int, institution: String) { self.init(atom: atom, institutions: [institution]) }
    }

    /// What a release changes.
    public struct Movement: Sendable {
        /// Where persons come in.
        public var came: [(person: Person, place: Place)] = []
        /// Where persons go out; `nil` when corrections wait, or there are none.
        public var left: [(person: Person, place: Place)]?
        /// Whether corrections of enough persons wait all the same, since taking them in would give something away.
        public var isHeldBack = false
    }

    /// The persons as they were released.
    public private(set) var persons: [Person: Place]

    /// Begins with what was released.
    public init(_ persons: [Person: Place] = [:]) { self.persons = persons }

    /// Takes in how things are now.
    ///
    /// - Parameters:
    ///   - current: Everybody who counts now.
    ///   - k: From how many persons on corrections are taken in.
    ///   - countsInsiders: Whether institutions are thought to subtract their own persons.
    ///   - takesCorrections: Whether corrections may be taken in at all.
    /// - Returns: What the release changes.
    public mutating func move(
        to current: [Person: Place],
        k: Int,
        countsInsiders: Bool = true,
        takesCorrections: Bool = true
    ) -> Movement {
        var movement = Movement()
        let corrected = persons.filter { person, place in current[person]?.atom != place.atom }
        for (person, place) in current where persons[person] == nil { movement.came.append((person, place)) }
        var own: [String: Int] = [:]
        for place in corrected.values { for institution in place.institutions { own[institution, default: 0] += 1 } }
        let isSafe = !countsInsiders || own.values.allSatisfy { $0 == corrected.count || corrected.count - $0 >= k }
        if takesCorrections, corrected.count >= k, isSafe {
            movement.left = corrected.map { ($0.key, $0.value) }
            for person in corrected.keys { current[person].map { movement.came.append((person, $0)) } }
        }
        for (person, _) in movement.left ?? [] { persons[person] = nil }
        for (person, place) in movement.came { persons[person] = place }
        return movement
    }
}
