import Foundation

extension Envelope {
    /// The `dataschema`: the identifier of the JSON Schema of the data.
    public var dataSchema: String {
        "urn:jisr:schema:" + (type.hasPrefix("jisr.") ? type.dropFirst(5) : type[...])
    }

    /// The headers of a Kafka record in CloudEvents' binary content mode, in a fixed order.
    public func headers() -> [(name: String, value: String)] {
        var headers = [(name: String, value: String)]()
        headers.reserveCapacity(18)
        headers.append(("ce_specversion", "1.0"))
        headers.append(("ce_id", id.description))
        headers.append(("ce_source", source))
        headers.append(("ce_type", type))
        headers.append(("ce_subject", aggregateID.description))
        headers.append(("ce_time", occurredAt.description))
        headers.append(("ce_recordedtime", recordedAt.description))
        headers.append(("ce_dataschema", dataSchema))
        headers.append(("ce_partitionkey", partitionKey.description))
        headers.append(("ce_sequence", Self.padded(sequence)))
        headers.append(("ce_keyseq", String(keySequence)))
        headers.append(("ce_storeepoch", String(storeEpoch)))
        headers.append(("ce_aggregateversion", String(aggregateVersion)))
        headers.append(("ce_correlationid", correlationID.description))
        if let causationID { headers.append(("ce_causationid", causationID.description)) }
        if let traceParent { headers.append(("ce_traceparent", traceParent)) }
        headers.append(("ce_dataclassification", classification.rawValue))
        headers.append(("content-type", "application/json"))
        return headers
    }

    /// Reads the envelope of a record; `lookup` gives the bytes of a header, `nil` when the record has none of that
    /// name.
    ///
    /// Identifiers, instants and numbers are read from the bytes, so that a consumer reading a topic from its beginning
    /// makes no strings for them; of `previous`, the record before, it takes over the strings that are the same.
    public init(
        headers lookup: (EnvelopeHeader) -> UnsafeRawBufferPointer?,
        previous: Envelope? = nil
    ) throws(EnvelopeError) {
        func required(_ header: EnvelopeHeader) throws(EnvelopeError) -> HeaderValue {
            guard let bytes = lookup(header) else { throw .missing(header.name) }
            guard !bytes.isEmpty else { throw .invalid(header.name) }
            return HeaderValue(header: header, bytes: bytes)
        }
        let version = try required(.specVersion)
        guard version.isSame(as: "1.0") else { throw version.invalid }
        if let contentType = lookup(.contentType), !contentType.starts(with: "application/json".utf8) {
            throw .invalid(EnvelopeHeader.contentType.name)
        }
        id = try required(.id).id()
        source = try required(.source).string(like: previous?.source)
        type = try required(.type).string(like: previous?.type)
        aggregateID = try required(.subject).id()
        aggregateVersion = Int(try required(.aggregateVersion).number())
        occurredAt = try required(.time).time()
        recordedAt = try required(.recordedTime).time()
        partitionKey = try required(.partitionKey).key()
        sequence = try required(.sequence).number()
        keySequence = try required(.keySequence).number()
        storeEpoch = Int(try required(.storeEpoch).number())
        correlationID = try required(.correlationID).id()
        causationID = lookup(.causationID) == nil ? nil : try required(.causationID).id()
        // W3C trace context: one that is not well formed is ignored, as that standard asks.
        traceParent = lookup(.traceParent).flatMap { bytes in
            bytes.count == 55 && bytes.allSatisfy { $0 < 0x80 } ? String(decoding: bytes, as: UTF8.self) : nil
        }
        let classification = try required(.classification)
        if let previous, classification.isSame(as: previous.classification.rawValue) {
            self.classification = previous.classification
        } else {
            self.classification = try classification.classification()
        }
    }

    private static func padded(_ number: Int64) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 20 - digits.utf8.count)) + digits
    }
}

/// The bytes of a header, and the ways to read them.
private struct HeaderValue {
    let header: EnvelopeHeader
    let bytes: UnsafeRawBufferPointer

    var invalid: EnvelopeError { .invalid(header.name) }

    func isSame(as text: String) -> Bool {
        var text = text
        return text.withUTF8 { text in
            guard text.count == bytes.count, let left = text.baseAddress, let right = bytes.baseAddress else {
                return false
            }
            return memcmp(left, right, bytes.count) == 0
        }
    }

    func string(like other: String?) throws(EnvelopeError) -> String {
        if let other, isSame(as: other) { return other }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw invalid }
        return text
    }

    func key() throws(EnvelopeError) -> RecordKey {
        guard let key = RecordKey(utf8: bytes) else { throw invalid }
        return key
    }

    func id() throws(EnvelopeError) -> EntityID {
        guard let id = EntityID(utf8: bytes) else { throw invalid }
        return id
    }

    func time() throws(EnvelopeError) -> Timestamp {
        guard let time = Timestamp(utf8: bytes) else { throw invalid }
        return time
    }

    func number() throws(EnvelopeError) -> Int64 {
        guard bytes.count <= 20 else { throw invalid }
        var value: Int64 = 0
        for byte in bytes {
            let (product, first) = value.multipliedReportingOverflow(by: 10)
            let (sum, second) = product.addingReportingOverflow(Int64(byte &- 48))
            guard byte &- 48 < 10, !first, !second else { throw invalid }
            value = sum
        }
        return value
    }

    func classification() throws(EnvelopeError) -> Topic.PrivacyClass {
        for candidate in Topic.PrivacyClass.allCases where bytes.elementsEqual(candidate.rawValue.utf8) {
            return candidate
        }
        throw invalid
    }
}
