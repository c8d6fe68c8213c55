extension PageWord {
    /// Values of dimensions.
    static let values: [PageWord: (String, String, String)] = [
        .female: (
            "Women and girls",
            "Femmes et filles",
            "النساء والفتيات"
        ),
        .male: (
            "Men and boys",
            "Hommes et garçons",
            "الرجال والفتيان"
        ),
        .otherSex: (
            "Another sex",
            "Autre sexe",
            "جنس آخر"
        ),
        .unknownSex: (
            "Sex not known",
            "Sexe inconnu",
            "الجنس غير معروف"
        ),
        .notDisclosedWord: (
            "Not disclosed",
            "Non communiqué",
            "غير مفصح عنه"
        ),
        .child: (
            "Under 18",
            "Moins de 18 ans",
            "أقل من 18 سنة"
        ),
        .adult: (
            "18 and over",
            "18 ans et plus",
            "18 سنة فأكثر"
        ),
        .years: (
            "years",
            "ans",
            "سنة"
        ),
        .andOver: (
            "and over",
            "et plus",
            "فأكثر"
        ),
        .unknownAge: (
            "Age not known",
            "Âge inconnu",
            "العمر غير معروف"
        ),
        .nationals: (
            "Nationals of the country",
            "Ressortissants du pays",
            "مواطنو البلد"
        ),
        .nonNationals: (
            "Nationals of other countries",
            "Ressortissants d'autres pays",
            "مواطنو بلدان أخرى"
        ),
        .otherNationality: (
            "Another nationality",
            "Autre nationalité",
            "جنسية أخرى"
        ),
        .unknownNationality: (
            "Nationality not known",
            "Nationalité inconnue",
            "الجنسية غير معروفة"
        ),
        .pledged: (
            "Pledged",
            "Pris",
            "متعهد به"
        ),
        .planned: (
            "Planned",
            "Planifié",
            "مخطط له"
        ),
        .inProgress: (
            "In progress",
            "En cours",
            "قيد التنفيذ"
        ),
        .partlyFulfilled: (
            "Partly fulfilled",
            "Partiellement tenu",
            "منفذ جزئيًا"
        ),
        .fulfilled: (
            "Fulfilled",
            "Tenu",
            "منفذ"
        ),
        .notFulfilled: (
            "Not fulfilled",
            "Non tenu",
            "غير منفذ"
        ),
        .withdrawn: (
            "Withdrawn",
            "Retiré",
            "مسحوب"
        ),
        .policyClassification: (
            "Classification",
            "Classification",
            "التصنيف"
        ),
        .policyRights: (
            "Rights and duties",
            "Droits et devoirs",
            "الحقوق والواجبات"
        ),
        .policyReintegration: (
            "Reintegration units",
            "Unités de réinsertion",
            "وحدات إعادة الإدماج"
        ),
        .policyComplaints: (
            "Complaints",
            "Plaintes",
            "الشكاوى"
        ),
        .policySafeguarding: (
            "Safeguarding",
            "Protection",
            "صون الأطفال"
        ),
        .policyOther: (
            "Another policy",
            "Autre politique",
            "سياسة أخرى"
        ),
        .unnamed: (
            "Not named here",
            "Sans nom ici",
            "غير مسمى هنا"
        ),
    ]
}
