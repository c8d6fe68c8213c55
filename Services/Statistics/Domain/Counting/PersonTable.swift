import Events

/// The persons met while facts pass by, each with the traits that are counted: an open-addressed table, because it is
/// looked up once for every fact.
struct PersonTable {
    private var slots: [UInt32]
    private var mask: Int
    private var ids: [EntityID] = []
    /// What may be told, in the lowest byte, by when it was said; the highest holds.
    private var modes: [UInt64] = []
    /// The sex, in the lowest byte, by when it was said; the highest holds.
    private var sexes: [UInt64] = []
    /// The age at a service, in the lowest byte, by its day; the lowest holds.
    private var ages: [UInt64] = []
    /// The age at registration, in the lowest byte, by when it was said; the highest holds.
    private var registeredAges: [UInt64] = []
    /// The nationality, in the lowest ten bits, by when it was said; the highest holds.
    private var nationalities: [UInt64] = []

    /// What intake says comes before what services repeat.
    private static let intake: UInt64 = 1 << 50

    init() {
        slots = [UInt32](repeating: 0, count: 4096)
        mask = 4095
    }

    /// How many persons it holds.
    var count: Int { ids.count }

    /// The person at a place.
    func id(of index: Int) -> EntityID { ids[index] }

    /// The person's place, from 0.
    mutating func index(of id: EntityID) -> Int {
        var slot = Self.hash(id) & mask
        while true {
            let found = slots[slot]
            if found == 0 { break }
            let index = Int(found) - 1
            if ids[index] == id { return index }
            slot = (slot + 1) & mask
        }
        slots[slot] = UInt32(ids.count + 1)
        ids.append(id)
        modes.append(0)
        sexes.append(0)
        ages.append(.max)
        registeredAges.append(0)
        nationalities.append(0)
        if ids.count * 2 > slots.count { grow() }
        return ids.count - 1
    }

    /// Notes what a service says of the person: what was entered last holds, unless intake has said something.
    mutating func note(_ traits: Traits, at recordedAt: Int64, of index: Int) {
        guard traits.mode == .full || traits.mode == .countOnly else { return }
        let stamp = Self.time(recordedAt) << 8
        modes[index] = max(modes[index], stamp | UInt64(traits.mode.rawValue))
        if traits.mode == .full { sexes[index] = max(sexes[index], stamp | UInt64(traits.sex)) }
    }

    /// Notes what intake says of the person of a case; of several cases, what was decided last holds.
    ///
    /// - Parameters:
    ///   - fact: The case, as registered or corrected.
    ///   - decision: What was decided, where the case was corrected.
    ///   - index: The person.
    mutating func note(profile fact: PersonFact, _ decision: CaseStatements.Decision?, of index: Int) {
        let mode = fact.traits.mode
        guard mode == .full || mode == .countOnly else { return }
        let decision = decision ?? CaseStatements.Decision(first: mode, at: fact.recordedAt)
        let decided = (Self.intake + Self.time(decision.decidedAt)) << 8 | UInt64(decision.mode.rawValue)
        modes[index] = max(modes[index], decided)
        guard mode == .full else { return }
        let stamp = (Self.intake + Self.time(fact.recordedAt)) << 8
        sexes[index] = max(sexes[index], stamp | UInt64(fact.traits.sex))
        registeredAges[index] = max(registeredAges[index], stamp | UInt64(fact.traits.age))
    }

    /// Notes under which nationality intake says that the person counts: what was entered last holds.
    ///
    /// - Parameters:
    ///   - number: The country's; 0 where it was erased.
    ///   - recordedAt: When it was entered, in milliseconds since 1970.
    ///   - index: The person.
    mutating func note(nationality number: UInt16, at recordedAt: Int64, of index: Int) {
        guard number != 0 else { return }
        nationalities[index] = max(nationalities[index], Self.time(recordedAt) << 10 | UInt64(number))
    }

    private static func time(_ recordedAt: Int64) -> UInt64 { UInt64(min(max(0, recordedAt), 1 << 49)) }

    /// Notes the age at a service: that at the first one holds.
    mutating func note(age: UInt8, on day: Int32, of index: Int) {
        let key = UInt64(UInt32(bitPattern: day) ^ 0x8000_0000) << 8 | UInt64(age)
        if key < ages[index] { ages[index] = key }
    }

    /// The sex's number; 0 when it is not disclosed.
    func sex(of index: Int) -> UInt8 {
        isDisclosed(index) ? UInt8(truncatingIfNeeded: sexes[index]) : 0
    }

    /// The age band's number; 0 when it is not disclosed.
    func age(of index: Int) -> UInt8 {
        guard isDisclosed(index) else { return 0 }
        let registered = UInt8(truncatingIfNeeded: registeredAges[index])
        guard ages[index] == .max else { return UInt8(truncatingIfNeeded: ages[index]) }
        return registered == 0 ? AgeBand.unknown.number : registered
    }

    /// The number of the nationality; 0 when it is not disclosed.
    func nationality(of index: Int) -> UInt16 {
        guard isDisclosed(index) else { return 0 }
        let said = UInt16(truncatingIfNeeded: nationalities[index] & 0x3FF)
        return said == 0 ? Nationality.unknown.number : said
    }

    private func isDisclosed(_ index: Int) -> Bool {
        UInt8(truncatingIfNeeded: modes[index]) == Traits.Mode.full.rawValue
    }

    private mutating func grow() {
        mask = slots.count * 2 - 1
        slots = [UInt32](repeating: 0, count: mask + 1)
        for index in ids.indices {
            var slot = Self.hash(ids[index]) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(index + 1)
        }
    }

    @inline(__always)
    private static func hash(_ id: EntityID) -> Int {
        Int(truncatingIfNeeded: mixed(id.high ^ (id.low &* 0x9E37_79B9_7F4A_7C15)))
    }
}
