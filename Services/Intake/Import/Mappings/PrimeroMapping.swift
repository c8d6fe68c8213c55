extension ImportMapping {
    /// Primero's case export (CPIMS+), by the names of its default forms' fields.
    ///
    /// Whoever migrates adds what only they can know: the institution, the codes of their locations, and what an `other`
    /// means.
    static let primero = ImportMapping(
        name: "primero",
        source: "primero",
        sourceId: "case_id",
        listSeparator: "|||",
        dates: ["dd-MMM-yyyy", "dd/MM/yyyy", "yyyy/MM/dd"],
        constants: [
            "identifiedBy": "CSO",
            // A child's consent is the guardian's; a row about an adult is no different in law.
            "consents.REGISTER.basis": "guardian",
            "consents.SHARE_SERVICE.basis": "guardian",
            "consents.STATISTICS.basis": "guardian",
        ],
        columns: registration + protection + consent + closure + passedOver
    )

    private static let yesNo = ["true": "granted", "yes": "granted", "false": "withheld", "no": "withheld"]

    private static let registration: [Column] = [
        Column(column: "registration_date", to: "registeredAt"),
        Column(column: "name_first", to: "subject.givenName"),
        Column(column: "name_middle", to: "subject.fatherName"),
        Column(column: "name_last", to: "subject.familyName"),
        Column(column: "name_nickname", to: "subject.alias"),
        Column(column: "name_other", to: "narrative", label: "Other name"),
        Column(
            column: "sex",
            to: "subject.sex",
            codes: ["male": "M", "female": "F", "other": "X", "unknown": "U"]
        ),
        Column(column: "date_of_birth", to: "subject.birthDate"),
        // Primero counts an age itself from the date of birth.
        Column(column: "age", to: "subject.estimatedAge", unless: "date_of_birth"),
        Column(column: "registration_date", to: "subject.estimatedOn", unless: "date_of_birth"),
        Column(column: "estimated", to: "narrative", codes: ["false": "", "no": ""], label: "Date of birth estimated"),
        Column(column: "national_id_no", to: "subject.documents.NATIONAL_ID"),
        Column(column: "unhcr_individual_no", to: "subject.documents.UNHCR"),
        Column(column: "icrc_ref_no", to: "subject.documents.ICRC"),
        Column(column: "other_id_no", to: "subject.documents.OTHER"),
        Column(column: "other_id_type", to: "narrative", label: "Kind of the other document"),
        Column(column: "family_number", to: "narrative", label: "Family number"),
        Column(column: "nationality", to: "subject.nationalities"),
        Column(column: "maritial_status", to: "narrative", label: "Marital status"),
        Column(column: "occupation", to: "narrative", label: "Occupation"),
        Column(column: "address_current", to: "subject.address"),
        Column(column: "location_current", to: "subject.region"),
        Column(column: "telephone_current", to: "subject.phone"),
    ]

    private static let protection: [Column] = [
        Column(
            column: "protection_status",
            to: "categories",
            codes: ["unaccompanied": "UASC", "separated": "UASC"],
            otherwise: "CAR"
        ),
        Column(column: "protection_concerns", to: "categories", codes: concernCategories),
        Column(column: "protection_concerns", to: "concerns", codes: concerns),
        Column(column: "protection_concerns", to: "narrative", label: "Protection concerns"),
        Column(column: "urgent_protection_concern", to: "narrative", codes: ["false": "", "no": ""], label: "Urgent"),
        Column(
            column: "risk_level",
            to: "assessment.risk",
            codes: ["high": "HIGH", "medium": "MED", "low": "LOW"]
        ),
        Column(
            column: "protection_status",
            to: "assessment.factors",
            codes: ["unaccompanied": "HHF:risk:SEPARATION:3", "separated": "HHF:risk:SEPARATION:2"]
        ),
        Column(
            column: "disability_type",
            to: "subject.disabilities",
            codes: [
                "physical": "WALK", "physical_disability": "WALK", "mental": "COGNITION",
                "mental_disability": "COGNITION", "blind": "SEE", "visual": "SEE", "deaf": "HEAR", "hearing": "HEAR",
                "mute": "COMMUNICATE", "speech": "COMMUNICATE", "no": "", "none": "",
            ]
        ),
    ]

    private static let consent: [Column] = [
        Column(column: "consent_for_services", to: "consents.REGISTER.decision", codes: yesNo),
        Column(column: "disclosure_other_orgs", to: "consents.SHARE_SERVICE.decision", codes: yesNo),
        Column(column: "consent_reporting", to: "consents.STATISTICS.decision", codes: yesNo),
        Column(column: "consent_for_tracing", to: "narrative", label: "Consent for tracing"),
        Column(column: "consent_info_sharing", to: "narrative", label: "Consent to share information with"),
        Column(column: "withholding_info_reason", to: "narrative", label: "Information withheld because"),
        Column(column: "legitimate_basis", to: "narrative", label: "Legitimate basis"),
    ]

    private static let closure: [Column] = [
        Column(column: "status", to: "isClosed", codes: ["open": "false", "closed": "true"]),
        // `other` is left to whoever migrates: a reason that nobody gave is not made up.
        Column(
            column: "closure_reason",
            to: "closing.reason",
            codes: [
                "death": "DECE", "formal_closing": "GOAL", "not_seen_during_verification": "LOST",
                "repatriated": "RETURNED", "transferred": "TRANSFERRED",
            ]
        ),
        Column(column: "date_closure", to: "closing.at"),
    ]

    private static let passedOver: [Column] =
        [Column(column: "short_id", ignore: "it is the end of case_id")]
        + ["date_case_plan", "interventions"].map {
            Column(column: $0, ignore: "a plan is approved in Jisr, by someone other than its author")
        }
        + ["services_section", "followup_subform_section"].map {
            Column(column: $0, ignore: "services and referrals belong to jisr-services")
        }
        + [Column(column: "transitions", ignore: "who held the case elsewhere is not part of its history here")]

    /// What a concern says of the group a person belongs to; `""` where it says nothing of it.
    private static let concernCategories: [String: String] = [
        "physical_abuse_violence": "CVV", "sexual_abuse_violence": "CVV", "rape": "CVV",
        "emotional_or_psychological": "CVV", "neglect": "CVV", "abandonment": "CAR", "child_labour": "CAR",
        "hazardous_work": "CAR", "sexual_exploitation": "CVV", "slavery_sale_abduction": "VOT",
        "in_conflict_with_the_law": "CCL", "associated_with_armed": "CVV", "deprived_of_liberty": "",
        "arrested_detained": "", "serious_medical_condition": "", "functional_difficulty_seeing": "",
        "functional_difficulty_hearing": "", "functional_difficulty_walking": "",
        "functional_difficulty_remembering": "", "difficulty_with_self_care": "", "difficulty_communicating": "",
        "unaccompanied": "UASC", "separated": "UASC", "orphan": "CAR", "psychosocial_distress": "",
        "mental_disorder": "", "substance_abuse": "", "belongs_to_marginalised": "",
        "lack_of_documentation_birth_registration": "", "child_marriage": "CVV", "female_genital_mutilation_fgm": "CVV",
        "pregnancy_child_parent": "", "denial_of_resources_opportunities_or_services": "",
        "highly_vulnerable_care": "CAR", "child_survivor_of_explosive": "CVV", "gbv_survivor": "CVV", "migrant": "VMG",
        "other": "",
    ]

    /// Our concerns, where there is one; the narrative keeps all of them.
    private static let concerns: [String: String] = concernCategories.mapValues { _ in "" }
        .merging(
            [
                "child_labour": "CHILD_LABOUR", "hazardous_work": "CHILD_LABOUR:EXPLOITATION",
                "abandonment": "NO_CARE:NEGLECT", "unaccompanied": "NO_CARE", "orphan": "NO_CARE",
                "highly_vulnerable_care": "NO_CARE", "deprived_of_liberty": "DETAINED", "arrested_detained": "DETAINED",
                "substance_abuse": "SUBSTANCE", "mental_disorder": "MENTAL_HEALTH",
                "psychosocial_distress": "MENTAL_HEALTH", "belongs_to_marginalised": "STIGMA",
                "lack_of_documentation_birth_registration": "NO_DOCUMENTS", "pregnancy_child_parent": "PREGNANT",
                "functional_difficulty_seeing": "DISABILITY", "functional_difficulty_hearing": "DISABILITY",
                "functional_difficulty_walking": "DISABILITY", "functional_difficulty_remembering": "DISABILITY",
                "difficulty_with_self_care": "DISABILITY", "difficulty_communicating": "DISABILITY",
            ]
        ) { _, ours in ours }
}
