import Events
import Foundation
import Testing

/// The less usual ways of Codable: nested containers, superclasses, two containers for one value.
struct JSONContainerTests {
    private func check<Value: Codable>(_ value: Value, _ expected: String) throws -> Value {
        let bytes = try FastJSONEncoder().encode(value)
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
        return try FastJSONDecoder().decode(Value.self, from: bytes)
    }

    @Test func `a superclass and its subclass`() throws {
        class Base: Codable { var base = 1 }
        final class Derived: Base {
            enum Key: String, CodingKey { case own }
            var own = 2
            override init() { super.init() }
            required init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: Key.self)
                own = try container.decode(Int.self, forKey: .own)
                try super.init(from: try container.superDecoder())
            }
            override func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                try super.encode(to: container.superEncoder())
                try container.encode(own, forKey: .own)
            }
        }
        let value = Derived()
        value.base = 5
        let read = try check(value, #"{"super":{"base":5},"own":2}"#)
        #expect(read.base == 5 && read.own == 2)
    }

    @Test func `one value in two containers of the same kind`() throws {
        struct Flat: Codable, Equatable {
            struct Part: Codable, Equatable { var x: Int }
            enum Key: String, CodingKey { case y }
            var part = Part(x: 1)
            var y = 2
            init() {}
            init(from decoder: any Decoder) throws {
                part = try Part(from: decoder)
                y = try decoder.container(keyedBy: Key.self).decode(Int.self, forKey: .y)
            }
            func encode(to encoder: any Encoder) throws {
                try part.encode(to: encoder)
                var container = encoder.container(keyedBy: Key.self)
                try container.encode(y, forKey: .y)
            }
        }
        #expect(try check(Flat(), #"{"x":1,"y":2}"#) == Flat())
    }

    @Test func `nested containers of both kinds`() throws {
        struct Nested: Codable, Equatable {
            enum Key: String, CodingKey { case list, inner, after }
            var list = [1, 2]
            var inner = "a"
            init() {}
            init(from decoder: any Decoder) throws {
                let outer = try decoder.container(keyedBy: Key.self)
                var items = try outer.nestedUnkeyedContainer(forKey: .list)
                var pair = try items.nestedUnkeyedContainer()
                list = [try pair.decode(Int.self), try pair.decode(Int.self)]
                #expect(pair.isAtEnd)
                #expect(try items.decodeNil())
                inner = try outer.nestedContainer(keyedBy: Key.self, forKey: .inner).decode(String.self, forKey: .inner)
            }
            func encode(to encoder: any Encoder) throws {
                var outer = encoder.container(keyedBy: Key.self)
                var items = outer.nestedUnkeyedContainer(forKey: .list)
                var pair = items.nestedUnkeyedContainer()
                for number in list { try pair.encode(number) }
                try items.encodeNil()
                var nested = outer.nestedContainer(keyedBy: Key.self, forKey: .inner)
                try nested.encode(inner, forKey: .inner)
                try outer.encodeNil(forKey: .after)
            }
        }
        #expect(try check(Nested(), #"{"list":[[1,2],null],"inner":{"inner":"a"},"after":null}"#) == Nested())
    }

    @Test func `nothing written is an empty object`() throws {
        struct Nothing: Codable, Equatable {}
        #expect(try check([Nothing(), Nothing()], "[{},{}]") == [Nothing(), Nothing()])
    }

    @Test func `top-level fragments, empty containers and escapes`() throws {
        #expect(try check("a\"\\\u{1}\n/é😀", #""a\"\\\u0001\n/é😀""#) == "a\"\\\u{1}\n/é😀")
        #expect(try check([Int](), "[]") == [])
        #expect(try check([String: Int](), "{}") == [:])
        #expect(try check(true, "true"))
        #expect(try check([nil, 1] as [Int?], "[null,1]") == [nil, 1])
        let escaped = #" { "\u0061\ud83d\ude00" : [ "\/\b\f\r\t" ] } "#
        #expect(
            try FastJSONDecoder().decode([String: [String]].self, from: escaped.utf8) == ["a😀": ["/\u{8}\u{c}\r\t"]]
        )
    }
}
