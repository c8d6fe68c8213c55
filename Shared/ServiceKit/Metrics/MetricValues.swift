import Synchronization

/// A number that only grows; safe from any thread, without a lock.
public final class Counter: Sendable {
    // A Double's bits: swift-metrics also counts in fractions. Whole numbers are exact up to 2⁵³.
    private let bits = Atomic<UInt64>(0)

    init() {}

    /// Adds `amount`, 0 or more.
    public func increment(by amount: Double = 1) {
        var current = bits.load(ordering: .relaxed)
        while true {
            let next = (Double(bitPattern: current) + amount).bitPattern
            let (exchanged, original) = bits.weakCompareExchange(expected: current, desired: next, ordering: .relaxed)
            if exchanged { return }
            current = original
        }
    }

    /// Adds `amount`, 0 or more.
    public func increment(by amount: Int) {
        increment(by: Double(amount))
    }

    /// The present count.
    public var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

    func reset() {
        bits.store(0, ordering: .relaxed)
    }
}

/// A number that goes up and down; safe from any thread, without a lock.
public final class Gauge: Sendable {
    private let bits = Atomic<UInt64>(0)

    init() {}

    /// Makes it `value`.
    public func set(_ value: Double) {
        bits.store(value.bitPattern, ordering: .relaxed)
    }

    /// Makes it `value`.
    public func set(_ value: Int) {
        set(Double(value))
    }

    /// Adds `amount`, which may be negative.
    public func add(_ amount: Double) {
        var current = bits.load(ordering: .relaxed)
        while true {
            let next = (Double(bitPattern: current) + amount).bitPattern
            let (exchanged, original) = bits.weakCompareExchange(expected: current, desired: next, ordering: .relaxed)
            if exchanged { return }
            current = original
        }
    }

    /// The present value.
    public var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }
}

/// How many observations fell below each bound, and their sum; safe from any thread, with one short lock.
public final class Histogram: Sendable {
    /// Bounds in seconds for what a service does: 100 µs to 10 s.
    public static let secondsBounds: [Double] = [
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    struct State: Sendable {
        /// Not cumulative; the last is for what lies above every bound.
        var counts: [UInt64]
        var sum: Double = 0
    }

    /// The upper bounds, rising; the one above all is implied.
    public let bounds: [Double]
    private let state: Mutex<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    /// Counts one observation.
    public func observe(_ value: Double) {
        var (low, high) = (0, bounds.count)
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] < value { low = middle + 1 } else { high = middle }
        }
        state.withLock {
            $0.counts[low] += 1
            $0.sum += value
        }
    }

    /// Counts one span of time, in seconds.
    public func observe(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        observe(Double(seconds) + Double(attoseconds) * 1e-18)
    }

    /// How many observations there were.
    public var count: UInt64 { snapshot.counts.reduce(0, +) }

    var snapshot: State { state.withLock { $0 } }
}
