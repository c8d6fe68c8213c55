public import EventStore
import Foundation

/// A store in a folder of its own, removed with this object.
public final class TemporaryStore: Sendable {
    /// The store.
    public let store: EventStore
    /// The folder it is in.
    public let folder: TemporaryFolder

    /// Makes and opens a store.
    ///
    /// - Parameters:
    ///   - service: The service it belongs to.
    ///   - instance: The instance it belongs to.
    ///   - projections: Its read tables.
    ///   - followers: Its tables that follow the log.
    ///   - folder: A folder to open it in, when it is not a new one.
    /// - Throws: `StoreError`, or the error of making the folder.
    public init(
        service: String = "intake",
        instance: String = "el-marg",
        projections: [Projection] = [],
        followers: [Follower] = [],
        folder: TemporaryFolder? = nil
    ) throws {
        let folder = try folder ?? TemporaryFolder()
        self.folder = folder
        store = try EventStore(
            Self.options(
                service: service,
                instance: instance,
                projections: projections,
                followers: followers,
                folder: folder
            )
        )
    }

    /// What a store in `folder` is opened with.
    public static func options(
        service: String = "intake",
        instance: String = "el-marg",
        projections: [Projection] = [],
        followers: [Follower] = [],
        folder: TemporaryFolder
    ) throws -> EventStore.Options {
        EventStore.Options(
            directory: folder.path,
            service: service,
            instance: instance,
            masterKey: try masterKey(),
            projections: projections,
            followers: followers
        )
    }

    /// A master key that is always the same.
    public static func masterKey(_ filler: UInt8 = 7) throws -> MasterKey {
        try MasterKey(bytes: [UInt8](repeating: filler, count: 32))
    }
}
