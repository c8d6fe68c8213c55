import Mustache

/// The page's form: HTML that needs nothing else, neither a script nor a file.
enum PageTemplate {
    private static let template: Result<MustacheTemplate, any Error> = Result { try MustacheTemplate(string: text) }

    /// The page as HTML; every text in it is escaped.
    static func html(_ page: PublicPage, in language: PageLanguage) throws -> String {
        let values: [String: Any] = [
            "page": page, "words": PageWord.all(in: language),
            "hasHeadlines": !page.headlines.isEmpty, "hasComparisons": !page.comparisons.isEmpty,
            "hasPeople": !page.people.isEmpty || !page.peopleGrids.isEmpty || !page.peopleWithheld.isEmpty,
            "hasPeopleWithheld": !page.peopleWithheld.isEmpty,
            "hasPlacesWithheld": !page.placesWithheld.isEmpty,
            "hasNoPlaces": page.places.isEmpty && page.placesWithheld.isEmpty,
            "hasAgreements": !page.agreements.isEmpty, "hasOthers": !page.others.isEmpty,
            "hasThreshold": !page.threshold.isEmpty, "hasReleases": !page.releases.isEmpty,
            "hasTime": !page.time.isEmpty,
        ]
        return try template.get().render(values)
    }

    private static let text = """
        <!DOCTYPE html>
        <html lang="{{page.language}}" dir="{{page.direction}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light">
        <link rel="icon" href="data:,">
        <title>{{words.title}}</title>
        <style>
        \(PageStyle.text)
        </style>
        </head>
        <body>
        <a class="skip" href="#figures">{{words.skip}}</a>
        <header><div class="wrap">
        <nav aria-label="{{words.languages}}"><ul>{{#page.languages}}<li><a href="/?lang={{code}}" lang="{{code}}" \
        hreflang="{{code}}"{{#isCurrent}} aria-current="true"{{/isCurrent}}>{{name}}</a></li>{{/page.languages}}</ul></nav>
        <h1>{{words.title}}</h1>
        <p class="lead">{{words.lead}}</p>
        </div></header>
        \(PageTemplateParts.contents)
        <main id="figures" class="wrap">
        \(PageTemplateParts.headlines)
        \(PageTemplateParts.comparisons)
        \(PageTemplateParts.time)
        \(PageTemplateParts.people)
        \(PageTemplateParts.places)
        \(PageTemplateParts.agreements)
        \(PageTemplateParts.others)
        \(PageTemplateParts.why)
        </main>
        <footer class="wrap">
        \(PageTemplateParts.foot)
        </footer>
        </body>
        </html>
        """
}
