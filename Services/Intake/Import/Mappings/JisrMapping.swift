extension ImportMapping {
    /// The name of the source that Jisr's own exports come from.
    static let ownSource = "jisr"

    /// What `jisr export` writes, as JSON Lines or CSV: each field is a column of the same name.
    static let jisr = ImportMapping(
        name: "jisr",
        source: ownSource,
        sourceId: "sourceId",
        neutralised: true,
        columns: FormField.fixed.filter { $0.path != "sourceId" }.map { Column(column: $0.path, to: $0.path) }
            + ConsentColumns.all + [
                Column(column: "caseNumber", ignore: "the case gets a number of the instance that it comes to"),
                Column(column: "status", ignore: "where a case stands follows from its steps"),
            ]
    )

    /// A consent of each purpose in columns of its own, for those who write a file by hand.
    private enum ConsentColumns {
        static let all = ["REGISTER", "SHARE_SERVICE", "TRANSFER", "RETURN", "STATISTICS", "MEDIA"].flatMap { purpose in
            ["decision", "basis", "at", "expiresAt"].map { member in
                Column(column: "consents.\(purpose).\(member)", to: "consents.\(purpose).\(member)")
            }
        }
    }
}
