/// A Kafka topic that Jisr's services own: its name, its privacy class and how the broker keeps it.
public struct Topic: Hashable, Sendable {
    /// Who may read a topic (`domain.md` §5).
    public enum PrivacyClass: String, CodeList {
        /// Anyone.
        case `public`
        /// Granted per integrator.
        case restricted
        /// Named services and the national coordinator.
        case confidential
        /// Intake instances only.
        case match
        /// The instances of the service that writes it.
        case `internal`
        /// The consumer that set the record aside, and its operator.
        case deadLetter
    }

    /// What the broker removes (`cleanup.policy`).
    public enum Cleanup: Hashable, Sendable {
        /// By age; `nil` keeps records for ever (`retention.ms` -1).
        case delete(retention: Duration?)
        /// All but the newest record of each key.
        case compact
    }

    /// `jisr.<owner>.<dataset>.v<major>`.
    public let name: String
    /// Who may read it.
    public let privacy: PrivacyClass
    /// What the broker removes.
    public let cleanup: Cleanup

    /// Declares a topic.
    public init(_ name: String, _ privacy: PrivacyClass, cleanup: Cleanup = .delete(retention: nil)) {
        self.name = name
        self.privacy = privacy
        self.cleanup = cleanup
    }

    /// The partitions of every topic; never increased, because a key would move.
    public static let partitionCount = 12

    /// The service that writes it: the second part of the name.
    public var owner: String {
        String(name.split(separator: ".").dropFirst().first ?? "")
    }
}

extension Topic {
    /// Cases: restricted.
    public static let caseEvents = Topic("jisr.intake.case-events.v1", .restricted)
    /// Cases: sensitive codes, admissions, consents, detection of victims.
    public static let caseConfidential = Topic("jisr.intake.case-confidential.v1", .confidential)
    /// Keyed tokens by which intake instances find duplicates.
    public static let matchTokens = Topic("jisr.intake.match-tokens.v1", .match)
    /// Deliveries, referrals, certificates, kits, reintegration.
    public static let serviceEvents = Topic("jisr.services.service-events.v1", .restricted)
    /// Returns, justice support, shelters.
    public static let serviceConfidential = Topic("jisr.services.service-confidential.v1", .confidential)
    /// Activities, participants, campaigns.
    public static let trainingEvents = Topic("jisr.training.training-events.v1", .restricted)
    /// Organisations, institutions, agreements, commitments, reported figures.
    public static let partnershipEvents = Topic("jisr.partnerships.partnership-events.v1", .public)
    /// Statistics for everyone: absolute values, the newest per indicator, dimensions and period.
    public static let figures = Topic("jisr.statistics.figures.v1", .public, cleanup: .compact)
    /// The manifest of each release.
    public static let releases = Topic("jisr.statistics.releases.v1", .public)
    /// Statistics for partners.
    public static let partnerFigures = Topic("jisr.statistics.partner-figures.v1", .restricted, cleanup: .compact)

    /// What instances of statistics that share the work tell the one that releases, under seal.
    public static let atoms = Topic("jisr.statistics.atoms.v1", .internal, cleanup: .compact)
    /// Whom instances of statistics that share the work must forget, under pseudonyms.
    public static let forgotten = Topic("jisr.statistics.forgotten.v1", .internal, cleanup: .compact)

    /// Where `consumer` (a service's name) puts records it cannot handle.
    public static func deadLetters(of consumer: String) -> Topic {
        Topic("jisr.\(consumer).dlq.v1", .deadLetter, cleanup: .delete(retention: .seconds(30 * 86_400)))
    }

    /// The names of the five services, which are the owners of topics.
    public static let owners = ["intake", "services", "training", "partnerships", "statistics"]

    /// Every declared topic, dead letters included.
    public static let all: [Topic] =
        [
            caseEvents, caseConfidential, matchTokens, serviceEvents, serviceConfidential, trainingEvents,
            partnershipEvents, figures, releases, partnerFigures, atoms, forgotten,
        ] + owners.map { deadLetters(of: $0) }

    /// The declared topic with this name, or `nil`.
    public static func named(_ name: String) -> Topic? { byName[name] }

    private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
