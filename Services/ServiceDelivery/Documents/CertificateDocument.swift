import Events
import Mustache

/// A certificate as a page that is ready to be printed: no scripts, nothing loaded from anywhere.
struct CertificateDocument: Sendable {
    var certificate: CertificateRecord
    /// Left blank, to be written by hand, where it was not given when the certificate was issued.
    var holderName: String?
    var issuer: CertificateIssuer
    var code: VerificationCode
    var language: DocumentLanguage

    /// The page; what it is filled with is escaped.
    func html() throws -> String {
        let words = CertificateWords(certificate.kind, in: language)
        var values: [String: String] = [
            "language": language.rawValue,
            "direction": language.direction,
            "title": words.title,
            "certifies": words.certifies,
            "completed": words.completed,
            "course": words.course,
            "at": words.at,
            "levelWord": words.level,
            "issuedOnWord": words.issuedOn,
            "issuedOn": language.text(certificate.issuedOn),
            "numberWord": words.number,
            "number": certificate.number,
            "codeWord": words.code,
            "code": code.description,
            "verify": words.verify,
            "path": "/v1/verify/\(code)",
            "signature": words.signature,
        ]
        values["holder"] = holderName
        values["level"] = certificate.level
        values["institution"] = issuer.institutionName
        values["organisation"] = language.name(of: issuer.organisationNames)
        if certificate.revokedOn != nil { values["revoked"] = words.revoked }
        return try MustacheTemplate(string: Self.template).render(values)
    }

    private static let template = """
        <!DOCTYPE html>
        <html lang="{{language}}" dir="{{direction}}">
        <head>
        <meta charset="utf-8">
        <title>{{title}} {{number}}</title>
        <style>
        @page { size: A4 landscape; margin: 0; }
        * { box-sizing: border-box; }
        body { margin: 0; color: #1d2733; font-family: "Noto Naskh Arabic", Amiri, Georgia, "Times New Roman", serif; }
        main { width: 297mm; height: 209mm; padding: 14mm; position: relative; text-align: center; }
        main > div { height: 100%; border: 1.2mm double #2b5c6b; padding: 12mm 18mm 8mm; display: flex;
            flex-direction: column; justify-content: space-between; }
        h1 { font-size: 15mm; font-weight: normal; margin: 0; color: #2b5c6b; }
        p { font-size: 6mm; margin: 1.5mm 0; }
        .holder { font-size: 11mm; min-height: 15mm; border-bottom: .3mm dotted #1d2733; display: inline-block;
            min-width: 150mm; }
        .organisation { font-size: 5mm; }
        .facts { display: flex; justify-content: space-between; align-items: flex-end; font-size: 4mm;
            text-align: start; }
        .facts div { line-height: 1.7; }
        .signature { border-top: .3mm solid #1d2733; min-width: 70mm; padding-top: 1mm; text-align: center; }
        .verify { font-size: 3.2mm; margin: 3mm 0 0; color: #4a5663; }
        .revoked { position: absolute; inset: 85mm 0 auto; font-size: 30mm; color: #a4243b; opacity: .45;
            transform: rotate(-18deg); }
        </style>
        </head>
        <body>
        <main>
        <div>
        <section>
        {{#organisation}}<p class="organisation">{{organisation}}</p>{{/organisation}}
        <h1>{{title}}</h1>
        </section>
        <section>
        <p>{{certifies}}</p>
        <p class="holder"><bdi>{{holder}}</bdi></p>
        <p>{{completed}} <strong>{{course}}</strong></p>
        {{#institution}}<p>{{at}} <bdi>{{institution}}</bdi></p>{{/institution}}
        {{#level}}<p>{{levelWord}}: <bdi>{{level}}</bdi></p>{{/level}}
        </section>
        <section>
        <div class="facts">
        <div>
        {{issuedOnWord}}: <bdi>{{issuedOn}}</bdi><br>
        {{numberWord}}: <bdi dir="ltr">{{number}}</bdi><br>
        {{codeWord}}: <bdi dir="ltr">{{code}}</bdi>
        </div>
        <div class="signature">{{signature}}</div>
        </div>
        <p class="verify">{{verify}} <bdi dir="ltr">{{path}}</bdi></p>
        </section>
        </div>
        {{#revoked}}<div class="revoked">{{revoked}}</div>{{/revoked}}
        </main>
        </body>
        </html>

        """
}
