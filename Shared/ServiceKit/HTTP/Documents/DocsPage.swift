import Events
import HTTPTypes

/// A page that shows a service's routes: one file, no scripts, nothing loaded from anywhere.
struct DocsPage {
    let title: String
    let version: String
    let summary: String
    let routes: [RouteDeclaration]

    var html: String {
        let shown = routes.filter { $0.kind != .system }
        let sections = Dictionary(grouping: shown, by: Self.section).sorted { $0.key < $1.key }
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Self.text(title)) API</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <header>
            <h1>\(Self.text(title)) <small>\(Self.text(version))</small></h1>
            <p>\(Self.text(summary))</p>
            <p class="links"><a href="/openapi.json">OpenAPI</a> <a href="/readyz">Readiness</a> \
            <a href="/metrics">Metrics</a></p>
            </header>
            <div class="columns">
            <nav aria-label="Resources"><ul>
            \(sections.map { "<li><a href=\"#\(Self.text($0.key))\">\(Self.text($0.key))</a> <span>\($0.value.count)</span></li>" }
                .joined(separator: "\n"))
            </ul></nav>
            <main>
            \(sections.map { Self.section($0.key, $0.value) }.joined(separator: "\n"))
            </main>
            </div>
            </body>
            </html>
            """
    }

    private static func section(_ route: RouteDeclaration) -> String {
        for case .literal(let text) in route.path.segments.dropFirst() { return text }
        return "other"
    }

    private static func section(_ name: String, _ routes: [RouteDeclaration]) -> String {
        "<section id=\"\(text(name))\"><h2>\(text(name))</h2>\n\(routes.map(article).joined(separator: "\n"))</section>"
    }

    private static func article(_ route: RouteDeclaration) -> String {
        var rows: [(String, String)] = [
            ("Permission", "<code>\(text(route.permission))</code>"), ("Data", text(words(route.dataClass))),
            ("Success", route.statuses.map { "<code>\($0)</code>" }.joined(separator: " ")),
        ]
        if route.kind == .command {
            let version = route.requiresVersion ? " and <code>If-Match</code>" : ""
            rows.append(("Headers", "<code>Idempotency-Key</code>\(version)"))
        }
        for parameter in route.parameters {
            let isRequired = parameter.isRequired ? " <em>required</em>" : ""
            rows.append(("<code>\(text(parameter.name))</code>", text(parameter.documentation) + isRequired))
        }
        let errors = route.allErrors.sorted { ($0.status, $0.code) < ($1.status, $1.code) }
            .map { "<code title=\"\($0.status)\">\(text($0.code))</code>" }
        if !errors.isEmpty { rows.append(("Errors", errors.joined(separator: " "))) }
        let details = rows.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" }.joined()
        let examples = [("Request", route.requestExample), ("Response", route.responseExample)].compactMap {
            name,
            example in
            example.map { "<h4>\(name)</h4><pre>\(text(indented($0)))</pre>" }
        }
        return """
            <details>
            <summary><span class="method \(route.method.rawValue.lowercased())">\(route.method.rawValue)</span> \
            <span class="path">\(path(route.path))</span> <span class="summary">\(text(route.summary))</span></summary>
            <div class="body"><dl>\(details)</dl>\(examples.joined())</div>
            </details>
            """
    }

    private static func path(_ template: PathTemplate) -> String {
        text(template.description).replacing("{", with: "<var>{").replacing("}", with: "}</var>")
    }

    private static func words(_ dataClass: DataClass) -> String {
        switch dataClass {
        case .public: "public"
        case .operational: "operational"
        case .quasiIdentifying: "quasi-identifying"
        case .sensitive: "sensitive"
        case .identifying: "identifying"
        }
    }

    private static func indented(_ value: JSONValue, by depth: Int = 0) -> String {
        let margin = String(repeating: "  ", count: depth + 1)
        let end = String(repeating: "  ", count: depth)
        switch value {
        case .object(let members) where !members.isEmpty:
            let lines = members.map { member in
                "\(margin)\(indented(.string(member.name))): "
                    + indented(member.value, by: depth + 1)
            }
            return "{\n\(lines.joined(separator: ",\n"))\n\(end)}"
        case .array(let elements) where !elements.isEmpty:
            let lines = elements.map { margin + indented($0, by: depth + 1) }
            return "[\n\(lines.joined(separator: ",\n"))\n\(end)]"
        default: return String(decoding: RequestCoding.document(value), as: UTF8.self)
        }
    }

    private static func text(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    private static let style = """
        :root{color-scheme:light dark;--ink:#1d2733;--soft:#5a6878;--line:#dde3ea;--paper:#fff;--ground:#f5f7f9;\
        --accent:#0f6b62;--get:#1f5fa8;--post:#0f6b62;--put:#8a5a00;--delete:#a3262c}
        @media(prefers-color-scheme:dark){:root{--ink:#e6ebf0;--soft:#9fb0c0;--line:#2b3742;--paper:#182129;\
        --ground:#10171d;--accent:#5cc7b8;--get:#7fb3ef;--post:#5cc7b8;--put:#e3b35a;--delete:#ee8a8f}}
        *{box-sizing:border-box}html{scroll-behavior:smooth}
        body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,"Segoe UI",Roboto,sans-serif}
        header{padding:2.2rem clamp(1rem,4vw,3rem) 1.4rem;border-bottom:1px solid var(--line);background:var(--paper)}
        h1{margin:0;font-size:1.7rem;letter-spacing:-.01em}
        h1 small{font-size:.85rem;color:var(--soft);font-weight:400}
        header p{margin:.4rem 0 0;color:var(--soft);max-width:46rem}.links a{margin-right:1rem}a{color:var(--accent)}
        .columns{display:grid;grid-template-columns:13rem minmax(0,1fr);gap:2.5rem;padding:1.8rem clamp(1rem,4vw,3rem);\
        max-width:78rem}
        nav ul{list-style:none;margin:0;padding:0;position:sticky;top:1.5rem}nav li{padding:.15rem 0}
        nav a{text-decoration:none}nav a:hover{text-decoration:underline}nav span{color:var(--soft);font-size:.8rem}
        h2{font-size:1.15rem;margin:0 0 .7rem}section{margin-bottom:2.2rem}
        details{background:var(--paper);border:1px solid var(--line);border-radius:8px;margin-bottom:.55rem}
        summary{display:flex;flex-wrap:wrap;gap:.35rem .8rem;align-items:baseline;padding:.6rem .9rem;cursor:pointer;\
        list-style:none}
        summary::-webkit-details-marker{display:none}summary:focus-visible{outline:2px solid var(--accent);\
        outline-offset:2px;border-radius:8px}
        .method{font:600 .75rem/1 ui-monospace,monospace;min-width:3.4rem;color:var(--accent)}.get{color:var(--get)}\
        .post{color:var(--post)}.put,.patch{color:var(--put)}.delete{color:var(--delete)}
        .path{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:.9rem;overflow-wrap:anywhere}
        var{font-style:normal;color:var(--soft)}.summary{color:var(--soft);font-size:.9rem}
        .body{border-top:1px solid var(--line);padding:.9rem}
        dl{display:grid;grid-template-columns:minmax(6rem,max-content) minmax(0,1fr);gap:.35rem 1.2rem;margin:0;\
        font-size:.9rem}
        dt{color:var(--soft)}dd{margin:0}h4{margin:1rem 0 .3rem;font-size:.85rem;color:var(--soft)}
        code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:.85em}
        code{background:var(--ground);border-radius:4px;padding:.05rem .3rem}
        pre{margin:0;background:var(--ground);border-radius:6px;padding:.7rem .9rem;overflow:auto}
        @media(max-width:46rem){.columns{grid-template-columns:1fr;gap:1rem}nav ul{position:static;display:flex;\
        flex-wrap:wrap;gap:.2rem 1rem}dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
        """
}
