import Events
import Foundation
import GRDB
import TestKit
import Testing

@testable import EventStore

@Suite struct OpeningTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/jisr-intake.sqlite"
    }

    private func open(service: String = "intake", instance: String = "el-marg") throws -> EventStore {
        try EventStore(TemporaryStore.options(service: service, instance: instance, folder: folder))
    }

    /// A store that was used and closed.
    private func leaveStore() throws {
        let store = try open()
        try store.writeNow { try $0.append(Examples.caseIdentified(Examples.id(1)), to: Examples.id(1)) }
        try store.close()
    }

    /// The file's tables and what a refused opening might change in them.
    private func content(_ path: String) throws -> [String] {
        let file = try DatabaseQueue(path: path)
        defer { #expect(throws: Never.self) { try file.close() } }
        return try file.read { db in
            try ["sqlite_master", "meta", "grdb_migrations", "topic", "log"].flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map(\.description)
            }
        }
    }

    private func bytes() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    @Test func `a store that numbered keys by an index goes on from its last numbers`() async throws {
        try leaveStore()
        let file = try DatabaseQueue(path: path)
        try await file.write { db in
            try db.execute(
                sql: """
                    DROP TABLE outbox_key;
                    CREATE UNIQUE INDEX outbox_key ON outbox(topic, key, epoch, keyseq);
                    DELETE FROM grdb_migrations WHERE identifier='store-2';
                    """
            )
        }
        try file.close()
        try leaveStore()
        let store = try open()
        let sequences = try await store.unpublished(after: 0, limit: 10).map { record -> Int64? in
            if case .event(let envelope, _) = record.content { envelope.keySequence } else { nil }
        }
        #expect(sequences == [1, 2])
    }

    @Test func `commits wait for the disk`() throws {
        let store = try open()
        let (synchronous, journal) = try store.pool.writeWithoutTransaction { db in
            (try Int.fetchOne(db, sql: "PRAGMA synchronous"), try String.fetchOne(db, sql: "PRAGMA journal_mode"))
        }
        #expect(synchronous == 2)
        #expect(journal == "wal")
    }

    @Test func `what was committed is there when it is opened again`() throws {
        try leaveStore()
        let store = try open()
        let entries = try store.writeNow { try $0.entries(aggregate: Examples.id(1)) }
        #expect(entries.map(\.version) == [1])
        #expect(try entries.first?.data(as: CaseIdentified.self).caseId == Examples.id(1))
    }

    @Test func `a second opening of the same folder is refused while the first lasts`() throws {
        let first = try open()
        #expect(throws: StoreError.locked(path: folder.path + "/jisr-intake.lock")) { try open() }
        #expect(throws: StoreError.locked(path: folder.path + "/jisr-intake.lock")) { try open(instance: "other") }
        try first.close()
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/flock")))
    func `the lock of a killed process is free`() async throws {
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        holder.arguments = ["--no-fork", folder.path + "/jisr-intake.lock", "cat"]
        let input = Pipe()
        let output = Pipe()
        holder.standardInput = input
        holder.standardOutput = output
        try holder.run()
        // cat runs, and echoes, only once the lock is held.
        try input.fileHandleForWriting.write(contentsOf: Data("held\n".utf8))
        #expect(try output.fileHandleForReading.read(upToCount: 5) == Data("held\n".utf8))
        #expect(throws: StoreError.locked(path: folder.path + "/jisr-intake.lock")) { try open() }
        kill(holder.processIdentifier, SIGKILL)
        holder.waitUntilExit()
        try open().close()
    }

    @Test func `another instance's store is refused and left as it is`() throws {
        try leaveStore()
        let before = try content(path)
        #expect(throws: StoreError.foreign(path: path, found: "intake/el-marg", expected: "intake/aswan")) {
            try open(instance: "aswan")
        }
        #expect(try content(path) == before)
        try open().close()
    }

    @Test func `another service's store is refused and left as it is`() throws {
        try leaveStore()
        let other = folder.path + "/jisr-training.sqlite"
        try FileManager.default.copyItem(atPath: path, toPath: other)
        let options = try TemporaryStore.options(
            service: "training",
            projections: [
                Projection(name: "x", tables: ["x"], migrations: [("1", "CREATE TABLE x(a)")], dispatch: Dispatch())
            ],
            folder: folder
        )
        #expect(throws: StoreError.foreign(path: other, found: "intake/el-marg", expected: "training/el-marg")) {
            try EventStore(options)
        }
        #expect(try content(other) == content(path))
    }

    @Test func `a newer version's store is refused and left as it is`() throws {
        try leaveStore()
        let file = try DatabaseQueue(path: path)
        try file.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('store-99')") }
        try file.close()
        let before = try content(path)
        #expect(throws: StoreError.newer(path: path)) { try open() }
        #expect(try content(path) == before)
    }

    @Test func `a file that is no database is refused and left as it is`() throws {
        let noise = Data((0..<20_000).map { _ in UInt8.random(in: 0...255) })
        try noise.write(to: URL(fileURLWithPath: path))
        #expect { try open() } throws: { error in isCorrupt(error) }
        #expect(try bytes() == noise)
    }

    @Test func `a file that was cut short is refused and left as it is`() throws {
        try leaveStore()
        let half = try bytes().prefix(bytes().count / 2)
        try half.write(to: URL(fileURLWithPath: path))
        #expect { try open() } throws: { error in isCorrupt(error) }
        #expect(try bytes() == half)
    }

    @Test func `somebody else's database is refused and keeps its tables`() throws {
        let file = try DatabaseQueue(path: path)
        try file.write { try $0.execute(sql: "CREATE TABLE song(title TEXT)") }
        try file.close()
        #expect { try open() } throws: { error in isCorrupt(error) }
        let tables = try DatabaseQueue(path: path).read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_master")
        }
        #expect(tables == ["song"])
    }

    @Test func `a folder that cannot be made is unusable`() throws {
        try Data().write(to: URL(fileURLWithPath: folder.path + "/file"))
        var options = try TemporaryStore.options(folder: folder)
        options.directory = folder.path + "/file/data"
        #expect { try EventStore(options) } throws: { error in isUnusable(error) }
    }

    @Test func `a file that cannot be opened is unusable, not corrupt`() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect { try open() } throws: { error in isUnusable(error) }
    }

    private func isCorrupt(_ error: any Error) -> Bool {
        if case StoreError.corrupt(let found, _) = error { found == path } else { false }
    }

    private func isUnusable(_ error: any Error) -> Bool {
        if case StoreError.unusable = error { true } else { false }
    }
}
