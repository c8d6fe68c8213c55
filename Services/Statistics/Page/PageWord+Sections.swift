extension PageWord {
    /// Titles and the names of columns.
    static let sections: [PageWord: (String, String, String)] = [
        .title: (
            "Protection and reintegration in figures",
            "Protection et réinsertion en chiffres",
            "الحماية وإعادة الإدماج بالأرقام"
        ),
        .lead: (
            "What the programmes for children, women and migrants have done, counted from their records, "
                + "beside what publications state.",
            "Ce qu'ont accompli les programmes pour les enfants, les femmes et les migrants, compté à "
                + "partir des dossiers, à côté de ce qu'indiquent les publications.",
            "ما أنجزته البرامج الموجهة للأطفال والنساء والمهاجرين، محسوبًا من السجلات، إلى جانب ما تذكره المنشورات."
        ),
        .skip: (
            "To the figures",
            "Aller aux chiffres",
            "إلى الأرقام"
        ),
        .languages: (
            "Languages",
            "Langues",
            "اللغات"
        ),
        .contents: (
            "On this page",
            "Sur cette page",
            "في هذه الصفحة"
        ),
        .upTo: (
            "up to",
            "jusqu'au",
            "حتى"
        ),
        .quarter: (
            "Quarter",
            "Trimestre",
            "الربع"
        ),
        .headlines: (
            "At a glance",
            "En bref",
            "لمحة عامة"
        ),
        .counted: (
            "Counted",
            "Compté",
            "محسوب"
        ),
        .reported: (
            "Reported",
            "Publié",
            "معلن"
        ),
        .countedFrom: (
            "counted from records",
            "compté à partir des dossiers",
            "محسوب من السجلات"
        ),
        .onlyReported: (
            "reported, not counted here",
            "publié, non compté ici",
            "معلن وغير محسوب هنا"
        ),
        .moreThan: (
            "more than",
            "plus de",
            "أكثر من"
        ),
        .about: (
            "about",
            "environ",
            "نحو"
        ),
        .withheld: (
            "withheld",
            "non publié",
            "محجوب"
        ),
        .compare: (
            "Counted beside reported",
            "Compté et publié, côte à côte",
            "المحسوب إلى جانب المعلن"
        ),
        .compareNote: (
            "A reported figure is what a publication states. It stands beside the count and is never added to it.",
            "Un chiffre publié est celui qu'indique une publication. Il figure à côté du décompte et ne "
                + "s'y ajoute jamais.",
            "الرقم المعلن هو ما تذكره منشورة ما. يوضع إلى جانب العدد المحسوب ولا يضاف إليه أبدًا."
        ),
        .what: (
            "What is counted",
            "Ce qui est compté",
            "ما يُحسب"
        ),
        .source: (
            "Stated in",
            "Source",
            "المصدر"
        ),
        .notPublished: (
            "no count of this period",
            "pas de décompte pour cette période",
            "لا يوجد عدد محسوب لهذه الفترة"
        ),
        .time: (
            "Over time",
            "Dans le temps",
            "عبر الزمن"
        ),
        .timeNote: (
            "Each figure counts everything from the beginning up to the day above it.",
            "Chaque chiffre compte tout depuis le début jusqu'au jour indiqué au-dessus.",
            "كل رقم يحسب كل شيء من البداية حتى اليوم المبين فوقه."
        ),
        .timePeople: (
            "Persons who are helped",
            "Personnes aidées",
            "الأشخاص المستفيدون"
        ),
        .timeOthers: (
            "Trainings, institutions, agreements",
            "Formations, institutions, accords",
            "التدريبات والمؤسسات والاتفاقيات"
        ),
        .whole: (
            "of everything",
            "sur l'ensemble",
            "من المجموع كله"
        ),
        .people: (
            "By sex and age",
            "Par sexe et par âge",
            "حسب الجنس والعمر"
        ),
        .peopleNote: (
            "Age is that at the first service.",
            "L'âge est celui du premier service.",
            "العمر هو العمر عند أول خدمة."
        ),
        .sex: (
            "Sex",
            "Sexe",
            "الجنس"
        ),
        .age: (
            "Age",
            "Âge",
            "العمر"
        ),
        .country: (
            "Country",
            "Pays",
            "البلد"
        ),
        .number: (
            "Number",
            "Nombre",
            "العدد"
        ),
        .share: (
            "Bar",
            "Barre",
            "الشريط"
        ),
        .all: (
            "All",
            "Ensemble",
            "المجموع"
        ),
        .places: (
            "By place",
            "Par lieu",
            "حسب المكان"
        ),
        .place: (
            "Governorate or region",
            "Gouvernorat ou région",
            "المحافظة أو الجهة"
        ),
        .placeNote: (
            "Tiles are of equal size and stand roughly where the places are; they draw no border.",
            "Les carreaux sont de taille égale et placés approximativement ; ils ne tracent aucune frontière.",
            "المربعات متساوية الحجم وموضوعة على وجه التقريب، وهي لا ترسم أي حدود."
        ),
        .mapLabel: (
            "Map in tiles; the same figures are in the table beside it.",
            "Carte en carreaux ; les mêmes chiffres figurent dans le tableau voisin.",
            "خريطة من مربعات؛ الأرقام نفسها في الجدول المجاور."
        ),
        .mapFew: (
            "fewer",
            "moins",
            "أقل"
        ),
        .mapMany: (
            "more",
            "plus",
            "أكثر"
        ),
        .noPlaces: (
            "No figure by place has been published yet.",
            "Aucun chiffre par lieu n'a encore été publié.",
            "لم يُنشر بعد أي رقم حسب المكان."
        ),
        .notShown: (
            "no figure",
            "pas de chiffre",
            "لا يوجد رقم"
        ),
        .agreements: (
            "Agreements and what became of them",
            "Les accords et leur suite",
            "الاتفاقيات وما تحقق منها"
        ),
        .agreement: (
            "Agreement",
            "Accord",
            "الاتفاقية"
        ),
        .commitments: (
            "Commitments",
            "Engagements",
            "الالتزامات"
        ),
        .delivered: (
            "With a delivery",
            "Suivis d'une réalisation",
            "تحقق منها شيء"
        ),
        .regions: (
            "Regions with a delivery",
            "Régions avec une réalisation",
            "مناطق تحقق فيها التزام"
        ),
        .byStatus: (
            "Commitments by status",
            "Engagements par état",
            "الالتزامات حسب الحالة"
        ),
        .byParty: (
            "Commitments by party",
            "Engagements par partie",
            "الالتزامات حسب الطرف"
        ),
        .noAgreements: (
            "No figure on agreements has been published yet.",
            "Aucun chiffre sur les accords n'a encore été publié.",
            "لم يُنشر بعد أي رقم عن الاتفاقيات."
        ),
        .otherFigures: (
            "Trainings, institutions and policies",
            "Formations, institutions et politiques",
            "التدريبات والمؤسسات والسياسات"
        ),
    ]
}
