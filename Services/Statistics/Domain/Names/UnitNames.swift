import Events

extension Indicator {
    /// What it counts by, in the languages of what is written for people.
    var units: LocalizedNames {
        let said = Self.knownUnits[unit]
        return LocalizedNames(en: unit, ar: said?.1, fr: said?.0)
    }

    /// In French and in Arabic.
    private static let knownUnits: [String: (String, String)] = [
        "children": ("enfants", "أطفال"),
        "pairs of child and service": ("paires d'un enfant et d'un service", "أزواج من طفل وخدمة"),
        "persons": ("personnes", "أشخاص"),
        "kits": ("kits", "حزم مساعدات"),
        "referrals": ("orientations", "إحالات"),
        "participants": ("participants", "مشاركون"),
        "experts": ("experts", "خبراء"),
        "countries": ("pays", "بلدان"),
        "professionals": ("professionnels", "مهنيون"),
        "activities": ("activités", "أنشطة"),
        "people": ("personnes", "أشخاص"),
        "institutions": ("institutions", "مؤسسات"),
        "agreements": ("accords", "اتفاقيات"),
        "commitments": ("engagements", "التزامات"),
        "regions": ("régions", "مناطق"),
        "days": ("jours", "أيام"),
        "percent of the children held": ("pour cent des enfants détenus", "في المئة من الأطفال المحتجزين"),
        "deaths for each 1,000 children held": (
            "décès pour 1\u{202F}000 enfants détenus", "وفيات لكل 1,000 طفل محتجز"
        ),
        "percent of the children released": ("pour cent des enfants libérés", "في المئة من الأطفال المفرج عنهم"),
        "percent of the children diverted or sentenced": (
            "pour cent des enfants déjudiciarisés ou condamnés",
            "في المئة من الأطفال المحوّلين خارج القضاء أو المحكوم عليهم"
        ),
        "score between 0 and 1": ("score entre 0 et 1", "درجة بين 0 و1"),
    ]
}
