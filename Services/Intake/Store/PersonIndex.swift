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
        limit: 64
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

    /// Search tokens in an index made for words, match tokens in a form that is read fast.
    ///
    /// Names that many bear are met with each other in a fraction of the time that rows of their own take. The follower
    /// begins anew, so that everybody is entered.
    private static let version2 = """
        DROP TABLE intake_person_search;
        CREATE TABLE intake_searchable(id INTEGER PRIMARY KEY, subject_id BLOB NOT NULL UNIQUE);
        CREATE VIRTUAL TABLE intake_person_search USING fts5(tokens, detail=none, columnsize=0, tokenize=ascii);
        DROP TABLE intake_person;
        CREATE TABLE intake_person(
            id INTEGER PRIMARY KEY, subject_id BLOB NOT NULL UNIQUE, is_own INTEGER NOT NULL,
            case_ids TEXT NOT NULL, tokens BLOB NOT NULL
        );
        DELETE FROM intake_person_key;
        DELETE FROM intake_name;
        DELETE FROM intake_duplicate;
        DELETE FROM follower WHERE name='intake-persons';
        """

    /// 32 bytes that all instances of intake share; `nil` without.
    let nationalKey: [UInt8]?

    /// Brings the index to where the log is after `entries`.
    func follow(_ transaction: Transaction, _ entries: [LogEntry]) throws {
        let keys = try Keys(
            search: Self.searchKey(transaction),
            match: TokenKey(secret: SymmetricKey(data: nationalKey ?? transaction.secret("match")))
        )
        for entry in entries {
            switch entry.type {
            case CaseRegistered.type:
                if entry.isOwn { try describe(entry.data(as: CaseRegistered.self).subjectId, keys, transaction) }
            case CaseCorrected.type:
                if entry.isOwn, entry.sealed != nil, let subject = entry.subjectID {
                    try describe(subject, keys, transaction)
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

    /// Under what tokens are made: searching is this store's own, matching all instances'.
    private struct Keys {
        let search: TokenKey
        let match: TokenKey
    }

    /// Makes the tokens of a person of this instance anew, and tells them where they changed.
    private func describe(_ subjectID: EntityID, _ keys: Keys, _ transaction: Transaction) throws {
        guard let details = try transaction.subject(subjectID) else { return }
        let features = IdentityFeatures(details)
        let found = SearchTokens(features, key: keys.search).tokens
        try transaction.db.run("INSERT OR IGNORE INTO intake_searchable(subject_id) VALUES (?)", .id(subjectID))
        try transaction.db.run(
            """
            INSERT OR REPLACE INTO intake_person_search(rowid, tokens)
            SELECT id, ?2 FROM intake_searchable WHERE subject_id=?1
            """,
            .id(subjectID),
            .text(found.map(\.word).joined(separator: " "))
        )
        let tokens = MatchTokens(features, key: keys.match)
        let text = try JSONEncoder.sorted.encode(tokens).base64EncodedString()
        let cases = try transaction.caseIDs(of: subjectID)
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

    /// The key of this store's search tokens.
    static func searchKey(_ transaction: Transaction) throws -> TokenKey {
        TokenKey(secret: SymmetricKey(data: try transaction.secret("search")))
    }
}

extension MatchToken {
    /// As a word of the search index.
    var word: String {
        let digits = String(bits, radix: 36)
        return String(repeating: "0", count: 13 - digits.count) + digits
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
