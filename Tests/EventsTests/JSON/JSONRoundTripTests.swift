import Events
import Foundation
import Testing

struct JSONRoundTripTests {
    private let encoder = FastJSONEncoder()
    private let decoder = FastJSONDecoder()

    /// A value as Foundation has it: members in no order.
    private func isSame(_ value: JSONValue, _ object: Any) -> Bool {
        switch value {
        case .null: object is NSNull
        case .bool(let flag): (object as? Bool) == flag
        case .integer(let number): (object as? NSNumber).map { $0.int64Value == Int64(number) } ?? false
        case .number(let number): (object as? NSNumber).map { isNear($0.doubleValue, number) } ?? false
        case .string(let text):
            (object as? String).map { $0.unicodeScalars.elementsEqual(text.unicodeScalars) } ?? false
        case .array(let elements):
            (object as? [Any]).map { $0.count == elements.count && zip(elements, $0).allSatisfy { isSame($0, $1) } }
                ?? false
        case .object(let members):
            (object as? [String: Any]).map { dictionary in
                members.allSatisfy { member in dictionary[member.name].map { isSame(member.value, $0) } ?? false }
            } ?? false
        }
    }

    /// `JSONSerialization` misses the last bit of some numbers; the exact comparison is with `JSONDecoder`, below.
    private func isNear(_ left: Double, _ right: Double) -> Bool {
        left == right || abs(left - right) <= abs(right) * 1e-14
    }

    @Test func `random values survive, and Foundation reads the same from our bytes`() throws {
        var random = RandomJSON(seed: 1)
        for round in 0..<3000 {
            let value = random.value()
            let bytes = try encoder.encode(value)
            let read = try decoder.decode(JSONValue.self, from: bytes)
            #expect(read == value, "round \(round)")
            let object = try JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
            let isSame = isSame(value, object)
            #expect(isSame, "round \(round): \(String(decoding: bytes, as: UTF8.self))")
        }
    }

    @Test func `we read the same from Foundation's bytes, indented or not`() throws {
        var random = RandomJSON(seed: 2)
        for round in 0..<500 {
            let sample = random.sample()
            for options in [JSONEncoder.OutputFormatting.prettyPrinted, [], .sortedKeys] {
                let foundation = JSONEncoder()
                foundation.outputFormatting = options
                let data = try foundation.encode(sample)
                #expect(try decoder.decode(RandomSample.self, from: data) == sample, "round \(round)")
            }
            let ours = try encoder.encode(sample)
            #expect(try JSONDecoder().decode(RandomSample.self, from: Data(ours)) == sample, "round \(round)")
            #expect(try decoder.decode(RandomSample.self, from: ours) == sample, "round \(round)")
        }
    }

    @Test func `numbers come back to the bit`() throws {
        var random = RandomJSON(seed: 3)
        let special = [
            0, -0.0, 1, -1, 0.1, 1e15, 1e16, 1e21, 1e-7, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
            9_007_199_254_740_994,
        ]
        for number in special + (0..<20_000).map({ _ in random.number() }) {
            let bytes = try encoder.encode([number])
            #expect(try decoder.decode([Double].self, from: bytes)[0].bitPattern == number.bitPattern)
            if number != 0 { #expect(try JSONDecoder().decode([Double].self, from: Data(bytes))[0] == number) }
        }
    }

    @Test func `dictionaries come out in the order of their names, at any depth`() throws {
        let bytes = try encoder.encode(["b": ["z": 1, "a": 2], "a": [:], "é": ["k\"": 3], "aa": [:]])
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"a":{},"aa":{},"b":{"a":2,"z":1},"é":{"k\"":3}}"#)
    }
}

struct RandomSample: Codable, Equatable {
    struct Inner: Codable, Equatable {
        var flag: Bool
        var numbers: [Double]
        var words: [String: String]
        var none: Int?
    }

    enum Shape: Codable, Equatable {
        case point
        case circle(radius: Double)
    }

    var text: String
    var optional: String?
    var small: Int8
    var large: UInt64
    var number: Double
    var id: EntityID
    var at: Timestamp
    var on: CalendarDate?
    var sex: Sex
    var place: PlaceCode
    var inner: Inner?
    var list: [Inner]
    var gaps: [Int?]
    var shape: Shape
    var single: Float
}

extension RandomJSON {
    private mutating func inner() -> RandomSample.Inner {
        RandomSample.Inner(
            flag: .random(using: &self),
            numbers: (0..<Int.random(in: 0...3, using: &self)).map { _ in number() },
            words: Dictionary((0..<Int.random(in: 0...40, using: &self)).map { _ in (string(), string()) }) { $1 },
            none: .random(using: &self) ? nil : 7
        )
    }

    mutating func sample() -> RandomSample {
        RandomSample(
            text: string(),
            optional: .random(using: &self) ? string() : nil,
            small: .random(in: .min ... .max, using: &self),
            large: next(),
            number: number(),
            id: EntityID(high: next(), low: next()),
            at: Timestamp(millisecondsSince1970: .random(in: -60_000_000_000_000...250_000_000_000_000, using: &self)),
            on: .random(using: &self)
                ? CalendarDate(daysSince1970: .random(in: -700_000...2_900_000, using: &self)) : nil,
            sex: Sex.allCases.randomElement(using: &self) ?? .unknown,
            place: Region.all.randomElement(using: &self)?.place ?? PlaceCode(.egypt),
            inner: .random(using: &self) ? inner() : nil,
            list: (0..<Int.random(in: 0...3, using: &self)).map { _ in inner() },
            gaps: (0..<Int.random(in: 0...4, using: &self)).map { .random(using: &self) ? $0 : nil },
            shape: .random(using: &self) ? .point : .circle(radius: number()),
            single: .random(in: -10...10, using: &self)
        )
    }
}
