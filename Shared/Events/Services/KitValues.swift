/// A number of kits of one kind.
public struct KitItem: Codable, Sendable, Hashable {
    /// The kind.
    public var kind: KitKind
    /// How many; above 0.
    public var quantity: Int

    /// Makes the value.
    public init(
        kind: KitKind,
        quantity: Int
    ) {
        self.kind = kind
        self.quantity = quantity
    }

    static var synthetic: Self {
        Self(
            kind: .food,
            quantity: 400
        )
    }
}

/// Recipients who are only counted.
public struct KitCell: Codable, Sendable, Hashable {
    /// Their status as migrants.
    public var migrationStatus: MigrationStatus
    /// Their sex.
    public var sex: Sex
    /// The band of their ages.
    public var ageBand: AgeBand
    /// How many; above 0.
    public var count: Int

    /// Makes the value.
    public init(
        migrationStatus: MigrationStatus,
        sex: Sex,
        ageBand: AgeBand,
        count: Int
    ) {
        self.migrationStatus = migrationStatus
        self.sex = sex
        self.ageBand = ageBand
        self.count = count
    }

    static var synthetic: Self {
        Self(
            migrationStatus: .irregular,
            sex: .unknown,
            ageBand: .unknown,
            count: 400
        )
    }
}
