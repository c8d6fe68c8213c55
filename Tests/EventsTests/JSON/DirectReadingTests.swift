import Testing

@testable import Events

/// Events that are read member by member are read as all others are.
struct DirectReadingTests {
    @Test func `an event is read member by member as by its decoder, mangled or not`() throws {
        var random = RandomJSON(seed: 11)
        var accepted = 0
        for round in 0..<1500 {
            var bytes = try EventCoding.encode(Self.event(&random))
            if round % 3 > 0 {
                for _ in 0..<Int.random(in: 1...2, using: &random) { Self.mangle(&bytes, &random) }
            }
            let direct = Result { try EventCoding.decode(ServiceDelivered.self, from: bytes) }
            let plain = Result { try FastJSONDecoder().decode(ServiceDelivered.self, from: bytes) }
            switch (direct, plain) {
            case (.success(let direct), .success(let plain)):
                accepted += 1
                #expect(direct == plain)
            case (.failure(let direct), .failure(let plain)):
                #expect("\(direct)" == "\(plain)")
            default:
                Issue.record("\(direct) but \(plain): \(String(decoding: bytes, as: UTF8.self))")
            }
        }
        #expect(accepted > 500 && accepted < 1250, "\(accepted)")
    }

    @Test func `as it is written an event is read member by member`() throws {
        var random = RandomJSON(seed: 12)
        for _ in 0..<100 {
            let event = Self.event(&random)
            let direct = try EventCoding.encode(event).withUnsafeBytes { bytes in
                let document = try JSONDocument(bytes, maxDepth: 64)
                return try withExtendedLifetime(document) {
                    try JSONMembers(document).flatMap { try ServiceDelivered.direct($0) }
                }
            }
            #expect(direct == event)
        }
    }

    private static func event(_ random: inout RandomJSON) -> ServiceDelivered {
        func id() -> EntityID { EntityID(high: .random(in: 0 ... .max, using: &random), low: random.next()) }
        func perhaps<Value>(_ value: @autoclosure () -> Value?) -> Value? {
            Bool.random(using: &random) ? value() : nil
        }
        return ServiceDelivered(
            enrolmentId: id(),
            caseId: id(),
            subjectId: id(),
            service: ServiceKind.allCases.randomElement(using: &random) ?? .legal,
            providerInstitutionId: id(),
            programmeId: perhaps(id()),
            agreementId: perhaps(id()),
            commitmentId: perhaps(id()),
            sessionId: id(),
            date: CalendarDate(daysSince1970: .random(in: -20_000...60_000, using: &random)),
            hours: [0, 1, 1.5, 0.25, 1e20, 12.75].randomElement(using: &random) ?? 1,
            sex: perhaps(Sex.allCases.randomElement(using: &random)),
            ageBand: perhaps(AgeBand.allCases.randomElement(using: &random)),
            isChild: perhaps(Bool.random(using: &random)),
            statsMode: StatisticsMode.allCases.randomElement(using: &random) ?? .full
        )
    }

    private static let odd = [
        "null", "\"\"", "1e3", "-0", "\"M\"", "\"\\u004d\"", "\"\u{212A}\"", "[]", "{}", "true", "\"2018-02-30\"",
        "1.0",
        "\"00-04\"", "\"count_only\"", "\"MED\"",
    ]

    /// Changes a byte, repeats or drops a stretch, or puts another value in the place of one.
    private static func mangle(_ bytes: inout [UInt8], _ random: inout RandomJSON) {
        guard bytes.count > 2 else { return }
        let position = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...5, using: &random) {
        case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: position)
        case 2:
            let end = min(bytes.count, position + Int.random(in: 1...60, using: &random))
            bytes.insert(contentsOf: bytes[position..<end], at: position)
        default:
            guard let colon = bytes[position...].firstIndex(of: UInt8(ascii: ":")) else { return }
            let end = bytes[colon...].firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "}") } ?? bytes.count
            bytes.replaceSubrange((colon + 1)..<end, with: (odd.randomElement(using: &random) ?? "null").utf8)
        }
    }
}
