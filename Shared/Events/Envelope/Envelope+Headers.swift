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
        headers.append(("ce_partitionkey", partitionKey))
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
    /// makes no strings for them.
    public init(headers lookup: (StaticString) -> UnsafeRawBufferPointer?) throws(EnvelopeError) {
        func required(_ name: StaticString) throws(EnvelopeError) -> HeaderValue {
            guard let bytes = lookup(name) else { throw .missing(name.description) }
            guard !bytes.isEmpty else { throw .invalid(name.description) }
            return HeaderValue(name: name, bytes: bytes)
        }
        let version = try required("ce_specversion")
        guard version.bytes.elementsEqual("1.0".utf8) else { throw version.invalid }
        if let contentType = lookup("content-type"), !contentType.starts(with: "application/json".utf8) {
            throw .invalid("content-type")
        }
        id = try required("ce_id").id()
        source = try required("ce_source").string()
        type = try required("ce_type").string()
        aggregateID = try required("ce_subject").id()
        aggregateVersion = Int(try required("ce_aggregateversion").number())
        occurredAt = try required("ce_time").time()
        recordedAt = try required("ce_recordedtime").time()
        partitionKey = try required("ce_partitionkey").string()
        sequence = try required("ce_sequence").number()
        keySequence = try required("ce_keyseq").number()
        storeEpoch = Int(try required("ce_storeepoch").number())
        correlationID = try required("ce_correlationid").id()
        causationID = lookup("ce_causationid") == nil ? nil : try required("ce_causationid").id()
        // W3C trace context: one that is not well formed is ignored, as that standard asks.
        traceParent = lookup("ce_traceparent").flatMap { bytes in
            bytes.count == 55 && bytes.allSatisfy { $0 < 0x80 } ? String(decoding: bytes, as: UTF8.self) : nil
        }
        classification = try required("ce_dataclassification").classification()
    }

    private static func padded(_ number: Int64) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 20 - digits.utf8.count)) + digits
    }
}

/// The bytes of a header, and the ways to read them.
private struct HeaderValue {
    let name: StaticString
    let bytes: UnsafeRawBufferPointer

    var invalid: EnvelopeError { .invalid(name.description) }

    func string() throws(EnvelopeError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw invalid }
        return text
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
