import Events

/// What the printed report on an agreement says: texts only, ready to be set.
struct ReportPage: Sendable, Hashable {
    struct Fact: Sendable, Hashable {
        var name: String
        var value: String
    }

    struct Delivery: Sendable, Hashable {
        var on: String
        var what: String
        var place: String
        var by: String
        var evidence: String
    }

    struct Commitment: Sendable, Hashable {
        var label: String
        var text: String
        var by: String
        var isJoint: Bool
        var status: String
        var due: String
        var isOverdue: Bool
        /// `3 of 11`; empty when it names no region.
        var coverage: String
        var missing: String
        /// What its parties last said of it.
        var claims: [String]
        var deliveries: [Delivery]
    }

    struct Region: Sendable, Hashable {
        var name: String
        var promised: Int
        var delivered: Int
        var deliveryCount: Int
        var isBare: Bool
    }

    struct Duty: Sendable, Hashable {
        var by: String
        var period: String
        var due: String
        var submitted: String
        var isOverdue: Bool
    }

    struct Target: Sendable, Hashable {
        var indicator: String
        var wanted: String
        var due: String
        var counted: String
        var verdict: String
        /// What publications state; beside the count, never added to it.
        var reported: [String]
    }

    var title: String
    var facts: [Fact]
    /// `14 commitments: 2 in_progress, 12 pledged`.
    var summary: String
    var overdueCount: Int
    var isAnythingOverdue: Bool { overdueCount > 0 }
    var commitments: [Commitment]
    var regions: [Region]
    var duties: [Duty]
    var targets: [Target]
    var printedOn: String
}
