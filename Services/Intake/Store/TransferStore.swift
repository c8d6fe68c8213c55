import EventStore
import Events
import GRDB

extension Transaction {
    /// A transfer, from all that is known of it here.
    func transfer(_ transferID: EntityID) throws -> TransferState {
        var state = TransferState()
        // In the order of entry: both sides number the transfer's events.
        for entry in try entries(aggregate: transferID).sorted(by: { $0.sequence < $1.sequence }) {
            try TransferState.fold.apply(entry, to: &state)
        }
        return state
    }

    /// What is known of an institution.
    func institution(_ institutionID: EntityID) throws -> InstitutionState {
        try state(InstitutionState.self, key: .id(institutionID))
    }

    /// Seals what goes with a case for the institution that takes it.
    ///
    /// - Throws: `RetryLater` when that has not announced its key yet.
    func seal(_ person: TransferredPerson, for completed: TransferCompleted) throws -> SealedForInstance {
        let statement = try db.cachedStatement(
            sql: "SELECT key_id, public_key FROM intake_exchange_key WHERE institution_id=?"
        )
        guard let row = try Row.fetchOne(statement, arguments: [completed.toInstitutionId]) else {
            throw RetryLater("the receiver's exchange key is not known here yet")
        }
        return try ExchangeKey.seal(person, for: row[1], named: row[0], context: completed.transferId)
    }

    /// This instance's own key of that name.
    func exchangeKey(_ keyID: EntityID) throws -> ExchangeKey? {
        let announced = try entries(aggregate: keyID).first { $0.isOwn && $0.type == ExchangeKeyAnnounced.type }
        return try announced.flatMap { try unseal(ExchangeKey.Stored.self, of: $0) }.map { try ExchangeKey($0) }
    }

    /// Tells the other instances under which key to seal what is meant for `institutions`; nothing when the key that
    /// was told last is for the same.
    func announceExchangeKey(for institutions: Set<EntityID>) throws {
        let institutions = institutions.sorted()
        guard !institutions.isEmpty else { return }
        let statement = try db.cachedStatement(
            sql: "SELECT institution_id FROM intake_own_exchange_key ORDER BY institution_id"
        )
        guard try EntityID.fetchAll(statement) != institutions else { return }
        let key = ExchangeKey(id: .v7(at: now))
        try append(
            ExchangeKeyAnnounced(
                keyId: key.id,
                institutionIds: institutions,
                publicKey: key.publicKey,
                announcedAt: now
            ),
            to: key.id,
            sealed: try Sealed(key.stored, of: key.id)
        )
    }
}

extension CaseFile {
    /// Ends a transfer that waits for its answer, when the case is no longer to be given.
    mutating func cancelOpenTransfer(at instant: Timestamp) throws {
        guard let open = state.openTransfer else { return }
        try append(state.cancelled(open, at: instant), to: open.transferId, at: instant)
    }

    /// What goes with the case when it is handed over.
    func person() throws -> TransferredPerson {
        guard let profile = state.profile else { throw Rejection.invalidTransition("the case is not registered") }
        let subject = try transaction.knownSubject(try state.requireSubject())
        return state.person(subject, profile, at: transaction.now)
    }
}
