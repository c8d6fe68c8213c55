extension PageWord {
    /// What explains itself, and the foot of the page.
    static let explanations: [PageWord: (String, String, String)] = [
        .why: (
            "Why some figures are withheld",
            "Pourquoi certains chiffres ne sont pas publiés",
            "لماذا تُحجب بعض الأرقام"
        ),
        .whySmall: (
            "A figure about very few persons could tell who they are. The least number of persons behind "
                + "a published figure is",
            "Un chiffre qui porte sur très peu de personnes pourrait révéler qui elles sont. Le nombre "
                + "minimal de personnes derrière un chiffre publié est de",
            "الرقم الذي يخص عددًا قليلًا جدًا من الأشخاص قد يكشف هويتهم. أقل عدد من الأشخاص وراء أي رقم منشور هو"
        ),
        .whyZero: (
            "Zero is withheld like any small number: that nobody was there can tell something too.",
            "Le zéro n'est pas publié non plus, comme tout petit nombre : l'absence de personnes peut "
                + "aussi révéler quelque chose.",
            "الصفر يُحجب مثل أي عدد صغير: فغياب الأشخاص قد يكشف شيئًا أيضًا."
        ),
        .whyOthers: (
            "Other figures are withheld with them when a small one could be worked out from what is left, "
                + "by adding, subtracting or comparing over time.",
            "D'autres chiffres sont retirés avec eux lorsqu'un petit nombre pourrait être déduit du reste "
                + "par addition, soustraction ou comparaison dans le temps.",
            "وتُحجب معها أرقام أخرى إذا أمكن استنتاج عدد صغير مما يبقى بالجمع أو الطرح أو المقارنة عبر الزمن."
        ),
        .whySame: (
            "All withheld figures look the same, whatever the reason. Totals still include the persons "
                + "behind them. Persons whose sex, age or place is not known or may not be told are not in them: "
                + "they are a number of their own.",
            "Tous les chiffres non publiés ont la même apparence, quelle qu'en soit la raison. Les totaux "
                + "comprennent toujours les personnes concernées. Les personnes dont le sexe, l'âge ou le lieu n'est "
                + "pas connu ou ne peut être indiqué n'y figurent pas : elles forment un nombre à part.",
            "كل الأرقام المحجوبة تبدو متماثلة أيًا كان السبب. والمجاميع تشمل دائمًا الأشخاص المعنيين. "
                + "أما من لا يُعرف جنسهم أو عمرهم أو مكانهم أو لا يجوز ذكره فليسوا ضمنها، بل لهم رقم خاص بهم."
        ),
        .whyCount: (
            "Figures about persons who are helped that are withheld now",
            "Chiffres sur les personnes aidées non publiés actuellement",
            "الأرقام المحجوبة حاليًا عن الأشخاص المستفيدين"
        ),
        .allWithheld: (
            "Withheld in every cell:",
            "Aucune case publiée\u{202F}:",
            "محجوبة في جميع الخانات:"
        ),
        .of: (
            "of",
            "sur",
            "من"
        ),
        .releases: (
            "Releases",
            "Publications",
            "الإصدارات"
        ),
        .releasesNote: (
            "A release never changes once it is published.",
            "Une publication ne change plus une fois parue.",
            "لا يتغير الإصدار بعد نشره."
        ),
        .cutoff: (
            "Counts up to",
            "Compte jusqu'au",
            "يحسب حتى"
        ),
        .policy: (
            "Policy",
            "Règles",
            "السياسة"
        ),
        .figures: (
            "Figures",
            "Chiffres",
            "الأرقام"
        ),
        .fingerprint: (
            "Fingerprint (SHA-256)",
            "Empreinte (SHA-256)",
            "البصمة (SHA-256)"
        ),
        .files: (
            "Files for further work",
            "Fichiers pour aller plus loin",
            "ملفات لمزيد من العمل"
        ),
        .dictionary: (
            "Data dictionary: what every figure means",
            "Dictionnaire des données : le sens de chaque chiffre",
            "قاموس البيانات: معنى كل رقم"
        ),
        .nothing: (
            "Nothing has been published yet.",
            "Rien n'a encore été publié.",
            "لم يُنشر شيء بعد."
        ),
        .doubleCount: (
            "some persons may be counted twice",
            "certaines personnes peuvent être comptées deux fois",
            "قد يُحسب بعض الأشخاص مرتين"
        ),
    ]
}
