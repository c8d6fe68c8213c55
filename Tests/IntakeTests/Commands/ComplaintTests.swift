import EventStore
import Events
import TestKit
import Testing

@testable import Intake

struct ComplaintTests {
    private let desk: Desk
    private let caseID: EntityID

    init() throws {
        desk = try Desk()
        caseID = try desk.registered()
    }

    private static let lodged = LodgeComplaint(
        channel: .box,
        topic: .treatment,
        at: Sample.at("2021-03-01T08:00:00Z"),
        text: "Complainingly",
        anonymous: true
    )

    private func lodge(_ command: LodgeComplaint = lodged) throws -> EntityID {
        try desk.run { try $0.lodge(command, caseID, nil, $1) }.complaintId
    }

    private func resolve(_ outcome: ComplaintOutcome, at time: String) -> ResolveComplaint {
        ResolveComplaint(outcome: outcome, note: "Resolvingly", occurredAt: Sample.at(time))
    }

    @Test func `a complaint is its own record, open until it is resolved`() throws {
        let complaintID = try lodge()
        #expect(try desk.events(caseID)[complaintID] == ["complaint.lodged"])
        let event = try #require(try desk.last(ComplaintLodged.self, of: caseID))
        #expect(event.channel == .box && event.topic == .treatment)
        #expect(event.lodgedAt == Sample.at("2021-03-01T08:00:00Z"))
        #expect(try desk.view(caseID).complaints.map(\.status) == [.open])
        let answer = try desk.run {
            try $0.resolve(resolve(.partlyUpheld, at: "2021-03-20T08:00:00Z"), complaintID, 1, $1)
        }
        #expect(answer.status == .resolved && answer.version == 2 && answer.caseId == caseID)
        let shown = try #require(try desk.view(caseID).complaints.first)
        #expect(shown.outcome == .partlyUpheld && shown.resolvedAt == Sample.at("2021-03-20T08:00:00Z"))
    }

    @Test func `a complaint is resolved once, and not before it was lodged`() throws {
        let complaintID = try lodge()
        let early = resolve(.upheld, at: "2021-02-20T08:00:00Z")
        #expect(try desk.refusal { try $0.resolve(early, complaintID, nil, $1) }?.code == "period.invalid")
        let stale = resolve(.upheld, at: "2021-03-20T08:00:00Z")
        #expect(try desk.refusal { try $0.resolve(stale, complaintID, 2, $1) }?.code == "version.conflict")
        #expect(try desk.refusal { try $0.resolve(stale, complaintID, 1, $1) } == nil)
        #expect(try desk.refusal { try $0.resolve(stale, complaintID, nil, $1) }?.code == "state.invalid_transition")
        #expect(try desk.refusal { try $0.resolve(stale, .v7(), nil, $1) }?.code == "complaint.unknown")
        #expect(try desk.refusal { try $0.resolve(stale, caseID, nil, $1) }?.code == "complaint.unknown")
    }

    @Test func `nobody is named in an anonymous complaint`() throws {
        var command = Self.lodged
        command.complainant = "Somebodyish"
        #expect(try desk.refusal { try $0.lodge(command, caseID, nil, $1) }?.field == "complainant")
        command.anonymous = nil
        #expect(try desk.refusal { try $0.lodge(command, caseID, nil, $1) } == nil)
    }

    @Test func `what was said stays sealed`() throws {
        let complaintID = try lodge()
        try desk.run { _ = try $0.resolve(resolve(.upheld, at: "2021-03-20T08:00:00Z"), complaintID, nil, $1) }
        let text = String(decoding: try desk.temporary.folder.allBytes(), as: UTF8.self)
        #expect(!text.contains("Complainingly") && !text.contains("Resolvingly"))
        try desk.store.readNow { db in
            let transaction = Transaction(db: db, store: desk.store)
            let entries = try transaction.entries(aggregate: complaintID)
            #expect(try transaction.unseal(ComplaintNotes.self, of: entries[0])?.text == "Complainingly")
            #expect(try transaction.unseal(ResolutionNotes.self, of: entries[1])?.note == "Resolvingly")
        }
    }

    @Test func `a complaint can be lodged in any case that was identified by then, but for one taken back`() throws {
        let identified = try desk.run { try $0.identify(Sample.identify(at: "2021-02-01T08:00:00Z"), $1) }.caseId
        #expect(try desk.refusal { try $0.lodge(Self.lodged, identified, nil, $1) } == nil)
        let close = CloseCase(reason: .lost, occurredAt: Sample.at("2021-02-10T08:00:00Z"))
        try desk.run { _ = try $0.close(close, caseID, nil, $1) }
        #expect(try desk.refusal { try $0.lodge(Self.lodged, caseID, nil, $1) } == nil)
        var early = Self.lodged
        early.at = Sample.at("2021-01-01T08:00:00Z")
        #expect(try desk.refusal { try $0.lodge(early, caseID, nil, $1) }?.code == "state.invalid_transition")
        early.at = Sample.at("2021-07-01T08:00:00Z")
        #expect(try desk.refusal { try $0.lodge(early, caseID, nil, $1) }?.code == "date.in_future")
        let complaintID = try lodge()
        try desk.run { _ = try $0.void(VoidCase(reason: .dataEntry), caseID, nil, $1) }
        #expect(try desk.refusal { try $0.lodge(Self.lodged, caseID, nil, $1) }?.code == "state.invalid_transition")
        let late = resolve(.withdrawn, at: "2021-03-20T08:00:00Z")
        #expect(try desk.refusal { try $0.resolve(late, complaintID, nil, $1) }?.code == "state.invalid_transition")
    }
}
