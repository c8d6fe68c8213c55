import Events
import Testing

struct EventCatalogTests {
    @Test func `names are unique, well formed, versioned, and end on a declared topic`() throws {
        #expect(Set(EventCatalog.all.map { $0.name }).count == EventCatalog.all.count)
        for event in EventCatalog.all {
            #expect(event.name.wholeMatch(of: /[a-z]+\.[a-z_]+\.v[0-9]+/) != nil, "\(event.name)")
            let topic = try #require(event.topic as Topic?)
            #expect(Topic.all.contains(topic))
            #expect(event.summary.hasSuffix("."))
        }
    }

    @Test func `an event that names a case is a case event`() throws {
        for event in EventCatalog.all {
            guard case .object(_, let properties) = try JSONSchema.of(event) else { continue }
            #expect(properties.contains { $0.name == "caseId" } == (event is any CaseEvent.Type), "\(event.name)")
        }
    }

    @Test(arguments: [
        "case.identified", "consent.recorded", "case.registered", "case.declined", "admission.admitted",
        "rights.explained",
        "admission.classified", "case.assessed", "case.planned", "service.started", "case.started", "service.delivered",
        "service.completed", "certificate.issued", "admission.release_prepared", "reintegration.started",
        "admission.released", "service.interrupted", "figure.reported", "institution.policy_adopted", "kit.distributed",
        "return.requested", "return.departed", "return.withdrawn", "activity.reported", "participant.attended",
        "agreement.in_force", "commitment.pledged", "commitment.delivered", "commitment.progressed", "progress.overdue",
        "statistic.updated",
    ])
    func `has the events of the scenarios`(name: String) {
        #expect(EventCatalog.eventType("jisr.\(name).v1") != nil)
    }

    @Test func `every example is read back by its type's name`() throws {
        for event in EventCatalog.all { try roundTrip(event) }
    }

    private func roundTrip<Event: EventData>(_ event: Event.Type) throws {
        let bytes = try EventCoding.encode(event.example)
        let read = try #require(try EventCatalog.decode(event.type, from: bytes) as? Event)
        #expect(read == event.example)
    }

    @Test func `tells an unknown type, an unknown version and malformed data apart`() throws {
        let empty = Array("{}".utf8)
        #expect(throws: EventDecodingError.unknownType("jisr.case.flown.v1")) {
            try EventCatalog.decode("jisr.case.flown.v1", from: empty)
        }
        #expect(throws: EventDecodingError.unknownVersion("jisr.case.registered.v2", known: [1])) {
            try EventCatalog.decode("jisr.case.registered.v2", from: empty)
        }
        #expect(
            throws: EventDecodingError.malformed(type: "jisr.case.registered.v1", path: "caseId", problem: "missing")
        ) {
            try EventCatalog.decode("jisr.case.registered.v1", from: empty)
        }
        #expect(throws: EventDecodingError.unknownType("")) { try EventCatalog.decode("", from: empty) }
    }

    @Test func `names the path of what is malformed and keeps its value to itself`() throws {
        let text = String(decoding: try EventCoding.encode(KitDistributed.example), as: UTF8.self)
        let broken = text.replacing(#""sex":"U""#, with: #""sex":"SECRET""#)
        #expect(broken != text)
        let error = #expect(throws: EventDecodingError.self) {
            try EventCatalog.decode(KitDistributed.type, from: Array(broken.utf8))
        }
        #expect(
            error == .malformed(type: KitDistributed.type, path: "cells[0].sex", problem: "not a code of Sex")
        )
        #expect(!"\(try #require(error))".contains("SECRET"))
    }

    @Test func `tolerates fields it does not know`() throws {
        var text = String(decoding: try EventCoding.encode(CaseStarted.example), as: UTF8.self)
        text = #"{"later":{"deep":[1,{"x":null}]},"# + text.dropFirst()
        #expect(
            try EventCatalog.decode(CaseStarted.type, from: Array(text.utf8)) as? CaseStarted == CaseStarted.example
        )
    }

    @Test func `shelters and criminal proceedings also reach the confidential topic`() {
        var event = ServiceStarted.example
        #expect(event.topics == [.serviceEvents])
        event.service = .shelter
        #expect(event.topics == [.serviceEvents, .serviceConfidential])
        event.service = .criminalJustice
        #expect(event.topics == [.serviceEvents, .serviceConfidential])
        #expect(CaseProfile.example.topics == [.caseConfidential])
    }

    @Test func `lists the events of a topic`() {
        #expect(
            EventCatalog.eventTypes(on: .matchTokens).map { $0.name } == [
                "subject.match_tokens.v1", "subject.duplicate_suspected.v1", "subject.duplicate_dismissed.v1",
            ]
        )
        #expect(Topic.all.filter { $0.privacy == .deadLetter }.allSatisfy { EventCatalog.eventTypes(on: $0).isEmpty })
    }
}
