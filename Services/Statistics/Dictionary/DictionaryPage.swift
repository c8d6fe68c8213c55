import Events
import Mustache
import Reference

/// The data dictionary as a page.
enum DictionaryPage {
    private struct Row {
        var code: String
        var name: String
        var definition: String
        var unit: String
        var cuts: String
        var published: String
    }

    private struct Section {
        var id: String
        var code: String
        var name: String
        var sdmx: String
        var hxl: String
        var hasValues: Bool
        var values: [Value]
    }

    private struct Value {
        var code: String
        var name: String
        var sdmx: String
    }

    private static let template: Result<MustacheTemplate, any Error> = Result { try MustacheTemplate(string: text) }

    /// The page as HTML; every text in it is escaped.
    static func html(_ dictionary: DataDictionary, in language: PageLanguage) throws -> String {
        func name(_ names: LocalizedNames) -> String { names.name(in: language.rawValue) ?? "" }
        let values: [String: Any] = [
            "language": language.rawValue, "direction": language.direction, "words": PageWord.all(in: language),
            "languages": PageLanguage.allCases.map {
                PublicPage.Language(code: $0.rawValue, name: $0.ownName, isCurrent: $0 == language)
            },
            "indicators": dictionary.indicators.map { entry in
                Row(
                    code: entry.definition.code.rawValue,
                    name: name(entry.names),
                    definition: name(entry.meanings),
                    unit: name(entry.units),
                    cuts: language.list(entry.definition.dimensions.map { name($0.names) }),
                    published: published(entry.definition, in: language)
                )
            },
            "dimensions": dictionary.dimensions.map { entry in
                Section(
                    id: "dimension-\(entry.code.rawValue)",
                    code: entry.code.rawValue,
                    name: name(entry.names),
                    sdmx: entry.sdmx,
                    hxl: entry.hxl ?? "#reached+…",
                    hasValues: entry.values != nil,
                    values: (entry.values ?? []).map { Value(code: $0.code, name: name($0.names), sdmx: $0.sdmx) }
                )
            },
            "periods": dictionary.periods.map { Value(code: $0.example, name: name($0.names), sdmx: "") },
        ]
        return try template.get().render(values)
    }

    private static func published(_ definition: IndicatorResponse, in language: PageLanguage) -> String {
        guard definition.published != nil else { return language.words(.publishedNever) }
        return language.words(definition.isExempt ? .publishedAlways : .publishedFrom)
    }

    private static let text = """
        <!DOCTYPE html>
        <html lang="{{language}}" dir="{{direction}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light">
        <link rel="icon" href="data:,">
        <title>{{words.dictionaryTitle}}</title>
        <style>
        \(PageStyle.text)
        </style>
        </head>
        <body>
        <a class="skip" href="#indicators">{{words.skip}}</a>
        <header><div class="wrap">
        <nav aria-label="{{words.languages}}"><ul>{{#languages}}<li><a href="/data-dictionary?lang={{code}}" \
        lang="{{code}}" hreflang="{{code}}"{{#isCurrent}} aria-current="true"{{/isCurrent}}>{{name}}</a></li>\
        {{/languages}}</ul></nav>
        <h1>{{words.dictionaryTitle}}</h1>
        <p class="lead">{{words.dictionaryLead}}</p>
        </div></header>
        <main class="wrap">
        <p><a href="/?lang={{language}}">{{words.backToFigures}}</a></p>
        <h2 id="indicators">{{words.indicators}}</h2>
        <div class="scroll" role="group" aria-labelledby="indicators" tabindex="0"><table>
        <thead><tr><th scope="col">{{words.code}}</th><th scope="col">{{words.what}}</th>
        <th scope="col">{{words.meaning}}</th><th scope="col">{{words.cuts}}</th>
        <th scope="col">{{words.publication}}</th></tr></thead>
        <tbody>{{#indicators}}<tr><th scope="row"><code dir="ltr">{{code}}</code></th><td>{{name}}</td>
        <td>{{definition}}<span class="small">{{unit}}</span></td>
        <td>{{cuts}}</td><td>{{published}}</td></tr>{{/indicators}}</tbody></table></div>
        <h2 id="dimensions">{{words.dimensions}}</h2>
        {{#dimensions}}<h3 id="{{id}}">{{name}}</h3>
        <p class="note"><code dir="ltr">{{code}}</code> · {{words.inSDMX}} <code dir="ltr">{{sdmx}}</code> · \
        {{words.inHXL}} <code dir="ltr">{{hxl}}</code></p>
        {{#hasValues}}<div class="scroll" role="group" aria-labelledby="{{id}}" tabindex="0"><table>
        <thead><tr><th scope="col">{{words.code}}</th><th scope="col">{{words.value}}</th>
        <th scope="col">{{words.inSDMX}}</th></tr></thead>
        <tbody>{{#values}}<tr><th scope="row"><code dir="ltr">{{code}}</code></th><td>{{name}}</td>
        <td><code dir="ltr">{{sdmx}}</code></td></tr>{{/values}}</tbody></table></div>{{/hasValues}}
        {{/dimensions}}
        <h2 id="periods">{{words.periods}}</h2>
        <div class="scroll" role="group" aria-labelledby="periods" tabindex="0"><table>
        <thead><tr><th scope="col">{{words.code}}</th><th scope="col">{{words.meaning}}</th></tr></thead>
        <tbody>{{#periods}}<tr><th scope="row"><code dir="ltr">{{code}}</code></th><td>{{name}}</td></tr>{{/periods}}\
        </tbody></table></div>
        </main>
        </body>
        </html>
        """
}
