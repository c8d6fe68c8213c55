extension ServiceDelivered {
    /// Reads it member by member: there are more of these than of all other events together.
    public static func direct(_ members: JSONMembers) throws(JSONMembers.Unusual) -> ServiceDelivered {
        // In the order in which they are written, so that each is found at the first look.
        let enrolmentID = try members.id("enrolmentId")
        let caseID = try members.id("caseId")
        let subjectID = try members.id("subjectId")
        let service = try members.code("service", of: serviceCodes)
        let institutionID = try members.id("providerInstitutionId")
        let programmeID = try members.optionalID("programmeId")
        let agreementID = try members.optionalID("agreementId")
        let commitmentID = try members.optionalID("commitmentId")
        let sessionID = try members.id("sessionId")
        let date = try members.date("date")
        let hours = try members.number("hours")
        let sex = try members.optionalCode("sex", of: sexCodes)
        let ageBand = try members.optionalCode("ageBand", of: ageBandCodes)
        let isChild = try members.optionalBool("isChild")
        let statsMode = try members.code("statsMode", of: modeCodes)
        return ServiceDelivered(
            enrolmentId: enrolmentID,
            caseId: caseID,
            subjectId: subjectID,
            service: service,
            providerInstitutionId: institutionID,
            programmeId: programmeID,
            agreementId: agreementID,
            commitmentId: commitmentID,
            sessionId: sessionID,
            date: date,
            hours: hours,
            sex: sex,
            ageBand: ageBand,
            isChild: isChild,
            statsMode: statsMode
        )
    }

    private static let serviceCodes = ShortCodes<ServiceKind>()
    private static let sexCodes = ShortCodes<Sex>()
    private static let ageBandCodes = ShortCodes<AgeBand>()
    private static let modeCodes = ShortCodes<StatisticsMode>()
}
