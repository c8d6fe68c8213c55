/// Which person was reached by which measure in which cell, and on what day first: an open-addressed table of pairs.
struct ReachTable {
    private var keys: [UInt64]
    private var days: [Int32]
    private var mask: Int
    private(set) var count = 0

    init() {
        keys = [UInt64](repeating: 0, count: 4096)
        days = [Int32](repeating: 0, count: 4096)
        mask = 4095
    }

    /// Notes that `person` was reached on `day`.
    ///
    /// - Parameters:
    ///   - person: A place in the table of persons, below 2³¹.
    ///   - measure: Below 256.
    ///   - cell: Below 2²⁴.
    ///   - day: In days since 1970-01-01.
    mutating func note(person: Int, measure: Int, cell: Int, on day: Int32) {
        let key = UInt64(person + 1) << 32 | UInt64(measure) << 24 | UInt64(cell)
        var slot = Int(truncatingIfNeeded: mixed(key)) & mask
        while keys[slot] != 0 {
            if keys[slot] == key {
                if day < days[slot] { days[slot] = day }
                return
            }
            slot = (slot + 1) & mask
        }
        keys[slot] = key
        days[slot] = day
        count += 1
        if count * 2 > keys.count { grow() }
    }

    /// Gives every pair to `body`.
    func visit(_ body: (_ person: Int, _ measure: Int, _ cell: Int, _ firstDay: Int32) -> Void) {
        for slot in keys.indices where keys[slot] != 0 {
            let key = keys[slot]
            body(Int(key >> 32) - 1, Int(key >> 24 & 0xFF), Int(key & 0xFF_FFFF), days[slot])
        }
    }

    private mutating func grow() {
        let (oldKeys, oldDays) = (keys, days)
        mask = keys.count * 2 - 1
        keys = [UInt64](repeating: 0, count: mask + 1)
        days = [Int32](repeating: 0, count: mask + 1)
        for index in oldKeys.indices where oldKeys[index] != 0 {
            var slot = Int(truncatingIfNeeded: mixed(oldKeys[index])) & mask
            while keys[slot] != 0 { slot = (slot + 1) & mask }
            keys[slot] = oldKeys[index]
            days[slot] = oldDays[index]
        }
    }
}
