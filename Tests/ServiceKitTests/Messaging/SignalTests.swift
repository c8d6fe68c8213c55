import Synchronization
import Testing

@testable import ServiceKit

@Suite(.timeLimit(.minutes(1)))
struct SignalTests {
    private static let never = Duration.seconds(3600)

    @Test func `keeps a wake-up that came before the wait, and only one`() async {
        let signal = Signal()
        signal.wake()
        signal.wake()
        await signal.wait(atMost: Self.never)
        let start = ContinuousClock.now
        await signal.wait(atMost: .milliseconds(20))
        #expect(start.duration(to: .now) >= .milliseconds(20))
    }

    @Test func `waits as long as it is told after a wait that ran out`() async {
        let signal = Signal()
        let start = ContinuousClock.now
        for _ in 0..<5 { await signal.wait(atMost: .milliseconds(10)) }
        #expect(start.duration(to: .now) >= .milliseconds(50))
    }

    @Test func `loses no wake-up between waits`() async {
        let signal = Signal()
        let asked = Number()
        let answered = Number()
        let rounds = 2000
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                while answered.value < rounds {
                    await signal.wait(atMost: Self.never)
                    answered.value = asked.value
                }
            }
            group.addTask {
                for round in 1...rounds {
                    asked.value = round
                    signal.wake()
                    while answered.value < round { await Task.yield() }
                }
            }
        }
        #expect(answered.value == rounds)
    }

    @Test func `a pause outlasts wake-ups and keeps them`() async {
        let signal = Signal()
        signal.wake()
        let start = ContinuousClock.now
        await signal.pause(for: .milliseconds(20))
        #expect(start.duration(to: .now) >= .milliseconds(20))
        await signal.wait(atMost: Self.never)
    }

    @Test func `stopping ends this wait and all later ones`() async {
        let signal = Signal()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await signal.pause(for: Self.never) }
            signal.stop()
        }
        await signal.wait(atMost: Self.never)
        #expect(signal.isStopped)
    }

    @Test func `cancellation ends a wait and nothing else`() async {
        let signal = Signal()
        let waiting = Task { await signal.wait(atMost: Self.never) }
        waiting.cancel()
        await waiting.value
        #expect(!signal.isStopped)
        signal.wake()
        await signal.wait(atMost: Self.never)
    }
}

/// A number that two tasks share.
private final class Number: Sendable {
    private let stored = Atomic(0)

    var value: Int {
        get { stored.load(ordering: .acquiring) }
        set { stored.store(newValue, ordering: .releasing) }
    }
}
