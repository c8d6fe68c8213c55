import Testing

@testable import Partnerships

@Suite struct XMLTextTests {
    @Test func `what was entered is text, and what no XML may hold is left out`() {
        #expect(XMLText.escaped("a & b < c > \"d\"") == "a &amp; b &lt; c &gt; &quot;d&quot;")
        #expect(XMLText.escaped("one\u{0}\u{1B}\u{FFFE}two\nthree\tfour") == "onetwo three four")
        #expect(XMLText.escaped("\u{0645}\u{0635}\u{0631}") == "\u{0645}\u{0635}\u{0631}")
    }

    @Test func `elements are set one in the other, and attributes without a value are left out`() {
        var xml = XMLText()
        xml.element("a", ["x": "1", "y": nil]) { xml in
            xml.element("b", text: "<")
            xml.element("c", ["z": "&"])
        }
        #expect(
            xml.text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <a x="1">
                  <b>&lt;</b>
                  <c z="&amp;"/>
                </a>

                """
        )
    }
}
