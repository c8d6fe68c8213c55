import Mustache

/// The printed report's form: one page of HTML that needs nothing else, fit for paper in black and white.
enum ReportTemplate {
    /// The page as HTML; every text in it is escaped.
    static func html(_ page: ReportPage) throws -> String {
        // A template sees stored properties only.
        let values: [String: Any] = ["page": page, "isAnythingOverdue": page.isAnythingOverdue]
        return try MustacheTemplate(string: text).render(values)
    }

    private static let style = """
        @page { size: A4; margin: 18mm 16mm 20mm; }
        body { font: 10.5pt/1.4 "Noto Sans", "Noto Sans Arabic", "Helvetica Neue", Arial, sans-serif; color: #000;
          max-width: 180mm; margin: 8mm auto; }
        h1 { font-size: 17pt; line-height: 1.2; margin: 0 0 4mm; }
        h2 { font-size: 12.5pt; margin: 8mm 0 2mm; border-bottom: 0.4mm solid #000; break-after: avoid; }
        table { width: 100%; border-collapse: collapse; }
        th, td { text-align: start; vertical-align: top; padding: 1mm 1.5mm; border-bottom: 0.2mm solid #999; }
        th { font-size: 9pt; } thead { display: table-header-group; } tr { break-inside: avoid; }
        td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; }
        .overdue { font-weight: bold; } .overdue::before { content: "\\25B6 "; }
        .small { font-size: 9pt; } ul { margin: 0; padding-inline-start: 4mm; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.5mm 4mm; margin: 0; }
        dt { font-weight: bold; } dd { margin: 0; } footer { margin-top: 8mm; font-size: 8.5pt; }
        """

    private static let text = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>{{page.title}}</title>
        <style>
        \(style)
        </style>
        </head>
        <body>
        <h1 dir="auto">{{page.title}}</h1>
        <dl>{{#page.facts}}<dt>{{name}}</dt><dd dir="auto">{{value}}</dd>{{/page.facts}}</dl>
        <p>{{page.summary}}.
        {{#isAnythingOverdue}}<span class="overdue">{{page.overdueCount}} overdue</span>{{/isAnythingOverdue}}</p>
        \(commitments)
        \(regions)
        \(duties)
        \(targets)
        <footer>Printed on {{page.printedOn}}. Deliveries have evidence; what a party says of itself stands beside them.
        Counted figures come from records, reported ones from publications: they are never added.</footer>
        </body>
        </html>
        """

    private static let commitments = """
        <h2>Promised and delivered</h2>
        <table><thead><tr><th></th><th>Commitment</th><th>By</th><th>Status</th><th>Regions</th><th>Delivered</th></tr>
        </thead><tbody>
        {{#page.commitments}}<tr>
        <td>{{label}}</td>
        <td dir="auto">{{text}}{{#claims}}<br><span class="small">{{.}}</span>{{/claims}}</td>
        <td dir="auto">{{by}}{{#isJoint}}<br><span class="small">joint</span>{{/isJoint}}</td>
        <td>{{status}}<br><span class="{{#isOverdue}}overdue{{/isOverdue}} small">{{due}}</span></td>
        <td>{{coverage}}<br><span class="small">{{missing}}</span></td>
        <td class="small">{{#deliveries}}{{on}}: {{what}}, {{place}} ({{by}}). {{evidence}}<br>{{/deliveries}}
        {{^deliveries}}nothing yet{{/deliveries}}</td>
        </tr>{{/page.commitments}}
        {{^page.commitments}}<tr><td colspan="6">No commitment was made.</td></tr>{{/page.commitments}}
        </tbody></table>
        """

    private static let regions = """
        <h2>Coverage by region</h2>
        <table><thead><tr><th>Region</th><th class="number">Commitments that name it</th>
        <th class="number">Commitments delivered in it</th><th class="number">Deliveries</th></tr></thead><tbody>
        {{#page.regions}}<tr><td dir="auto" class="{{#isBare}}overdue{{/isBare}}">{{name}}</td>
        <td class="number">{{promised}}</td><td class="number">{{delivered}}</td>
        <td class="number">{{deliveryCount}}</td></tr>{{/page.regions}}
        {{^page.regions}}<tr><td colspan="4">The agreement names no region.</td></tr>{{/page.regions}}
        </tbody></table>
        """

    private static let duties = """
        <h2>Reports owed</h2>
        <table><thead><tr><th>Party</th><th>Period</th><th>Due</th><th>Handed in</th></tr></thead><tbody>
        {{#page.duties}}<tr><td dir="auto">{{by}}</td><td>{{period}}</td>
        <td class="{{#isOverdue}}overdue{{/isOverdue}}">{{due}}</td><td>{{submitted}}</td></tr>{{/page.duties}}
        {{^page.duties}}<tr><td colspan="4">No report is owed.</td></tr>{{/page.duties}}
        </tbody></table>
        """

    private static let targets = """
        <h2>Targets</h2>
        <table><thead><tr><th>What is counted</th><th>Wanted</th><th>By</th><th class="number">Counted</th><th></th>
        <th>Reported</th></tr></thead><tbody>
        {{#page.targets}}<tr><td>{{indicator}}</td><td>{{wanted}}</td><td>{{due}}</td>
        <td class="number">{{counted}}</td><td>{{verdict}}</td>
        <td class="small">{{#reported}}{{.}}<br>{{/reported}}</td></tr>{{/page.targets}}
        {{^page.targets}}<tr><td colspan="6">The agreement sets no target.</td></tr>{{/page.targets}}
        </tbody></table>
        """
}
