import EventStore
import Events

/// An organisation gave the public key under which to seal what is meant for it.
struct OrganisationKeyRegistered: EventData {
    var keyId: EntityID
    var orgId: EntityID
    /// X25519, 32 bytes in base64.
    var publicKey: String

    static let name = "organisation.key_registered.v1"
    static let topic: Topic? = nil
    static let summary = "An organisation gave the public key under which to seal what is meant for it."
    static var example: Self {
        let id = EntityID(high: 0x0161_50B8_7EC0_7000, low: 0x8000_0000_0000_0021)
        return Self(keyId: id, orgId: id, publicKey: "n6dNZQ9/ShuvEVVgkHzUUqFd1CyHYV2dHOVmpDPBMxU=")
    }
}

/// A public key is not to be used any more.
struct OrganisationKeyRevoked: EventData {
    var keyId: EntityID
    var orgId: EntityID

    static let name = "organisation.key_revoked.v1"
    static let topic: Topic? = nil
    static let summary = "A public key of an organisation is not to be used any more."
    static var example: Self {
        let id = EntityID(high: 0x0161_50B8_7EC0_7000, low: 0x8000_0000_0000_0021)
        return Self(keyId: id, orgId: id)
    }
}

/// The public keys of an organisation.
struct OrganisationKeys: Folded {
    struct Key: Sendable, Hashable {
        var id: EntityID
        var publicKey: String
        var isRevoked = false
    }

    /// The oldest first.
    var keys: [Key] = []

    /// The key to seal under: the newest that was not revoked.
    var current: Key? { keys.last { !$0.isRevoked } }

    static let fold = Dispatch<OrganisationKeys>()
        .on(OrganisationKeyRegistered.self) { state, event, _ in
            state.keys.append(Key(id: event.keyId, publicKey: event.publicKey))
        }
        .on(OrganisationKeyRevoked.self) { state, event, _ in
            for index in state.keys.indices where state.keys[index].id == event.keyId {
                state.keys[index].isRevoked = true
            }
        }

    func requireCurrent() throws(Rejection) -> Key {
        guard let current else {
            throw Rejection(
                "recipient.key_missing",
                field: "payload",
                "the organisation has given no public key to seal this for; have it register one "
                    + "(POST /v1/organisations/{orgId}/keys), or leave payload out"
            )
        }
        return current
    }

    func register(_ publicKey: String, keyID: EntityID, orgID: EntityID) throws(Rejection) -> OrganisationKeyRegistered
    {
        guard !keys.contains(where: { $0.publicKey == publicKey }) else {
            throw Rejection(
                "key.duplicate",
                field: "publicKey",
                "the organisation has given this key before; make a new pair",
                status: 409
            )
        }
        guard ExchangeKey.isUsable(publicKey) else {
            throw Rejection("key.invalid", field: "publicKey", "an X25519 public key is 32 bytes, written in base64")
        }
        return OrganisationKeyRegistered(keyId: keyID, orgId: orgID, publicKey: publicKey)
    }

    func revoke(_ keyID: EntityID, orgID: EntityID) throws(Rejection) -> OrganisationKeyRevoked {
        guard let key = keys.first(where: { $0.id == keyID }) else { throw .unknown("key") }
        guard !key.isRevoked else {
            throw .invalidTransition("key", "revoked", "it is not used any more already")
        }
        return OrganisationKeyRevoked(keyId: keyID, orgId: orgID)
    }
}
