// More of both kinds, written once the heuristics stood for the first time; what they found wanting was then mended.
// given | family | address | company | job title | website | message

export const laterHonest = `
Florence | Pasquier | florence@pasquier-cartonnages.example | Pasquier Cartonnages | Responsable marketing | https://pasquier-cartonnages.example | Bonjour, nous refaisons notre site l’an prochain et cherchons un avis sur les formulaires de contact.
Enzo | Ferrari-Blot | enzo@example.fr | Blot Cycles | Vendeur | | 
Marie-Thérèse | Quintrec | mtq@example.fr | | | | je n arrive pas a ouvrir le fichier sur mon ipad
Aïcha | Traoré | aicha@example.ml | Traoré Textiles | Créatrice | | Je vends des pagnes sur Instagram, est-ce que je dois faire quelque chose pour mes abonnées françaises ?
Stan | K. | stan@example.fr | K2 | | | 
Raphaëlle | Schtroumpf | raph@example.be | ASBL Schtroumpf | Animatrice | | nom véridique, promis
Denis | Vrsic | denis@example.si | Vrsic d.o.o. | Direktor | | 
Thị Mai | Trịnh | mai@example.fr | Pho 14 | Cuisinière | | 
Gwladys | Ngwenya | gwladys@example.cm | Ngwenya Services | Gérante | | Bonjour, acceptez-vous le paiement par Mobile Money ?
Olivier | Bourse | olivier@bourse-conseil.example | Bourse Conseil | Gestionnaire | | Nous gérons des portefeuilles pour des familles. Quels consentements pour une lettre mensuelle sur les marchés ?
Edith | Piat | edith@example.fr | Casino municipal de Trouville-sur-Loire | Hôtesse | | 
Noam | ben David | noam@example.il | | | | 
Antoine | Hacquard | antoine@example.fr | 42 | Étudiant | https://profile.example/ahacquard | 
Barbara | Wszebor | basia@example.pl | Wszebor | Prawniczka | | Czy mogę wykorzystać ten wzór w kancelarii?
Ole | Skjæveland | ole@example.no | Fjord AS | Daglig leder | | Hei, finnes den på norsk?
Léopold | IIème | leopold@example.be | | | | 
Zsuzsa | Nagy | zsuzsa@example.hu | NZs Kft | | | 
Hervé | Lagrange | herve@example.fr | Lagrange Formation | Formateur | | Je suis organisme de formation, mes stagiaires utilisent leur CPF. Quelles mentions sur le bulletin d’inscription ?
Coralie | Masson | coralie@example.fr | Solaire du Midi | Commerciale | | Nous posons des panneaux solaires chez les particuliers et achetons des fichiers de prospection. Est-ce encore permis ?
Philippine | de Rohan | philippine@example.fr | | | | 
Günther | Öhrlein | guenther@example.de | Öhrlein KG | | | Der Link in der E-Mail ist abgelaufen, bitte neu senden.
Anne-So | Ferté | as@example.fr | Ferté SEO & Contenus | Rédactrice web | https://ferte.example | Mon client m’a demandé d’acheter des liens, j’ai refusé. Votre guide en parle-t-il ?
Mehdi | Zerrouki | mehdi@example.fr | ZK | Freelance | | Hello, dispo pour un call de 15 min ? Mon agenda : https://agenda.example/mehdi
Bénédicte | Aubry | benedicte@example.fr | Pharmacie Aubry | Pharmacienne titulaire | | 
Akira | 中村 | akira@example.jp | 中村工房 | 職人 | | 送料はいくらですか
خالد | المصري | khaled@example.eg | | | | هل الدليل مجاني؟
Rosalía | Mtz. | rosalia@example.mx | Dulces Mtz | | | me pueden mandar el pdf porfa
Luc | Besançon | luc@example.fr | Besançon | Dirigeant | | Budget 15 k€ par an, 200 salariés, deux filiales en Suisse. Qui appeler ?
Dylan | O’Sullivan | dylan@example.ie | Sully's | Publican | | What happens if someone signs up in the pub on paper?
Ирина | Коваль | irina@example.ua | Коваль і партнери | юристка | https://koval.example | 
Chantal | Goya-Ruiz | chantal@example.fr | Opticien Goya | | | Nous envoyons des SMS aux clients pour leurs lunettes, 2 fois par an, faut-il demander ?
Tanguy | Le Floc'h | tanguy@example.bzh | | | | Trugarez !
Rebecca | Loan | rebecca.loan@example.com | Loan & Partners | Solicitor | | 
Ken | Wong | ken@example.hk | KW Trading | Buyer | | We order from French wineries. Which data may they keep about us?
Magali | Pinson | magali@example.fr | Agence 3W | Cheffe de projet web | http://agence3w.example | On gère les sites https://client-un.example et https://client-deux.example, un seul guide suffit ?
Ariane | Voyance-Martel | ariane@example.fr | | Astrologue | | Je tire les cartes par téléphone, mes fiches clients contiennent leur date de naissance.
Ferdinand | Gruber | ferdl@example.at | | | | Danke!
Sixtine | Guyot | sixtine@example.fr | ACCOR | Alternante | | 
Uğur | Şahin | ugur@example.tr | | | | 
Gérard | Majax | gerard@example.fr | CE Majax | Trésorier | | Comité d’entreprise : nous avons la liste des salariés avec leurs enfants pour l’arbre de Noël.
Lou | Lou | lou@example.fr | Lou | | | 
Mael | Penn | mael@example.bzh | PHP.bzh | dev | | J’utilise <input type="hidden">, est-ce que ça compte comme un consentement ?
Servane | Hue | servane@example.fr | Hue Cocotte | Food truck | | 
Ibrahima | Bah | ib@example.gn | | Étudiant | | Bonsoir, je souhaite apprendre le droit numérique. Merci infiniment de votre bonté.
Eléonore | Wu-Dupont | eleonore@example.fr | WD | CFO | | Can you invoice our US entity? We pay in $.
Bastien | Crypté | bastien@example.fr | Crypté | Admin sys | | On chiffre tout avec age et WireGuard. Le guide parle de pseudonymisation ?
Odile | Derme | odile@example.fr | Institut Derme | Esthéticienne | | Offre de bienvenue : -20 % sur le premier soin. Ai-je le droit de l’envoyer par mail ?
Ester | Xhaka | ester@example.al | | | | 
Valentin | Zwingelstein | val@example.fr | Brasserie Zwingelstein | Brasseur | www.zwingelstein.example | 
Nine | Ô | nine@example.fr | | | | merci
`

export const laterSpam = `
Brandon | Scott | l1@example.com | | | | Hey, we are a team of SEO experts and can bring your site to the top of search results. Interested in a quote?
Tina | Ross | l2@example.com | | | | Boost your Google rankings with premium PBN links, cheap and safe https://pbn.example
Arjun | Mehta | l3@example.in | | | | I was going through your website and saw that it has a great design but it is not listed in Google top pages for most keywords. Shall I send a proposal?
Mélissa | Roy | l4@example.fr | | | | Bonjour, j’ai analysé votre site : il perd des positions sur Google. Audit SEO offert, cliquez ici https://audit.example
Gary | Stone | l5@example.com | | | | Make $800/day with this new AI trading bot, fully automated https://bot.example
Olga | Z | l6@example.ru | | | | Онлайн казино с лучшими выплатами, регистрируйся и получи бонус https://k.example
Felix | Lund | l7@example.com | | | | Our crypto exchange gives every new user 100 USDT, register here https://exchange.example
uQxWzLpKvTn | BvRtKzQmXw | l8@example.com | | | | 
ghfjdksla | fjdkslgh | l9@example.com | | | | 
qazwsxedc | rfvtgbyhn | l10@example.com | | | | 
Мiсrоsоft | Suрроrt | l11@example.com | | | | Yоur liсеnsе hаs еxрirеd
Win a car | http://prize.example | l12@example.com | | | | 
See www.example.com/deal | now | l13@example.com | | | | 
<a href="https://k.example">key</a> | K | l14@example.com | | | | 
[url=https://m.example]money[/url] | M | l15@example.com | | | | 
Ted | Barr | l16@example.com | | | | <a href=https://pills.example>pills</a> [url]https://pills.example[/url]
Yvonne | Prêteuse | l17@example.fr | | | | Je mets à votre disposition un prêt de 1 000 € à 5 000 000 € à des conditions très simples, taux 2 %. Contact par mail.
Hope | Adams | l18@example.com | | | | Hello dear, I saw your profile and want to know you more, write me on my private email so I can send you my pictures.
Boris | Lang | l19@example.de | | | | Steigern Sie Ihren Umsatz mit unserer Adressdatenbank: 1 Mio. Firmenadressen, nur 149 €! https://adressen.example
Pam | Cole | l20@example.com | | | | Cheap cialis and viagra, fast shipping
Ned | Ames | l21@example.com | | | | Poker, roulette, blackjack: join the best online casino with a 500% welcome bonus https://bj.example
Sara | Lin | l22@example.cn | | | | Dear purchasing manager, we are a factory of plastic bags in China with 15 years experience. MOQ low, good price. WhatsApp +86 000
Buy | Buy now | l23@example.com | Buy now | Buy now | | Buy now
xyz | xyz | l24@example.com | xyz | xyz | | xyz
Fred | Moss | l25@example.com | | | | Increase your social media presence: 1000 followers for $9, likes, comments https://social.example
Loto | Europe | l26@example.fr | | | | Félicitations, votre adresse a été tirée au sort et vous avez gagné 250 000 €. Répondez vite à cet e-mail avec vos coordonnées bancaires.
Moussa | Voyant | l27@example.fr | | | | Puissant marabout, désenvoûtement, retour d’affection, résultats en 48 h, WhatsApp
Amy | Dorn | l28@example.com | | | | Hi! I’m reaching out to see if you accept guest articles with a do-follow link. I can pay $50 per post.
Kurt | Hahn | l29@example.com | | | | Top quality replica handbags and watches 1:1 https://bags.example
Nick | Vale | l30@example.com | | | | Your site has been hacked, pay 1500 USD in bitcoin within 48 hours
Gwen | Hart | l31@example.com | | | | Do you need funding? We lend from $50k to $5M, fast approval, bad credit OK. https://lend.example
Lise | Prime | l32@example.fr | | | | Pompe à chaleur à 1 €, vérifiez votre éligibilité aux aides de l’État https://prime.example
Rex | Dorn | l33@example.com | | | | http://a.example http://b.example http://c.example http://d.example
Sky | Moon | l34@example.com | | | | Sexy webcam girls live, no registration https://cam.example
Ulla | Berg | l35@example.com | | | | Essay, thesis, homework: professional writers, 20% discount https://papers.example
Ian | Cross | l36@example.com | | | | IPTV 24h free trial, 20000 channels and VOD, contact us on telegram
Otto | Prinz | l37@example.com | | | | Google Maps Bewertungen kaufen, 5 Sterne, 100 % sicher https://sterne.example
Kim | Park | l38@example.com | | | | Attention website owner: your SSL certificate and domain listing expire soon, renew at https://renew.example
jkljkljkl | uiouiouio | l39@example.com | jkljkl | | | jkljkljkl
Tess | Ward | l40@example.com | | | | Can we schedule a 10 min call? We help companies like yours get 30 qualified leads a month, pay per result.
Phil | Crane | l41@example.com | | | | Get instant personal loan up to €50.000 at 2% interest, apply https://quickloan.example
Zara | Pike | l42@example.com | | | | We create professional websites at unbeatable price, 5 pages for $199. Portfolio on request.
Maxime | Riche | l43@example.fr | | | | J’ai quitté mon travail grâce à cette méthode : 4 000 € par semaine avec le Bitcoin, lien : https://methode.example
Vlad | Doc | l44@example.com | | | | Registered passports, IDs, diplomas, IELTS certificates without exam. WhatsApp
Cora | Bell | l45@example.com | | | | Free gift cards!!! click https://bit.ly/gift
EzRtYuPqLm | sDfGhJkLmW | l46@example.com | | | | QwXcVbNzRt
Dora | Finch | l47@example.com | | | | Nice post. I learn something new on sites I stumbleupon everyday. my web page: sbobet slot gacor
Ruth | King | l48@example.com | | | | I am Mrs Ruth, dying of cancer, I want to donate $4.2 million to charity through you.
Santa | Deal | l49@example.com | | | | 70% OFF Nike and Adidas outlet, free shipping worldwide https://outlet.example
Ivan | Smm | l50@example.ru | | | | Рассылка по формам обратной связи, база 5 млн сайтов, пишите в телеграм https://t.me/example
`
