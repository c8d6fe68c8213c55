extension PageWord {
    /// The data dictionary.
    static let dictionaryWords: [PageWord: (String, String, String)] = [
        .dictionaryTitle: (
            "Data dictionary",
            "Dictionnaire des données",
            "قاموس البيانات"
        ),
        .dictionaryLead: (
            "What every figure counts, by what it may be cut, and how it is written in files.",
            "Ce que compte chaque chiffre, comment il est ventilé et comment il est écrit dans les fichiers.",
            "ما يحسبه كل رقم وكيف يُصنف وكيف يُكتب في الملفات."
        ),
        .backToFigures: (
            "To the published figures",
            "Vers les chiffres publiés",
            "إلى الأرقام المنشورة"
        ),
        .indicators: (
            "Indicators",
            "Indicateurs",
            "المؤشرات"
        ),
        .code: (
            "Code",
            "Code",
            "الرمز"
        ),
        .meaning: (
            "Meaning",
            "Définition",
            "التعريف"
        ),
        .unit: (
            "Unit",
            "Unité",
            "الوحدة"
        ),
        .cuts: (
            "Dimensions",
            "Dimensions",
            "الأبعاد"
        ),
        .publication: (
            "Published",
            "Publié",
            "يُنشر"
        ),
        .publishedAlways: (
            "every value",
            "toute valeur",
            "كل قيمة"
        ),
        .publishedFrom: (
            "only where nobody is given away",
            "seulement si personne n'est reconnaissable",
            "فقط حيث لا يُكشف أحد"
        ),
        .publishedNever: (
            "not published",
            "non publié",
            "لا يُنشر"
        ),
        .dimensions: (
            "Dimensions",
            "Dimensions",
            "الأبعاد"
        ),
        .value: (
            "Value",
            "Valeur",
            "القيمة"
        ),
        .inSDMX: (
            "In SDMX",
            "Dans SDMX",
            "في SDMX"
        ),
        .inHXL: (
            "In HXL",
            "Dans HXL",
            "في HXL"
        ),
        .periods: (
            "Periods",
            "Périodes",
            "الفترات"
        ),
        .periodTo: (
            "Everything from the beginning to the end of that day",
            "Tout depuis le début jusqu'à la fin de ce jour",
            "كل شيء من البداية حتى نهاية ذلك اليوم"
        ),
        .periodYear: (
            "A calendar year",
            "Une année civile",
            "سنة ميلادية"
        ),
        .periodQuarter: (
            "A quarter of a calendar year",
            "Un trimestre d'une année civile",
            "ربع سنة ميلادية"
        ),
    ]
}
