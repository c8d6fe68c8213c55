import EventStore
import Events
import ServiceKit

/// The service's own settings.
struct IntakeConfig: Sendable {
    /// What case numbers of this instance begin with.
    static let caseNumberPrefix = Setting.optionalText(
        "case.number.prefix",
        allowed: "1 to 32 capitals and digits in groups joined by hyphens, such as EG-ELMARG",
        "What the numbers of this instance's cases begin with; the instance's name in capitals unless given."
    ) { CaseNumber.isPrefix($0) }

    /// Whose services are heard.
    static let servicesInstances = Setting.optionalText(
        "services.instances",
        allowed: "names of instances separated by commas, or * for all",
        "The instances of the services service that deliver to this instance's cases; the one of the same name unless given."
    ) { text in
        text == "*" || !text.split(separator: ",", omittingEmptySubsequences: false).contains { $0.isEmpty }
    }

    /// Whose transfers are decided here.
    static let institutionIDs = Setting.optionalText(
        "institutions",
        allowed: "UUIDs separated by commas",
        "The institutions that this instance works for, of all instances the only one: it answers transfers to them."
    ) { text in
        text.split(separator: ",", omittingEmptySubsequences: false)
            .allSatisfy { EntityID($0.filter { !$0.isWhitespace }) != nil }
    }

    /// How long an answer to a transfer is awaited.
    static let transferWait = Setting.duration(
        "transfer.wait",
        default: "336h",
        in: .seconds(1) ... .seconds(8760 * 3600),
        "How long an answer to a transfer is awaited unless the request says it."
    )

    /// How long a registered case may wait for its assessment.
    static let assessmentDeadline = deadline("deadline.assessment", "168h", "a registered case may wait for assessment")

    /// How long an assessed case may wait for a plan.
    static let planDeadline = deadline("deadline.plan", "336h", "an assessed case may wait for an approved plan")

    /// How long an admitted person may wait for classification.
    static let classificationDeadline = deadline(
        "deadline.classification",
        "168h",
        "an admitted person may wait for classification"
    )

    /// The key under which instances compare persons.
    static let matchKeyFile = Setting.optionalText(
        "match.key.file",
        allowed: "a file with 32 bytes, or 64 hexadecimal digits",
        "The key that all instances share to find duplicates among their persons; without it only within the instance."
    ) { _ in true }

    /// How often deadlines are looked at.
    static let timerInterval = Setting.duration(
        "timers.interval",
        default: "5s",
        in: .milliseconds(100) ... .seconds(3600),
        "How often it is looked whether deadlines have passed."
    )

    private static func deadline(_ name: String, _ value: String, _ what: String) -> Setting<Duration> {
        .duration(name, default: value, in: .seconds(1) ... .seconds(8760 * 3600), "How long \(what).")
    }

    /// How long a presumed victim of trafficking has to reflect.
    static let reflectionDays = Setting.integer(
        "trafficking.reflection.days",
        default: 30,
        in: 30...365,
        unit: "days",
        "The shortest reflection period of a presumed victim of trafficking (Council of Europe Convention, article 13)."
    )

    /// How long a court's order keeps its records from being erased.
    static let courtOrderRetention = Setting.integer(
        "retention.court.order.years",
        default: 5,
        in: 0...100,
        unit: "years",
        "How long the records of a court's order are kept after the case ended, whatever is asked for."
    )

    static let settings: [any DeclaredSetting] = [
        caseNumberPrefix, servicesInstances, institutionIDs, transferWait, assessmentDeadline, planDeadline,
        classificationDeadline, timerInterval, matchKeyFile, reflectionDays, courtOrderRetention,
    ]

    let prefix: String
    let calendar: BusinessCalendar
    let services: ServiceSources
    let institutions: Set<EntityID>
    let transferWaiting: Duration
    let deadlines: DeadlinePolicy
    /// 32 bytes; `nil` without a key that is shared.
    let matchKey: [UInt8]?
    let reflectionDays: Int
    let retention: RetentionPolicy

    init(
        prefix: String,
        calendar: BusinessCalendar,
        services: ServiceSources = .all,
        institutions: Set<EntityID> = [],
        transferWaiting: Duration = .seconds(14 * 86_400),
        deadlines: DeadlinePolicy = DeadlinePolicy(),
        matchKey: [UInt8]? = nil,
        reflectionDays: Int = 30,
        retention: RetentionPolicy = RetentionPolicy()
    ) {
        self.prefix = prefix
        self.calendar = calendar
        self.services = services
        self.institutions = institutions
        self.transferWaiting = transferWaiting
        self.deadlines = deadlines
        self.matchKey = matchKey
        self.reflectionDays = reflectionDays
        self.retention = retention
    }

    /// - Throws: `StoreError.masterKey` when the file of the shared key cannot be used.
    init(_ configuration: ServiceConfiguration) throws {
        self.init(
            prefix: configuration[Self.caseNumberPrefix] ?? Self.prefix(of: configuration.instance),
            calendar: BusinessCalendar(configuration.timeZone),
            services: ServiceSources(configuration[Self.servicesInstances] ?? configuration.instance),
            institutions: Set(
                (configuration[Self.institutionIDs] ?? "").split(separator: ",")
                    .compactMap { EntityID($0.filter { !$0.isWhitespace }) }
            ),
            transferWaiting: configuration[Self.transferWait],
            deadlines: DeadlinePolicy(
                assessment: configuration[Self.assessmentDeadline],
                plan: configuration[Self.planDeadline],
                classification: configuration[Self.classificationDeadline]
            ),
            matchKey: try configuration[Self.matchKeyFile].map { try MasterKey(file: $0).bytes },
            reflectionDays: configuration[Self.reflectionDays],
            retention: RetentionPolicy(courtOrderYears: configuration[Self.courtOrderRetention])
        )
    }

    /// The instance's name as a prefix: `EG-ELMARG` for `eg-elmarg`.
    static func prefix(of instance: String) -> String {
        instance.split(separator: "-").joined(separator: "-").uppercased()
    }

    /// When a command happened.
    func occasion(
        _ occurredAt: Timestamp?,
        _ transaction: Transaction,
        field: String = "occurredAt"
    ) throws(Rejection) -> Occasion {
        try Occasion(occurredAt, now: transaction.now, calendar: calendar, field: field)
    }
}

/// The instances of the services service whose events concern this instance's cases.
enum ServiceSources: Sendable, Hashable {
    case all
    case named(Set<String>)

    /// Reads `*`, or names separated by commas.
    init(_ text: String) {
        let names = text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
        self = names == ["*"] ? .all : .named(Set(names))
    }

    /// Whether an event is this instance's business: of its own services, or of the national partnerships.
    func accept(_ envelope: Envelope) -> Bool {
        let prefix = "/jisr/services/"
        guard case .named(let names) = self, envelope.source.hasPrefix(prefix) else { return true }
        return names.contains(String(envelope.source.dropFirst(prefix.count)))
    }
}
