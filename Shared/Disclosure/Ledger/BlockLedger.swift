/// All that was ever released of one block, and the truth behind it: what an auditor needs, and nobody else may see.
///
/// Every release adds a layer: how many persons came into each atom since the release before and, when corrections were
/// taken in, how many went out. What is published are sums over layers. Somebody who works backwards knows the sums and
/// that no number is negative.
public struct BlockLedger: Codable, Sendable, Hashable {
    /// What one release added.
    public struct Layer: Codable, Sendable, Hashable {
        /// How many persons came into each atom.
        public var came: [Int]
        /// How many went out of each; `nil` when nobody may have, which everybody knows.
        public var left: [Int]?
        /// The cells whose cumulative counts were published with this release, ascending.
        public var published: [Int] = []
    }

    /// Persons of one institution: what it can subtract.
    public struct Share: Codable, Sendable, Hashable {
        /// A column, and how many of its persons are the institution's.
        public var columns: [Int: Int] = [:]
    }

    /// A layer for each release so far.
    public var layers: [Layer] = []
    /// What each institution knows of itself.
    public var shares: [String: Share] = [:]
    /// The certificates: whole tables that agree with everything published, as differences from the truth.
    public var certificates = Certificates()

    /// A block of which nothing is known.
    public init() {}

    /// How many columns the layers have together.
    func columnCount(_ scheme: CubeScheme) -> Int {
        layers.reduce(0) { $0 + scheme.atomCount * ($1.left == nil ? 1 : 2) }
    }
}
