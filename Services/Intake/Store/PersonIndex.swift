import Crypto
import EventStore
import Events
import Foundation
import GRDB

/// Who may be found, and who may be whom: blind indexes over the persons' details, kept up from behind the log.
///
/// The store holds no name in clear for it: search tokens are made under a secret of this store, match tokens under
/// the national key, which all instances of intake share, or without one under another secret of this store; then
/// nothing is published and duplicates are found within the instance only.
struct PersonIndex: Sendable {
    static let follower = Follower(
        "intake-persons",
        tables: [
            "intake_person", "intake_person_key", "intake_person_search", "intake_searchable", "intake_name",
            "intake_duplicate",
        ],
        migrations: [("1", version1), ("2", version2)],
        limit: 32
    )

    /// `person` columns are row numbers of `intake_person`.
    ///
    /// Of a pair the smaller identifier stands first. `intake_name` counts how many persons bear a part of a name.
    private static let version1 = """
        CREATE TABLE intake_person(
            id INTEGER PRIMARY KEY, subject_id BLOB NOT NULL UNIQUE, is_own INTEGER NOT NULL,
            case_ids TEXT NOT NULL, tokens TEXT NOT NULL
        );
        CREATE TABLE intake_person_key(key INTEGER NOT NULL, person INTEGER NOT NULL, PRIMARY KEY(key, person))
            WITHOUT ROWID;
        CREATE INDEX intake_person_key_person ON intake_person_key(person);
        CREATE TABLE intake_person_search(
            token INTEGER NOT NULL, subject_id BLOB NOT NULL, PRIMARY KEY(token, subject_id)
        ) WITHOUT ROWID;
        CREATE INDEX intake_person_search_subject ON intake_person_search(subject_id);
        CREATE TABLE intake_name(part INTEGER PRIMARY KEY, persons INTEGER NOT NULL);
        CREATE TABLE intake_duplicate(
            low_id BLOB NOT NULL, high_id BLOB NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL,
            status TEXT NOT NULL, suspected_at INTEGER NOT NULL,
            PRIMARY KEY(low_id, high_id)
        ) WITHOUT ROWID;
        CREATE INDEX intake_duplicate_status ON intake_duplicate(status, score);
        CREATE INDEX intake_duplicate_high ON intake_duplicate(high_id);
        """

    /// Search tokens in an index made for words.
    ///
    /// Names that many bear are met with each other in a fraction of the time that rows of their own take. The follower
    /// begins anew, so that everybody is entered.
    private static let version2 = """
        DROP TABLE intake_person_search;
        CREATE TABLE intake_searchable(id INTEGER PRIMARY KEY, subject_id BLOB NOT NULL UNIQUE);
        CREATE VIRTUAL TABLE intake_person_search USING fts5(tokens, detail=none, columnsize=0, tokenize=ascii);
        DELETE FROM intake_person;
        DELETE FROM intake_person_key;
        DELETE FROM intake_name;
        DELETE FROM intake_duplicate;
        DELETE FROM follower WHERE name='intake-persons';
        """

    /// 32 bytes that all instances of intake share; `nil` without.
    let nationalKey: [UInt8]?

    /// Brings the index to where the log is after `entries`.
    func follow(_ transaction: Transaction, _ entries: [LogEntry]) throws {
        for entry in entries {
            switch entry.type {
            case CaseRegistered.type, CaseCorrected.type:
                if entry.isOwn, entry.sealed != nil, let subject = entry.subjectID {
                    try describe(subject, transaction)
                }
            case SubjectMatchTokens.type:
                try enter(entry.data(as: SubjectMatchTokens.self), isOwn: entry.isOwn, transaction)
            case SubjectMerged.type:
                let event = try entry.data(as: SubjectMerged.self)
                try settle(event.survivingSubjectId, event.mergedSubjectId, .merged, transaction)
            case SubjectUnmerged.type:
                let event = try entry.data(as: SubjectUnmerged.self)
                try settle(event.survivingSubjectId, event.mergedSubjectId, .dismissed, transaction)
            case SubjectDuplicateDismissed.type:
                let event = try entry.data(as: SubjectDuplicateDismissed.self)
                try settle(event.subjectId, event.otherSubjectId, .dismissed, transaction)
            case SubjectErased.type:
                try forget(entry.aggregateID, in: transaction.db)
            default: break
            }
        }
    }

    /// Makes the tokens of a person of this instance anew, and tells them where they changed.
    private func describe(_ subjectID: EntityID, _ transaction: Transaction) throws {
        guard let details = try transaction.subject(subjectID) else { return }
        let features = IdentityFeatures(details)
        let found = SearchTokens(features, key: try Self.searchKey(transaction)).tokens
        try transaction.db.run("INSERT OR IGNORE INTO intake_searchable(subject_id) VALUES (?)", .id(subjectID))
        try transaction.db.run(
            """
            INSERT OR REPLACE INTO intake_person_search(rowid, tokens)
            SELECT id, ?2 FROM intake_searchable WHERE subject_id=?1
            """,
            .id(subjectID),
            .text(found.map(\.word).joined(separator: " "))
        )
        let key = TokenKey(secret: SymmetricKey(data: try nationalKey ?? transaction.secret("match")))
        let tokens = MatchTokens(features, key: key)
        let text = try JSONEncoder.sorted.encode(tokens).base64EncodedString()
        let cases = try transaction.otherCases(of: subjectID, than: subjectID).map(\.caseID)
        let told = try transaction.entries(aggregate: subjectID)
            .last { $0.isOwn && $0.type == SubjectMatchTokens.type }?.data(as: SubjectMatchTokens.self)
        guard told?.tokens != text || told?.caseIds != cases else { return }
        try transaction.append(
            SubjectMatchTokens(
                subjectId: subjectID,
                caseIds: cases,
                scheme: tokens.scheme,
                tokens: text,
                madeAt: transaction.now
            ),
            to: subjectID,
            topics: nationalKey == nil ? [] : nil
        )
    }

    /// Enters a person's match tokens and looks for others whom they may stand for.
    private func enter(_ event: SubjectMatchTokens, isOwn: Bool, _ transaction: Transaction) throws {
        guard event.scheme == MatchTokens.currentScheme, try !transaction.isErased(event.subjectId),
            let tokens = MatchTokens(event.tokens)
        else { return }
        let db = transaction.db
        try count(event, tokens, in: db)
        try db.run(
            """
            INSERT INTO intake_person(subject_id, is_own, case_ids, tokens) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET is_own=max(is_own, ?2), case_ids=?3, tokens=?4
            """,
            .id(event.subjectId),
            .integer(isOwn ? 1 : 0),
            .text(event.caseIds.map(\.description).joined(separator: " ")),
            .text(event.tokens)
        )
        guard
            let person = try Int64.fetchOne(
                db,
                sql: "SELECT id FROM intake_person WHERE subject_id=?",
                arguments: [event.subjectId]
            )
        else { return }
        try db.run("DELETE FROM intake_person_key WHERE person=?", .integer(Int(person)))
        let keys = tokens.blockingKeys
        var candidates: Set<Int64> = []
        for key in keys {
            let statement = try db.cachedStatement(
                sql: "SELECT person FROM intake_person_key WHERE key=? AND person<>? LIMIT ?"
            )
            let sharing = try Int64.fetchAll(statement, arguments: [key, person, MatchTokens.maximumHolders + 1])
            if sharing.count <= MatchTokens.maximumHolders { candidates.formUnion(sharing) }
            try db.run(
                "INSERT INTO intake_person_key(key, person) VALUES (?, ?)",
                .integer(Int(key)),
                .integer(Int(person))
            )
        }
        let frequencies = try Self.frequencies(of: tokens, in: db)
        for candidate in candidates.sorted() {
            try compare(event, tokens, frequencies, isOwn: isOwn, with: candidate, transaction)
        }
    }

    private func compare(
        _ event: SubjectMatchTokens,
        _ tokens: MatchTokens,
        _ frequencies: NameFrequencies,
        isOwn: Bool,
        with candidate: Int64,
        _ transaction: Transaction
    ) throws {
        let statement = try transaction.db.cachedStatement(
            sql: "SELECT subject_id, is_own, case_ids, tokens FROM intake_person WHERE id=?"
        )
        guard let row = try Row.fetchOne(statement, arguments: [candidate]), let other = MatchTokens(row[3]) else {
            return
        }
        let (otherID, otherIsOwn, cases): (EntityID, Bool, String) = (row[0], row[1], row[2])
        // Of two persons of other instances, those tell each other.
        guard isOwn || otherIsOwn else { return }
        let comparison = MatchComparison(tokens, other, frequencies: frequencies)
        guard comparison.isCandidate else { return }
        let (low, high) = event.subjectId < otherID ? (event.subjectId, otherID) : (otherID, event.subjectId)
        let known = try transaction.knownOfPair(low, high)
        try transaction.db.run(
            """
            INSERT INTO intake_duplicate(low_id, high_id, score, reasons, status, suspected_at)
            VALUES (?1, ?2, \(comparison.score), ?3, ?4, ?5)
            ON CONFLICT DO UPDATE SET score=excluded.score, reasons=?3
            """,
            .id(low),
            .id(high),
            .text(comparison.reasons.map(\.rawValue).joined(separator: " ")),
            .text(known.status.rawValue),
            .time(event.madeAt)
        )
        // Once decided, or told before, it need not be suspected in public.
        guard !known.isTold, known.status == .suspected else { return }
        let own = isOwn ? event.subjectId : otherID
        let otherCases = cases.split(separator: " ").compactMap { EntityID(String($0)) }
        try transaction.append(
            SubjectDuplicateSuspected(
                subjectId: own,
                otherSubjectId: own == low ? high : low,
                caseIds: event.caseIds + otherCases,
                matchingTokens: Set(tokens.all).intersection(other.all).count,
                suspectedAt: transaction.now
            ),
            to: own,
            topics: nationalKey == nil ? [] : nil
        )
    }

    /// Leaves nothing of a person whose data were erased.
    private func forget(_ subjectID: EntityID, in db: Database) throws {
        try uncount(subjectID, in: db)
        try db.run(
            "DELETE FROM intake_person_key WHERE person=(SELECT id FROM intake_person WHERE subject_id=?)",
            .id(subjectID)
        )
        for statement in [
            """
            DELETE FROM intake_person_search WHERE rowid=(SELECT id FROM intake_searchable WHERE subject_id=?1)
            """,
            "DELETE FROM intake_searchable WHERE subject_id=?1", "DELETE FROM intake_person WHERE subject_id=?1",
            "DELETE FROM intake_duplicate WHERE low_id=?1 OR high_id=?1",
        ] {
            try db.run(statement, .id(subjectID))
        }
    }

    /// Takes back the count of the parts of a person's name.
    private func uncount(_ subjectID: EntityID, in db: Database) throws {
        let statement = try db.cachedStatement(sql: "SELECT tokens FROM intake_person WHERE subject_id=?")
        let before = try String.fetchOne(statement, arguments: [subjectID]).flatMap { MatchTokens($0) }
        for part in Set(before?.names.map(\.part) ?? []) {
            try db.run("UPDATE intake_name SET persons=persons-1 WHERE part=?", .integer(part.stored))
        }
    }

    /// Counts the parts of a person's name, in place of those counted before.
    private func count(_ event: SubjectMatchTokens, _ tokens: MatchTokens, in db: Database) throws {
        try uncount(event.subjectId, in: db)
        for part in Set(tokens.names.map(\.part)) {
            try db.run(
                "INSERT INTO intake_name(part, persons) VALUES (?, 1) ON CONFLICT DO UPDATE SET persons=persons+1",
                .integer(part.stored)
            )
        }
    }

    /// How widespread the person's names are: only what the person has can agree with another's.
    private static func frequencies(of tokens: MatchTokens, in db: Database) throws -> NameFrequencies {
        var counts: [MatchToken: Int] = [:]
        for part in Set(tokens.names.map(\.part)) {
            let statement = try db.cachedStatement(sql: "SELECT persons FROM intake_name WHERE part=?")
            counts[part] = try Int.fetchOne(statement, arguments: [part.stored])
        }
        // Persons are numbered without gaps worth a thought; to count them would read them all.
        let persons = try Int.fetchOne(db, sql: "SELECT max(id) FROM intake_person") ?? 0
        return NameFrequencies(counts: counts, persons: persons)
    }

    private func settle(
        _ one: EntityID,
        _ other: EntityID,
        _ status: DuplicateStatus,
        _ transaction: Transaction
    ) throws {
        try transaction.db.run(
            "UPDATE intake_duplicate SET status=? WHERE low_id=? AND high_id=?",
            .text(status.rawValue),
            .id(min(one, other)),
            .id(max(one, other))
        )
    }

    /// The key of this store's search tokens.
    static func searchKey(_ transaction: Transaction) throws -> TokenKey {
        TokenKey(secret: SymmetricKey(data: try transaction.secret("search")))
    }
}

extension MatchToken {
    /// As SQLite keeps it: signed.
    fileprivate var stored: Int { Int(Int64(bitPattern: bits)) }

    /// As a word of the search index.
    var word: String {
        let digits = String(bits, radix: 36)
        return String(repeating: "0", count: 13 - digits.count) + digits
    }
}

extension MatchTokens {
    /// Reads what an event carries; `nil` when it is not that.
    fileprivate init?(_ text: String) {
        guard let data = Data(base64Encoded: text), let tokens = try? JSONDecoder().decode(MatchTokens.self, from: data)
        else { return nil }
        self = tokens
    }
}

extension JSONEncoder {
    /// Equal values make equal bytes.
    fileprivate static var sorted: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return encoder
    }
}
