import Events
import Testing

struct EnvelopeTests {
    private func envelope(causation: EntityID? = nil, trace: String? = nil) -> Envelope {
        Envelope(
            id: .v7(),
            source: "/jisr/intake/el-marg",
            type: CaseRegistered.type,
            aggregateID: .v7(),
            aggregateVersion: 3,
            occurredAt: Timestamp(millisecondsSince1970: 1_517_470_200_123),
            recordedAt: Timestamp(millisecondsSince1970: 1_517_470_300_000),
            partitionKey: .id(.v7()),
            sequence: 42,
            keySequence: 7,
            storeEpoch: 1,
            correlationID: .v7(),
            causationID: causation,
            traceParent: trace,
            classification: .restricted
        )
    }

    private func read(_ headers: [(name: String, value: String)]) throws(EnvelopeError) -> Envelope {
        let storage = headers.map { (Array($0.name.utf8), Array($0.value.utf8)) }
        let buffers = storage.map { name, value in
            let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: value.count, alignment: 1)
            copy.copyBytes(from: value)
            return (name, UnsafeRawBufferPointer(copy))
        }
        defer { for (_, bytes) in buffers { bytes.deallocate() } }
        return try Envelope(headers: { wanted in
            buffers.first { name, _ in name.elementsEqual(wanted.name.utf8) }?.1
        })
    }

    @Test func `survives the headers, with and without the optional ones`() throws {
        let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        for envelope in [envelope(), envelope(causation: .v7(), trace: trace)] {
            #expect(try read(envelope.headers()) == envelope)
        }
    }

    @Test func `headers have CloudEvents' names, in a fixed order`() {
        let headers = envelope(causation: .v7(), trace: String(repeating: "0", count: 55)).headers()
        #expect(
            headers.map(\.name) == [
                "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_recordedtime",
                "ce_dataschema", "ce_partitionkey", "ce_sequence", "ce_keyseq", "ce_storeepoch", "ce_aggregateversion",
                "ce_correlationid", "ce_causationid", "ce_traceparent", "ce_dataclassification", "content-type",
            ]
        )
        let attributes = headers.map(\.name).filter { $0.hasPrefix("ce_") }.map { $0.dropFirst(3) }
        #expect(attributes.allSatisfy { $0.count <= 20 && $0.allSatisfy { $0.isLowercase || $0.isNumber } })
        let values = Dictionary(uniqueKeysWithValues: headers)
        #expect(values["ce_sequence"] == "00000000000000000042")
        #expect(values["ce_time"] == "2018-02-01T07:30:00.123Z")
        #expect(values["ce_dataschema"] == "urn:jisr:schema:case.registered.v1")
        #expect(values["content-type"] == "application/json")
    }

    @Test(arguments: [
        "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_recordedtime",
        "ce_partitionkey",
        "ce_sequence", "ce_keyseq", "ce_storeepoch", "ce_aggregateversion", "ce_correlationid", "ce_dataclassification",
    ])
    func `names the header that is missing or empty`(header: String) {
        let headers = envelope().headers()
        #expect(throws: EnvelopeError.missing(header)) { try read(headers.filter { $0.name != header }) }
        #expect(throws: EnvelopeError.invalid(header)) {
            try read(headers.map { $0.name == header ? ($0.name, "") : $0 })
        }
    }

    @Test(arguments: [
        ("ce_specversion", "2.0"), ("ce_id", "x"), ("ce_time", "yesterday"),
        ("ce_recordedtime", "2018-02-30T00:00:00Z"),
        ("ce_sequence", "-1"), ("ce_sequence", "99999999999999999999"), ("ce_keyseq", "1.5"), ("ce_storeepoch", "١"),
        ("ce_aggregateversion", "000000000000000000001"), ("ce_dataclassification", "secret"),
        ("ce_correlationid", "1"),
        ("ce_causationid", "1"), ("content-type", "application/avro"),
    ])
    func `names the header that is not readable`(header: String, value: String) {
        let headers = envelope(causation: .v7()).headers().map { $0.name == header ? (name: header, value: value) : $0 }
        #expect(throws: EnvelopeError.invalid(header)) { try read(headers) }
    }

    @Test func `ignores a trace context that is not one`() throws {
        let headers = envelope().headers() + [(name: "ce_traceparent", value: "00-1")]
        #expect(try read(headers).traceParent == nil)
    }

    @Test func `ignores headers it does not know`() throws {
        let headers = envelope().headers() + [(name: "ce_other", value: "x"), (name: "tenant", value: "y")]
        #expect(try read(headers).type == CaseRegistered.type)
    }
}
