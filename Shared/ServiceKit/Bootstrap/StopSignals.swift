import Dispatch
import Foundation
import Synchronization

/// SIGTERM and SIGINT as a stream: the first asks for an orderly end, the second ends the process at once.
enum StopSignals {
    static func trap() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let received = Counter()
        let sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                received.increment()
                // Whoever asks twice does not want to wait; a crash at any instant is harmless by design.
                if received.value > 1 { _exit(128 + number) }
                continuation.yield()
            }
            source.resume()
            return Held(source: source)
        }
        continuation.onTermination = { _ in
            for source in sources { source.cancel() }
        }
        return stream
    }

    /// Keeps a source alive as long as the stream.
    private final class Held: Sendable {
        private let source: Mutex<any DispatchSourceSignal>

        init(source: sending any DispatchSourceSignal) {
            self.source = Mutex(source)
        }

        func cancel() {
            source.withLock { $0.cancel() }
        }
    }
}
