// What honest people send, written for this project: nobody in it exists. French first, as most owners are; the odd on purpose.
// given | family | address | company | job title | website | message

export const honest = `
Camille | Lefèvre | camille.lefevre@atelier-aubepine.example | Atelier Aubépine | Gérante | | 
Jean-Baptiste | Marchand | jb.marchand@mairie-saint-cyr.example | Mairie de Saint-Cyr-sur-Loire | Directeur des systèmes d’information | | Nous avons un RSSI mutualisé à trois communes, le guide couvre-t-il ce cas ?
Ô | Nguyen | o.nguyen@example.fr | | | | 
Anaïs | O'Brien | anais.obrien@example.com | Studio 54bis | Designer | https://studio54bis.example | 
MARIE-CLAIRE | DE LA TOUR D'AUVERGNE | mc.delatour@notaires-loire.example | ÉTUDE DE LA TOUR & ASSOCIÉS | NOTAIRE | | MERCI DE ME RAPPELER LE MATIN, JE SUIS EN RENDEZ-VOUS TOUTES LES APRÈS-MIDI.
Li | Ng | ling@example.fr | Ng & Fils | Associée | | 
Éric | Ly | eric.ly@3dprod.example | 3D Prod 2000 | CEO | www.3dprod.example | Bonjour, faites-vous des tarifs pour les associations ?
Thibault | Dupré de Saint-Maur | tdsm@example.fr | | | | Simple curiosité.
Fatoumata | Diallo | f.diallo@kaolack-import.example | Kaolack Import | Responsable achats | | Bonjour, je cherche une solution pour mes trois boutiques.
Loïc | Le Gall | loic@legall-charpente.example | SARL LE GALL CHARPENTE | Artisan | | OK pour un rdv mardi ou jeudi. Pas le mercredi, j’ai les enfants
Nathalie | Bouvier-Prat | nbp@example.org | CPAM 13 | Chargée de mission | | 
Zoé | Y | zoe.y@example.fr | | étudiante | | mémoire de M2 sur le RGPD
Guillaume | Saint-Exupery | guillaume@aero-c4.example | Aéro-C4 | Ingénieur | https://www.aero-c4.example/equipe/guillaume | 
Sylvie | Perrin | sylvie.perrin@wanadoo.example | Groupe Casino, magasin de Fréjus | Cheffe de rayon | | Je voudrais le guide pour le présenter à mon directeur.
Karim | Benali | k.benali@crypto-conseil.example | Crypto Conseil | Fiscaliste | | Nous accompagnons des clients sur la fiscalité du bitcoin, le livre blanc nous intéresse.
Stéphane | Roux | sroux@casino-bandol.example | Casino de Bandol | Responsable communication | https://casino-bandol.example | 
Aurélie | Thomas | aurelie@agence-pixelle.example | Agence Pixelle | Consultante SEO | | Je fais du référencement naturel pour des PME, votre guide sur les bandeaux cookies m’intéresse.
Bruno | Bernard | bruno@example.fr | Bernard | Bernard | | 
Martin | Martin | martin.martin@example.fr | | | | 
Hélène | de Vries | helene@example.nl | De Vries | Directrice | | 
Xavier | Xu | xx@example.fr | XX Design | Directeur artistique | | 
Jo | Wu | jo.wu@example.com | BNP | Analyste | | 
Mme Françoise | Giraud | f.giraud@college-jean-jaures.example | Collège Jean-Jaurès | Principale adjointe | | Bonjour Madame, Monsieur, nous souhaitons former une quinzaine d’enseignants au premier trimestre. Serait-il possible d’avoir une version imprimable ? Bien cordialement, F. Giraud
Dr. Paul | Lambert | paul.lambert@cabinet-lambert.example | Cabinet médical Lambert | Médecin généraliste | | 
Inès | Ben Youssef | ines@example.tn | | | | slt, je voudrais juste le pdf svp merci
Quentin | Courtois | q.courtois@example.fr | KPMG | Auditeur | | 
Rémi | Schwartz | remi.schwartz@strasbourg.example | Schwartz & Söhne | Associé gérant | | Guten Tag oder bonjour, les deux me vont
Elsa | Hrvatski | elsa@example.hr | | | | 
Jérôme | Szczepaniak | jerome.szczepaniak@example.fr | BTP Szczepaniak | Conducteur de travaux | | 
Amélie | Krzyżanowska | amelie@example.pl | | | | 
Alexandre | Dumas Davy de la Pailleterie | alex@example.fr | | Traducteur | | 
Maëlys | Kerguélen | maelys@kerguelen-oysters.example | EARL Kerguélen | Ostréicultrice | | On est 4, on n’a pas de service info. C’est pour qui ce guide ?
Dominique | N’Guessan | dnguessan@example.ci | N’Guessan BTP | DG | | 
Patrick | L'Hermitte | p.lhermitte@example.fr | L'Hermitte SAS | Président | | 
Sandrine | Fontaine | compta@fontaine-et-fils.example | Fontaine et Fils | Comptable | | Bonjour, l’adresse est partagée avec ma collègue, c’est normal.
Vincent | Delmas | vdelmas@example.fr | ACMÉ | CTO | | J’ai un souci avec votre page : le bouton ne répond pas sous Firefox 128, console : TypeError: a is undefined. Sinon, le contenu est top.
Ludovic | Petit | ludo.petit@example.fr | Petit Bateau de Loire | Marinier | | <3 votre travail
Claire | Moreau | claire.moreau@mutuelle-loire.example | Mutuelle de la Loire | DPO | | Nous passons de 40 à 60 salariés. Notre site est https://mutuelle-loire.example et la politique actuelle est dans le pied de page : qu’en pensez-vous ? Nous n’avons jamais tenu de registre et la CNIL nous a écrit en mars. Je suis joignable au 02 00 00 00 00 le matin.
Yann | Le Bihan | yann@lebihan.example | Coopérative des 7 Îles | Responsable qualité | https://7iles.example | 
Hugo | Blanc | hugo@example.fr | | | | C'est gratuit ?
Nadia | Haddad | nadia.haddad@example.ma | Haddad Avocats | Avocate | | 
Émile | Zola-Martin | emile@example.fr | Éditions du Val | Éditeur | | 
Arthur | Rimbert | arthur@rimbert.example | Rimbert, Verlet & Cie | Associé | | Bonjour, notre cabinet compte 12 personnes; nous voudrions comparer les versions 2023 et 2024 de votre guide avant de nous décider.
Lucie | Aubert | lucie.aubert@example.fr | EHPAD Les Tilleuls | Cadre de santé | | 
Sébastien | Gauthier | seb@gauthier-immo.example | Gauthier Immobilier | Agent immobilier | http://gauthier-immo.example | 
Manon | Leroy | manon.leroy@univ-exemple.example | Université | Doctorante | | Pourriez-vous m’indiquer vos sources ? J’ai trouvé https://exemple.example/these.pdf mais elle date de 2019.
François-Xavier | d’Ormesson-Lévy | fx@example.fr | | | | 
Agnès | Jaoui-Meyer | agnes@meyer-films.example | Meyer Films | Productrice | | 
José | da Silva | jose.dasilva@example.pt | Da Silva Maçonnerie | Maçon | | bjr je voudrai savoir si sa marche pour les artisan seul merci
Chloé | B. | chloe@example.fr | | | | 
R. | Durand | rdurand@example.fr | | | | 
Jean | Dupont (DSI) | jean.dupont@grande-entreprise.example | Grande Entreprise SA | DSI | | 
Philippe | Étienne | philippe@example.fr | SNCF | Chef de projet | | 
Marc | Aurèle | marc@example.fr | HEC | MBA | | 
Océane | Hubert | oceane@salon-hubert.example | L'Hair du Temps | Coiffeuse | | 
Gaëtan | Picard | gaetan@picard.example | Picard Menuiserie 37 | Menuisier | | J’ai deux sites, picard.example et menuiserie37.example, il me faut deux registres ?
Véronique | Sansonetti | veronique@example.corsica | | Retraitée | | Je ne suis pas une entreprise mais une association loi 1901, 35 adhérents.
Pierrick | Guéguen | pgueguen@example.bzh | Guéguen Marée | Mareyeur | | 
Solène | Arnaud | solene.arnaud@example.fr | Aucune | Aucun | | Aucun
Mathis | Robin | mathis@example.fr | n/a | n/a | | n/a
Clara | Renard | clara@example.fr | - | - | | -
Benoît | Vasseur | b.vasseur@vasseur-logistique.example | Vasseur Logistique | Directeur d’exploitation | | Budget de l’ordre de 5 000 € HT, décision en juin. Nous avons 3 entrepôts (Lille, Arras, Amiens) et 120 camions.
Nolwenn | Quéméneur | nolwenn@example.bzh | | | | 
Adrien | Mercier | adrien@mercier-vins.example | Mercier Vins & Spiritueux | Négociant | | 
Alix | de Montmorency | alix@example.fr | | | | 
Thi Thu Hà | Nguyễn | ha.nguyen@example.vn | Saigon Délices | Gérante | | 
Abdoulaye | Mbaye | a.mbaye@example.sn | Mbaye & Frères | Transitaire | | Bonjour du Sénégal, est-ce que la loi 2008-12 est traitée ?
Oumar | Sy | oumar.sy@example.sn | | | | 
Rachid | El Mansouri | r.elmansouri@example.ma | OCP | Juriste | | 
Cécile | Brunet | cecile@brunet-architecture.example | Brunet Architecture | Architecte DPLG | https://brunet-architecture.example/projets?id=12&lang=fr | 
Tristan | Boyer | tristan.boyer@example.fr | 1001 Pneus | Alternant marketing | | c'est pour un exposé, je dois le rendre lundi, merci d'avance !!!
Margaux | Chevalier | margaux@example.fr | Chevalier Conseil | Coach | | Votre guide m’a été recommandé par une amie (Julie, de chez Lisière).
Noé | Fabre | noe@example.fr | | | | ????
Jade | Rolland | jade@example.fr | Opticien 20/20 | Opticienne | | 
Ulysse | Colin | ulysse@example.fr | | dev | | Vous utilisez quoi comme stack ? Nous on est sur PHP 8.3 / Symfony. Le <script async> se met dans le head ou le body ?
Ambre | Marty | ambre@example.fr | Marty | | | Est-ce compatible avec C++ et Qt ? a < b && c > d, je plaisante
Simon | Roche | simon@roche-automobiles.example | Roche Automobiles | Vendeur | | 
Eva | Garnier | eva@example.fr | Le Comptoir de l’Ouest | Resp. e-commerce | lecomptoir.example | 
Léa | Faure | lea@example.fr | | | | J’ai gagné un casque au casino de la CAF de mon CE, rien à voir mais merci pour le guide
Kévin | Poirier | kevin@example.fr | Pharmacie du Marché | Préparateur en pharmacie | | Nous vendons en ligne sans ordonnance, quelles données de santé peut-on garder ?
Tom | Dupuis | tom.dupuis@banque-exemple.example | Banque Exemple | Conseiller crédit | | Je m’occupe des prêts aux professionnels, nous collectons les bulletins de salaire.
Lina | Cohen | lina@example.fr | | | | Merci beaucoup, très clair. J’ai lu l’extrait en entier, je vous recommande à mes clients (j’en ai une dizaine dans le même cas). Auriez-vous un modèle de clause pour les sous-traitants ?
Yves | Lacroix | y.lacroix@example.fr | LACROIX YVES EI | électricien | | 
Ghislaine | Vandenbroucke | ghislaine@example.be | Vandenbroucke NV | Zaakvoerder | | 
Wim | van 't Hoff | wim@example.nl | Van 't Hoff B.V. | Directeur | | 
Björk | Þórsdóttir | bjork@example.is | | | | 
Søren | Åkjær | soren@example.dk | Åkjær ApS | Ejer | | 
Jürgen | Großkreutz-Angstmann | j.grosskreutz@example.de | Großkreutz GmbH & Co. KG | Geschäftsführer | https://grosskreutz.example | Guten Tag, gibt es den Leitfaden auch auf Deutsch? Wir sind ein Handwerksbetrieb mit 25 Mitarbeitern.
Anneliese | Schmidt-Rottluff | a.schmidt@example.de | Stadtwerke Musterstadt | Datenschutzbeauftragte | | 
Jörg | Wirtschaftsprüfer | joerg@example.de | Rechtsschutzversicherungsgesellschaft Nord | Abteilungsleiter | | 
Ulf | Kretschmer | ulf@example.de | K3 | | | Bitte nur per Post.
Sepp | Huber | sepp@example.at | Gasthof Huber | Wirt | | Servus, passt scho
Heinz | Müller-Lüdenscheidt | heinz@example.de | | Rentner | | 
Claudia | Pfützenreuter | claudia@example.de | Pfützenreuter Metallbau | Prokuristin | | Unsere Webseite: https://pfuetzenreuter.example – können Sie kurz draufschauen?
Friedrich | von und zu Guttenstein | fvg@example.de | | | | 
Dörte | Schtscherbakowa | doerte@example.de | | | | 
Thorsten | Knirsch | thorsten@example.de | Angstschweiß Records | Label-Manager | | 
Mary-Jane | McAllister-O'Neill | mj@example.ie | McAllister & Sons | Head of Marketing | | We’re a family business of 18. Is the template usable under Irish law?
Chris | Ng | chris.ng@example.sg | NgTech | CTO | | 
JD | Vance-Smith | jd@example.com | JPMC | VP | | 
Sir William | Cholmondeley-Featherstonehaugh | w.cf@example.co.uk | | | | 
Tuesday | Love | tuesday@example.com | Love Dental | Receptionist | | 
Bob | Null | bob.null@example.com | Null Ltd | | | No, my name is not a bug :)
Jennifer | Test | jennifer.test@example.com | Test Valley Borough Council | Officer | | 
Robert | Casino | rob.casino@example.com | Casino & Sons Plumbing | Plumber | | 
DeShawn | LaRue | deshawn@example.com | LaRue Media | Producer | https://larue.example | 
Priya | Venkataramanan | priya@example.in | VenkTech | Founder | | Hi, I run a small SaaS for dentists. Could we translate the guide into Tamil?
Xochitl | Qureshi | xq@example.com | QX | | | 
Siobhán | Ní Dhomhnaill | siobhan@example.ie | | | | 
Rhys | Llewellyn | rhys@example.cymru | Llwyd Cyf | Rheolwr | | 
Kwame | Nkrumah-Mensah | kwame@example.gh | Nkrumah Farms | Owner | | I want to buy 20 licences for my staff. How do I pay from Ghana?
Ngozi | Mgbemena | ngozi@example.ng | Mgbemena Ltd | Director | | Good day, please send the guide. God bless.
Steve | J. | steve@example.com | | | | thx
Hannah | Wright | hannah@example.com | Wright SEO | SEO consultant | https://wright-seo.example | I rank local shops on Google for a living and want to know what I may track.
Emily | Stone | emily@example.com | Stone Bitcoin Museum | Curator | | We run a small museum about the history of bitcoin. Do we need consent for school groups?
Laura | Bet | laura.bet@example.com | 21 Slots Farm Shop | Manager | | 
George | Papadopoulos | george@example.gr | | | | 
Γιώργος | Παπαδόπουλος | giorgos@example.gr | Παπαδόπουλος ΑΕ | Διευθυντής | | Καλησπέρα, υπάρχει ελληνική έκδοση;
Олена | Шевчук | olena@example.ua | ТОВ «Ромашка» | бухгалтерка | | Доброго дня, чи є переклад українською?
Иван | Петров | ivan@example.bg | Петров ООД | управител | | 
María del Carmen | Fernández-Ordóñez y García | mc.fernandez@example.es | Bodegas Ordóñez | Directora comercial | | ¿Podrían enviarme la guía en castellano? Somos una bodega familiar de 14 personas.
José María | Muñoz | jm@example.es | Muñoz e Hijos S.L. | Gerente | https://munozehijos.example | 
Iñaki | Etxeberria Goikoetxea | inaki@example.eus | Goiko Koop. Elk. | Zuzendaria | | 
Àngels | Puig i Cadafalch | angels@example.cat | Puig | Arquitecta | | 
Xosé | Nóvoa | xose@example.gal | | | | 
Guadalupe | Xicohténcatl | lupita@example.mx | Textiles Xico | Dueña | | ¡¡Muchas gracias!! Qué buena información
Juan | Pérez | juan@example.es | Casino de Madrid (asociación cultural) | Secretario | | 
Lucía | Ybarra | lucia@example.es | | | | holaa, es para la uni
Paco | Ruiz | paco@example.es | Ruiz | autónomo | | 
Dolores | de los Ríos y de la Fuente | lola@example.es | | | | 
Ignacio | Zubizarreta | nacho@example.es | ZZ Marketing | Socio | | Trabajamos con 40 clínicas. ¿Hay descuento por volumen? Nuestra web es https://zzmarketing.example
João | Gonçalves | joao@example.pt | Gonçalves Lda. | Sócio-gerente | | Bom dia, o guia está disponível em português?
Luísa | Vasconcelos | luisa@example.br | Vasconcelos ME | | | 
Giuseppe | D'Angelo | giuseppe@example.it | D'Angelo S.r.l. | Amministratore | | Buongiorno, siamo una piccola azienda di 8 persone.
Chiara | Sbrissa | chiara@example.it | Strzelecki Italia | | | 
Niccolò | Machiavelli Bianchi | nic@example.it | | | | 
محمد | عبد الله | mohamed@example.ae | شركة النور | مدير | | السلام عليكم، هل يوجد الدليل باللغة العربية؟
فاطمة | الزهراء | fatima@example.ma | | | | شكرا
أحمد | بن علي | ahmed@example.tn | مؤسسة بن علي | محاسب | | أريد نسخة من الدليل من فضلكم
Khadija | القاسمي | khadija@example.ma | | | | 
يوسف | حداد | youssef@example.lb | Haddad & Co | مهندس | https://haddad.example | 
مريم | السيد | mariam@example.eg | | طبيبة | | مرحبا، نحن عيادة صغيرة ونعالج بيانات المرضى، هل نحتاج إلى مسؤول حماية البيانات؟
علي | رضا | ali@example.ir | | | | 
سارة | م | sara@example.sa | | | | 
عبد الرحمن | الكواكبي | abderrahmane@example.dz | مكتبة الكواكبي | ناشر | | 
نور | الدين | nour@example.jo | | | | 
花子 | 山田 | hanako@example.jp | 株式会社ひまわり | 営業部長 | | 資料を拝見したいです。よろしくお願いいたします。
太郎 | 佐藤 | taro.sato@example.jp | 佐藤商店 | 代表取締役 | https://sato.example | 
ケンジ | 鈴木 | kenji@example.jp | SuzukiソフトDev | エンジニア | | Tシャツの通販をしています。日本の個人情報保護法にも対応していますか？
陽子 | 林 | yoko@example.jp | | | | 
一 | 二階堂 | hajime@example.jp | 二階堂 | | | はじめまして
さくら | 田中 | sakura@example.jp | カフェさくら | 店長 | | 
Hiroshi | 本田 | hiroshi@example.jp | | | | 
美咲 | 高橋 | misaki@example.jp | 高橋クリニック | 事務長 | | 予約フォームの同意の取り方について教えてください。
伟 | 王 | wei@example.cn | 北京示例公司 | 经理 | | 请问有中文版吗？
Xiǎo Míng | Zhào | xm.zhao@example.cn | Zhào Trading | | | 
Qiqi | Xie | qiqi@example.cn | QQX | | | 
민준 | 김 | minjun@example.kr | 예시 주식회사 | 대리 | | 안녕하세요, 자료 부탁드립니다.
Ng | Phúc | ng.phuc@example.vn | | | | 
Grzegorz | Brzęczyszczykiewicz | g.brzeczyszczykiewicz@example.pl | Chrząszcz Sp. z o.o. | Prezes | | Dzień dobry, czy jest wersja polska? Zatrudniamy 30 osób.
Małgorzata | Wójcik-Źdźbło | malgorzata@example.pl | Wójcik | Księgowa | | 
Zbigniew | Szczur | zbyszek@example.pl | | | | 
Łukasz | Świętochłowski | lukasz@example.pl | Szybkie Pszczoły | Założyciel | https://pszczoly.example | 
Katarzyna | Krzak | kasia@example.pl | PKP PLK | | | Poproszę o przewodnik w wersji PDF.
Przemysław | Mszczuj | przemek@example.pl | | | | 
Agnieszka | Strzyż | aga@example.pl | Strzyż i Syn | | | 
Wojciech | Źrebak | wojtek@example.pl | | | | 
Jiří | Strč | jiri@example.cz | Vlk a syn | Jednatel | | 
Čeněk | Zmrzlík | cenek@example.cz | | | | 
Ödön | Hódmezővásárhelyi | odon@example.hu | Gyöngyösi Kft. | Ügyvezető | | 
Ștefan | Țurcanu | stefan@example.ro | | | | 
Ğülşen | Öztürk | gulsen@example.tr | Öztürk A.Ş. | Müdür | | Merhaba, rehberi nasıl indirebilirim?
Eino | Yrjänäinen | eino@example.fi | Yhtiö Oy | Toimitusjohtaja | | 
Kaarel | Öö | kaarel@example.ee | | | | 
Dzmitry | Hryhorovych | dzmitry@example.by | | | | 
Yitzhak | כהן | yitzhak@example.il | | | | 
Tsvetelina | Mkrtchyan | tsveti@example.am | | | | 
Nguyễn Phúc | Bảo | bao@example.vn | | | | 
Mohamed Amine | Ould Cheikh Mohamed Lemine | amine@example.mr | | | | 
Marie | Curie-Joly | marie@curie-joly.example | Laboratoire Curie-Joly | Directrice R&D | https://curie-joly.example/fr | Nous avons reçu votre livre blanc par un confrère. Trois questions : 1) Les essais cliniques sont-ils couverts ? 2) Peut-on garder les consentements papier ? 3) Qui signe quand deux hôpitaux sont responsables ensemble ? Merci de votre aide, et bravo pour la clarté de l’extrait. Je précise que notre comité se réunit le 14, une réponse avant serait idéale.
Gilles | Astier | gilles@astier.example | Astier Traiteur | Traiteur | astier.example | Devis pour 80 personnes ? Ah non pardon mauvais formulaire, c’est pour le guide :-)
Ophélie | Tanguy | ophelie@example.fr | Tanguy & Co | RH | | Bonjour, ma collègue a téléchargé le guide hier mais le lien ne marche plus : https://leads.example/d/abc123. Pouvez-vous le renvoyer ?
Damien | Weber | damien@weber.example | WEBER DAMIEN | Plombier-chauffagiste | | URGENT fuite de données chez nous que faire ???
Sacha | Klein | sacha@example.fr | IBM | Consultant | | Prévoyez-vous un webinaire ? Si oui je suis preneur, inscrivez-moi.
Paulette | Rey | paulette.rey@example.fr | | | | Bonjour je suis agée de 82 ans je n y connais rien mon petit fils m a dit de remplir merci
Timothée | Huet | timothee@example.fr | Huet Sports | Gérant | | On vend des paris de chaussures, euh des paires. Site en refonte.
Élodie | Gomez | elodie@example.fr | Gomez Voyages | Agent de voyages | | Nous gagnons à peine 2000 € par mois, y a-t-il une version gratuite ?
Joël | Marie | joel.marie@example.fr | M.A.R.I.E. | Conseiller | | 
Fanny | Aguilar | fanny@example.fr | La Boîte à Com’ | Community manager | | Je gère les abonnés Instagram et TikTok de dix commerces. Les jeux-concours « likez et commentez » sont-ils légaux ?
Louis | XIV | louis14@example.fr | Château | Roi | | pour rire mais le guide m’intéresse vraiment
Axel | Möbius | axel@example.lu | Möbius S.à r.l. | Administrateur délégué | | 
Jean-Loup | Bru | jl.bru@example.fr | | kiné | | Tel 06 00 00 00 00, rappelez moi après 19h svp
Daphné | Kouassi | daphne@example.ci | AWA Cosmétiques | Fondatrice | https://awa-cosmetiques.example | Mes clientes commandent sur WhatsApp : dois-je leur faire signer quelque chose ?
Régis | Teissier | regis@example.fr | TEISSIER TP | | | 
Sophie | Tran-Van-Thinh | sophie@example.fr | TVT | Avocate au barreau de Paris | | 
Achille | Hervé | achille@example.fr | Hervé, Hervé et Hervé | Notaire | | 
Capucine | Lemoine | capucine@example.fr | Lemoine Patrimoine | Conseillère en investissement | | Je conseille des particuliers sur leur épargne : assurance vie, SCPI, un peu de crypto. Combien de temps garder leurs bilans ?
Pascal | Noël | pascal.noel@example.fr | Noël & Noël | Imprimeur | | Bonjour, livrez-vous aussi une version papier ? Nous imprimons nous-mêmes sinon.
Assia | Belkacem | assia@example.dz | Belkacem Import-Export | Assistante | | 
Maud | Vitry | maud@example.fr | 4ème Mur | Scénographe | https://4emeur.example | 
Eudes | Guesclin | eudes@example.fr | ESN du Rhin | Développeur | | L’API renvoie quoi exactement ? J’ai vu {"ok":true} dans la doc, et <aimant-form> n’accepte pas data-locale="fr-CH" chez moi.
Perrine | Gaudin | perrine@gaudin.example | Gaudin Fleurs | Fleuriste | www.gaudin-fleurs.example | 
Wolfgang | Xaver | wolfgang@example.de | XAVER | Meister | | 
Oksana | Ткаченко | oksana@example.ua | | | | Bonjour, je parle français mais mon clavier écrit mon nom en ukrainien.
Cédric | Lagarde | cedric@example.fr | Lagarde Bitume | Chef d’agence | | Rappelez-moi svp, je ne trouve pas le lien.
`
