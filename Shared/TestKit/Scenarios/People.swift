import Events

/// Synthetic people.
extension Scenarios {
    /// The registration of a boy by order of a court; `number` makes him another one each time.
    public static func boy(number: Int, on day: String = "2017-01-11", birthYear: Int = 2003) -> JSON {
        [
            "subject": [
                "givenName": "\(givenNames[number % givenNames.count])",
                "fatherName": "\(fatherNames[number % fatherNames.count])",
                "familyName": "\(familyNames[number % familyNames.count])", "sex": "M",
                "birthDate": "\(birthYear)-0\(number % 9 + 1)-1\(number % 9)", "nationalities": ["EG"],
                "region": "\(governorates[number % governorates.count])",
            ],
            "consents": [["purpose": "REGISTER", "decision": "granted", "basis": "court_order"]],
            "occurredAt": "\(day)T09:00:00Z",
        ]
    }

    /// The registration of an adult migrant who consents.
    static func migrant(number: Int, sex: String, on day: String) -> JSON {
        [
            "subject": [
                "givenName": "\(givenNames[number % givenNames.count])",
                "fatherName": "\(fatherNames[number % fatherNames.count])",
                "familyName": "\(familyNames[number % familyNames.count])", "sex": "\(sex)",
                "birthDate": "\(1975 + number % 25)-0\(number % 9 + 1)-1\(number % 9)",
                "nationalities": ["\(origins[number % origins.count])"], "region": "EG-C",
            ],
            "consents": [
                ["purpose": "REGISTER", "decision": "granted", "basis": "self"],
                ["purpose": "RETURN", "decision": "granted", "basis": "self"],
            ],
            "migration": ["status": "STRANDED", "stranded": true],
            "occurredAt": "\(day)T09:00:00Z",
        ]
    }

    // Lists whose lengths have no common factor, so that tens of thousands of numbers have names of their own.
    static let givenNames = [
        "Adel", "Bilal", "Chafik", "Dawit", "Emad", "Farouk", "Gamal", "Hamza", "Idris", "Jaber", "Khaled", "Lotfi",
        "Mazen", "Nabil", "Osman", "Qasim", "Ramzi", "Salem", "Tarek", "Wael", "Yahya", "Zaki", "Anwar",
    ]
    static let fatherNames = [
        "Abdelkader", "Boutros", "Daoud", "Fathi", "Ghassan", "Hilal", "Ismail", "Jalal", "Kamal", "Labib", "Mokhtar",
        "Nasser", "Othman", "Rachid", "Sabri", "Taha", "Usama", "Walid", "Younis",
    ]
    static let familyNames = [
        "Abaza", "Badawi", "Chahine", "Darwish", "Fouad", "Gaber", "Halabi", "Jundi", "Khoury", "Lahlou", "Mansouri",
        "Naguib", "Qandil", "Rifai", "Sabbagh", "Tazi", "Wahba", "Yazbek", "Zayed", "Bakri", "Tamer", "Selim", "Hosni",
        "Lamrani", "Kabbaj",
    ]
    static let governorates = ["EG-C", "EG-GZ", "EG-KB", "EG-ALX", "EG-SHR", "EG-MNF", "EG-MN"]
    static let origins = ["SD", "ET", "ER", "SS", "NG", "GN"]
}
