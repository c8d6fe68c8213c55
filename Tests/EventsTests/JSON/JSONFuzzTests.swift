import Events
import Foundation
import Testing

struct JSONFuzzTests {
    @Test func `mutated bytes are refused or read as Foundation reads them, and never crash`() throws {
        var random = RandomJSON(seed: 4)
        var accepted = 0
        var refused = 0
        for event in EventCatalog.all {
            let bytes = try EventCoding.encode(event.example)
            for _ in 0..<60 {
                var mutant = bytes
                for _ in 0..<Int.random(in: 1...3, using: &random) { mutate(&mutant, &random) }
                // Whatever the outcome: it must return, and complain only in its own words.
                #expect(throws: Never.self) {
                    do throws(EventDecodingError) { _ = try EventCatalog.decode(event.type, from: mutant) } catch {
                        guard case .malformed = error else { throw error }
                    }
                }
                guard let value = try? FastJSONDecoder().decode(JSONValue.self, from: mutant) else {
                    refused += 1
                    continue
                }
                accepted += 1
                let again = try FastJSONDecoder().decode(JSONValue.self, from: try FastJSONEncoder().encode(value))
                #expect(again == value)
                #expect(throws: Never.self, "\(String(decoding: mutant, as: UTF8.self))") {
                    try JSONSerialization.jsonObject(with: Data(mutant), options: [.fragmentsAllowed])
                }
            }
        }
        #expect(accepted > 500 && refused > 500, "\(accepted) accepted, \(refused) refused")
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout RandomJSON) {
        guard !bytes.isEmpty else { return }
        let position = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...5, using: &random) {
        case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[position] = Array("{}[]\",:\\0123456789eE+-. \ntfn".utf8).randomElement(using: &random) ?? 0
        case 2: bytes.remove(at: position)
        case 3: bytes.insert(bytes[position], at: position)
        case 4: bytes.removeSubrange(position...)
        default:
            let end = Int.random(in: position...bytes.count, using: &random)
            bytes.insert(contentsOf: bytes[position..<end], at: position)
        }
    }
}
