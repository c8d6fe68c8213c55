import EventStore
import Events
import GRDB
import ServiceKit
import TestKit
import Testing

@testable import Statistics

/// The group's secret, and whose store is whose.
@Suite struct ShareStoreTests {
    private func group(_ filler: String, releases: Bool = false) throws -> ShareConfig.Group {
        ShareConfig.Group(name: "test", secret: try ShareGroup.secret(filler), releases: releases)
    }

    private func store() throws -> TemporaryStore {
        try TemporaryStore(service: "statistics", instance: "national", projections: ShareGroup.projections)
    }

    private func refusal(_ group: ShareConfig.Group?, _ store: TemporaryStore) throws -> String? {
        do {
            try store.store.writeNow { try ShareTables.claim(group, $0.db) }
            return nil
        } catch let error as ShareFailure {
            #expect(error.exitCode == 78)
            return error.description
        }
    }

    @Test func `a secret is read in hexadecimal digits or base64, and none that is too short`() throws {
        let digits = String(repeating: "0f", count: 32)
        let read = try #require(GroupSecret(digits + "\n"))
        let base64 = try #require(GroupSecret("Dw8PDw8PDw8PDw8PDw8PDw8PDw8PDw8PDw8PDw8PDw8="))
        #expect(read.id == base64.id)
        #expect(GroupSecret(digits + "00")?.id != read.id)
        #expect(GroupSecret(String(repeating: "0f", count: 31)) == nil)
        #expect(GroupSecret("") == nil)
        #expect(GroupSecret("not a secret of thirty-two bytes or more, at all") == nil)
    }

    @Test func `what is sealed is opened by the same secret for the same record only`() throws {
        let secret = try ShareGroup.secret()
        let sealed = try secret.seal([1, 2, 3], for: "a")
        #expect(try secret.open(sealed, for: "a") == [1, 2, 3])
        #expect(throws: StoreError.self) { try secret.open(sealed, for: "b") }
        #expect(throws: StoreError.self) { try ShareGroup.secret("a5").open(sealed, for: "a") }
    }

    @Test func `a store goes on with the part and the secret that it was begun with`() throws {
        let store = try store()
        #expect(try refusal(group("5a"), store) == nil)
        #expect(try refusal(group("5a"), store) == nil)
        #expect(try refusal(group("a5"), store)?.contains("another secret") == true)
        #expect(try refusal(group("5a", releases: true), store)?.contains("share.releases") == true)
        #expect(try refusal(nil, store)?.contains("share.group") == true)
    }

    @Test func `a store that was begun without a group joins none`() throws {
        let desk = try Desk()
        try desk.tell(Told.delivered(1, .vocational), of: Told.enrolment(1, .vocational))
        #expect(try refusal(group("5a"), desk.store)?.contains("empty data folder") == true)
        #expect(try refusal(nil, desk.store) == nil)
    }

    @Test func `an atom is read back as it was written`() throws {
        var fact = PersonFact(erased: Examples.id(1))
        fact.day = -3
        let entry = KeptEntry(
            family: .merge,
            aggregate: Examples.id(2),
            event: Examples.id(3),
            rank: 1 << 40,
            recordedAt: 5,
            day: -7,
            type: "jisr.subject.merged.v1",
            payload: Array("{}".utf8)
        )
        let atoms: [Atom] = [.fact(fact), .entry(entry), .fact(fact)]
        var bytes: [UInt8] = []
        for atom in atoms { atom.write(behind: &bytes) }
        #expect(try Atom.all(in: bytes) == atoms)
        #expect(throws: StoreError.self) { try Atom.all(in: Array(bytes.dropLast())) }
        #expect(throws: StoreError.self) { try Atom.all(in: [9]) }
    }

    @Test func `hears of its own releases though its store is another`() throws {
        let desk = try ReleaseDesk()
        var manifest = SnapshotPublished.example
        manifest.releaseId = Examples.id(3)
        let record = try desk.desk.record(manifest, of: manifest.releaseId, topic: .releases, instance: "national")
        try desk.desk.receive([record])
        #expect(try desk.desk.store.store.readNow { try ReleaseTables.unknownRelease($0) } == manifest.cutoff)
    }
}
