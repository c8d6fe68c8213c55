import Foundation
import Synchronization

/// Named instants at which a test may have the process killed, as by a power cut: both sides of every commit,
/// acknowledgement and offset.
///
/// `JISR_CRASH_POINT=writer.before_commit:3` kills the process at the third passage. Only debug builds read it.
public enum CrashPoint: String, CaseIterable, Sendable {
    /// Commands have been decided, nothing is committed.
    case writerBeforeCommit = "writer.before_commit"
    /// Commands are committed, nobody has been answered.
    case writerAfterCommit = "writer.after_commit"
    /// Outbox rows have been read, nothing is sent.
    case relayBeforeSend = "relay.before_send"
    /// The broker has acknowledged, the rows are not marked.
    case relayAfterAcknowledgement = "relay.after_acknowledgement"
    /// The rows are marked.
    case relayAfterMark = "relay.after_mark"
    /// Records have been fetched, nothing is applied.
    case consumerBeforeApply = "consumer.before_apply"
    /// Records are applied and their offset is stored with them.
    case consumerAfterApply = "consumer.after_apply"
    /// A topic was found to have lost records, nothing is done about it.
    case checkBeforeRepair = "check.before_repair"

    /// Kills the process if a test asked for it here.
    @inline(__always)
    public func pass() {
        #if DEBUG
        Self.plan?.pass(self)
        #endif
    }

    #if DEBUG
    private static let plan = Plan(ProcessInfo.processInfo.environment["JISR_CRASH_POINT"])

    private final class Plan: Sendable {
        private let point: CrashPoint
        private let remaining: Mutex<Int>

        init?(_ text: String?) {
            let parts = (text ?? "").split(separator: ":")
            guard let name = parts.first, let point = CrashPoint(rawValue: String(name)) else { return nil }
            self.point = point
            remaining = Mutex(parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
        }

        func pass(_ passed: CrashPoint) {
            guard passed == point else { return }
            let isNow = remaining.withLock { count in
                count -= 1
                return count == 0
            }
            if isNow { kill(getpid(), SIGKILL) }
        }
    }
    #endif
}
