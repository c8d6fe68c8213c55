import Events
import Foundation
import Testing

struct JSONRefusalTests {
    private let decoder = FastJSONDecoder()

    @Test(arguments: [
        "", " ", "{", "}", "[", "]", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}",
        "{\"a\":1 \"b\":2}",
        "{a:1}", "{1:1}", "01", "-", "+1", "1.", ".5", "1e", "1e+", "0x1", "NaN", "Infinity", "nul", "tru", "True",
        "nulll",
        "1 2", "\"", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\uD800\"", "\"\\uD800\\u0041\"", "\"\\uDC00\"",
        "\"a\nb\"",
        "\"\\", "[1]]", "{\"a\":1}}", "[1}", "{\"a\":1]", "// x\n1", "'a'", "\u{FEFF}1", "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
    ])
    func `refuses what is not JSON`(text: String) {
        #expect(throws: DecodingError.self) { try decoder.decode(JSONValue.self, from: text.utf8) }
    }

    @Test(arguments: [
        [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0x80],
        [0xF0, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xC3, 0x28],
    ])
    func `refuses what is not UTF-8`(bytes: [UInt8]) {
        let text = [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]
        #expect(throws: DecodingError.self) { try decoder.decode(JSONValue.self, from: text) }
    }

    @Test func `refuses a repeated name among many`() throws {
        let members = (0..<200).map { "\"n\($0)\":\($0)" }
        #expect(throws: Never.self) {
            try decoder.decode([String: Int].self, from: "{\(members.joined(separator: ","))}".utf8)
        }
        for repeated in [0, 31, 32, 33, 199] {
            let text = "{\((members + ["\"n\(repeated)\":0"]).joined(separator: ","))}"
            #expect(throws: DecodingError.self) { try decoder.decode([String: Int].self, from: text.utf8) }
        }
    }

    @Test func `nests 64 deep and no deeper`() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try decoder.decode(JSONValue.self, from: nested(64).utf8) }
        #expect(throws: DecodingError.self) { try decoder.decode(JSONValue.self, from: nested(65).utf8) }
        #expect(throws: DecodingError.self) {
            try decoder.decode(JSONValue.self, from: String(repeating: "[", count: 1_000_000).utf8)
        }
    }

    @Test func `refuses what is longer than its limit`() {
        let small = FastJSONDecoder(maxBytes: 4)
        #expect(throws: Never.self) { try small.decode(JSONValue.self, from: "1234".utf8) }
        #expect(throws: DecodingError.self) { try small.decode(JSONValue.self, from: "12345".utf8) }
    }

    @Test(arguments: [
        ("128", false), ("127", true), ("-128", true), ("-129", false), ("1.0", true), ("1e2", true), ("1.5", false),
        ("1e400", false), ("99999999999999999999", false), ("\"1\"", false), ("null", false), ("true", false),
        ("-0", true),
    ])
    func `whole numbers are whole and in range`(text: String, isAccepted: Bool) {
        #expect(((try? decoder.decode([Int8].self, from: "[\(text)]".utf8)) != nil) == isAccepted)
    }

    @Test func `the limits of Int64 and UInt64 are exact`() throws {
        #expect(
            try decoder.decode([Int64].self, from: "[-9223372036854775808,9223372036854775807]".utf8) == [.min, .max]
        )
        #expect(try decoder.decode([UInt64].self, from: "[18446744073709551615]".utf8) == [.max])
        for text in ["[-9223372036854775809]", "[9223372036854775808]"] {
            #expect(throws: DecodingError.self) { try decoder.decode([Int64].self, from: text.utf8) }
        }
    }

    @Test func `errors name the path and the kind of problem`() throws {
        struct Inner: Codable { var kind: Sex }
        struct Outer: Codable { var items: [Inner] }
        let text = #"{"other":[1,2],"items":[{"kind":"F"},{"kind":1}]}"#
        do {
            _ = try decoder.decode(Outer.self, from: text.utf8)
            Issue.record("it was accepted")
        } catch DecodingError.typeMismatch(_, let context) {
            #expect(context.codingPath.map(\.stringValue) == ["items", "1", "kind"])
            #expect(context.codingPath.map(\.intValue) == [nil, 1, nil])
        }
        do {
            _ = try decoder.decode(Outer.self, from: #"{"items":[{}]}"#.utf8)
            Issue.record("it was accepted")
        } catch DecodingError.keyNotFound(let key, let context) {
            #expect(key.stringValue == "kind")
            #expect(context.codingPath.map(\.stringValue) == ["items", "0"])
        }
        do {
            _ = try decoder.decode(Outer.self, from: #"{"items":null}"#.utf8)
            Issue.record("it was accepted")
        } catch DecodingError.valueNotFound(_, let context) {
            #expect(context.codingPath.map(\.stringValue) == ["items"])
        }
    }

    @Test func `has no JSON for numbers that are not finite`() {
        for number in [Double.nan, .infinity, -.infinity] {
            #expect(throws: EncodingError.self) { try FastJSONEncoder().encode(["a": number]) }
        }
    }

    @Test func `refuses an encoding that goes back to a finished container`() {
        struct Back: Encodable {
            enum Key: String, CodingKey { case first, second, third }
            func encode(to encoder: any Encoder) throws {
                var outer = encoder.container(keyedBy: Key.self)
                var inner = outer.nestedContainer(keyedBy: Key.self, forKey: .first)
                try inner.encode(1, forKey: .first)
                try outer.encode(2, forKey: .second)
                try inner.encode(3, forKey: .second)
            }
        }
        #expect(throws: EncodingError.self) { try FastJSONEncoder().encode(Back()) }
    }
}
