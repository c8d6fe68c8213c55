import EventStore
import Events
import Testing

@testable import ServiceKit

struct RequestCodingTests {
    private func refusal(_ body: String) -> Rejection? {
        do {
            _ = try RequestCoding.decode(AddThing.self, from: Array(body.utf8))
            return nil
        } catch {
            return error as? Rejection
        }
    }

    private static let id = "0190f3a0-0000-7000-8000-000000000001"

    @Test func `reads a whole body`() throws {
        let body = """
            { "thingId": "\(Self.id)", "name": "b\\u00e9\\ud83d\\ude00\\n", "since": "2021-02-17",
              "cells": [{"colour": "green", "count": 2}], "labels": {"k": "v"} }
            """
        let thing = try RequestCoding.decode(AddThing.self, from: Array(body.utf8))
        #expect(thing.name == "bé😀\n")
        #expect(thing.cells[0].colour == .green)
        #expect(thing.cells[0].count == 2)
        #expect(thing.labels == ["k": "v"])
        #expect(thing.since?.description == "2021-02-17")
    }

    @Test(arguments: [
        (#""name": "a", "cells": []"#, "field.required", "thingId"),
        (#""thingId": null, "name": "a", "cells": []"#, "field.required", "thingId"),
        (#""thingId": "Amal", "name": "a", "cells": []"#, "field.invalid", "thingId"),
        (#""thingId": "ID", "name": 5, "cells": []"#, "field.invalid", "name"),
        (#""thingId": "ID", "name": "a", "since": "17.2.2021", "cells": []"#, "field.invalid", "since"),
        (#""thingId": "ID", "name": "a", "cells": {}"#, "field.invalid", "cells"),
        (
            #""thingId": "ID", "name": "a", "cells": [{"colour": "red", "count": 1.5}]"#, "field.invalid",
            "cells[0].count"
        ),
        (#""thingId": "ID", "name": "a", "cells": [{"colour": "red"}]"#, "field.required", "cells[0].count"),
        (
            #""thingId": "ID", "name": "a", "cells": [{"colour": "red", "count": 1}, {"colour": "blue", "count": 1}]"#,
            "code.unknown", "cells[1].colour"
        ),
        (
            #""thingId": "ID", "name": "a", "cells": [{"colour": "red", "count": 1, "age": 3}]"#,
            "field.unknown", "cells[0].age"
        ),
        (#""thingId": "ID", "name": "a", "cells": [], "nickname": "Amal""#, "field.unknown", "nickname"),
        (#""thingId": "ID", "name": "a", "cells": [], "Amal Hassan": 1"#, "field.unknown", "?"),
    ])
    func `names the field and never the value`(_ members: String, _ code: String, _ field: String) throws {
        let rejection = try #require(refusal("{\(members.replacing("ID", with: Self.id))}"))
        #expect(rejection.code == code)
        #expect(rejection.field == field)
        #expect(rejection.status == 422)
        #expect(!"\(rejection)".contains("Amal") && !rejection.message.contains("blue"))
    }

    @Test(arguments: [
        "", "[]", "{", #"{"a": 1,}"#, #"{"a" 1}"#, #"{"a": 01}"#, #"{"a": "\x"}"#, #"{"a": "\ud800"}"#, #"{"a": tru}"#,
        #"{"a": 1} x"#, #"{"name": "a", "name": "b"}"#, "{\"a\": \"\u{1}\"}", "\"a\"", #"{"a": 1e}"#, "nan",
        String(repeating: "[", count: 200),
    ])
    func `refuses what is not one JSON object`(_ body: String) throws {
        let rejection = try #require(refusal(body))
        #expect(rejection.code == "json.malformed")
        #expect(rejection.status == 400)
    }

    @Test func `refuses what is not UTF-8`() {
        let body = Array(#"{"name": ""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)
        #expect(throws: Rejection.self) { try RequestCoding.decode(AddThing.self, from: body) }
    }

    @Test func `reads a large map in time that grows with it`() throws {
        struct Wide: Decodable { let values: [String: Int] }
        let members = (0..<50_000).map { "\"k\($0)\": \($0)" }.joined(separator: ",")
        let started = ContinuousClock.now
        let wide = try RequestCoding.decode(Wide.self, from: Array("{\"values\": {\(members)}}".utf8))
        #expect(wide.values.count == 50_000)
        #expect(started.duration(to: .now) < .seconds(20))
    }

    @Test func `keeps whole numbers whole and refuses what does not fit`() throws {
        #expect(try Numbers(reading: #"{"whole": 9007199254740991}"#).whole == 9_007_199_254_740_991)
        #expect(try Numbers(reading: #"{"whole": 1e3}"#).whole == 1000)
        for digits in ["9007199254740992", "-9007199254740992", "9223372036854775808", "1e300", "1e999", "0.5"] {
            #expect(throws: Rejection.self, "\(digits)") { try Numbers(reading: #"{"whole": \#(digits)}"#) }
        }
    }

    @Test func `holds a number to the range of its type`() throws {
        #expect(try Numbers(reading: #"{"byte": 255, "share": -1e15}"#).byte == 255)
        for body in [#"{"byte": 256}"#, #"{"byte": -1}"#, #"{"share": 1e16}"#, #"{"share": -1e400}"#] {
            #expect(throws: Rejection.self, "\(body)") { try Numbers(reading: body) }
        }
    }

    @Test(arguments: [
        #"a\u0000b"#, #"\u001b[2J"#, #"\u007f"#, String(repeating: "a", count: 10_001),
        String(repeating: "\u{1F600}", count: 10_001),
    ])
    func `refuses a text that is endless or has control characters, and says what to do`(_ name: String) throws {
        let body = #"{"thingId": "\#(Self.id)", "cells": [], "name": "\#(name)"}"#
        let rejection = try #require(refusal(body))
        #expect(rejection.code == "field.invalid")
        #expect(rejection.field == "name")
        #expect(rejection.message.contains("shorten it") || rejection.message.contains("leave it out"))
    }

    @Test func `takes a text of the greatest length, in any script and with line ends`() {
        for name in [String(repeating: "\u{1F600}", count: 10_000), #"\u0645\t\u202e\r\n\u200d\ufffe"#] {
            #expect(refusal(#"{"thingId": "\#(Self.id)", "cells": [], "name": "\#(name)"}"#) == nil)
        }
    }

    @Test func `refuses a list that is endless`() throws {
        let cell = #"{"colour": "red", "count": 1}"#
        func rejection(_ count: Int) -> Rejection? {
            let cells = Array(repeating: cell, count: count).joined(separator: ",")
            return refusal(#"{"thingId": "\#(Self.id)", "name": "a", "cells": [\#(cells)]}"#)
        }
        #expect(rejection(5000) == nil)
        #expect(try #require(rejection(5001)).field == "cells")
    }

    @Test func `takes null for what may be left out`() {
        #expect(
            refusal(#"{"thingId": "\#(Self.id)", "name": "a", "cells": [], "since": null, "labels": null}"#) == nil
        )
    }

    @Test func `writes problem details`() {
        let problem = Problem(Rejection("a.b", field: "cells[0]", "say \"no\""))
        #expect(
            String(decoding: problem.json, as: UTF8.self) == """
                {"type":"urn:jisr:problem:a.b","title":"Unprocessable Content","status":422,"detail":"say \\"no\\"",\
                "code":"a.b","field":"cells[0]","message":"say \\"no\\""}
                """
        )
    }

    @Test func `turns a full queue into 503 with Retry-After in whole seconds`() throws {
        let problem = try #require(Problem(WriterBusy(retryAfter: .milliseconds(1200))))
        #expect(problem.status == 503)
        #expect(problem.code == "service.busy")
        #expect(problem.retryAfterSeconds == 2)
    }
}

private struct Numbers: Decodable {
    let whole: Int64?
    let byte: UInt8?
    let share: Double?

    init(reading body: String) throws {
        self = try RequestCoding.decode(Numbers.self, from: Array(body.utf8))
    }
}
