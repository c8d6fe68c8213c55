extension ImportMapping {
    /// IOM's Human Trafficking Case Data Standard 2.0, one row a case; a column's name is the prefix and the field's name.
    ///
    /// The standard has one consent, which becomes that for registration and no other purpose. Columns beginning with
    /// `jsr_` are ours, for what the standard has no field for.
    static let htcds = ImportMapping(
        name: "htcds",
        source: "htcds",
        sourceId: "cas_CaseNumber",
        neutralised: true,
        dates: ["dd/MM/yyyy"],
        constants: ["identifiedBy": "CSO", "consents.REGISTER.basis": "self"],
        columns: person + victim + process + passedOverByHTCDS
    )

    private static let person: [Column] = [
        Column(column: "prs_FirstName", to: "subject.givenName"),
        Column(column: "prs_MiddleName", to: "subject.fatherName"),
        Column(column: "prs_SecondName", to: "subject.familyName"),
        Column(column: "prs_Birthdate", to: "subject.birthDate"),
        Column(column: "jsr_EstimatedAge", to: "subject.estimatedAge", unless: "prs_Birthdate"),
        Column(column: "jsr_EstimatedOn", to: "subject.estimatedOn", unless: "prs_Birthdate"),
        Column(
            column: "prs_Gender",
            to: "subject.sex",
            codes: [
                "Feminine": "F", "Masculine": "M", "Female": "F", "Male": "M", "TransgenderFeminine": "X",
                "TransgenderMasculine": "X", "NonConforming": "X", "Transgender/NonConforming": "X",
                "NonSpecifiedUnknown": "U", "Unknown": "U",
            ]
        ),
        Column(column: "prs_Citizenship", to: "subject.nationalities"),
        Column(column: "prs_Nationality", to: "subject.nationalities"),
        Column(column: "prs_PrimaryLanguage", to: "subject.language"),
        Column(column: "prs_HighestLevelOfEducation", to: "subject.education", codes: education),
        Column(column: "prs_IdentityNumber", to: "subject.documents.IDENTITY"),
        Column(column: "prs_MailingStreet", to: "subject.address"),
        Column(column: "prs_MailingPostalCode", to: "subject.address"),
        Column(column: "prs_MailingCity", to: "subject.address"),
        Column(column: "prs_MailingState", to: "subject.region"),
        Column(column: "prs_MobilePhone", to: "subject.phone"),
        Column(column: "prs_HomePhone", to: "subject.phone"),
        Column(column: "prs_Email", to: "narrative", label: "Email"),
        Column(column: "prs_MaritalStatus", to: "narrative", label: "Marital status"),
        Column(column: "prs_NumberOfChildren", to: "narrative", label: "Number of children"),
    ]

    /// By the names and the numbers of ISCED.
    private static let education: [String: String] = [
        "NoEducation": "NONE", "EarlyChildhoodEducation": "NONE", "PrimaryEducation": "PRIMARY",
        "LowerSecondaryEducation": "LOWSEC", "UpperSecondaryEducation": "UPSEC",
        "PostSecondaryNonTertiaryEducation": "VOCATIONAL", "ShortCycleTertiaryEducation": "TERTIARY",
        "BachelorsOrEquivalent": "TERTIARY", "MastersOrEquivalent": "TERTIARY", "DoctoralOrEquivalent": "TERTIARY",
        "0": "NONE", "1": "PRIMARY", "2": "LOWSEC", "3": "UPSEC", "4": "VOCATIONAL", "5": "TERTIARY", "6": "TERTIARY",
        "7": "TERTIARY", "8": "TERTIARY",
    ]

    private static let victim: [Column] = [
        Column(
            column: "vic_TraffickingStatus",
            to: "categories",
            codes: [
                "PossibleVictimOfTrafficking": "VOT", "ActualVictimOfTrafficking": "VOT",
                "NotAVictimOfTrafficking": "VMG",
            ],
            otherwise: "VOT",
            unless: "jsr_Categories"
        ),
        Column(column: "vic_TraffickingStatus", to: "narrative", label: "Trafficking status"),
        Column(column: "jsr_Categories", to: "categories"),
        Column(column: "vic_AgreementToManagePersonalData", to: "consents.REGISTER.decision", codes: agreed),
        Column(column: "con_Consent", to: "consents.REGISTER.decision", codes: agreed),
        Column(column: "jsr_ConsentBasis", to: "consents.REGISTER.basis"),
        Column(column: "vic_DecisionMakingOrganisation", to: "narrative", label: "Status decided by"),
        Column(column: "vic_RelationshipToTrafficker", to: "narrative", label: "Relationship to trafficker"),
        Column(column: "vic_AgeWhenTrafficked", to: "narrative", label: "Age when trafficked"),
        Column(column: "vic_MethodOfRecruitment", to: "narrative", label: "Method of recruitment"),
        Column(column: "vic_MethodsOfControl", to: "narrative", label: "Methods of control"),
        Column(column: "vic_TypeOfExploitation", to: "narrative", label: "Type of exploitation"),
        Column(column: "vic_ForcedLabourIndustry", to: "narrative", label: "Industry of forced labour"),
        Column(column: "vic_TypeOfLabourExploitation", to: "narrative", label: "Type of labour exploitation"),
        Column(column: "vic_TypeOfSexExploitation", to: "narrative", label: "Type of sexual exploitation"),
        Column(column: "vic_DetailsOfVulnerabilities", to: "narrative", label: "Vulnerabilities"),
    ]

    private static let agreed = [
        "true": "granted", "yes": "granted", "1": "granted", "false": "withheld", "no": "withheld", "0": "withheld",
    ]

    private static let process: [Column] = [
        Column(column: "cas_IncomingReferralDate", to: "identifiedAt"),
        Column(column: "jsr_RegisteredAt", to: "registeredAt"),
        Column(column: "jsr_IdentifiedBy", to: "identifiedBy"),
        Column(column: "jsr_InstitutionId", to: "institutionId"),
        Column(
            column: "cas_Status",
            to: "isClosed",
            codes: ["Active": "false", "FollowUp": "false", "Closed": "true", "ClosedReferred": "true"]
        ),
        Column(column: "cas_ReasonForCaseClosure", to: "closing.reason"),
        Column(column: "cas_ClosedDate", to: "closing.at"),
        Column(column: "cas_ReferringOrganisation", to: "narrative", label: "Referred by"),
        Column(column: "cas_ReasonForIncomingReferral", to: "narrative", label: "Reason for the referral"),
        Column(column: "cas_IncomingReferralDetails", to: "narrative", label: "Details of the referral"),
        Column(column: "jsr_Narrative", to: "narrative"),
    ]

    private static let passedOverByHTCDS: [Column] =
        [
            Column(column: "prs_MailingCountry", ignore: "the region says it"),
            Column(column: "prs_Deceased", ignore: "a death is told by the reason for closing"),
            Column(column: "cas_CaseOwner", ignore: "who works on a case here has an identifier here"),
            Column(column: "cas_ReferredOrganisation", ignore: "outgoing referrals belong to jisr-services"),
        ]
        + ["spl_Type", "spl_Objectives", "spl_ActionPlan", "spl_StartDate", "spl_EndDate"].map {
            Column(column: $0, ignore: "a plan is approved in Jisr, by someone other than its author")
        }
}
