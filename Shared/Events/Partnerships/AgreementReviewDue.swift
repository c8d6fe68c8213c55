/// An agreement is due to be reviewed; it stays in force while it is.
public struct AgreementReviewDue: EventData {
    /// The agreement.
    public var agreementId: EntityID
    /// The day on which the review fell due.
    public var due: CalendarDate

    /// Makes the event.
    public init(
        agreementId: EntityID,
        due: CalendarDate
    ) {
        self.agreementId = agreementId
        self.due = due
    }

    /// The type without its prefix.
    public static let name = "agreement.review_due.v1"
    /// Where it is published.
    public static let topic: Topic? = .partnershipEvents
    /// What it says.
    public static let summary = "An agreement is due to be reviewed; it stays in force while it is."
    /// A synthetic example.
    public static var example: Self {
        Self(
            agreementId: Synthetic.agreement,
            due: Synthetic.date(2023, 2, 17)
        )
    }
}
