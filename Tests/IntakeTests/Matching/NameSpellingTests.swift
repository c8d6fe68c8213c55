import Testing

@testable import Intake

/// Which spellings meet, and which names must not.
struct NameSpellingTests {
    @Test(arguments: [
        ["Mohamed", "Muhammad", "Mohammed", "Mohamad", "Mohammad", "Mouhamed", "محمد", "مُحَمَّد", "مـحـمـد", "Maxamed"],
        ["Youssef", "Yusuf", "Yousef", "Yussuf", "يوسف", "یوسف"],
        ["Ahmed", "Ahmad", "أحمد", "احمد", "Axmed"],
        [
            "Abd el-Rahman", "Abdelrahman", "Abdul Rahman", "Abderrahmane", "Abdirahman", "عبد الرحمن", "عبدالرحمن",
            "عبد الرحمٰن",
        ],
        ["Abdallah", "Abdullah", "Abdellah", "عبد الله", "عبدالله"],
        ["Abdelkader", "Abdul Qadir", "Abdulkadir", "عبد القادر", "عبدالقادر"],
        ["Fatima", "Fatma", "Fatimah", "فاطمة", "فاطمه"],
        ["Nour el-Din", "Noureddine", "Nour Eldin", "نور الدين", "نورالدين"],
        ["Abou Bakr", "Aboubakr", "Abu Bakr", "أبو بكر", "ابوبكر"],
        ["Chérif", "Sherif", "Shareef", "شريف"],
        ["Khadija", "Khadidja", "Khadiga", "خديجة", "خديجه"],
        ["Ouassim", "Wassim", "Wasseem", "وسيم"],
        ["Mostafa", "Mustafa", "Moustapha", "مصطفى", "مصطفي"],
        ["Gamal", "Jamal", "Djamal", "جمال"],
        ["El-Masry", "Elmasry", "Al Masri", "المصري", "المصرى"],
        ["Ben Ali", "Benali", "بن علي", "بنعلي"],
        ["Othman", "Osman", "Ousmane", "عثمان"],
        ["Aïcha", "Aisha", "Aysha", "عائشة"],
        ["Mariam", "Maryam", "Meriem", "مريم"],
        ["Yehia", "Yahya", "Yahia", "يحيى", "يحيي"],
        ["Ibrahim", "Ebrahim", "Ibraheem", "إبراهيم", "ابراهيم"],
        ["Khaled", "Khalid", "خالد"],
        ["Oum Kalthoum", "Um Kalthum", "أم كلثوم"],
        ["Traoré", "Traore"],
        ["አበበ", "Abäbä"],
    ])
    func `spellings of one name meet`(spellings: [String]) throws {
        for first in spellings {
            for second in spellings {
                let (left, right) = (try skeleton(first), try skeleton(second))
                #expect(left.coarse == right.coarse, "\(first) and \(second)")
                #expect(!Set(left.fine).isDisjoint(with: right.fine), "\(first) and \(second)")
            }
        }
    }

    @Test(arguments: [
        ("Mohamed", "Mahmoud"), ("محمد", "محمود"), ("Mohamed", "محمود"), ("Hassan", "Hussein"), ("حسن", "حسين"),
        ("Hassan", "حسين"), ("Amin", "Amina"), ("أمين", "Amina"), ("Karim", "Karima"), ("كريم", "كريمة"),
        ("Salma", "Salima"), ("Salim", "Salma"), ("Nour", "Nara"), ("Kamal", "Gamal"), ("Omar", "عمرو"),
        ("Ali", "Alaa"), ("علي", "Alia"), ("Mona", "Amina"), ("Zeinab", "Zakaria"), ("Nada", "Nadia"),
        ("Saad", "سعيد"), ("Karam", "Karim"), ("Hamza", "Hamida"),
    ])
    func `different names stay apart`(first: String, second: String) throws {
        #expect(Set(try skeleton(first).fine).isDisjoint(with: try skeleton(second).fine))
    }

    @Test func `what belongs together is one part`() {
        #expect(NamePart.parts("Abd el Rahman Nour el Din Hassan").count == 3)
        #expect(NamePart.parts("عبد الرحمن نور الدين حسن").count == 3)
        #expect(NamePart.parts("Mr. Mohamed ben Ali ould Sidi").count == 3)
    }

    @Test func `a compound is also known by its second half`() throws {
        let part = try #require(NamePart.parts("Abdelrahman").first)
        #expect(part.secondHalf?.coarse == "RHMN")
    }

    @Test(arguments: ["", " ", "…", "123", "'", "\u{301}", "🙂", "-", "\u{200D}\u{200C}", "ـــ", "\0"])
    func `what says nothing has no parts`(text: String) {
        #expect(NamePart.parts(text).isEmpty)
    }

    @Test func `any text is read, however odd`() {
        var random = SeededRandom(seed: 5)
        for _ in 0..<1500 {
            var text = String.UnicodeScalarView()
            for _ in 0..<random.below(24) {
                let range = random.element([0...0x7F, 0x600...0x6FF, 0x80...0x24F, 0x1200...0x137F, 0...0x10FFFF])
                if let scalar = Unicode.Scalar(UInt32(Int.random(in: range, using: &random))) { text.append(scalar) }
            }
            for part in NamePart.parts(String(text)) { #expect(!part.skeleton.coarse.isEmpty) }
        }
        #expect(NamePart.parts(String(repeating: "محمد ", count: 10_000)).count < 100)
    }

    private func skeleton(_ text: String) throws -> NameSkeleton {
        let parts = NamePart.parts(text)
        #expect(parts.count == 1, "\(text)")
        return try #require(parts.first).skeleton
    }
}
