/// What `--help` prints: every setting, from its declaration.
struct HelpPage {
    let executable: String
    let summary: String
    let declarations: [SettingDeclaration]

    var text: String {
        var lines = [
            "\(executable): \(summary)", "",
            "Usage: \(executable) [--name value | --name=value]...", "",
            "Flags override the environment, which overrides the file.", "",
        ]
        for declaration in declarations {
            lines.append("  \(declaration.flag)  (\(declaration.environmentName))")
            lines.append("      \(declaration.documentation)")
            lines.append("      \(Self.capitalised(declaration.allowed)). \(Self.presence(declaration))")
        }
        lines += [
            "  --kafka-PROPERTY  (JISR_KAFKA_PROPERTY)",
            "      Any other property of librdkafka, dots written as hyphens (underscores in the environment):",
            "      --kafka-security-protocol SASL_SSL, JISR_KAFKA_SASL_PASSWORD.",
            "  --help",
            "  --version",
        ]
        return lines.joined(separator: "\n")
    }

    private static func capitalised(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }

    private static func presence(_ declaration: SettingDeclaration) -> String {
        if let text = declaration.defaultText { return "Default: \(declaration.isSecret ? "(secret)" : text)." }
        return declaration.isRequired ? "Required." : "Optional."
    }
}
