// The last of both kinds, written once nothing was to be mended any more, and only ever counted: what these say is worth most.
// given | family | address | company | job title | website | message

export const unseenHonest = `
Muriel | Castex | muriel@castex-vitrages.example | Castex Vitrages | Assistante de direction | | Bonjour, mon directeur souhaite recevoir le guide en version papier, est-ce possible ? Merci.
Ange | Orsini | ange@example.corsica | Orsini Charcuterie | Patron | | J’expédie sur le continent, que dois-je écrire sous le bon de commande ?
Yun | Shi | yun.shi@example.fr | | | | 
Gaël | Kervella | gael@kervella-seo.example | Kervella | Référenceur | https://kervella-seo.example | Je suis référenceur et je forme des artisans : puis-je leur distribuer votre guide ?
Mireille | Tchouaméni | mireille@example.cm | Restaurant Chez Mimi | Cheffe | | 
Pierre-Yves | Crédit-Mutin | pyc@example.fr | Courtage PYC | Courtier en prêts immobiliers | | Je garde les dossiers des clients refusés par la banque pendant dix ans, est-ce trop ?
Sofiane | Zidani | sofiane@example.dz | Zidani Pneus | | | salam, combien ça coûte ?
Héloïse | Abelard | heloise@example.fr | Poker Club de Nantes | Secrétaire | | Association de loisirs, 120 membres, pas d’argent en jeu. Avons-nous besoin d’un registre ?
Cyprien | Gaillard | cyprien@example.fr | IMPRIMERIE GAILLARD | GÉRANT | | ENVOYEZ MOI LE DOCUMENT S’IL VOUS PLAIT
Nour | Aziz | nour@example.tn | Aziz Optique | Opticien | | Vous acceptez les abonnements annuels ? Nous avons un budget d’environ 300 € par an.
Elvire | Popesco-Nagy | elvire@example.fr | | | | 
Rozenn | Tréguier | rozenn@example.bzh | Gîtes Tréguier | | https://gites-treguier.example | Mes clients réservent par Airbnb et par notre site, https://gites-treguier.example/reserver, faut-il deux consentements ?
Samuel | Krrish | samuel@example.in | Krrish Exports | Partner | | We export spices to France and got a letter from a customer asking to be forgotten. What now?
Bettina | Lührs | bettina@example.de | Lührs Naturkost | Inhaberin | | Wir haben 2.000 Kundenkarten aus Papier. Müssen wir alle neu unterschreiben lassen?
Xabier | Zubeldia | xabier@example.eus | | | | 
Fumiko | 小川 | fumiko@example.jp | 小川旅館 | 女将 | | 海外からのお客様の名簿について知りたいです。
حسن | الخطيب | hassan@example.sy | | | | أرجو إرسال الملف إلى بريدي
Tadeusz | Wrzeszcz | tadek@example.pl | Wrzeszcz Transport | Kierownik | | Mamy 12 kierowców i GPS w każdym aucie. Czy to też dane osobowe?
Conor | MacGiolla Phádraig | conor@example.ie | | | | 
Gabriela | Ñíguez | gaby@example.es | Autoescuela Ñíguez | Profesora | | Muy útil, gracias. ¿Sirve también para menores de edad?
Théo | Zz | theo@example.fr | | | | 
Lison | Fourcade | lison@example.fr | Cabinet Fourcade | Kinésithérapeute | | Mon logiciel envoie des SMS de rappel gratuits aux patients, est-ce un traitement ?
Wassim | Trabelsi | wassim@example.tn | BitForma | Formateur blockchain | | J’enseigne la crypto à des étudiants en droit.
Edgar | Quinet-Bey | edgar@example.fr | Lycée Quinet | Proviseur | | Les élèves utilisent TikTok et YouTube en classe, que faut-il faire signer aux parents ?
Noëlla | Hoarau | noella@example.re | Hoarau Vanille | Productrice | | 
Tim | O'Tool | tim@example.com | O'Tool Hire | Manager | | Please call me, I prefer talking. Number above.
Ludmila | Ďurišová | ludmila@example.sk | | | | 
Sébastien | Prost | sebastien@example.fr | Prost Assurances | Agent général | | Le lien du mail me dit « expiré », pouvez-vous vérifier ? Je l’ai reçu il y a trois semaines.
Constance | Avis | constance@example.fr | Hôtel Avis | Réceptionniste | | Nous répondons aux avis Google des clients, peut-on y citer leur séjour ?
Mathilde | Rey-Gourmet | mathilde@example.fr | Rey Traiteur | | | Y a-t-il une réduction pour les demandeurs d’emploi ? Je crée ma société aujourd’hui.
Ayoub | El Idrissi | ayoub@example.ma | | Développeur | https://git.example/ayoub | Belle doc. Petite faute page 4 : « consentment ».
Marc-Olivier | Lepage | mo@example.ca | Lepage Érablière | Acériculteur | | Est-ce bon aussi pour la loi 25 du Québec ?
Petra | Vlk | petra@example.cz | Vlk | | | 
Anatole | France-Lanord | anatole@example.fr | Pharmacie Lanord | Pharmacien | https://pharmacie-lanord.example | Nous livrons des médicaments à domicile, le livreur voit l’adresse : est-il sous-traitant ?
Sylvain | Bitter | sylvain@example.fr | Casino Shop Annecy | Gérant | | Je tiens une supérette sous franchise, le fichier fidélité est-il à moi ou à l’enseigne ?
Jun | Ho | jun@example.sg | | | | how do I unsubscribe later?
Dorothée | Vacher | dorothee@example.fr | SPA Les Moustaches | Bénévole | | Refuge : 40 chats, 12 bénévoles, une newsletter. Merci d’exister.
Igor | Стравинский | igor@example.fr | | Musicien | | 
Renaud | Séchan-Pic | renaud@example.fr | Pic Solaire | Technico-commercial | | Nous installons des panneaux solaires, je dois renouveler l’accord de mes prospects de 2022.
Estelle | Lefébure | estelle@example.fr | LVMH | Juriste | | Please send the English version as well, for our London team. Thank you!
`

export const unseenSpam = `
Harvey | Dent | n1@example.com | | | | Your competitors are getting all the traffic. Let our SEO experts put you on top, first month free: https://topseo.example
Megan | Hall | n2@example.com | | | | I can get your brand featured in 200 news sites with permanent links. $120 only. Interested?
Ronan | Prix | n3@example.fr | | | | Créez votre site internet professionnel pour 199 € tout compris, offre valable cette semaine ! https://sitepro.example
Sheila | Banks | n4@example.com | | | | Turn $200 into $4,000 in 7 days with our crypto signals, join the group on Telegram
Wade | Cruz | n5@example.com | | | | Spin & win! 150% bonus on your first deposit, play now https://spinwin.example
Louna | Chaude | n6@example.fr | | | | Rencontres coquines près de chez toi, inscription gratuite https://coquin.example
Vicky | Lamb | n7@example.com | | | | Lose belly fat fast, doctors hate this trick https://slim.example
Marius | Aide | n8@example.fr | | | | Besoin d’argent ? Financement de 5 000 à 800 000 euros, taux 1,9 %, réponse sous 48 h. Écrivez à financement@example.fr
Bill | Gates Foundation | n9@example.com | | | | You have been selected to receive a donation of $2,000,000. Contact our agent by email.
Kdhfgtrsz | Pqwrtzx | n10@example.com | | | | 
bXqTzWkLpM | RvNzQjKxTb | n11@example.com | | | | 
tyutyutyu | vbnvbnvbn | n12@example.com | vbnvbn | | | tyutyutyu
Аррlе | Suрроrt | n13@example.com | | | | Yоur Аррlе ID hаs bееn lосkеd
https://n14.example/x | Hello | n14@example.com | | | | 
Sofia — profile at example.com/sofia | S | n15@example.com | | | | 
<b>Free</b> | money | n16@example.com | | | | <a href="https://n16.example">free money</a>
Neil | Pratt | n17@example.com | | | | [url=https://n17.example]cheap tickets[/url] cheap tickets
Ling | Zhao | n18@example.cn | | | | Hello, we are a professional supplier of CNC machines, factory price, best quality. https://cnc.example
Grace | Okoro | n19@example.com | | | | I am a widow with a fund of 8.5 million dollars, please reply for more details, God bless you.
Denny | Fox | n20@example.com | | | | Buy TikTok followers and views, cheapest prices, instant delivery https://tt.example
Leïla | Medium | n21@example.fr | | | | Voyance gratuite par téléphone, retour de l’être aimé, travail rapide et efficace
Ulrich | Kraft | n22@example.de | | | | Wir bringen Ihre Webseite auf die erste Seite bei Google, garantiert, ab 79 € im Monat.
Conchi | Rey | n23@example.es | | | | Gana 300 € al día con este método de inversión, regístrate gratis https://metodo.example
Gleb | Orlov | n24@example.ru | | | | Продам базы email адресов, рассылка дешево, пишите @baza
Spencer | Hall | n25@example.com | | | | Your domain is about to be removed from search engines. Submit it today: https://submit.example
Colis | Express | n26@example.fr | | | | Votre livraison n’a pas pu être effectuée, confirmez votre adresse et réglez 2 € ici https://livraison.example
Rita | Moore | n27@example.com | | | | Cheap meds online, no rx needed https://rx.example
Paul | Vance | n28@example.com | | | | Do my homework for me? We write papers in 6 hours, from $8 per page https://papers.example
Toni | Marsh | n29@example.com | | | | Unlock all channels and sports with our IPTV subscription, 24h test
Rick | Stall | n30@example.com | | | | Your WordPress site is outdated and vulnerable, we fix it for $50, reply to this message
Abby | Cole | n31@example.com | | | | Just checking if you got my last message about the video for your homepage?
promo | promo | n32@example.com | promo | promo | | promo
Hank | Mill | n33@example.com | | | | http://one.example http://two.example http://three.example
Lena | Vogt | n34@example.de | | | | Luxusuhren Replica zum Bestpreis, weltweiter Versand https://uhren.example
Sven | Dahl | n35@example.com | | | | Hi, I’m 24 and looking for a serious man, my photos: https://lena.example
Chad | Pool | n36@example.com | | | | Recover stolen crypto with our hackers, pay after success, whatsapp
Jean | Rénov | n37@example.fr | | | | Prime à la rénovation : remplacez votre chaudière pour 1 €, simulation gratuite https://renov.example
Opal | Reed | n38@example.com | | | | We buy domain names and websites, tell us your price.
Yann | Top | n39@example.fr | | | | Achetez de vrais avis 5 étoiles pour votre fiche Google, paiement après publication
Zed | Nox | n40@example.com | | | | Selling fresh email leads, 100k for 50$, telegram @zednox
`
