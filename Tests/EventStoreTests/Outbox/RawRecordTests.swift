import Testing

@testable import EventStore

@Suite struct RawRecordTests {
    @Test(arguments: [
        RawRecord(key: nil, value: nil, headers: []),
        RawRecord(key: [], value: [], headers: [.init("", []), .init("", nil)]),
        RawRecord(
            key: [0, 127, 128, 255],
            value: [UInt8](repeating: 0, count: 300),
            headers: [.init("ce_id", [1]), .init("ce_id", [2]), .init("naïve", nil)]
        ),
    ])
    func `a record is read as it was stored`(record: RawRecord) throws {
        #expect(try RawRecord(encoded: record.encoded()) == record)
    }

    @Test func `a record that was cut short is told, wherever`() throws {
        let bytes = RawRecord(key: [1, 2, 3], value: [4], headers: [.init("a", [5]), .init("b", nil)]).encoded()
        var refused = 0
        for count in bytes.indices {
            if (try? RawRecord(encoded: Array(bytes.prefix(count)))) == nil { refused += 1 }
        }
        // Whole fields may be missing at the end without a sign: after key and value, and after the first header.
        #expect(refused == bytes.count - 2)
    }
}
