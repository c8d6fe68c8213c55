/// What is due in the delivery of services at a certain time.
public enum DeliveryDeadlineKind: String, CodeList {
    /// The next session of an enrolment.
    case session
    /// The next follow-up of a reintegration plan.
    case followUp = "follow_up"
    /// The answer to a referral.
    case referralAnswer = "referral_answer"
    /// The beginning of a planned enrolment.
    case enrolmentStart = "enrolment_start"
    /// The confirmation of an enrolment that was taken on trust.
    case confirmation
    /// The end of an offer.
    case offerEnd = "offer_end"
}
