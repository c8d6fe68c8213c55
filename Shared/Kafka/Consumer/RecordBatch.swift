import CKafka

/// The records of one poll and the errors that came with them.
///
/// It owns librdkafka's memory and frees it when released; the consumer's handle lives until then.
///
/// Unchecked because it holds pointers: librdkafka writes nothing to records it has handed over, except that it parses
/// their headers when asked, which the fetch's own locks keep to one thread at a time.
public final class RecordBatch: @unchecked Sendable {
    /// How many records there are.
    public let count: Int

    /// What went wrong since the last poll, of brokers as well as of single partitions.
    public let errors: [PartitionError]

    /// What changed in the consumer's group: the last thing of this poll.
    public let rebalance: Rebalance?

    /// The topics of the records; see ``RecordView/topicIndex``.
    public let topics: [String]

    private let fetch: OpaquePointer
    private let views: UnsafePointer<jk_view>?
    private let release: @Sendable () -> Void

    /// Takes over a fetch; `release` is called when it has been freed.
    init(
        _ fetch: OpaquePointer,
        errors: [PartitionError],
        rebalance: Rebalance? = nil,
        release: @escaping @Sendable () -> Void
    ) {
        self.fetch = fetch
        self.errors = errors
        self.rebalance = rebalance
        self.release = release
        count = jk_fetch_count(fetch)
        views = jk_fetch_views(fetch)
        topics = (0..<jk_fetch_topic_count(fetch)).map { String(cString: jk_fetch_topic(fetch, $0)) }
    }

    deinit {
        jk_fetch_free(fetch)
        release()
    }

    /// Whether there is no record; there may be errors all the same.
    public var isEmpty: Bool { count == 0 }

    /// Gives the record at `index`, which must be below ``count``, to `body`.
    public func withRecord<Value>(at index: Int, _ body: (borrowing RecordView) throws -> Value) rethrows -> Value {
        try body(view(at: index))
    }

    /// Gives each record to `body`, in the order of the poll: per partition that of the offsets.
    public func forEachRecord(_ body: (borrowing RecordView) throws -> Void) rethrows {
        for index in 0..<count {
            try body(view(at: index))
        }
    }

    /// A copy of the record at `index` that outlives the batch.
    public func copy(at index: Int) -> ConsumedRecord {
        withRecord(at: index) { $0.copy() }
    }

    private func view(at index: Int) -> RecordView {
        precondition(index >= 0 && index < count, "No record at \(index) of \(count)")
        guard let views else { preconditionFailure("A fetch with records has views") }
        return RecordView(self, views + index)
    }

    // MARK: Headers

    func headers(
        _ view: UnsafePointer<jk_view>,
        _ list: UnsafeMutablePointer<jk_header>?,
        _ capacity: Int
    ) -> Int {
        jk_fetch_headers(fetch, index(of: view), list, capacity)
    }

    /// Finds headers; what is found is valid until the list that is returned, if any, is destroyed.
    func findHeaders(
        _ view: UnsafePointer<jk_view>,
        _ wanted: UnsafePointer<jk_header>,
        _ count: Int,
        _ found: UnsafeMutablePointer<jk_header>?
    ) -> OpaquePointer? {
        jk_fetch_find_headers(fetch, index(of: view), wanted, count, found)
    }

    private func index(of view: UnsafePointer<jk_view>) -> Int {
        views.map { view - $0 } ?? 0
    }
}
