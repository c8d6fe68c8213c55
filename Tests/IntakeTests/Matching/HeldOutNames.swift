/// Names that nothing was set on, to see whether the rules hold for names they were not made with.
extension NameList {
    static let heldOut = NameList(
        male: """
            أنس,انس|Anas,Anass
            زياد|Ziad,Zyad,Ziyad
            سيف|Seif,Saif,Sayf
            مالك|Malek,Malik
            مهدي,مهدى|Mahdi,Mehdi,Mahdy
            ناصر|Nasser,Nasir,Naser
            عبد الرحيم,عبدالرحيم|Abderrahim,Abdul Rahim,Abdelrahim,Abdel Rahim
            فيصل|Faisal,Faysal,Fayçal,Feisal
            حاتم|Hatem,Hatim
            مازن|Mazen,Mazin
            تامر|Tamer,Tamir
            باسم|Bassem,Basem,Bassim
            وائل|Wael,Wail,Ouail
            شادي,شادى|Shady,Chadi,Shadi
            عبد اللطيف,عبداللطيف|Abdellatif,Abdul Latif,Abdel Latif
            عز الدين,عزالدين|Azzedine,Ezz El Din,Ezzeldin,Izz al-Din
            سيف الدين,سيف الدين|Seifeddine,Saif El Din,Seif Eldin
            هيثم|Haitham,Haytham,Haithem
            نزار|Nizar,Nezar
            رفيق|Rafik,Rafiq,Rafeek
            توفيق|Tawfik,Toufik,Taoufik,Tewfik
            لطفي,لطفى|Lotfi,Lutfi,Lotfy
            غسان|Ghassan,Gassan
            فارس|Fares,Faris
            قيس|Qais,Kais,Qays
            عدنان|Adnan,Adnane
            مبارك|Mubarak,Moubarak,Mobarak
            فتحي,فتحى|Fathi,Fathy
            شوقي,شوقى|Shawky,Chawki,Shawqi
            بهاء|Bahaa,Baha
            ضياء|Diaa,Dia,Dhia
            حازم|Hazem,Hazim
            عاطف|Atef,Atif
            عبد الفتاح,عبدالفتاح|Abdelfattah,Abdel Fattah,Abdul Fattah
            لؤي,لؤى|Loai,Louay,Luay
            رائد|Raed,Raid
            مدحت|Medhat,Midhat
            رأفت,رافت|Raafat,Rafat
            صابر|Saber,Sabir
            عقيل|Aqeel,Akil,Aqil
            كمال|Kamal,Kamel,Kemal
            سفيان|Soufiane,Sofian,Sufyan
            أمجد,امجد|Amjad,Amgad
            بدر|Badr,Bader
            معتصم|Moatasem,Mutasim,Moutassim
            يعقوب|Yaqoub,Yacoub,Yakub
            داود,داوود|Dawood,Daoud,Dawud
            جعفر|Jaafar,Gaafar,Jafar,Djaafar
            سراج|Siraj,Serag,Sirag
            عبد الواحد,عبدالواحد|Abdelwahed,Abdelouahed,Abdul Wahid
            ميكائيل|Mikael,Mikail
            بينيام|Biniam,Binyam
            هابتوم|Habtom,Habtoum
            برهاني|Berhane,Birhane
            سليمو|Salimou,Salimu
            أمادو|Amadou,Amadu
            بوريس|Boris,Borys
            أنطون|Anton,Antoun
            """,
        female: """
            شيرين|Sherine,Shereen,Chirine
            هالة,هاله|Hala,Halah
            سهام|Siham,Seham
            وداد|Widad,Wedad,Ouidad
            بثينة,بثينه|Bouthaina,Buthaina,Bothaina
            رباب|Rabab,Rebab
            سوسن|Sawsan,Saoussan,Sausan
            فريدة,فريده|Farida,Fareeda
            غادة,غاده|Ghada,Ghadah
            حسناء|Hasnaa,Hasna
            إلهام,الهام|Ilham,Elham,Ilhame
            لبنى,لبني|Lobna,Loubna,Lubna
            مديحة,مديحه|Madiha,Madeeha
            نهى,نهي|Noha,Nuha,Nouha
            رشا|Rasha,Racha
            شهيرة,شهيره|Shahira,Chahira
            ابتسام|Ibtissam,Ebtisam,Ibtisam,Ebtesam
            جيهان|Jihan,Gehan,Jihane
            كوثر|Kawthar,Kaoutar,Kawthr
            عفاف|Afaf,Affaf
            سلوى,سلوي|Salwa,Saloua
            زبيدة,زبيده|Zoubida,Zubaida,Zobaida
            فوزية,فوزيه|Fawzia,Fouzia,Faouzia
            نجاة|Najat,Nagat,Najet
            رجاء|Rajaa,Ragaa,Raja
            وردة,ورده|Warda,Ouarda
            بدرية,بدريه|Badria,Badriya
            حفصة,حفصه|Hafsa,Hafssa
            سمية,سميه|Soumaya,Somaya,Sumaya,Soumia
            شروق|Shorouk,Chourouk,Shuruq
            خلود|Khouloud,Kholoud,Khulud
            ميساء|Maysaa,Maissa,Mayssa
            تهاني,تهانى|Tahani,Tahany
            عبير|Abeer,Abir
            انتصار|Intisar,Entesar,Intissar
            ندى,ندي|Nada,Neda
            دلال|Dalal,Delal
            ماجدة,ماجده|Magda,Majda
            صفاء|Safaa,Safae,Safa
            هناء|Hanaa,Hanae,Hana
            نسرين|Nesrine,Nisreen,Nasrin
            وجدان|Wijdan,Wegdan,Ouijdane
            رحاب|Rehab,Rihab
            أميرة,اميره|Amira,Ameera
            سعدية,سعديه|Saadia,Sadia,Saadiya
            هند|Hind,Hend
            كنزة,كنزه|Kenza,Kinza
            مليكة,مليكه|Malika,Maleeka
            ربيعة,ربيعه|Rabia,Rabiaa,Rabea
            هاوا|Haua,Awa
            سعيدة,سعيده|Saida,Saeeda
            ألماز|Almaz,Almas
            رهيل|Rahel,Raheel
            """,
        family: """
            عبد الغني,عبدالغني|Abdelghani,Abdel Ghany,Abdul Ghani
            الجوهري,الجوهرى|El Gohary,Elgohary,Al Jawhari
            القاضي,القاضى|El Kady,Elkadi,Al Qadi
            الشافعي,الشافعى|El Shafei,Elshafie,Chafii
            مرسي,مرسى|Morsi,Morsy,Mursi
            عطية,عطيه|Attia,Atteya,Atia
            يونس|Younes,Younis,Yunus
            سالم|Salem,Salim
            بيومي,بيومى|Bayoumi,Bayoumy,Baioumy
            الطحان|El Tahhan,Tahan,Eltahan
            صبري,صبرى|Sabry,Sabri
            غريب|Gharib,Ghareeb
            عمارة,عماره|Omara,Emara,Amara
            حمدان|Hamdan,Hamdane
            رزق|Rizk,Rezk,Rizq
            سرور|Sorour,Srour,Surur
            القرشي,القرشى|Elgorashi,Al Qurashi,El Korachi
            بوزيد,أبو زيد|Bouzid,Abou Zeid,Abouzeid
            بلحاج|Belhaj,Belhadj,Bel Haj
            المرابط|El Mrabet,Mrabet,Al Murabit
            بنسعيد,بن سعيد|Bensaid,Ben Said
            الوزاني|Ouazzani,El Ouazzani,Wazzani
            السباعي|Sbai,El Sebai,Essebai
            الغازي|El Ghazi,Ghazi,Elghazi
            حجي,حجى|Hajji,Haji,Hadji
            الناصري|Naciri,Ennaciri,Al Nasiri
            الكتاني|Kettani,El Kettani,Al Kattani
            الزياني|Ziani,Ezziani,Zayani
            شكري,شكرى|Choukri,Shoukry,Shukri
            الصديق|Seddik,El Siddig,Sadik,Siddiq
            التوم|Eltom,El Toum,Altoum
            الخير|Elkhair,El Kheir,Alkhair
            مكي,مكى|Makki,Mekki,Mekky
            حمد|Hamad,Hamed,Hamd
            ضيف الله|Deifallah,Daifallah,Deif Allah
            بابكر|Babiker,Babikir,Babaker
            عجيب|Ajib,Ageeb
            شنودة|Shenouda,Chenouda
            إسكندر,اسكندر|Iskander,Eskandar,Iskandar
            قرياقص|Kyriakos,Kiriakos
            علمو|Alemu,Alemou
            تسما|Tesema,Tessema
            وركو|Worku,Workou
            منجستو|Mengistu,Mengestu
            بيرحانو|Berhanu,Birhanu
            شيرمارك|Shermarke,Sharmarke
            عدن|Adan,Aadan
            ديريه,ديرية|Dirie,Diriye
            سو|Sow,So
            ندياي|Ndiaye,N'Diaye
            سانوغو|Sanogo,Sanogho
            كوليبالي|Coulibaly,Koulibaly
            كامارا|Camara,Kamara
            فال|Fall,Fal
            دوبوا|Dubois,Duboi
            روسي|Rossi,Rosi
            الديب|El Dib,Eldeeb,El Deeb
            هيكل|Heikal,Haykal,Heykal
            زغلول|Zaghloul,Zaghlul
            الباز|El Baz,Elbaz
            مهران|Mahran,Mehran
            الصاوي,الصاوى|El Sawy,Elsawi,Sawi
            نجيب|Naguib,Najib,Nagib
            عفيف|Afif,Afeef
            كساب|Kassab,Kasab
            الطيار|El Tayar,Tayyar
            قطب|Kotb,Qutb,Koutb
            عمران|Omran,Imran,Amrane
            بدوي,بدوى|Badawy,Badaoui,Badawi
            الجمال|El Gammal,Elgamal,Al Jammal
            وهبة,وهبه|Wahba,Wehba
            الشناوي,الشناوى|El Shennawy,Elshenawi,Chennaoui
            بن صالح,بنصالح|Ben Salah,Bensalah
            بن عمر,بنعمر|Ben Omar,Benomar
            بوهلال|Bouhlal,Bou Hlal
            العراقي,العراقى|Iraqi,El Iraqi,Laraki
            الصنهاجي|Senhaji,Sanhaji
            القادري,القادرى|Kadiri,El Kadiri,Qadiri
            الوردي,الوردى|Ouardi,El Ouardi,El Wardi
            المعروفي|Maaroufi,El Maaroufi
            الحجاجي|Hajjaji,El Hajjaji
            البقالي,البقالى|Bakkali,El Bakkali,Baqqali
            أوعلي|Ouali,Oualy
            السنوسي,السنوسى|Senoussi,Essenoussi,El Sanousi
            كرار|Karrar,Karar
            سوار الذهب|Siwar El Dahab,Suwar Aldahab
            حمدون|Hamdoun,Hamdun
            ود البشير|Wad Elbashir,Wad El Bashir
            هاشم|Hashim,Hashem,Hachem
            عقيلي,عقيلى|Aqili,Agili,Akili
            راغي|Rage,Raageh
            جيلي|Guelleh,Gele
            هابتي|Habte,Habtey
            أيلي|Ayele,Ayelle
            بكلي|Bekele,Bekelle
            لما|Lemma,Lema
            دمبيلي|Dembele,Dembélé
            سال|Sall,Sal
            غي|Gueye,Guèye
            فاي|Faye,Fay
            يعقوبيان|Yacoubian,Yakoubian
            بولس|Boulos,Paulos,Bolos
            إسحاق,اسحق|Ishak,Ishaq
            غبريال|Gabriel,Ghobrial
            """,
        attributes: """
            عليم|Alim,Aleem
            حكيم|Hakim,Hakeem
            صمد|Samad,Samed
            باسط|Basset,Basit
            رازق|Razek,Raziq
            حفيظ|Hafiz,Hafeez
            بديع|Badie,Badi
            معطي|Moati,Mouti
            مؤمن|Moemen,Momen
            شكور|Shakour,Chakour
            نبي,نبى|Nabi,Naby
            محسن|Mohsen,Mouhcine
            """
    )
}
