import Events
import Foundation
import GRDB
import Testing

@testable import EventStore

struct PreparedTests {
    private let queue: DatabaseQueue

    init() throws {
        queue = try DatabaseQueue()
        try queue.write { try $0.execute(sql: "CREATE TABLE t(a, b UNIQUE)") }
    }

    private func type(_ bind: (inout Prepared) -> Void) throws -> String? {
        try queue.read { db in
            var statement = try db.prepared("SELECT typeof(?)")
            bind(&statement)
            return try statement.first { $0.text(0) } ?? nil
        }
    }

    @Test func `every kind of value comes back as it went`() throws {
        let id = EntityID.v7()
        try queue.write { db in
            var row = try db.prepared("INSERT INTO t(a, b) VALUES (?, ?)")
            row.bind(id)
            row.bind([0, 255, 1] as [UInt8])
            try row.run()
            let read = try db.prepared("SELECT a, b, 7, NULL, 'é', -1 FROM t").first { columns in
                #expect(columns.id(0) == id)
                #expect(columns.key(0) == .id(id))
                #expect(columns.bytes(1) == [0, 255, 1])
                #expect(columns.id(1) == nil)
                #expect(columns.integer(2) == 7)
                #expect(columns.optionalInteger(3) == nil)
                #expect(columns.bytes(3) == nil)
                #expect(columns.text(3) == nil)
                #expect(columns.text(4) == "é")
                #expect(columns.key(4) == .text("é"))
                #expect(columns.timestamp(5) == Timestamp(millisecondsSince1970: -1))
                return true
            }
            #expect(read == true)
        }
    }

    @Test func `a text is read to its end`() throws {
        let text = "a\u{0}b"
        let read = try queue.read { db in
            var statement = try db.prepared("SELECT ?")
            statement.bind(text)
            return try statement.first { $0.text(0) }
        }
        #expect(read == text)
    }

    @Test func `values keep their type, empty ones too`() throws {
        #expect(try type { $0.bind(nil as Int64?) } == "null")
        #expect(try type { $0.bind(1) } == "integer")
        #expect(try type { $0.bind(1.5) } == "real")
        #expect(try type { $0.bind("") } == "text")
        #expect(try type { $0.bind("a") } == "text")
        #expect(try type { $0.bind([] as [UInt8]) } == "blob")
        #expect(try type { $0.bind(nil as [UInt8]?) } == "null")
        #expect(try type { $0.bind(nil as String?) } == "null")
        #expect(try type { $0.bind(EntityID.v7()) } == "blob")
        #expect(try type { $0.bind(RecordKey.text("x")) } == "text")
        #expect(try type { $0.bind(Timestamp.now) } == "integer")
    }

    @Test func `a read table's row is written and changed in one call`() throws {
        let id = EntityID.v7()
        let day = try #require(CalendarDate("2018-01-10"))
        try queue.write { db in
            try db.run("INSERT INTO t(a, b) VALUES (?, ?)", .id(id), .integer(1))
            try db.run("UPDATE t SET b=? WHERE a=?", .text("x"), .id(id))
            #expect(try db.prepared("SELECT a, b FROM t").first { $0.id(0) == id && $0.text(1) == "x" } == true)
            try db.run("UPDATE t SET a=?, b=?", .day(day), .time(Timestamp(millisecondsSince1970: 5)))
            #expect(try db.prepared("SELECT a FROM t WHERE b=5").first { $0.text(0) } == "2018-01-10")
            try db.run("UPDATE t SET a=?, b=?", .day(nil), .integer(nil))
            #expect(try db.prepared("SELECT 1 FROM t WHERE a IS NULL AND b IS NULL").first { _ in true } == true)
        }
    }

    @Test func `an error is SQLite's own, and the statement can be used again`() throws {
        try queue.write { db in
            func insert() throws {
                var row = try db.prepared("INSERT INTO t(b) VALUES (?)")
                row.bind(1)
                try row.run()
            }
            try insert()
            #expect(throws: DatabaseError.self) { try insert() }
            #expect(try db.prepared("SELECT count(*) FROM t").first { $0.integer(0) } == 1)
            try db.execute(sql: "DELETE FROM t")
            try insert()
        }
    }

    @Test func `a statement left half-way holds nothing back`() throws {
        try queue.write { db in
            for number in 1...3 {
                var row = try db.prepared("INSERT INTO t(b) VALUES (?)")
                row.bind(number)
                try row.run()
            }
            struct Stop: Error {}
            #expect(throws: Stop.self) {
                try db.prepared("SELECT b FROM t ORDER BY b").each { _ in throw Stop() }
            }
            #expect(try db.prepared("SELECT b FROM t ORDER BY b").all { $0.integer(0) } == [1, 2, 3])
        }
        try queue.write { try $0.execute(sql: "DROP TABLE t") }
    }
}
