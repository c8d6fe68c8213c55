/// For every protected number two whole tables of non-negative integers that agree with everything published: one in
/// which it is none, and one in which it is at least `k`.
///
/// As long as both exist nobody can tell, by whatever means, so a certificate is checked by adding up, without a solver.
/// Tables are kept as differences from the truth, and one serves many numbers.
public struct Certificates: Codable, Sendable, Hashable {
    /// A table: the columns that differ from the truth, and by how much.
    public struct Table: Codable, Sendable, Hashable {
        /// Columns, ascending.
        public var columns: [Int]
        /// What is added to each.
        public var differences: [Int]
    }

    /// Which tables certify a number against an attacker.
    public struct Entry: Codable, Sendable, Hashable {
        /// 0: with a release there are; 1: came; 2: went.
        public var kind: Int
        /// The release's place, from 0.
        public var release: Int
        /// The set of atoms, a place in the sets that the policy gives.
        public var set: Int
        /// The institution; `nil` for an outsider.
        public var institution: String?
        /// The table in which there are none (of others, for an institution).
        public var none: Int
        /// The table in which there are at least `k`.
        public var many: Int
    }

    /// The tables.
    public var tables: [Table] = []
    /// What they certify.
    public var entries: [Entry] = []

    /// None.
    public init() {}
}
