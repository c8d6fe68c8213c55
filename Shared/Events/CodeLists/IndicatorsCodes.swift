/// An indicator that statistics are published for.
public enum IndicatorCode: String, CodeList {
    /// Children certified in literacy.
    case literacyCertified = "LIT_CERT"
    /// Children who attended literacy classes.
    case literacyAttended = "LIT_ATT"
    /// Children with psycho-social support.
    case beneficiariesPsychosocial = "BEN_PSS"
    /// Children in vocational training.
    case beneficiariesVocational = "BEN_VOC"
    /// Children with medical care.
    case beneficiariesMedical = "BEN_MED"
    /// Children whose reintegration plan started.
    case beneficiariesReintegration = "BEN_REI"
    /// Children with legal support.
    case beneficiariesLegal = "BEN_LEG"
    /// Children with any service.
    case beneficiariesAny = "BEN_ANY"
    /// Pairs of child and service.
    case beneficiaryServicePairs = "BEN_PAIRS"
    /// Institutions with a delivery under the agreement.
    case institutionsReached = "INST_REACHED"
    /// Institutions, for each adopted policy.
    case policyInstitutions = "POL_INST"
    /// Persons who received a kit.
    case kitPersons = "KIT_PERSONS"
    /// Kits given out.
    case kitItems = "KIT_ITEMS"
    /// Persons who departed on an assisted return.
    case returns = "RETURNS"
    /// Persons who arrived on an assisted return.
    case returnsArrived = "RETURNS_ARRIVED"
    /// Participants who attended.
    case trainingParticipants = "TRN_PART"
    /// Experts who took part.
    case trainingExperts = "TRN_EXP"
    /// Countries of the participants.
    case trainingCountries = "TRN_COUNTRIES"
    /// Countries of the experts.
    case trainingExpertCountries = "TRN_EXP_COUNTRIES"
    /// Professionals certified.
    case trained = "TRAINED"
    /// Activities held.
    case activitiesHeld = "ACT_HELD"
    /// People reached by campaigns.
    case campaignReach = "CMP_REACH"
    /// Agreements.
    case agreements = "AGR"
    /// Commitments.
    case commitments = "CMT"
    /// Commitments with a delivery.
    case commitmentsDelivered = "CMT_DELIVERED"
    /// Regions with a delivery, of those the commitment names.
    case commitmentCoverage = "CMT_COVERAGE"
    /// Victims of trafficking detected.
    case traffickingDetected = "TIP_DETECTED"
    /// Victims of trafficking determined.
    case traffickingDetermined = "TIP_DETERMINED"
    /// Victims of trafficking supported in proceedings.
    case traffickingCriminalJustice = "TIP_CJS"
    /// Victims of trafficking with livelihood support.
    case traffickingLivelihood = "TIP_LIV"
    /// Referrals sent.
    case referralsSent = "REF_SENT"
    /// Referrals accepted.
    case referralsAccepted = "REF_ACCEPTED"
    /// Referrals rejected.
    case referralsRejected = "REF_REJECTED"
    /// Referrals completed.
    case referralsCompleted = "REF_COMPLETED"
    /// Referrals expired.
    case referralsExpired = "REF_EXPIRED"
    /// Referrals cancelled.
    case referralsCancelled = "REF_CANCELLED"
    /// Median days until a referral was answered.
    case referralAnswerDays = "REF_ANSWER_DAYS"
    /// Children held.
    case childrenHeld = "JJ_HELD"
    /// Children held before sentence.
    case childrenPreSentence = "JJ_PRE_SENTENCE"
    /// Length of detention before sentence, in days.
    case preSentenceDays = "JJ_PRE_SENTENCE_DAYS"
    /// Length of detention after sentence, in days.
    case sentenceDays = "JJ_SENTENCE_DAYS"
    /// Deaths in detention, for each 1,000 children in 12 months.
    case deathsInDetention = "JJ_DEATHS"
    /// Share of children not wholly separated from adults.
    case notSeparatedFromAdults = "JJ_NOT_SEPARATED"
    /// Share of children in touch with the family in the last 3 months.
    case familyContact = "JJ_FAMILY_CONTACT"
    /// Share of children with aftercare.
    case aftercare = "JJ_AFTERCARE"
    /// Share of children diverted before sentence.
    case diversion = "JJ_DIVERSION"
    /// Mean economic score of reintegration.
    case reintegrationEconomic = "REI_ECONOMIC"
    /// Mean social score of reintegration.
    case reintegrationSocial = "REI_SOCIAL"
    /// Mean psychosocial score of reintegration.
    case reintegrationPsychosocial = "REI_PSYCHOSOCIAL"
}
