import Events

/// The languages that certificates are printed in.
enum DocumentLanguage: String, CodeList {
    case arabic = "ar"
    case french = "fr"
    case english = "en"

    /// Which way it is written.
    var direction: String { self == .arabic ? "rtl" : "ltr" }
}

/// What stands on a certificate, in one language.
struct CertificateWords: Sendable {
    let title: String
    let certifies: String
    let completed: String
    let course: String
    let at: String
    let level: String
    let issuedOn: String
    let number: String
    let code: String
    let verify: String
    let revoked: String
    let signature: String

    init(_ kind: CertificateKind, in language: DocumentLanguage) {
        switch language {
        case .english: self = Self.english(kind)
        case .french: self = Self.french(kind)
        case .arabic: self = Self.arabic(kind)
        }
    }

    private init(
        title: String,
        certifies: String,
        completed: String,
        course: String,
        at: String,
        level: String,
        issuedOn: String,
        number: String,
        code: String,
        verify: String,
        revoked: String,
        signature: String
    ) {
        self.title = title
        self.certifies = certifies
        self.completed = completed
        self.course = course
        self.at = at
        self.level = level
        self.issuedOn = issuedOn
        self.number = number
        self.code = code
        self.verify = verify
        self.revoked = revoked
        self.signature = signature
    }

    private static func english(_ kind: CertificateKind) -> Self {
        Self(
            title: "Certificate",
            certifies: "This is to certify that",
            completed: "has successfully completed",
            course: kind == .literacy ? "the literacy course" : "the vocational training course",
            at: "at",
            level: "Level",
            issuedOn: "Issued on",
            number: "Certificate number",
            code: "Verification code",
            verify: "Whether this certificate is valid can be checked with its verification code at",
            revoked: "REVOKED",
            signature: "Signature and stamp"
        )
    }

    private static func french(_ kind: CertificateKind) -> Self {
        Self(
            title: "Certificat",
            certifies: "Il est certifié que",
            completed: "a suivi avec succès",
            course: kind == .literacy ? "le cours d’alphabétisation" : "la formation professionnelle",
            at: "à",
            level: "Niveau",
            issuedOn: "Délivré le",
            number: "Numéro du certificat",
            code: "Code de vérification",
            verify: "La validité de ce certificat peut être vérifiée au moyen de son code de vérification à l’adresse",
            revoked: "RÉVOQUÉ",
            signature: "Signature et cachet"
        )
    }

    private static func arabic(_ kind: CertificateKind) -> Self {
        Self(
            title: "شهادة",
            certifies: "تشهد المؤسسة بأن",
            completed: "أتمّ بنجاح",
            course: kind == .literacy ? "دورة محو الأمية" : "دورة التدريب المهني",
            at: "في",
            level: "المستوى",
            issuedOn: "صدرت بتاريخ",
            number: "رقم الشهادة",
            code: "رمز التحقق",
            verify: "يمكن التحقق من صلاحية هذه الشهادة باستخدام رمز التحقق على العنوان",
            revoked: "ملغاة",
            signature: "التوقيع والختم"
        )
    }
}

extension DocumentLanguage {
    /// A day as it is written out.
    func text(_ day: CalendarDate) -> String {
        let months: [String] =
            switch self {
            case .english:
                [
                    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                    "November", "December",
                ]
            case .french:
                [
                    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
                    "novembre", "décembre",
                ]
            case .arabic:
                [
                    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
                    "ديسمبر",
                ]
            }
        let number = self == .french && day.day == 1 ? "1er" : "\(day.day)"
        return "\(number) \(months[day.month - 1]) \(day.year)"
    }

    /// The organisation's name in this language, else in one that it has.
    func name(of names: LocalizedNames?) -> String? {
        guard let names else { return nil }
        return switch self {
        case .arabic: names.ar ?? names.en ?? names.fr
        case .french: names.fr ?? names.en ?? names.ar
        case .english: names.en ?? names.fr ?? names.ar
        }
    }
}
