public import Events

extension InboundRecord {
    /// Reads a record's headers and, where `table` has a handler for its type, its data.
    ///
    /// - Parameters:
    ///   - topic: The topic's name.
    ///   - header: Finds a header's bytes.
    ///   - value: The record's value; `nil` for a tombstone.
    ///   - previous: The envelope of the record before, whose strings are taken over where they are the same.
    ///   - table: What the service handles.
    ///   - accepts: Whether the event is this instance's business.
    /// - Returns: What the record holds.
    public static func content(
        topic: String,
        header: (EnvelopeHeader) -> UnsafeRawBufferPointer?,
        value: UnsafeRawBufferPointer?,
        previous: Envelope? = nil,
        table: MessageTable,
        accepts: (Envelope) -> Bool
    ) -> Content {
        let envelope: Envelope
        do throws(EnvelopeError) {
            envelope = try Envelope(headers: header, previous: previous)
        } catch {
            return .poison(stage: .envelope, reason: error.description)
        }
        guard let value else {
            return .unreadable(
                envelope,
                stage: .data,
                reason: "the record has no data; an event always has, if only {}"
            )
        }
        let isHandled = table.handles(envelope.type)
        guard isHandled || EventCatalog.eventType(envelope.type) != nil else {
            return .unreadable(
                envelope,
                stage: .type,
                reason: "the event type, or this version of it, is not known here"
            )
        }
        guard isHandled, accepts(envelope) else { return .passedOver(envelope) }
        do throws(EventDecodingError) {
            if let gather = table.gatherer(for: envelope.type) {
                return .gathered(envelope, try gather(value, envelope, topic).get())
            }
            let event = try EventCatalog.decode(envelope.type, from: value)
            return .event(envelope, event)
        } catch {
            return .unreadable(envelope, stage: .data, reason: error.description)
        }
    }

    /// Reads a parked record again.
    static func decode(_ parked: ParkedRecord, table: MessageTable) -> InboundRecord {
        let raw = parked.record
        func bytes(_ field: [UInt8]?, _ body: (UnsafeRawBufferPointer?) -> Content) -> Content {
            guard let field else { return body(nil) }
            return field.withUnsafeBytes { body($0) }
        }
        // The views of the headers stay valid as long as this arena does.
        let arena = HeaderArena(raw.headers)
        let content = bytes(raw.value) { value in
            InboundRecord.content(
                topic: parked.topic,
                header: { arena.bytes($0.name) },
                value: value,
                table: table,
                accepts: { _ in !parked.isPassedOver }
            )
        }
        return InboundRecord(
            topic: parked.topic,
            partition: parked.partition,
            offset: parked.offset,
            timestampMilliseconds: parked.timestampMilliseconds,
            content: content,
            source: raw
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

    func bytes(_ name: String) -> UnsafeRawBufferPointer? {
        values.first { $0.name == name }.map { UnsafeRawBufferPointer($0.bytes) }
    }
}
