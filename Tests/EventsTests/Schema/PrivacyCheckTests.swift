import Events
import Testing

struct PrivacyCheckTests {
    @Test func `no event type of the catalog carries what identifies a person`() {
        for event in EventCatalog.all { #expect(PrivacyCheck.violations(in: event) == []) }
    }

    @Test func `refuses a name, a phone and a nested note on a shared topic`() {
        let violations = PrivacyCheck.violations(in: Leaky.self)
        #expect(violations.count == 5, "\(violations)")
        for field in ["givenName", "phone", "visits[].note", "documents", "birthDate"] {
            #expect(violations.contains { $0.contains(" \(field) ") })
        }
    }

    @Test func `refuses sensitive codes outside confidential topics`() {
        #expect(PrivacyCheck.violations(in: Sensitive.self).count == 1)
    }

    @Test func `exceptions hold for the listed event only`() {
        #expect(PrivacyCheck.violations(in: Impostor.self).count == 1)
    }

    @Test func `an event that stays in its store may carry anything`() {
        #expect(PrivacyCheck.violations(in: Local.self) == [])
    }
}

private struct Visit: Codable, Sendable, Hashable {
    var note: String?
}

private struct Leaky: EventData {
    var givenName: String
    var phone: String?
    var visits: [Visit]
    var documents: [String]
    var birthDate: CalendarDate
    static let name = "leaky.told.v1"
    static let topic: Topic? = .caseConfidential
    static let summary = "It says too much."
    static var example: Self {
        Self(givenName: "", visits: [], documents: [], birthDate: CalendarDate(daysSince1970: 0))
    }
}

private struct Sensitive: EventData {
    var categories: [Events.Category]
    static let name = "sensitive.told.v1"
    static let topic: Topic? = .caseEvents
    static let summary = "It says too much."
    static var example: Self { Self(categories: []) }
}

private struct Impostor: EventData {
    var name: String
    static let name = "institution.told.v1"
    static let topic: Topic? = .partnershipEvents
    static let summary = "It is not on the list."
    static var example: Self { Self(name: "") }
}

private struct Local: EventData {
    var name: String
    static let name = "local.told.v1"
    static let topic: Topic? = nil
    static let summary = "It stays."
    static var example: Self { Self(name: "") }
}
