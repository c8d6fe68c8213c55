import Events

extension IndicatorCode {
    /// What it counts, in a few words.
    var names: LocalizedNames { Self.known[self] ?? LocalizedNames(en: rawValue) }

    private static func names(_ en: String, _ fr: String, _ ar: String) -> LocalizedNames {
        LocalizedNames(en: en, ar: ar, fr: fr)
    }

    private static let known: [IndicatorCode: LocalizedNames] = [
        .literacyCertified: names(
            "Children certified in literacy",
            "Enfants certifiés en alphabétisation",
            "أطفال حصلوا على شهادة محو الأمية"
        ),
        .literacyAttended: names(
            "Children in literacy classes",
            "Enfants suivant des cours d'alphabétisation",
            "أطفال في فصول محو الأمية"
        ),
        .beneficiariesPsychosocial: names(
            "Children with psycho-social support",
            "Enfants bénéficiant d'un soutien psychosocial",
            "أطفال تلقوا دعمًا نفسيًا واجتماعيًا"
        ),
        .beneficiariesVocational: names(
            "Children in vocational training",
            "Enfants en formation professionnelle",
            "أطفال في التدريب المهني"
        ),
        .beneficiariesMedical: names(
            "Children with medical care",
            "Enfants ayant reçu des soins médicaux",
            "أطفال تلقوا رعاية طبية"
        ),
        .beneficiariesReintegration: names(
            "Children in a reintegration programme",
            "Enfants dans un programme de réinsertion",
            "أطفال في برنامج إعادة الإدماج"
        ),
        .beneficiariesLegal: names(
            "Children with legal support",
            "Enfants bénéficiant d'une aide juridique",
            "أطفال تلقوا دعمًا قانونيًا"
        ),
        .beneficiariesAny: names(
            "Children with any service",
            "Enfants ayant reçu au moins un service",
            "أطفال تلقوا خدمة واحدة على الأقل"
        ),
        .beneficiaryServicePairs: names(
            "Services to children, each once",
            "Services rendus aux enfants, chacun une fois",
            "الخدمات المقدمة للأطفال، كل خدمة مرة واحدة"
        ),
        .institutionsReached: names(
            "Institutions reached",
            "Institutions touchées",
            "المؤسسات التي شملتها الخدمات"
        ),
        .policyInstitutions: names(
            "Institutions that adopted a policy",
            "Institutions ayant adopté une politique",
            "المؤسسات التي اعتمدت سياسة"
        ),
        .kitPersons: names(
            "Persons who received kits",
            "Personnes ayant reçu des kits",
            "أشخاص تلقوا حزم مساعدات"
        ),
        .kitItems: names(
            "Kits given out",
            "Kits distribués",
            "حزم المساعدات الموزعة"
        ),
        .returns: names(
            "Persons helped to return",
            "Personnes aidées à retourner",
            "أشخاص سوعدوا على العودة"
        ),
        .returnsArrived: names(
            "Persons who arrived after a return",
            "Personnes arrivées après un retour",
            "أشخاص وصلوا بعد العودة"
        ),
        .trainingParticipants: names(
            "Participants in trainings",
            "Participants aux formations",
            "المشاركون في التدريبات"
        ),
        .trainingExperts: names(
            "Experts in trainings",
            "Experts aux formations",
            "الخبراء في التدريبات"
        ),
        .trainingCountries: names(
            "Countries of participants",
            "Pays des participants",
            "بلدان المشاركين"
        ),
        .trainingExpertCountries: names(
            "Countries of experts",
            "Pays des experts",
            "بلدان الخبراء"
        ),
        .trained: names(
            "Professionals certified",
            "Professionnels certifiés",
            "مهنيون حصلوا على شهادات"
        ),
        .activitiesHeld: names(
            "Activities held",
            "Activités tenues",
            "الأنشطة المنفذة"
        ),
        .campaignReach: names(
            "People reached by campaigns",
            "Personnes touchées par les campagnes",
            "أشخاص وصلت إليهم الحملات"
        ),
        .agreements: names(
            "Agreements",
            "Accords",
            "الاتفاقيات"
        ),
        .commitments: names(
            "Commitments",
            "Engagements",
            "الالتزامات"
        ),
        .commitmentsDelivered: names(
            "Commitments with a delivery",
            "Engagements suivis d'une réalisation",
            "التزامات تحقق منها شيء"
        ),
        .commitmentCoverage: names(
            "Regions with a delivery",
            "Régions avec une réalisation",
            "مناطق تحقق فيها التزام"
        ),
        .traffickingDetected: names(
            "Victims of trafficking detected",
            "Victimes de la traite détectées",
            "ضحايا الاتجار بالأشخاص الذين جرى رصدهم"
        ),
        .traffickingDetermined: names(
            "Victims of trafficking confirmed",
            "Victimes de la traite confirmées",
            "ضحايا الاتجار بالأشخاص المؤكدون"
        ),
        .traffickingCriminalJustice: names(
            "Victims supported in proceedings",
            "Victimes soutenues dans la procédure pénale",
            "ضحايا تلقوا دعمًا في الإجراءات الجنائية"
        ),
        .traffickingLivelihood: names(
            "Victims with livelihood support",
            "Victimes aidées à subvenir à leurs besoins",
            "ضحايا تلقوا دعمًا لسبل العيش"
        ),
        .referralsSent: names(
            "Referrals sent",
            "Orientations envoyées",
            "الإحالات المرسلة"
        ),
        .referralsAccepted: names(
            "Referrals accepted",
            "Orientations acceptées",
            "الإحالات المقبولة"
        ),
        .referralsRejected: names(
            "Referrals rejected",
            "Orientations refusées",
            "الإحالات المرفوضة"
        ),
        .referralsCompleted: names(
            "Referrals completed",
            "Orientations menées à terme",
            "الإحالات المكتملة"
        ),
        .referralsExpired: names(
            "Referrals without an answer",
            "Orientations restées sans réponse",
            "الإحالات التي لم يُرد عليها"
        ),
        .referralsCancelled: names(
            "Referrals cancelled",
            "Orientations annulées",
            "الإحالات الملغاة"
        ),
        .referralAnswerDays: names(
            "Days until a referral is answered",
            "Jours jusqu'à la réponse à une orientation",
            "الأيام حتى الرد على الإحالة"
        ),
        .childrenHeld: names(
            "Children held",
            "Enfants privés de liberté",
            "الأطفال المحتجزون"
        ),
        .childrenPreSentence: names(
            "Children held before sentence",
            "Enfants détenus avant jugement",
            "الأطفال المحتجزون قبل الحكم"
        ),
        .preSentenceDays: names(
            "Days held before sentence",
            "Jours de détention avant jugement",
            "أيام الاحتجاز قبل الحكم"
        ),
        .sentenceDays: names(
            "Days held after sentence",
            "Jours de détention après jugement",
            "أيام الاحتجاز بعد الحكم"
        ),
        .deathsInDetention: names(
            "Deaths in detention",
            "Décès en détention",
            "الوفيات أثناء الاحتجاز"
        ),
        .notSeparatedFromAdults: names(
            "Children not separated from adults",
            "Enfants non séparés des adultes",
            "أطفال غير مفصولين عن البالغين"
        ),
        .familyContact: names(
            "Children in touch with their family",
            "Enfants en contact avec leur famille",
            "أطفال على اتصال بأسرهم"
        ),
        .aftercare: names(
            "Children with aftercare",
            "Enfants bénéficiant d'un suivi",
            "أطفال يتلقون رعاية لاحقة"
        ),
        .diversion: names(
            "Share of children diverted before sentence",
            "Part des enfants bénéficiant d'une mesure de déjudiciarisation",
            "نسبة الأطفال المحوّلين خارج القضاء قبل الحكم"
        ),
        .reintegrationEconomic: names(
            "Mean economic score of reintegration",
            "Score économique moyen de réintégration",
            "متوسط الدرجة الاقتصادية لإعادة الإدماج"
        ),
        .reintegrationSocial: names(
            "Mean social score of reintegration",
            "Score social moyen de réintégration",
            "متوسط الدرجة الاجتماعية لإعادة الإدماج"
        ),
        .reintegrationPsychosocial: names(
            "Mean psychosocial score of reintegration",
            "Score psychosocial moyen de réintégration",
            "متوسط الدرجة النفسية الاجتماعية لإعادة الإدماج"
        ),
    ]
}
