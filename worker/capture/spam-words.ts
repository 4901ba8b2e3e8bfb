// What touts say, by how surely only touts say it: 4 alone is enough, 1 says nothing by itself. Bankers write of loans,
// curators of bitcoin and consultants of SEO; so a bare word is light, and an offer heavy.

// biome-ignore format: a table
const phrases: [weight: 1 | 2 | 3 | 4, pattern: RegExp][] = [
  // Places in search engines, links, traffic
  [2, /\bbacklinks?\b/], [3, /\b(?:guest|sponsored) posts?\b|articles? invités?/], [3, /\bdofollow\b/], [4, /\blink insertions?\b/],
  [2, /\b(?:link ?building|netlinking|white hat)\b/], [2, /\bdomain authority\b/], [2, /\bseo (?:services?|packages?|agency|audit|reports?|company)\b|\b(?:cheap|affordable|free|tanie) (?:linki )?seo\b/],
  [3, /(?:first|1st|top) page (?:of|on) google|#1 on google|\bpage one\b|page de google|seite 1 bei google|página de google|strona google/],
  [2, /\brank(?:ing|ings)?\b.*\b(?:google|website|site)\b|\b(?:website|site)\b.*\brank(?:ing|ings)?\b|\boutrank/], [1, /\b(?:seo|référencement naturel|pozycjonowanie)\b/],
  [3, /\btargeted (?:visitors|traffic)\b/], [2, /\b(?:organic|more|web) traffic\b|\bweb visitor\b/], [2, /\bweb(?:site)? (?:re)?design\b|\bweb development\b|\bapp development\b|\blogos? for [$€£]/],
  [2, /\bfree (?:\w+ )?(?:audit|consultation|report|samples?|demo|trial)\b|\blive demo\b/], [2, /\b(?:affordable|competitive|best|cheap) prices?\b/], [3, /\be-?mail (?:lists?|databases?)\b|\bb2b contacts\b/],
  [3, /\bcontact forms? (?:mailing|on the web)\b|\bto web forms\b|\bevery contact form\b/], [2, /\bexplainer videos?\b|\bwikipedia page\b/], [2, /\bvirtual assistant\b|\bdata entry\b/],
  // Money out of nothing
  [1, /\b(?:bitcoins?|btc|crypto\w*|criptomonedas)\b/], [2, /\b(?:usdt|forex|airdrop)\b/], [4, /\bbinary (?:options?|robot)\b/], [4, /\bbc1q\w+/], [1, /\b(?:trading|wallet|invest\w*)\b/],
  [3, /\binvestment (?:platform|opportunity)\b|\bpassive income\b|\bwork from home\b|\btravaillez de chez vous\b|\bdesde casa\b|depuis chez vous/],
  [3, /[$€£]\s?\d[\d,. ]*(?:k\b)?\s*(?:per|a|an|in one|each)\s*(?:day|week|month|hour)|\d\s*(?:€|euros?|eur|zł) (?:par|pro|por) (?:jour|semaine|woche|día)|zł dziennie|рублей в день/],
  [3, /\bguaranteed (?:profit|roi|page|return|income)|\bin \d+ days (?:guaranteed|or)|garant(?:ie|i)s?\b.*\brevenus|revenus garantis|ganancias garantizadas|\bno risk\b/], [2, /\bdouble your\b|\bdevenez riche\b/],
  [3, /\byou(?: have|'ve|’ve)? won\b|\bvous avez gagné\b|\bgagnez \d|\bgana dinero\b|\bverdienen sie\b|\bzarabiaj\b|заработок|\bearn \$|\blottery\b/], [1, /\bcongratulations\b|\bbonus\b|бонус/],
  [2, /\bbank details\b|coordonnées bancaires/], [2, /\bhéritage de\b|\binheritance\b|\btransfer the sum\b|\blost crypto\w*/], [1, /\bdear (?:beloved|sir|manager|friend|admin)\b|\bhello admin\b/], [2, /\$\s?\d[\d.,]* ?(?:million|usd)/],
  // Games, pills, company, credit
  [4, /\bonline (?:casino|slots?|poker)\b|\bcasin[oò] (?:en ligne|online)\b|казино/], [1, /\b(?:casino|slots?|poker|iptv)\b/], [3, /\bfree spins\b|\btours gratuits\b|\bfreispiele\b|\b1xbet\b|\bdeposit match\b/],
  [3, /\b(?:no deposit|sans dépôt|senza deposito|sin depósito|ohne einzahlung)\b|без депозита/], [2, /\bbet now\b|\bparis sportifs\b|\bpromo code\b|\breal money\b/],
  [3, /\b(?:viagra|cialis|xanax|tramadol)\b/], [2, /\b(?:no|without) prescription\b/], [3, /\bweight loss\b|\bmale enhancement\b|\bketo\b|\bcbd\b/], [1, /\b(?:pharmacy|pills?|meds)\b/],
  [4, /\bporn\w*\b|\bnsfw\b/], [3, /\bescorts?\b|\bhook ?ups?\b|\b(?:sexy|hot|lonely) girls?\b|\bsingle women\b|\b(?:hot|private) photos\b/], [2, /\bdating\b|photos réelles/],
  [4, /\boffr\w+ (?:de|des) prêts?\b|\bprêt (?:entre particuliers|rapide)|\bkredit ohne schufa\b|\bpréstamos rápidos\b/], [3, /\b(?:urgent|personal|business|payday) loans?\b|\bno collateral\b/], [1, /\binterest rate\b|\btaux (?:de )?\d/],
  [3, /\bmarabout\b/], [4, /\bretour (?:de l.être aimé|affectif)/], [4, /\biptv (?:premium|pas cher)|\bunlimited iptv\b|\babonnement iptv\b/],
  // Made-up standing, copies, fraud
  [3, /\bbuy (?:\w+ )?(?:followers|likes|reviews|backlinks)\b|\b(?:views|likes) and (?:followers|views)\b|\bsmm panel\b|\bseguidores de instagram\b/], [3, /\b(?:google|trustpilot) reviews\b|\bavis google\b/],
  [2, /\breplica\b/], [2, /\b(?:rolex|louis vuitton|ray-ban)\b/], [2, /\bcounterfeit\b|\bdriver.?s? licen[cs]e\b|\breal passport\b/], [4, /\bbank logs\b|\bcc dumps\b|\bverified paypal\b/],
  [3, /\bhacked your\b|\bpiraté votre\b|\bavoid leak\b/], [2, /\bverify your\b|\bmettez à jour vos\b|\bis full\b|\binfected\b/], [3, /\b(?:essay writing|buy essay)\b/], [1, /\bplagiarism\b/],
  [3, /\bvotre colis\b|\bamende impayée\b|\babonnement est suspendu\b|\bdroits cpf\b|\bfinancés? à 100\b|\bfinanced by the state\b|à 1 (?:euro|€)/], [2, /\bexpires? (?:in|today)\b|\bfinal notice\b|éligibilité|\beligibility\b|\bdmca\b|\bcopyrighted\b/],
  // How it is pressed
  [2, /\bclick here\b|\bcliquez ici\b|\border now\b|\bbuy now\b|\bapply now\b|\bsign up:|\bclaim\b.*\bnow\b|\bpay now\b|\bjoin free\b|\bjetzt anmelden\b/], [2, /\d ?% off\b|\btoday only\b|\bmoney back\b/],
  [1, /\bwhats ?app\b|\btelegram\b|\bt\.me\/|\bwa\.me\//], [1, /\bbit\.ly\/|\btinyurl\.com\//], [1, /[$€£] ?\d|\d ?[$€£]/],
  [4, /продвижение сайтов|代开发票/],
]

// Words of selling. Each kind counts once: one is in many an honest question, several beside a link are in none.
// biome-ignore format: a table
const pitches: RegExp[] = [
  /\b(?:cheap\w*|affordable|unbeatable|lowest|discount\w*|outlet|pas cher|günstig\w*|barat[oa]s?|tani[eo]?|deals?|sale|good price|pay per result)\b|\d ?% (?:off|discount)/,
  /\b(?:boost|increase|grow|improve|skyrocket|steigern|améliorez|augmentez|aumenta|top|premium|quality|professional)\b/,
  /\b(?:click|register|sign up|join|apply|order|subscribe|claim|renew|download|reply|cliquez|inscription|inscrivez|répondez|jetzt|regístrate|lien :)\b|регистрир|今すぐ|пишите/,
  /\b(?:free|gratis|gift|bonus|prize|welcome|offert\w*|no registration|trial|shipping)\b|бонус|無料/,
  /\b(?:earn|make|profit|income|cash|money|rich|payouts?|revenus?|gagn(?:ez|er)|verdienen|ganar?)\b|выплат|稼/,
  /\b(?:seo|google|rankings?|keywords?|search results|backlinks?|traffic|leads|website owner|followers|likes|social media|domain|ssl)\b/,
  /\b(?:casino|poker|roulette|blackjack|slots?|bet(?:ting)?|sbobet|gacor|jackpot|lotto|lottery)\b|казино/,
  /\b(?:crypto\w*|bitcoins?|btc|usdt|forex|trading|exchange|token|invest\w*)\b/,
  /\b(?:loans?|lend|funding|credit|kredit|préstamos?|prêts? de|taux \d|interest)\b/,
  /\b(?:followers|reviews|bewertungen|avis|likes|views|subscribers|seguidores)\b.*\b(?:buy|kaufen|acheter|comprar|cheap|\$|€)|\b(?:buy|kaufen|achetez|acheter|comprar|\d+)\b.{0,12}\b(?:followers|reviews|bewertungen|avis|likes|views|seguidores)\b/,
  /\b(?:pills?|pharmacy|meds|cialis|viagra|thc|cbd|weight|potency)\b/,
  /\b(?:sexy|webcam|cam girls?|nude|dating|girls|escort|adult|single)\b/,
  /\b(?:replica|handbags|watches|nike|adidas|rolex|gucci)\b/,
  /\b(?:essay|thesis|homework|diplomas?|passports?|certificates|ielts)\b/,
  /\b(?:iptv|channels|vod)\b/,
  /\b(?:expires?|expired?|urgent|attention|final|suspended|limited|today|within \d+|soon|now|hurry|vite)\b/,
  /\b(?:pompe à chaleur|isolation|panneaux solaires|solar|aides de l.état|prime)\b/,
  /\b(?:we (?:are|offer|provide|help|create|build|supply|can|lend)|our (?:team|company|factory|service|platform|new)|i can (?:help|send|pay)|je mets à votre disposition|wir bieten|nous proposons|ofrecemos)\b/,
  /\b(?:your (?:web)?site|votre site|ihre? (?:web)?seite|tu web|companies like yours|your business|ihren umsatz)\b/,
  /\b(?:quote|proposal|portfolio|schedule|min call|interested|packages?|on request)\b/,
  /\b(?:moq|factory|manufacturer|wholesale|supplier|purchasing manager|catalog(?:ue)?)\b/,
  /\b(?:whats ?app|telegram|wechat)\b|телеграм/,
  /[$€£] ?\d|\d ?(?:[$€£]|usd|eur)\b|\d ?[$€£]/,
  /\b(?:million|mio|billion|inherit\w*|donate|charity|cancer|widow|félicitations|tirée? au sort|héritage|lottery)\b/,
  /\b(?:marabout|désenvoûtement|voyance|voyant|retour d.affection)\b/,
  /\b(?:hacked|hack|leak|webcam|dmca|legal action|infected|virus)\b/,
  /\b(?:adressdatenbank|firmenadressen|database|leads list|mailing|contacts list|guest (?:posts?|articles?)|pbn|do-?follow)\b|рассылка|база/,
]

/** The sum of what is said. `links`: how many pages of somebody else it leads to. */
export function spamWeight(text: string, links = 0): number {
  const low = text.toLowerCase()
  const heavy = phrases.reduce((sum, [weight, pattern]) => (pattern.test(low) ? sum + weight : sum), 0)
  const kinds = pitches.filter((pattern) => pattern.test(low)).length
  // Without a link an honest question may well be of three kinds: an offer, a price, a hurry.
  return heavy + (links || kinds > 3 ? kinds : Math.max(0, kinds - 1))
}
