/// What a review decided.
public enum ReviewDecision: String, CodeList {
    /// The plan goes on.
    case continuePlan = "continue"
    /// The plan is to be revised.
    case revise
    /// The case is to be closed.
    case close
}

/// Why a case was closed (CLO).
public enum ClosureReason: String, CodeList {
    /// Its goals were reached.
    case goalReached = "GOAL"
    /// Aftercare is over.
    case aftercareDone = "AFTERCARE_DONE"
    /// The person is too old for the programme.
    case agedOut = "AGED_OUT"
    /// The person returned home.
    case returned = "RETURNED"
    /// Another institution took over.
    case transferred = "TRANSFERRED"
    /// Contact was lost.
    case lost = "LOST"
    /// The person withdrew.
    case withdrawn = "WITHDRAWN"
    /// The person is not eligible.
    case ineligible = "INELIGIBLE"
    /// The person moved away.
    case relocated = "RELOCATED"
    /// The person died.
    case deceased = "DECE"
    /// The case was a duplicate.
    case duplicate = "DUPL"
    /// The case was opened in error.
    case error = "ERRO"
}

/// Why an identified case was not registered.
public enum DeclineReason: String, CodeList {
    /// Consent was not given.
    case noConsent = "NO_CONSENT"
    /// The person is not eligible.
    case notEligible = "NOT_ELIGIBLE"
    /// No need was found.
    case noNeed = "NO_NEED"
    /// The person could not be reached.
    case unreachable = "UNREACHABLE"
    /// Somebody else helps.
    case otherProvider = "OTHER_PROVIDER"
}

/// Why a record was corrected or voided.
public enum CorrectionReason: String, CodeList {
    /// It was entered wrongly.
    case dataEntry = "DATA_ENTRY"
    /// It belonged to another person.
    case wrongPerson = "WRONG_PERSON"
    /// More became known.
    case newInformation = "NEW_INFORMATION"
    /// It was entered twice.
    case duplicateEntry = "DUPLICATE_ENTRY"
    /// Consent to statistics changed.
    case consentChanged = "CONSENT_CHANGED"
    /// It did not take place.
    case neverHappened = "NEVER_HAPPENED"
}

/// Why a case moves to another institution.
public enum TransferReason: String, CodeList {
    /// To be closer to the family.
    case proximity = "PROXIMITY"
    /// For specialised care.
    case specialised = "SPECIALISED"
    /// For want of places.
    case capacity = "CAPACITY"
    /// For the person's safety.
    case safety = "SAFETY"
    /// Because of age.
    case age = "AGE"
    /// By order.
    case order = "ORDER"
}

/// Why a referral or transfer was rejected.
public enum RejectionReason: String, CodeList {
    /// No capacity.
    case capacity = "CAPACITY"
    /// The person is not eligible.
    case notEligible = "NOT_ELIGIBLE"
    /// Consent is missing.
    case noConsent = "NO_CONSENT"
    /// Out of the area served.
    case outOfArea = "OUT_OF_AREA"
    /// Not the service needed.
    case wrongService = "WRONG_SERVICE"
}

/// What is due in a case at a certain time.
public enum DeadlineKind: String, CodeList {
    /// The assessment of a registered case.
    case assessment
    /// The first service, in a time that follows from the risk (RSK).
    case firstResponse = "first_response"
    /// The plan of an assessed case.
    case plan
    /// The review of a case.
    case review
    /// The classification of an admitted person, and its review.
    case classification
    /// The end of the order under which a person is held.
    case orderExpiry = "order_expiry"
    /// The answer to a transfer.
    case transferAnswer = "transfer_answer"
    /// The end of the reflection period of a presumed victim of trafficking.
    case reflectionEnd = "reflection_end"
}
