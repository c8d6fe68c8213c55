/// A person's situation as a migrant.
public struct ProfileMigration: Codable, Sendable, Hashable {
    /// The status.
    public var status: MigrationStatus
    /// Whether the person is stranded.
    public var stranded: Bool

    /// Makes the value.
    public init(
        status: MigrationStatus,
        stranded: Bool
    ) {
        self.status = status
        self.stranded = stranded
    }

    static var synthetic: Self {
        Self(
            status: .national,
            stranded: false
        )
    }
}
