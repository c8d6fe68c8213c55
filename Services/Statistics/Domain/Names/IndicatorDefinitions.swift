import Events

extension Indicator {
    /// What it means, in the languages of what is written for people; English is the definition itself.
    var definitions: LocalizedNames {
        let said = Self.translated[code]
        return LocalizedNames(en: definition, ar: said?.1, fr: said?.0)
    }

    /// In French and in Arabic.
    private static let translated: [IndicatorCode: (String, String)] = ofPersons.merging(ofThings) { first, _ in first }
        .merging(ofJustice) { first, _ in first }

    private static let ofPersons: [IndicatorCode: (String, String)] = [
        .literacyCertified: (
            "Enfants distincts certifiés en alphabétisation, au jour du certificat.",
            "عدد الأطفال، كل طفل مرة واحدة، الذين حصلوا على شهادة محو الأمية، بتاريخ الشهادة."
        ),
        .literacyAttended: (
            "Enfants distincts ayant suivi au moins une séance de cours d'alphabétisation, certifiés ou non.",
            "عدد الأطفال، كل طفل مرة واحدة، الذين حضروا جلسة واحدة على الأقل من فصول محو الأمية، سواء حصلوا على شهادة أم لا."
        ),
        .beneficiariesPsychosocial: (
            "Enfants distincts ayant bénéficié d'au moins une séance de soutien psychosocial.",
            "عدد الأطفال، كل طفل مرة واحدة، الذين تلقوا جلسة واحدة على الأقل من الدعم النفسي والاجتماعي."
        ),
        .beneficiariesVocational: (
            "Enfants distincts ayant suivi au moins une séance de formation professionnelle.",
            "عدد الأطفال، كل طفل مرة واحدة، الذين حضروا جلسة واحدة على الأقل من التدريب المهني."
        ),
        .beneficiariesMedical: (
            "Enfants distincts ayant reçu au moins une fois des soins médicaux.",
            "عدد الأطفال، كل طفل مرة واحدة، الذين تلقوا رعاية طبية مرة واحدة على الأقل."
        ),
        .beneficiariesLegal: (
            "Enfants distincts ayant bénéficié d'au moins une séance d'aide juridique.",
            "عدد الأطفال، كل طفل مرة واحدة، الذين تلقوا جلسة واحدة على الأقل من الدعم القانوني."
        ),
        .beneficiariesReintegration: (
            "Enfants distincts dont le plan de réinsertion a commencé.",
            "عدد الأطفال، كل طفل مرة واحدة، الذين بدأت خطة إعادة إدماجهم."
        ),
        .beneficiariesAny: (
            "Enfants distincts ayant reçu un service, quel qu'il soit.",
            "عدد الأطفال، كل طفل مرة واحدة، الذين تلقوا أي خدمة."
        ),
        .beneficiaryServicePairs: (
            "Paires distinctes d'un enfant et d'un service qu'il a reçu.",
            "عدد الأزواج المختلفة من طفل وخدمة تلقاها."
        ),
        .kitPersons: (
            "Personnes ayant reçu des kits : celles qui sont connues une fois chacune, celles qui sont comptées sans nom "
                + "autant de fois qu'elles sont venues.",
            "الأشخاص الذين تلقوا حزم مساعدات: المعروفون مرة واحدة لكل منهم، ومن حُسبوا دون أسماء بعدد مرات مجيئهم."
        ),
        .kitItems: (
            "Kits distribués, par genre ; jamais un nombre de personnes.",
            "حزم المساعدات الموزعة حسب النوع؛ وليست أبدًا عددًا للأشخاص."
        ),
        .returns: (
            "Personnes distinctes parties dans le cadre d'un retour assisté, par pays de destination.",
            "عدد الأشخاص، كل شخص مرة واحدة، الذين غادروا في إطار عودة بمساعدة، حسب بلد الوجهة."
        ),
        .returnsArrived: (
            "Personnes distinctes arrivées à l'issue d'un retour assisté ; présentées à côté de celles qui sont parties.",
            "عدد الأشخاص، كل شخص مرة واحدة، الذين وصلوا بعد عودة بمساعدة؛ يُعرضون إلى جانب من غادروا."
        ),
        .traffickingDetected: (
            "Personnes distinctes présumées victimes de la traite, par genre de l'organisation qui les a détectées.",
            "عدد الأشخاص، كل شخص مرة واحدة، الذين يُفترض أنهم ضحايا اتجار بالأشخاص، حسب نوع المنظمة التي رصدتهم."
        ),
        .traffickingDetermined: (
            "Personnes distinctes dont la qualité de victime de la traite est confirmée.",
            "عدد الأشخاص، كل شخص مرة واحدة، الذين تأكد أنهم ضحايا اتجار بالأشخاص."
        ),
        .traffickingCriminalJustice: (
            "Victimes de la traite détectées, distinctes, ayant été soutenues dans une procédure pénale.",
            "عدد ضحايا الاتجار المرصودين، كل ضحية مرة واحدة، الذين تلقوا دعمًا في الإجراءات الجنائية."
        ),
        .traffickingLivelihood: (
            "Victimes de la traite détectées, distinctes, ayant été aidées à subvenir à leurs besoins.",
            "عدد ضحايا الاتجار المرصودين، كل ضحية مرة واحدة، الذين تلقوا دعمًا لسبل العيش."
        ),
        .referralsSent: ("Orientations qui ont été envoyées.", "الإحالات التي أُرسلت."),
        .referralsAccepted: ("Orientations qui ont été acceptées.", "الإحالات التي قُبلت."),
        .referralsRejected: ("Orientations qui ont été refusées.", "الإحالات التي رُفضت."),
        .referralsCompleted: ("Orientations qui ont été menées à terme.", "الإحالات التي اكتملت."),
        .referralsExpired: (
            "Orientations dont le délai a expiré sans réponse.", "الإحالات التي انتهت مهلتها دون رد."
        ),
        .referralsCancelled: ("Orientations qui ont été annulées.", "الإحالات التي أُلغيت."),
    ]

    private static let ofThings: [IndicatorCode: (String, String)] = [
        .trainingParticipants: (
            "Participants ayant assisté à une activité, sans les experts, les intervenants ni les organisateurs.",
            "المشاركون الذين حضروا نشاطًا، دون الخبراء والمتحدثين والمنظمين."
        ),
        .trainingExperts: ("Experts ayant pris part à une activité.", "الخبراء الذين شاركوا في نشاط."),
        .trainingCountries: ("Pays d'où venaient les participants.", "البلدان التي جاء منها المشاركون."),
        .trainingExpertCountries: ("Pays d'où venaient les experts.", "البلدان التي جاء منها الخبراء."),
        .trained: (
            "Professionnels certifiés à l'issue d'une activité.",
            "المهنيون الذين حصلوا على شهادة بعد نشاط."
        ),
        .activitiesHeld: ("Activités qui ont eu lieu.", "الأنشطة التي نُفذت."),
        .campaignReach: (
            "Personnes touchées par les campagnes, selon leurs organisateurs ; une même personne peut l'être par plusieurs.",
            "الأشخاص الذين وصلت إليهم الحملات، بحسب منظميها؛ وقد تصل عدة حملات إلى الشخص نفسه."
        ),
        .institutionsReached: (
            "Institutions où au moins un service a été rendu au titre d'un accord.",
            "المؤسسات التي قُدمت فيها خدمة واحدة على الأقل بموجب اتفاقية."
        ),
        .policyInstitutions: ("Institutions ayant adopté une politique.", "المؤسسات التي اعتمدت سياسة."),
        .agreements: (
            "Accords qui ont été signés, selon leur état au jour indiqué.",
            "الاتفاقيات التي وُقعت، حسب حالتها في ذلك اليوم."
        ),
        .commitments: (
            "Engagements qui ont été pris, selon leur état au jour indiqué ; un engagement commun compte pour chaque partie.",
            "الالتزامات التي قُطعت، حسب حالتها في ذلك اليوم؛ ويُحسب الالتزام المشترك لكل طرف."
        ),
        .commitmentsDelivered: (
            "Engagements suivis d'au moins une réalisation.",
            "الالتزامات التي تحقق منها شيء واحد على الأقل."
        ),
        .commitmentCoverage: (
            "Régions où il y a eu une réalisation, parmi celles que chaque engagement désigne.",
            "المناطق التي تحقق فيها شيء من بين المناطق التي يحددها كل التزام."
        ),
    ]

    private static let ofJustice: [IndicatorCode: (String, String)] = [
        .childrenHeld: (
            "Enfants se trouvant dans une institution à la fin de la journée.",
            "الأطفال الموجودون في مؤسسة في نهاية اليوم."
        ),
        .childrenPreSentence: (
            "Enfants se trouvant dans une institution à la fin de la journée et dont le sort n'a pas été tranché.",
            "الأطفال الموجودون في مؤسسة في نهاية اليوم ولم يُبت في أمرهم بعد."
        ),
        .notSeparatedFromAdults: (
            "Part des enfants détenus à la fin de la journée qui ne sont pas entièrement séparés des adultes.",
            "نسبة الأطفال المحتجزين في نهاية اليوم غير المفصولين تمامًا عن البالغين."
        ),
        .familyContact: (
            "Part des enfants détenus à la fin de la journée qui ont été en contact avec leur famille au cours des trois "
                + "derniers mois.",
            "نسبة الأطفال المحتجزين في نهاية اليوم الذين كانوا على اتصال بأسرهم خلال الأشهر الثلاثة الأخيرة."
        ),
        .deathsInDetention: (
            "Décès pour 1\u{202F}000 enfants ayant séjourné dans une institution pendant la période, douze mois sauf demande "
                + "contraire.",
            "الوفيات لكل 1,000 طفل كانوا في مؤسسة خلال الفترة، وهي اثنا عشر شهرًا ما لم تُطلب فترة أخرى."
        ),
        .aftercare: (
            "Part des enfants libérés pendant la période dont le plan de réinsertion avait commencé au plus tard 90 jours après.",
            "نسبة الأطفال المفرج عنهم خلال الفترة الذين بدأت خطة إعادة إدماجهم في موعد أقصاه 90 يومًا بعد الإفراج."
        ),
        .diversion: (
            "Part des enfants ayant bénéficié d'une mesure de déjudiciarisation avant jugement, parmi ceux qui en ont "
                + "bénéficié ou ont été condamnés pendant la période.",
            "نسبة الأطفال المحوّلين خارج القضاء قبل الحكم من بين المحوّلين أو المحكوم عليهم خلال الفترة."
        ),
        .preSentenceDays: (
            "Jours de détention des enfants avant toute décision : médiane et neuvième décile, arrondis à 5.",
            "الأيام التي احتُجز فيها الأطفال قبل أي قرار: الوسيط والعشير التاسع، مقربان إلى 5."
        ),
        .sentenceDays: (
            "Jours de détention des enfants en vertu d'une décision : médiane et neuvième décile, arrondis à 5.",
            "الأيام التي احتُجز فيها الأطفال بموجب قرار: الوسيط والعشير التاسع، مقربان إلى 5."
        ),
        .referralAnswerDays: (
            "Jours jusqu'à la réponse à une orientation : médiane et neuvième décile, arrondis à 5.",
            "الأيام حتى الرد على الإحالة: الوسيط والعشير التاسع، مقربان إلى 5."
        ),
        .reintegrationEconomic: (
            "Score économique moyen de réintégration, d'après le dernier score de chaque personne.",
            "متوسط الدرجة الاقتصادية لإعادة الإدماج، بحسب آخر درجة لكل شخص."
        ),
        .reintegrationSocial: (
            "Score social moyen de réintégration, d'après le dernier score de chaque personne.",
            "متوسط الدرجة الاجتماعية لإعادة الإدماج، بحسب آخر درجة لكل شخص."
        ),
        .reintegrationPsychosocial: (
            "Score psychosocial moyen de réintégration, d'après le dernier score de chaque personne.",
            "متوسط الدرجة النفسية الاجتماعية لإعادة الإدماج، بحسب آخر درجة لكل شخص."
        ),
    ]
}
