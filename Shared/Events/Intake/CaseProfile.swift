/// The sensitive codes of a case as they now stand.
public struct CaseProfile: CaseEvent {
    /// The case.
    public var caseId: EntityID
    /// The person, as a pseudonym.
    public var subjectId: EntityID?
    /// The institution responsible.
    public var institutionId: EntityID
    /// Why the person comes under protection.
    public var categories: [Category]
    /// The person's nationalities.
    public var nationalities: [CountryCode]
    /// What makes the person vulnerable.
    public var concerns: [ProfileConcern]
    /// The domains in which the person has difficulty.
    public var disabilities: [Disability]
    /// The level of schooling reached.
    public var education: Education?
    /// The person's language, ISO 639-3.
    public var language: String?
    /// The risk as now assessed.
    public var risk: Risk?
    /// Where the person stands in criminal justice.
    public var justice: ProfileJustice?
    /// The person's situation as a migrant.
    public var migration: ProfileMigration?
    /// What is known of the person as a victim of trafficking.
    public var trafficking: ProfileTrafficking?
    /// The latest assessment.
    public var assessment: ProfileAssessment?
    /// How sustainable the reintegration is.
    public var sustainability: SustainabilityScores?
    /// What may enter statistics.
    public var statsMode: StatisticsMode

    /// Makes the event.
    public init(
        caseId: EntityID,
        subjectId: EntityID? = nil,
        institutionId: EntityID,
        categories: [Category],
        nationalities: [CountryCode],
        concerns: [ProfileConcern],
        disabilities: [Disability],
        education: Education? = nil,
        language: String? = nil,
        risk: Risk? = nil,
        justice: ProfileJustice? = nil,
        migration: ProfileMigration? = nil,
        trafficking: ProfileTrafficking? = nil,
        assessment: ProfileAssessment? = nil,
        sustainability: SustainabilityScores? = nil,
        statsMode: StatisticsMode
    ) {
        self.caseId = caseId
        self.subjectId = subjectId
        self.institutionId = institutionId
        self.categories = categories
        self.nationalities = nationalities
        self.concerns = concerns
        self.disabilities = disabilities
        self.education = education
        self.language = language
        self.risk = risk
        self.justice = justice
        self.migration = migration
        self.trafficking = trafficking
        self.assessment = assessment
        self.sustainability = sustainability
        self.statsMode = statsMode
    }

    /// The type without its prefix.
    public static let name = "case.profile.v1"
    /// Where it is published.
    public static let topic: Topic? = .caseConfidential
    /// What it says.
    public static let summary = "The sensitive codes of a case as they now stand."
    /// A synthetic example.
    public static var example: Self {
        Self(
            caseId: Synthetic.caseID,
            subjectId: Synthetic.subject,
            institutionId: Synthetic.institution,
            categories: [.childInConflictWithLaw],
            nationalities: [.egypt],
            concerns: [.synthetic],
            disabilities: [],
            education: .primary,
            language: "arz",
            risk: .medium,
            justice: .synthetic,
            assessment: .synthetic,
            statsMode: .full
        )
    }
}
