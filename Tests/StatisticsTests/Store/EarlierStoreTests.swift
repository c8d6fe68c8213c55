import EventStore
import Events
import GRDB
import TestKit
import Testing

@testable import Statistics

struct EarlierStoreTests {
    /// The read tables of a version whose facts had no pseudonyms, and of one that had others.
    private static let earlier = [2, 4].map { count in
        Projection(
            name: "statistics-facts",
            tables: [],
            migrations: Array(StatisticsTables.factMigrations.prefix(count)),
            dispatch: Dispatch()
        )
    }

    @Test(arguments: earlier.indices)
    func `facts without these pseudonyms are refused, with what to do`(version: Int) throws {
        let folder = try TemporaryFolder()
        do {
            let old = try TemporaryStore(service: "statistics", projections: [Self.earlier[version]], folder: folder)
            try old.store.writeNow { transaction in
                try transaction.db.execute(sql: "INSERT INTO person_fact(kind, record) VALUES (1, zeroblob(88))")
            }
            try old.store.close()
        }
        let error = #expect(throws: (any Error).self) {
            try TemporaryStore(service: "statistics", projections: [StatisticsTables.facts], folder: folder)
        }
        let text = "\(try #require(error))"
        #expect(text.contains("begin with an empty data folder, the topics are read again"), "\(text)")
    }

    @Test(arguments: earlier.indices)
    func `an earlier store without facts goes on`(version: Int) throws {
        let folder = try TemporaryFolder()
        try TemporaryStore(service: "statistics", projections: [Self.earlier[version]], folder: folder).store.close()
        try TemporaryStore(service: "statistics", projections: [StatisticsTables.facts], folder: folder).store.close()
    }
}
