import CKafka
import Foundation
import Synchronization

/// The producer's handle, and the thread that collects its reports.
///
/// The thread keeps this object alive until it has been closed.
final class ProducerCore: Sendable {
    private struct Closing {
        var deadline: ContinuousClock.Instant
        var completions: [@Sendable () -> Void]
    }

    private enum Phase {
        case open
        case closing(Closing)
        case closed
    }

    private struct State {
        var phase = Phase.open
        var topics: [String: OpaquePointer] = [:]
        var pendingBatches = 0
        var warmUps: [TopicWarmUp] = []
        var fatalError: KafkaError?
    }

    private let handle: ClientHandle
    private let state = Mutex(State())

    init(_ configuration: KafkaConfiguration) throws(KafkaError) {
        handle = try ClientHandle(RD_KAFKA_PRODUCER, .producer, configuration)
        let thread = Thread { self.work() }
        thread.name = "kafka-producer"
        thread.start()
    }

    var brokerErrorCount: Int { handle.brokerErrorCount }

    var fatalError: KafkaError? {
        state.withLock { state in
            if case .closed = state.phase { return state.fatalError }
            return handle.fatalError
        }
    }

    var recordsUnderWay: Int {
        state.withLock { state in
            if case .closed = state.phase { return 0 }
            return Int(rd_kafka_outq_len(handle.pointer))
        }
    }

    // MARK: Callers

    func send(_ records: [ProducerRecord], _ pending: PendingSend) {
        // The lock is held while enqueueing: it keeps batches from mixing, and the handle from being destroyed.
        let refusal: KafkaError? = state.withLock { state in
            guard case .open = state.phase else { return .closed }
            if let fatalError = handle.fatalError { return fatalError }
            let marshalled = RecordMarshaller(records) { Self.topic($0, handle, &state.topics) }
            let context = pending.makeContext()
            var isComplete = false
            guard
                let batch = jk_produce(
                    handle.pointer,
                    marshalled.records.baseAddress,
                    records.count,
                    context,
                    &isComplete
                )
            else {
                Unmanaged<PendingSend>.fromOpaque(context).release()
                return .outOfMemory
            }
            if isComplete {
                PendingSend.complete(batch)
            } else {
                state.pendingBatches += 1
            }
            return nil
        }
        if let refusal { pending.fail(refusal) }
    }

    func warmUp(
        _ topics: [String],
        timeout: Duration,
        completion: @escaping @Sendable (Result<Void, KafkaError>) -> Void
    ) {
        let isOpen = state.withLock { state in
            guard case .open = state.phase else { return false }
            let handles = topics.map { Self.topic($0, handle, &state.topics) }
            state.warmUps.append(TopicWarmUp(handles, deadline: .now + timeout, completion: completion))
            handle.wake()
            return true
        }
        if !isOpen { completion(.failure(.closed)) }
    }

    func close(timeout: Duration, completion: @escaping @Sendable () -> Void) {
        let isClosed = state.withLock { state in
            let deadline = ContinuousClock.now + timeout
            switch state.phase {
            case .open:
                state.phase = .closing(Closing(deadline: deadline, completions: [completion]))
                handle.wake()
            case .closing(var closing):
                closing.deadline = min(closing.deadline, deadline)
                closing.completions.append(completion)
                state.phase = .closing(closing)
                handle.wake()
            case .closed:
                return true
            }
            return false
        }
        if isClosed { completion() }
    }

    private static func topic(
        _ name: String,
        _ handle: ClientHandle,
        _ topics: inout [String: OpaquePointer]
    ) -> OpaquePointer? {
        if let topic = topics[name] { return topic }
        guard let topic = rd_kafka_topic_new(handle.pointer, name, nil) else { return nil }
        topics[name] = topic
        return topic
    }

    // MARK: The thread

    private enum Step {
        case wait(Duration)
        case purge
        case end
    }

    private func work() {
        var timeout = Duration.seconds(1)
        loop: while true {
            collect(timeout)
            runWarmUps()
            switch nextStep() {
            case .wait(let duration):
                timeout = duration
            case .purge:
                rd_kafka_purge(handle.pointer, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT)
                // Repeated until nothing is pending: a record may be on its way between two queues.
                timeout = .milliseconds(50)
            case .end:
                break loop
            }
        }
        end()
    }

    private func collect(_ timeout: Duration) {
        var other: OpaquePointer?
        var next = jk_poll_reports(handle.queue, timeout.wholeMilliseconds, &other)
        var completed = 0
        while let batch = next {
            next = jk_batch_next(batch)
            PendingSend.complete(batch)
            completed += 1
        }
        if completed > 0 {
            state.withLock { $0.pendingBatches -= completed }
        }
        if let other {
            _ = handle.take(other)
        }
    }

    private func runWarmUps() {
        let warmUps = state.withLock { state in
            defer { state.warmUps = [] }
            return state.warmUps
        }
        guard !warmUps.isEmpty else { return }
        let unfinished = warmUps.compactMap { $0.step(handle) }
        state.withLock { $0.warmUps.append(contentsOf: unfinished) }
    }

    private func nextStep() -> Step {
        state.withLock { state in
            guard case .closing(let closing) = state.phase else {
                return .wait(state.warmUps.isEmpty ? .seconds(1) : .milliseconds(20))
            }
            if state.pendingBatches == 0 { return .end }
            let remaining = closing.deadline - .now
            return remaining <= .zero ? .purge : .wait(min(remaining, .milliseconds(100)))
        }
    }

    private func end() {
        let (completions, warmUps) = state.withLock { state in
            state.fatalError = handle.fatalError
            for topic in state.topics.values { rd_kafka_topic_destroy(topic) }
            state.topics = [:]
            var completions: [@Sendable () -> Void] = []
            if case .closing(let closing) = state.phase { completions = closing.completions }
            state.phase = .closed
            defer { state.warmUps = [] }
            return (completions, state.warmUps)
        }
        handle.destroy()
        for warmUp in warmUps { warmUp.completion(.failure(.closed)) }
        for completion in completions { completion() }
    }
}
