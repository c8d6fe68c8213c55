import CKafka

/// A batch whose reports are all there; its taker frees it.
///
/// Unchecked because it holds a pointer: once complete nobody writes to the batch, and it has one holder.
struct CompleteBatch: @unchecked Sendable {
    let pointer: OpaquePointer

    /// The reports, in the order of the records; frees the batch.
    func takeReports() -> [DeliveryReport] {
        defer { jk_batch_free(pointer) }
        let reports = UnsafeBufferPointer(start: jk_batch_reports(pointer), count: jk_batch_count(pointer))
        return reports.map(DeliveryReport.init)
    }
}

/// The caller who waits for a batch; goes through C as the batch's context.
final class PendingSend: Sendable {
    private let continuation: CheckedContinuation<Result<CompleteBatch, KafkaError>, Never>

    init(_ continuation: CheckedContinuation<Result<CompleteBatch, KafkaError>, Never>) {
        self.continuation = continuation
    }

    /// The context to give to C, which keeps the object alive until ``complete(_:)``.
    func makeContext() -> UnsafeMutableRawPointer {
        Unmanaged.passRetained(self).toOpaque()
    }

    /// Lets the caller of a complete batch go on.
    static func complete(_ batch: OpaquePointer) {
        guard let context = jk_batch_context(batch) else { return }
        let pending = Unmanaged<PendingSend>.fromOpaque(context).takeRetainedValue()
        pending.continuation.resume(returning: .success(CompleteBatch(pointer: batch)))
    }

    func fail(_ error: KafkaError) {
        continuation.resume(returning: .failure(error))
    }
}
