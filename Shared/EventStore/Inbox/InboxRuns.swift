import Events

/// The records of a batch by key, as far as each follows the one before it of its key.
struct InboxRuns {
    /// Records of a key with sequences without a gap.
    struct Run {
        let producer: Int64
        let key: RecordKey
        let first: Int64
        fileprivate(set) var last: Int64
        /// Whether a record came that did not follow: what is behind it is not of the run.
        fileprivate var isBroken = false
        fileprivate var firstIndex: Int
        fileprivate var lastIndex: Int
    }

    private struct Owner: Hashable {
        let producer: Int64
        let key: RecordKey

        func hash(into hasher: inout Hasher) {
            // One producer has nearly all; an identifier's lower half is random.
            switch key {
            case .id(let id): hasher.combine(id.low)
            case .text(let text): hasher.combine(text)
            }
        }
    }

    private static let none = -1

    private var runs: [Run] = []
    private var places: [Owner: Int]
    /// For each record the next one of its run.
    private var following: [Int]

    /// Makes it for `count` records.
    init(count: Int) {
        places = Dictionary(minimumCapacity: count)
        following = [Int](repeating: Self.none, count: count)
    }

    /// Adds the record at `index`; records are added in their order.
    mutating func add(_ index: Int, _ producer: Int64, _ key: RecordKey, _ sequence: Int64) {
        let owner = Owner(producer: producer, key: key)
        guard let place = places[owner] else {
            places[owner] = runs.count
            runs.append(
                Run(producer: producer, key: key, first: sequence, last: sequence, firstIndex: index, lastIndex: index)
            )
            return
        }
        guard !runs[place].isBroken, sequence == runs[place].last &+ 1 else {
            runs[place].isBroken = true
            return
        }
        following[runs[place].lastIndex] = index
        runs[place].last = sequence
        runs[place].lastIndex = index
    }

    /// Gives each run and the places of its records to `body`, in the order of the keys in the store.
    func forEachInOrder(_ body: (Run, [Int]) throws -> Void) throws {
        var indices: [Int] = []
        for run in runs.sorted(by: Self.isBefore) {
            indices.removeAll(keepingCapacity: true)
            var index = run.firstIndex
            while index != Self.none {
                indices.append(index)
                index = following[index]
            }
            try body(run, indices)
        }
    }

    private static func isBefore(_ left: Run, _ right: Run) -> Bool {
        guard left.producer == right.producer else { return left.producer < right.producer }
        return switch (left.key, right.key) {
        case (.id(let left), .id(let right)): left < right
        case (.text(let left), .text(let right)): left < right
        // SQLite has texts before blobs.
        case (.text, .id): true
        case (.id, .text): false
        }
    }
}
