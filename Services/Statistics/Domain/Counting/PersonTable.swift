import Events

/// The persons met while facts pass by, each with the traits that are counted: an open-addressed table, because it is
/// looked up once for every fact.
struct PersonTable {
    private var slots: [UInt32]
    private var mask: Int
    private var ids: [EntityID] = []
    private var stamps: [UInt64] = []
    private var recordedAt: [Int64] = []
    private var ageKeys: [UInt64] = []

    init() {
        slots = [UInt32](repeating: 0, count: 4096)
        mask = 4095
    }

    /// How many persons it holds.
    var count: Int { ids.count }

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
        stamps.append(0)
        recordedAt.append(.min)
        ageKeys.append(.max)
        if ids.count * 2 > slots.count { grow() }
        return ids.count - 1
    }

    /// Notes what a fact says of the person: what was entered last holds.
    mutating func note(_ traits: Traits, at recorded: Int64, of index: Int) {
        let stamp = UInt64(traits.mode.rawValue) << 8 | UInt64(traits.sex)
        guard recorded > recordedAt[index] || recorded == recordedAt[index] && stamp > stamps[index] else { return }
        recordedAt[index] = recorded
        stamps[index] = stamp
    }

    /// Notes the age at a service: that at the first one holds.
    mutating func note(age: UInt8, on day: Int32, of index: Int) {
        let key = UInt64(UInt32(bitPattern: day) ^ 0x8000_0000) << 8 | UInt64(age)
        if key < ageKeys[index] { ageKeys[index] = key }
    }

    /// The sex's number; 0 when it is not disclosed.
    func sex(of index: Int) -> UInt8 {
        isDisclosed(index) ? UInt8(truncatingIfNeeded: stamps[index]) : 0
    }

    /// The age band's number; 0 when it is not disclosed.
    func age(of index: Int) -> UInt8 {
        guard isDisclosed(index) else { return 0 }
        return ageKeys[index] == .max ? AgeBand.unknown.number : UInt8(truncatingIfNeeded: ageKeys[index])
    }

    private func isDisclosed(_ index: Int) -> Bool {
        stamps[index] >> 8 == UInt64(Traits.Mode.full.rawValue)
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
