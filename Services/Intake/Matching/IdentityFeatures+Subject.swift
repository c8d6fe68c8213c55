import Events

extension IdentityFeatures {
    /// What is known of a subject.
    init(_ subject: SubjectDetails) {
        self.init(
            givenName: subject.givenName,
            fatherName: subject.fatherName,
            familyName: subject.familyName,
            alias: subject.alias,
            sex: subject.sex,
            place: subject.region.region?.code,
            documents: (subject.documents ?? []).map { Document(kind: $0.kind, number: $0.number) },
            phone: subject.phone,
            guardianName: subject.guardian?.name
        )
        if let date = subject.birthDate {
            birth = .date(date)
        } else if let age = subject.estimatedAge, let day = subject.estimatedOn {
            birth = .estimated(age: age, year: day.year)
        }
        phone = subject.phone ?? subject.guardian?.phone
    }
}
