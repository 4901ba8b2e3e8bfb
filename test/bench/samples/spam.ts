// What programs and touts send, written for this project after their kinds: no text of anybody's. Every address is reserved.
// given | family | address | company | job title | website | message

export const spam = `
Mike | Ferguson | mike.ferguson@example.com | | | | Hi, I noticed your website is not ranking on the first page of Google. We offer affordable SEO services and high quality backlinks. Visit https://seo-boost.example/offer
Amelia | Brown | amelia.b@example.com | Digital Growth | Marketing | | Hello, I would like to write a guest post on your site with a dofollow link to my client. What is your price?
Jessica | Parker | jess@example.com | RankUp | SEO Expert | https://rankup.example | We can increase your domain authority to 50+ in 30 days guaranteed. Reply for a free audit of your website.
Neha | Sharma | neha.sharma@example.com | WebTech | BDM | | Dear Sir/Madam, we are a leading web development company offering website redesign, SEO, mobile app development at affordable price. Can I send you our packages?
David | Miller | davidm@example.org | | | | Get 10,000 targeted visitors to your site for only $29. See http://cheap-traffic.example
Sophie | Martin | sophie@example.org | Boost SEO | Consultante | | Bonjour, votre site n’apparaît pas en première page de Google. Nous proposons des backlinks de qualité à partir de 49 €. https://boost-seo.example
Alex | Smith | alex.smith@example.net | | | | Do you want more traffic? Buy backlinks from us: http://a.example http://b.example http://c.example
Ravi | Kumar | ravi@example.in | | | | We provide SEO, SMO, PPC services. We can put your website on the 1st page of Google, Yahoo and Bing. Kindly share your phone number.
Emma | White | emma@example.com | | | | I found some technical errors on your website that prevent it from ranking. I can send you a free SEO report.
Paul | Dubois | paul@example.fr | | | | Améliorez votre référencement naturel : netlinking, articles invités, 500 liens dofollow pour 99 €. Contactez-nous sur https://liens.example
James | Wilson | james@example.com | | | | Your website deserves better rankings. Guaranteed page one in 90 days or your money back. https://bit.ly/example
Kate | Young | kate@example.com | Outreach | Editor | | Are you accepting sponsored posts? We pay via PayPal for link insertion in existing articles.
Oliver | Grant | oliver@example.com | | | | Skyrocket your sales with our 5 million email database, 70% off today only! http://email-lists.example
Leo | Kim | leo@example.com | | | | Instagram followers, real likes and views, instant delivery. Buy followers now https://likes.example
Sam | Lee | sam@example.com | | | | Explainer video for your website only $149. Watch samples https://videos.example/1 https://videos.example/2 https://videos.example/3
Ana | Torres | ana@example.es | | | | Aparece en la primera página de Google con nuestros enlaces de calidad. Oferta: 100 backlinks por 40 €. https://enlaces.example
Klaus | Meier | klaus@example.de | | | | Möchten Sie auf Seite 1 bei Google stehen? Wir bieten hochwertige Backlinks ab 99 €. https://links.example
Victor | Crypto | victor@example.com | | | | I made $25,000 in one week with bitcoin trading. Join our investment platform now: https://btc-profit.example
Elena | Ivanova | elena@example.ru | | | | Double your BTC in 24 hours! Guaranteed profit, no risk. https://double.example
Mr | Anderson | anderson@example.com | | | | Earn passive income from home with our forex signals. Contact on WhatsApp +44 0000 000000
Julia | Stone | julia@example.com | | | | Exclusive airdrop: claim your 1,500 USDT now before it expires https://airdrop.example/claim
Robert | Hill | rob@example.com | | | | Binary options robot: $3,500 per day on autopilot. http://binary.example
Lucas | Petit | lucas@example.fr | | | | Gagnez 500 € par jour depuis chez vous grâce au trading de bitcoin. Inscription : https://gagner.example
Marta | Lopez | marta@example.es | | | | Gana dinero desde casa invirtiendo en criptomonedas, ganancias garantizadas https://cripto.example
Peter | Braun | peter@example.de | | | | Verdienen Sie 5.000 Euro pro Woche mit Bitcoin! Jetzt anmelden: https://reich.example
Crypto | Invest | crypto@example.com | Crypto Invest | | | Your account has been credited with 1.25 BTC. Withdraw: https://wallet.example
Daniel | Ross | dan@example.com | | | | Recover your lost cryptocurrency! Certified recovery expert, contact recovery@example.com or Telegram @recover
Irina | Popova | irina@example.ru | | | | Лучшее онлайн казино, бонус 200% на первый депозит https://kazino.example
Tony | Vegas | tony@example.com | | | | Best online casino bonus: 200 free spins no deposit! https://spins.example
Betty | King | betty@example.com | | | | Play online slots and poker, win real money https://slots.example
Andrei | Pop | andrei@example.ro | | | | 1xbet promo code today, bet now https://bet.example
Casino | Bonus | casino@example.com | Online Casino | | | Bonus sans dépôt, 100 tours gratuits au casino en ligne https://casino-en-ligne.example
Marco | Rossi | marco@example.it | | | | Casinò online bonus senza deposito, gioca subito https://casino-it.example
Jean | Gagnant | jean@example.fr | | | | Paris sportifs gagnants à 98 %, rejoignez notre canal Telegram https://t.me/example
Pharma | Shop | shop@example.com | | | | Buy viagra cialis online no prescription https://pills.example
Linda | Gray | linda@example.com | | | | Canadian pharmacy, cheap meds without prescription: http://meds.example
Adam | Black | adam@example.com | | | | Buy xanax tramadol online overnight delivery http://x.example
Diet | Expert | diet@example.com | | | | Lose 15 kg in 2 weeks with this keto weight loss pill https://keto.example
Natasha | | natasha@example.ru | | | | Hi dear, I am lonely girl looking for a man. See my hot photos https://dating.example
Anna | Sweet | anna@example.com | | | | Sexy girls in your city want to meet you tonight https://hookup.example
Lola | Hot | lola@example.com | | | | Escort girls Paris, photos réelles, https://escort.example
Porn | Tube | porn@example.com | | | | free porn videos https://xxx.example
Jeanne | Crédit | jeanne@example.fr | | | | Offre de prêt entre particuliers sérieux et honnête de 2 000 € à 500 000 € au taux de 2 %. Contactez-moi par WhatsApp.
Pierre | Laurent | pierre.laurent@example.fr | | | | Bonjour, je suis un particulier qui offre des prêts à toutes personnes capables de rembourser. Mail : pret@example.fr
Mrs | Johnson | johnson@example.com | | | | Do you need an urgent loan? We offer personal loans at 2% interest rate. Apply now via email.
Prince | Abubakar | prince@example.com | | | | Dear beloved, I am the son of late general, I want to transfer the sum of $10.5 million USD to your account, you will take 30%.
Maître | Duval | duval@example.fr | | | | Vous êtes bénéficiaire d’un héritage de 850 000 €, veuillez envoyer vos coordonnées bancaires à notaire@example.fr
Lottery | Board | lottery@example.com | | | | Congratulations! You have won $1,000,000 in the Google lottery. Send your bank details to claim.
Essay | Writer | essay@example.com | | | | Need help with your essay? Our essay writing service, plagiarism free https://essay.example
Ray | Ban | ray@example.com | | | | Ray-Ban sunglasses 80% OFF today! Replica watches, Louis Vuitton bags https://outlet.example
Replica | Watches | rolex@example.com | | | | cheap replica rolex watches free shipping http://replica.example
Eric | Jones | eric.jones@example.com | | | | My name is Eric and I just found your site. Talk With Web Visitor turns your traffic into leads: click here https://leadconnect.example for a live demo. If you'd like to unsubscribe click here http://unsub.example
Maria | Chen | maria@example.cn | | | | Dear manager, we are manufacturer of LED lights in Shenzhen, best price, free samples, please contact me on WhatsApp +86 000 0000
Tim | Wu | tim@example.cn | | | | We supply PVC pipes with competitive price and good quality. Catalog: http://pipes.example http://pipes2.example Waiting for your kind reply
Alina | K | alina@example.com | | | | check this out https://bit.ly/3example
John | Doe | jd@example.com | | | | <a href="http://spam.example">cheap shoes</a>
John | Doe | jd2@example.com | | | | [url=http://spam.example]best price[/url]
Jim | | jim@example.com | | | | [url=http://a.example]a[/url] [url=http://b.example]b[/url] [link=http://c.example]c[/link]
Kim | <b>win</b> | kim@example.com | | | | 
<a href=http://x.example>x</a> | x | x1@example.com | | | | 
test | <script>alert(1)</script> | x2@example.com | | | | 
"><img src=x onerror=alert(1)> | a | x3@example.com | | | | 
Hans | Klein | hans@example.de | <h1>KLEIN</h1> | | | 
Joe | Link | joe@example.com | | | | <p>Visit <a href='https://z.example'>our shop</a></p>
Bo | B | bo@example.com | | | | [b]Buy now[/b] [img]http://i.example/1.png[/img]
{{7*7}} | x | x4@example.com | | | | <iframe src="//evil.example"></iframe>
https://win.example | Win | w1@example.com | | | | 
Click here http://t.example | A | w2@example.com | | | | 
Anna www.hot-girls.example | B | w3@example.com | | | | 
Free iPhone >>> bit.ly/xyz | C | w4@example.com | | | | 
Vous avez gagné 1000€ https://gain.example | D | w5@example.com | | | | 
Bitcoin bonus t.me/btc | E | w6@example.com | | | | 
Your 1.5 BTC is ready: example.com/claim | F | w7@example.com | | | | 
Mary | visit meds.example.com | w8@example.com | | | | 
🎁 Gift card http://g.example 🎁 | G | w9@example.com | | | | 
Lena | +7 900 000 00 00 whatsapp hot.example.net | w10@example.com | | | | 
💋 Olga sends you private photos 💋 photos.example.org | H | w11@example.com | | | | 
$$$ 2500 per day $$$ https://money.example | I | w12@example.com | | | | 
Message from support: verify at login.example.com/x | J | w13@example.com | | | | 
Перейди по ссылке http://r.example | К | w14@example.com | | | | 
Pаypаl | Suppоrt | m1@example.com | Pаypаl Inc | | | Yоur аccоunt hаs bееn limitеd
Αmazon | Βonus | m2@example.com | | | | Congratulations, yοu wοn
Gооgle | Rесruiter | m3@example.com | | | | 
Mаrie | Dupоnt | m4@example.com | | | | Bоnjоur, jе vоus prороsе un prêt rарidе
Biтcoin | Тrader | m5@example.com | | | | Eаrn mоnеy оnlinе
Niсe | Рrice | m6@example.com | | | | Вuy nоw httрs://shop.example
Sеrvice | Cliеnt | m7@example.fr | Ваnque | | | Votre cоmpte est blоqué
Ехсlusive | Оffer | m8@example.com | | | | 
fdkjhgfdkjg | kjhdfgkjh | r1@example.com | | | | 
XqZkWvPbTr | mNbVcXzLkJ | r2@example.com | | | | 
jRtYkLpQwZ | hGfDsAqWeR | r3@example.com | wEzXcVbNmK | | | 
asdfgh | qwerty | r4@example.com | | | | 
azertyuiop | qsdfghjklm | r5@example.com | | | | 
aaaaaaaa | bbbbbbbb | r6@example.com | | | | 
xcvbxcvb | sdfgsdfg | r7@example.com | | | | 
WdlKqPsYtRfVbN | zXcVqWmLpK | r8@example.com | | | | 
qjzxvk | wqxzjv | r9@example.com | | | | 
sdkfjhskdjfh | skdjfh | r10@example.com | sdkjfh | | | sdkjfhskdjfh
ghjghjgh | fghfghf | r11@example.com | hjkhjkhjk | | | 
tgrfvbnhyt | plmkjnbgt | r12@example.com | | | | 
KtZpQvRxWmNb | FgHjKlQwXz | r13@example.com | vBnMkLpQzX | | | 
dfgdfgdfg | dfgdfgdfg | r14@example.com | dfgdfgdfg | | | dfgdfgdfg
zxcvbnm | asdfghjkl | r15@example.com | | | | 
hgfdsq | wxcvbn | r16@example.com | | | | 
EkLmQrZtVw | yBnXcKpQjD | r17@example.com | | | | gXkPqZwRtYvB
bvnzmxqk | lkjpqwzx | r18@example.com | | | | 
LzQxVwKjTpRm | PvXzKqWtNbLj | r19@example.com | QzXwVkJpLm | | | 
rtyfghvbn | fghrtyvbn | r20@example.com | | | | 
hsgdfjhsgdf | jhsgdfjhgsd | r21@example.com | | | | jhsgdfjhgsdjfhg
oJxWqBzKfVtD | mGzQpXvLkRjN | r22@example.com | | | | sVnQzXbKwPtJ
nhjkml | bvcxwq | r23@example.com | | | | 
mmmmmmmm | nnnnnnnn | r24@example.com | | | | 
YtQwRzPkXv | ZkVbQxWpJm | r25@example.com | | | | 
qwertz | yxcvbn | r26@example.com | | | | 
wxcvwxcv | qsdqsdqsd | r27@example.com | qsdqsdqsd | | | 
cvbdfgert | vbnfghrty | r28@example.com | | | | 
dGhJkLzXqW | bNmVcXzQpL | r29@example.com | | | | 
fsdfsdfsdf | fsdfsdf | r30@example.com | | | | sdfsdfsdf
lkjhgfds | poiuytrez | r31@example.com | | | | 
xxxxxxx | xxxxxxx | r32@example.com | xxxxxxx | | | 
BestPrice | BestPrice | s1@example.com | BestPrice | BestPrice | | BestPrice
seo | seo | s2@example.com | seo | seo | | seo
hello | hello | s3@example.com | hello | hello | | hello
Buy | Buy | s4@example.com | Buy | Buy | | Buy
google | google | s5@example.com | google | google | | google
1234567 | 1234567 | s6@example.com | 1234567 | 1234567 | | 1234567
HenryNuh | HenryNuh | s7@example.com | HenryNuh | HenryNuh | | 
Robertgon | Robertgon | s8@example.com | google | Robertgon | | Robertgon
admin | admin | s9@example.com | admin | admin | | admin
Good day | Good day | s10@example.com | Good day | Good day | | Good day
WilliamTet | WilliamTet | s11@example.com | WilliamTet | | | https://w.example https://ww.example https://www1.example
offre | offre | s12@example.fr | offre | offre | | offre
James | Carter | v1@example.com | | | | Rank #1 on Google with white hat link building. Monthly SEO packages from $99.
Olivia | Reed | v2@example.com | | | | We noticed your competitors outrank you. Our SEO agency can fix this, free consultation: https://seo.example
Noah | Ward | v3@example.com | | | | Would you be interested in a guest post collaboration? DA 60 sites, dofollow, permanent.
Liam | Scott | v4@example.com | | | | Increase your organic traffic with quality backlinks https://traffic.example
Mia | Adams | v5@example.com | | | | Hi, we design logos for $25 and websites for $99. See portfolio: https://design.example https://logo.example
Ethan | Cox | v6@example.com | | | | Sell your business leads list: 2 million verified B2B contacts. Interested? Email list sale 50% off.
Ava | Long | v7@example.com | | | | Investment opportunity! Guaranteed ROI 300% in crypto. Join Telegram t.me/roi
Logan | Hunt | v8@example.com | | | | Trade forex like a pro, deposit $250 and earn $5,000 https://fx.example
Lucie | Prêt | v9@example.fr | | | | Prêt rapide sans justificatif, réponse en 24 h, taux 3 %. Écrivez à credit@example.fr
Marc | Fortune | v10@example.fr | | | | Devenez riche grâce aux cryptomonnaies ! Revenus garantis, formation offerte https://riche.example
Voyant | Medium | v11@example.fr | | | | Grand marabout voyant africain, retour de l’être aimé en 3 jours, appelez le +229 00 00 00 00
Maître | Kouakou | v12@example.bj | | | | Marabout sérieux, retour affectif immédiat, paiement après résultat. WhatsApp
Rita | Gold | v13@example.com | | | | Hot single women near you, join free dating https://single.example
Vera | Nord | v14@example.ru | | | | Продвижение сайтов в Яндекс и Google, первые места за 30 дней, звоните! https://prodvizhenie.example
Олег | Сайт | v15@example.ru | | | | Заработок в интернете от 5000 рублей в день http://zarabotok.example
Мария | Бонус | v16@example.ru | | | | Казино онлайн, бонус без депозита http://bonus.example
SEO | Company | v17@example.com | SEO Company | | | Cheap SEO services
陈 | 代理 | v18@example.cn | | | | 代开发票，联系微信 http://fapiao.example http://fp2.example http://fp3.example
Toby | Lane | v19@example.com | | | | click here http://q1.example/?ref=1 click here http://q2.example click http://q3.example
Nina | Rose | v20@example.com | | | | Hello admin, great site! I have shared it. Also visit my page: http://mypage.example/viagra
Frank | Dean | v21@example.com | | | | What’s up, its good article about media print, we all understand media is a impressive source of facts. my web-site http://essay.example buy essay
Gina | Wade | v22@example.com | | | | I really like your blog.. very nice colors & theme. Feel free to surf to my homepage :: online casino real money
Hugh | Moss | v23@example.com | | | | Unlock 100% deposit match and free spins at our new crypto casino
Iris | Fox | v24@example.com | | | | Hey, want unlimited IPTV 15000 channels for $10/month? https://iptv.example
Jack | Dunn | v25@example.com | | | | IPTV premium abonnement 12 mois 39 € toutes les chaînes, test gratuit https://iptv-fr.example
Luc | Telco | v26@example.fr | | | | Abonnement IPTV pas cher, 4K, toutes les chaînes, contact WhatsApp +33 0 00 00 00 00
Kyle | Nash | v27@example.com | | | | Verified PayPal and Stripe accounts for sale, USA bank logs, CC dumps
Lara | Dale | v28@example.com | | | | Buy real passport, driver license, ID cards online. Undetectable counterfeit money.
Max | Holt | v29@example.com | | | | Buy Google reviews 5 stars, Trustpilot reviews, permanent and safe https://reviews.example
Nora | Kent | v30@example.com | | | | Achetez des avis Google 5 étoiles, livraison rapide, 10 avis = 50 €
Owen | Pike | v31@example.com | | | | TikTok views and followers cheap https://smm.example SMM panel
Page | Bush | v32@example.com | | | | Work from home, earn $400 a day, no experience needed. Sign up: https://wfh.example
Quin | Frey | v33@example.com | | | | Travaillez de chez vous et gagnez 3000 € par semaine sans effort https://facile.example
Rosa | Lind | v34@example.com | | | | CBD gummies free trial, relieve pain https://cbd.example
Seth | Byrd | v35@example.com | | | | Male enhancement pills that work, order now https://male.example
Tara | Voss | v36@example.com | | | | Chat with AI girlfriend nsfw https://nsfw.example
Uma | Cole | v37@example.com | | | | Domain for sale: matches your brand, buy before your competitor does. Expires today. https://domains.example
Viv | Tate | v38@example.com | | | | FINAL NOTICE: your domain registration expires in 24 hours. Pay now https://renew-domain.example
Walt | Orr | v39@example.com | | | | Your mailbox is full, verify your password here https://mail-verify.example/login
Xena | Bond | v40@example.com | | | | J’ai piraté votre ordinateur et enregistré votre webcam. Envoyez 900 € en bitcoin à bc1qexampleexampleexample
Yuri | Hack | v41@example.com | | | | I hacked your website and extracted your databases. Pay 0.3 BTC to avoid leak. bc1qexample
Zack | Legal | v42@example.com | | | | You use my copyrighted images without licence! See evidence and download: https://sites.example/view?id=92838
Copyright | Office | v43@example.com | | | | DMCA violation of your site, download the proof here https://storage.example/file.zip now or legal action
Mila | Jovic | v44@example.com | | | | Solar panels 100% financed by the state, check your eligibility https://solar.example
Isolation | Gratuite | v45@example.fr | | | | Isolation à 1 euro, panneaux solaires financés à 100 % par l’État, testez votre éligibilité https://prime.example
CPF | Formation | v46@example.fr | | | | Vos droits CPF expirent, utilisez vos 2 500 € avant la fin du mois, cliquez ici https://cpf.example
Colis | Suivi | v47@example.fr | | | | Votre colis est en attente, payez 1,99 € de frais ici https://colis.example
Amendes | Gouv | v48@example.fr | | | | Dernier rappel amende impayée, réglez sur https://antai-paiement.example
Netflix | Support | v49@example.com | | | | Votre abonnement est suspendu, mettez à jour vos coordonnées bancaires https://netflix-verif.example
Tech | Support | v50@example.com | | | | Your computer is infected, call Microsoft support +1 000 000 0000 now
Ada | Quill | v51@example.com | | | | Hello, can I ask you a question?
Ben | Archer | v52@example.com | | | | Interested in your product, please contact me.
Chloe | Winter | v53@example.com | Global Trade | Buyer | | We want to order large quantity, please send catalogue and payment terms. Can we discuss by mail?
Dirk | Stein | v54@example.de | | | | Sehr geehrte Damen und Herren, wir bieten günstige Webseiten ab 199 €. Interesse?
Eve | Sharp | v55@example.com | | | | I am a virtual assistant and can do data entry for $5 an hour.
Gus | Lane | u1@example.com | | | | Reach millions of businesses: we will send your message to every contact form on the web. Price $99 http://formblast.example
Ivy | Holt | u2@example.com | | | | Hi there, did you know it is possible to send requests to web forms? We offer contact form mailing, Telegram @formmail
Dan | Frost | u3@example.com | | | | Need a business loan? Up to $500,000 with no collateral https://funding.example
Zoe | Marsh | u4@example.com | | | | Get your Wikipedia page created by professionals, publish articles about your brand in Forbes http://pr.example
Carl | Otto | u5@example.de | | | | Kredit ohne Schufa sofort, ohne Vorkosten https://kredit.example
Inga | Wolf | u6@example.de | | | | Online Casino Bonus ohne Einzahlung, 50 Freispiele https://spiel.example
Pilar | Soto | u7@example.es | | | | Préstamos rápidos sin aval, respuesta en 24 horas, WhatsApp
Raul | Vega | u8@example.es | | | | Seguidores de Instagram reales y baratos https://seguidores.example
Bogdan | Kowal | u9@example.pl | | | | Pozycjonowanie stron, tanie linki SEO, pierwsza strona Google https://linki.example
Piotr | Zysk | u10@example.pl | | | | Zarabiaj na bitcoin 1000 zł dziennie https://zysk.example
سمير | ربح | u11@example.com | | | | اربح المال من الإنترنت http://m1.example http://m2.example http://m3.example
山本 | 副業 | u12@example.jp | | | | 簡単に稼げる副業！今すぐ登録 https://s1.example https://s2.example https://s3.example
[url=https://z.example]Zed[/url] | [url=https://z.example]Zed[/url] | u13@example.com | | | | 
<a href="https://y.example">hi</a> | Y | u14@example.com | <a href="https://y.example">hi</a> | | | 
kdjfhgkdjfh | kjdhfgkjd | u15@example.com | | | | https://u15.example
PqLwXzVnBkRt | JmKzXwQpVt | u16@example.com | | | | zXqWvKpLmN
Whatsapp | +1 000 000 | u17@example.com | Escort | | | Hot girls in your area https://girls.example
Loan | Offer | u18@example.com | Loan Offer | Loan Offer | | Loan Offer
`
