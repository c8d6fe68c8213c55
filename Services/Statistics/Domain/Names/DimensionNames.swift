import Events

extension Dimension {
    /// What it says, in a few words.
    var names: LocalizedNames { Self.known[self] ?? LocalizedNames(en: rawValue) }

    private static let known: [Dimension: LocalizedNames] = [
        .sex: LocalizedNames(en: "Sex", ar: "الجنس", fr: "Sexe"),
        .age: LocalizedNames(en: "Age at the first service", ar: "العمر عند أول خدمة", fr: "Âge au premier service"),
        .place: LocalizedNames(
            en: "Country, governorate or region",
            ar: "البلد أو المحافظة أو الجهة",
            fr: "Pays, gouvernorat ou région"
        ),
        .nationality: LocalizedNames(en: "Nationality", ar: "الجنسية", fr: "Nationalité"),
        .programme: LocalizedNames(en: "Programme", ar: "البرنامج", fr: "Programme"),
        .service: LocalizedNames(en: "Service", ar: "الخدمة", fr: "Service"),
        .policy: LocalizedNames(en: "Policy adopted", ar: "السياسة المعتمدة", fr: "Politique adoptée"),
        .kind: LocalizedNames(en: "Kind", ar: "النوع", fr: "Genre"),
        .role: LocalizedNames(en: "Role in an activity", ar: "الدور في النشاط", fr: "Rôle dans une activité"),
        .country: LocalizedNames(en: "Country", ar: "البلد", fr: "Pays"),
        .party: LocalizedNames(en: "Party to an agreement", ar: "طرف الاتفاقية", fr: "Partie à un accord"),
        .status: LocalizedNames(en: "Status", ar: "الحالة", fr: "État"),
        .region: LocalizedNames(en: "Region", ar: "المنطقة", fr: "Région"),
        .organisationKind: LocalizedNames(en: "Kind of organisation", ar: "نوع المنظمة", fr: "Genre d'organisation"),
        .audience: LocalizedNames(en: "Audience", ar: "الجمهور", fr: "Public visé"),
        .agreement: LocalizedNames(en: "Agreement", ar: "الاتفاقية", fr: "Accord"),
    ]
}
