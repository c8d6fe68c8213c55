public import Events

extension InboundRecord {
    /// Reads a record's headers and, where `table` has a handler for its type, its data.
    ///
    /// - Parameters:
    ///   - header: Finds a header's bytes.
    ///   - value: The record's value; `nil` for a tombstone.
    ///   - table: What the service handles.
    ///   - accepts: Whether the event is this instance's business.
    public static func content(
        header: (StaticString) -> UnsafeRawBufferPointer?,
        value: UnsafeRawBufferPointer?,
        table: MessageTable,
        accepts: (Envelope) -> Bool
    ) -> Content {
        let envelope: Envelope
        do throws(EnvelopeError) {
            envelope = try Envelope(headers: header)
        } catch {
            return .poison(stage: .envelope, reason: error.description)
        }
        guard let value else {
            return .poison(stage: .data, reason: "the record has no data; an event always has, if only {}")
        }
        guard table.handles(envelope.type) || EventCatalog.eventType(envelope.type) != nil else {
            return .poison(stage: .type, reason: "the event type, or this version of it, is not known here")
        }
        guard table.handles(envelope.type), accepts(envelope) else { return .passedOver(envelope) }
        do throws(EventDecodingError) {
            let event = try EventCatalog.decode(envelope.type, from: value)
            return .event(envelope, event, payload: [UInt8](value))
        } catch {
            return .poison(stage: .data, reason: error.description)
        }
    }

    static func decode(_ raw: RawRecord, topic: String, partition: Int32, offset: Int64, table: MessageTable)
        -> InboundRecord
    {
        func bytes(_ field: [UInt8]?, _ body: (UnsafeRawBufferPointer?) -> Content) -> Content {
            guard let field else { return body(nil) }
            return field.withUnsafeBytes { body($0) }
        }
        // The views of the headers stay valid as long as this arena does.
        let arena = HeaderArena(raw.headers)
        let content = bytes(raw.value) { value in
            InboundRecord.content(header: { arena.bytes($0) }, value: value, table: table, accepts: { _ in true })
        }
        return InboundRecord(
            topic: topic,
            partition: partition,
            offset: offset,
            timestampMilliseconds: 0,
            content: content,
            raw: { raw }
        )
    }
}

/// Header values in stable memory, for a reader that takes views.
private final class HeaderArena {
    private var values: [(name: String, bytes: UnsafeMutableRawBufferPointer)] = []

    init(_ headers: [RawRecord.Header]) {
        for header in headers {
            guard let value = header.value else { continue }
            let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: value.count, alignment: 1)
            bytes.copyBytes(from: value)
            values.append((header.name, bytes))
        }
    }

    deinit {
        for value in values { value.bytes.deallocate() }
    }

    func bytes(_ name: StaticString) -> UnsafeRawBufferPointer? {
        let wanted = name.description
        return values.first { $0.name == wanted }.map { UnsafeRawBufferPointer($0.bytes) }
    }
}
