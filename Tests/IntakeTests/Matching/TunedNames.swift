/// The names that the weights were set on: Egypt, Morocco, Sudan, the Horn and West Africa, the most frequent first.
///
/// Spellings as they are met in registers and the press, written down by hand; the rules under test know nothing of
/// this table. A row: Arabic spellings, a bar, Latin spellings, the usual one first.
extension NameList {
    static let tuned = NameList(
        male: """
            محمد,مُحَمَّد|Mohamed,Mohammed,Muhammad,Mohamad,Mohammad,Mouhamed,Maxamed
            أحمد,احمد|Ahmed,Ahmad,Ahmet,Axmed
            محمود|Mahmoud,Mahmood,Mahmud
            علي,على|Ali,Aly,Cali
            مصطفى,مصطفي|Mostafa,Mustafa,Moustafa,Mustapha,Moustapha
            حسن|Hassan,Hasan,Hassen,Xasan
            إبراهيم,ابراهيم|Ibrahim,Ebrahim,Brahim,Ibraheem
            عبد الرحمن,عبدالرحمن|Abdelrahman,Abdel Rahman,Abdulrahman,Abd El Rahman,Abderrahmane,Abdirahman
            يوسف|Youssef,Yousef,Yusuf,Yousif,Youcef,Yusef
            حسين|Hussein,Hussain,Houssein,Hossein,Houcine,Xuseen
            عمر|Omar,Omer,Umar,Oumar
            خالد|Khaled,Khalid
            كريم|Karim,Kareem,Kerim
            عبد الله,عبدالله|Abdallah,Abdullah,Abdalla,Abdulla,Abdellah
            إسماعيل,اسماعيل|Ismail,Ismael,Esmail,Smail
            طارق|Tarek,Tariq,Tarik,Tareq
            ياسين|Yassine,Yassin,Yasin,Yaseen
            سعيد|Said,Saeed,Saïd,Sayed
            رشيد|Rachid,Rashid,Rasheed
            حمزة,حمزه|Hamza,Hamzah,Hamsa
            عثمان|Othman,Osman,Othmane,Uthman,Cusmaan
            بلال|Bilal,Belal,Billal
            أيوب,ايوب|Ayoub,Ayub,Ayyoub
            عبد العزيز,عبدالعزيز|Abdelaziz,Abdulaziz,Abdel Aziz,Abd El Aziz
            هشام|Hisham,Hicham,Hesham
            سمير|Samir,Sameer,Semir
            جمال|Gamal,Jamal,Djamal
            عادل|Adel,Adil
            أشرف,اشرف|Ashraf,Achraf
            مجدي,مجدى|Magdy,Magdi,Majdi,Majdy
            صلاح|Salah,Saleh,Salaah
            إدريس,ادريس|Idris,Idriss,Driss,Idrees
            نور الدين,نورالدين|Noureddine,Nour El Din,Nour Eldin,Nureddin
            عبد القادر,عبدالقادر|Abdelkader,Abdulkadir,Abdel Kader,Abdelqader,Abdulqadir
            رضا|Reda,Rida,Redha
            سامي,سامى|Sami,Samy
            أمين,امين|Amin,Amine,Ameen
            عماد|Emad,Imad,Imed
            أنور,انور|Anwar,Anouar,Anwer
            وليد|Walid,Waleed,Oualid
            ياسر|Yasser,Yasir,Yaser
            ماجد|Maged,Majed,Majid
            عصام|Essam,Issam,Esam
            رامي,رامى|Ramy,Rami
            شريف|Sherif,Cherif,Sharif,Shareef
            هاني,هانى|Hany,Hani
            أيمن,ايمن|Ayman,Aymane,Aiman
            جابر|Gaber,Jaber,Jabir
            عبد الكريم,عبدالكريم|Abdelkarim,Abdul Karim,Abdelkrim,Abdel Karim
            موسى,موسي|Moussa,Musa,Mousa
            عيسى,عيسي|Issa,Eissa,Isa,Essa
            يحيى,يحيي|Yehia,Yahya,Yahia
            زكريا,زكرياء|Zakaria,Zakariya,Zakarya
            معاذ|Moaz,Mouad,Muath
            فؤاد|Fouad,Fuad,Foad
            مراد|Mourad,Murad,Morad
            منير|Mounir,Monir,Munir
            نبيل|Nabil,Nabeel
            جواد|Jawad,Jaouad,Gawad
            أسامة,اسامه|Osama,Oussama,Usama
            إلياس,الياس|Ilyas,Elias,Ilyass
            آدم,ادم|Adam,Adem,Aadam
            هارون|Haroun,Haron,Harun
            بكري,بكرى|Bakri,Bakry
            الطيب|Eltayeb,Tayeb,El Tayeb,Altayib
            الصادق|Elsadig,Sadiq,El Sadig,Al Sadiq
            أبو بكر,ابوبكر,أبوبكر|Abubakr,Abou Bakr,Aboubakar,Abubakar,Boubacar
            تسفاي|Tesfaye,Tesfay,Tesfai
            أبرهة,ابرها|Abraha,Abreha
            كبدي|Kebede,Kebbede
            جرمي|Girma,Germa
            داويت|Dawit,Dawitt
            يوناس|Yonas,Jonas
            مامادو|Mamadou,Mamadu
            شيخ|Cheikh,Sheikh,Cheick
            لامين|Lamine,Lamin
            جرجس|Girgis,Guirguis,Gerges
            مينا|Mina,Mena
            بيتر|Peter,Petr
            """,
        female: """
            فاطمة,فاطمه|Fatima,Fatma,Fatimah,Fatema,Faduma
            مريم|Mariam,Maryam,Meryem,Meriem
            عائشة,عايشة,عائشه|Aisha,Aicha,Aysha,Aïcha,Caasha
            خديجة,خديجه|Khadija,Khadidja,Khadiga,Khadeeja
            زينب|Zeinab,Zainab,Zineb,Zaynab,Zeynab
            أمينة,امينة,امينه|Amina,Aminah,Ameena
            سارة,ساره|Sara,Sarah
            نورا,نوره,نورة|Nora,Noura,Nura
            هدى,هدي|Hoda,Huda,Houda
            منى,مني|Mona,Muna,Mouna
            سلمى,سلمي|Salma,Selma
            ياسمين|Yasmine,Yasmin,Jasmine,Yasmeen
            نادية,ناديه|Nadia,Nadya,Nadiya
            سميرة,سميره|Samira,Sameera
            كريمة,كريمه|Karima,Kareema
            ليلى,ليلي|Leila,Layla,Laila,Leyla
            إيمان,ايمان|Iman,Eman,Imane,Imen
            أسماء,اسماء|Asmaa,Asma
            هاجر|Hagar,Hajar,Hager,Hajer
            رحمة,رحمه|Rahma,Rahmah
            حليمة,حليمه|Halima,Haleema,Xaliimo
            سعاد|Souad,Suad,Soad
            نعيمة,نعيمه|Naima,Naïma,Naeema
            رشيدة,رشيده|Rachida,Rashida
            شيماء|Shaimaa,Chaimae,Chaima,Shayma
            دعاء|Doaa,Douaa,Duaa
            آية,ايه,اية|Aya,Ayah,Aia
            نجلاء|Naglaa,Najlaa,Najla
            جميلة,جميله|Jamila,Gamila,Djamila
            صفية,صفيه|Safia,Safiya,Safeya
            رقية,رقيه|Rokia,Roqaya,Ruqayya,Rokaya
            حنان|Hanan,Hanane
            هبة,هبه|Heba,Hiba
            رانيا|Rania,Ranya
            دينا|Dina,Deena
            ريم|Reem,Rim,Rym
            نوال|Nawal,Naoual
            وفاء|Wafaa,Ouafae,Wafa,Wafae
            سناء|Sanaa,Sanae,Sana
            لطيفة,لطيفه|Latifa,Lateefa
            عزيزة,عزيزه|Aziza,Azeeza
            بشرى,بشري|Bouchra,Bushra,Boshra
            سكينة,سكينه|Soukaina,Sokaina,Sukaina
            مروة,مروه|Marwa,Maroua
            حياة|Hayat,Hayet
            صباح|Sabah,Sabbah
            حواء|Hawa,Hawaa,Haoua
            آمنة,امنه|Amna,Aamna
            ثريا|Soraya,Thoraya,Souraya
            زهرة,زهره|Zahra,Zohra
            أم كلثوم,ام كلثوم|Oum Kalthoum,Um Kalthum,Om Kalthoum
            حليمو|Halimo,Haliimo
            سلام|Selam,Salam
            تيجست|Tigist,Tigest
            هيوت|Hiwot,Hiwet
            برهان|Birhan,Berhan
            ماريا|Maria,Mariya
            دميانة,دميانه|Demiana,Damiana
            فاتو|Fatou,Fatu
            أمل,امل|Amal,Amel
            """,
        family: """
            السيد|El Sayed,Elsayed,Al Sayed,El-Sayed
            المصري,المصرى|El Masry,Elmasry,Al Masri,El Masri
            حسنين|Hassanein,Hasanein,Hassanin
            عبد الحميد,عبدالحميد|Abdel Hamid,Abdelhamid,Abdulhamid
            منصور|Mansour,Mansur,Mansoor
            سليمان|Soliman,Suleiman,Slimane,Sulaiman
            عبد السلام,عبدالسلام|Abdel Salam,Abdelsalam,Abdessalam,Abdul Salam
            فرج|Farag,Faraj,Farrag
            البدوي,البدوى|El Badawy,Elbadawi,Al Badawi
            شعبان|Shaaban,Chaabane,Shaban
            رمضان|Ramadan,Ramadhan,Ramdane
            جمعة,جمعه|Gomaa,Jumaa,Gouma
            عوض|Awad,Awadh
            حجازي,حجازى|Hegazy,Hegazi,Hijazi
            الشريف|El Sherif,Elsherif,Cherif,Al Sharif
            غانم|Ghanem,Ghanim
            خليل|Khalil,Khaleel
            زكي,زكى|Zaki,Zaky
            النجار|El Naggar,Elnaggar,Al Najjar,Najjar
            الحداد|El Haddad,Elhaddad,Haddad
            شاهين|Shahin,Shaheen,Chahine
            درويش|Darwish,Darwich
            بركات|Barakat,Baraket
            نصار|Nassar,Nasar
            العلوي,العلوى|Alaoui,El Alaoui,Al Alawi,Elalaoui
            الإدريسي,الادريسي|Idrissi,El Idrissi,Al Idrisi
            بناني|Bennani,Benani
            بنعلي,بن علي|Benali,Ben Ali
            بنجلون|Benjelloun,Ben Jelloun
            الفاسي,الفاسى|El Fassi,Fassi,Al Fasi
            التازي,التازى|Tazi,Ettazi,El Tazi
            الزهراوي|Zahraoui,Ezzahraoui,Al Zahrawi
            العمراني|El Amrani,Amrani,Elamrani,Lamrani
            المنصوري|El Mansouri,Mansouri,Al Mansouri
            الحسني|El Hassani,Hassani,Alhasani
            الرشيدي|Rachidi,Errachidi,Al Rashidi
            بوعزة,بوعزه|Bouazza,Bou Azza
            الخطيب|El Khatib,Khatib,Al Khateeb,Elkhatib
            برادة,براده|Berrada,Barada
            الشرقاوي,الشرقاوى|El Sharkawy,Cherkaoui,Charkaoui,Elsharkawi
            قاسم|Kassem,Qasim,Gasim,Kacem
            البشير|El Bashir,Elbashir,Al Bashir,El Bachir
            حامد|Hamed,Hamid
            التجاني|Tijani,El Tigani,Tidjani
            النور|Elnour,El Nour,Alnoor
            عبد الماجد|Abdelmagid,Abdel Magid,Abdulmajid
            الفكي|Elfaki,El Faki
            دفع الله|Dafallah,Dafalla,Daf Allah
            خير الله|Khairallah,Khair Allah,Kheirallah
            آدم|Adam,Aden
            ورسمي|Warsame,Warsameh
            فارح,فرح|Farah,Faarax
            عبدي,عبدى|Abdi,Cabdi
            جامع|Jama,Jaamac
            نور|Nur,Nour,Noor
            هايلي|Haile,Hayle
            جبري|Gebre,Gabre
            ولد ماريام|Woldemariam,Wolde Mariam,Weldemariam
            تكلي|Tekle,Tekele
            أسفا|Asefa,Assefa
            ديالو|Diallo,Dialo
            كوني|Kone,Koné
            تراوري|Traore,Traoré
            كيتا|Keita,Keïta
            با|Ba,Bah
            سيسي|Cisse,Cissé
            حنا|Hanna,Henna
            عزيز|Aziz,Azeez
            ميخائيل|Mikhail,Mikhael
            بطرس|Boutros,Botros
            عفيفي,عفيفى|Afifi,Afify
            الدسوقي,الدسوقى|El Desouky,Eldesouki,Desouki
            الغزالي,الغزالى|El Ghazaly,Ghazali,Elghazali
            فودة,فوده|Fouda,Foda
            الحسيني,الحسينى|El Husseiny,Elhusseini,Houssaini
            قنديل|Kandil,Qandil
            عاشور|Ashour,Achour
            سلامة,سلامه|Salama,Salamah
            حماد|Hammad,Hamad
            هلال|Helal,Hilal
            مخلوف|Makhlouf,Makhluf
            عبده|Abdou,Abdo
            شلبي,شلبى|Shalaby,Chalabi,Shalabi
            طلعت|Talaat,Talat
            عزت|Ezzat,Izzat
            رسلان|Raslan,Reslan
            الخولي,الخولى|El Kholy,Elkholi,Kholi
            الليثي,الليثى|El Leithy,Ellaithi,Leithi
            بن يوسف,بنيوسف|Ben Youssef,Benyoussef
            بن موسى,بنموسى|Ben Moussa,Benmoussa
            بلقاسم|Belkacem,Belqasim,Belgacem
            الصقلي,الصقلى|Skalli,Sqalli
            الراشدي,الراشدى|Rachdi,Errachdi
            السعدي,السعدى|Saadi,Essaadi,El Saadi
            مزيان|Meziane,Mezian
            الحموشي|Hammouchi,El Hammouchi
            لحلو|Lahlou,Lahlu
            الكرمي|El Karmi,Karmi
            الطاهري,الطاهرى|Tahiri,Ettahiri,El Tahiri
            أمزيان|Ameziane,Amezian
            بوشعيب|Bouchaib,Bou Chaib
            الحاج|El Hadj,Elhaj,El Haj
            الأمين,الامين|Elamin,El Amin,Lamine
            بابكر|Babiker,Babikir
            عثمان|Osman,Othman
            مرغني,الميرغني|Mirghani,Elmirghani
            كباشي,كباشى|Kabbashi,Kabashi
            عوض الله|Awadallah,Awad Allah
            جاد الله|Gadallah,Gad Allah
            حرسي,حرسى|Hersi,Xirsi
            عرتي|Arteh,Carte
            سمتر|Samatar,Samater
            دبلي|Dible,Deble
            قبري مدهن|Gebremedhin,Gebre Medhin
            زويدي|Zewdie,Zewde
            مكونن|Mekonnen,Mekonen
            تادسي|Tadesse,Tadese
            ندور|Ndour,N'Dour
            ساخو|Sakho,Sako
            سانغاري|Sangare,Sangaré
            توري|Toure,Touré
            باري|Barry,Bari
            فاروق|Farouk,Faruq
            توما|Touma,Toma
            عبد الملاك|Abdelmalak,Abdel Malak
            """,
        attributes: """
            رؤوف,رءوف|Raouf,Rauf
            مجيد|Majid,Magid
            جليل|Jalil,Galil
            خالق|Khalek,Khaliq
            ناصر|Nasser,Nasir
            منعم|Moneim,Monem
            حليم|Halim,Haleem
            غفار|Ghaffar,Gaffar
            وهاب|Wahab,Ouahab
            عظيم|Azim,Azeem
            هادي,هادى|Hadi,Hady
            جبار|Jabbar,Gabbar
            """
    )
}
