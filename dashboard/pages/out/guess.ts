// What a column holds, by its heading: ours, French and English ones, and those of HubSpot, Brevo, Salesforce and Mailchimp.
import type { ImportTarget } from '../../../contract/import.ts'

/** Where a column goes: nowhere, to a property, beside it under a key of its own, or it says who agreed. */
export type Target = Exclude<ImportTarget, `answer:${string}` | `consent:${string}`> | 'ignore' | 'answer' | 'agreed'

export const targets: Target[] = [
  'ignore',
  'email',
  'full_name',
  'given_name',
  'family_name',
  'phone',
  'company',
  'job_title',
  'country',
  'website',
  'language',
  'stage',
  'tags',
  'created_at',
  'last_contact_at',
  'agreed',
  'answer',
]

const headings: Partial<Record<Target, string>> = {
  email:
    'email|e mail|mail|courriel|adresse mail|adresse e mail|adresse email|adresse electronique|email address|e mail address|mail address|work email|email professionnel',
  full_name:
    'name|full name|nom complet|nom et prenom|prenom et nom|nom prenom|prenom nom|contact|contact name|nom du contact',
  given_name: 'first name|firstname|given name|prenom|prenoms|forename',
  family_name: 'last name|lastname|family name|surname|nom|nom de famille',
  phone:
    'phone|phone number|telephone|tel|mobile|mobile phone|mobile phone number|portable|gsm|sms|numero de telephone|telephone portable|whatsapp phone number|work phone',
  company:
    'company|company name|societe|entreprise|organisation|organization|raison sociale|account name|nom de l entreprise|nom de la societe|employer',
  job_title: 'job title|jobtitle|title|fonction|poste|intitule du poste|role|titre|job',
  country: 'country|country region|pays|pays region|country code|mailing country',
  website: 'website|website url|web site|site|site web|site internet|url|web',
  language: 'language|langue|preferred language|locale|langue preferee',
  stage: 'stage|status|statut|lifecycle stage|lead status|etape|phase du cycle de vie|statut du lead|etat',
  tags: 'tags|tag|etiquettes|etiquette|labels|groups|mots cles|segments',
  created_at:
    'created at|create date|created date|creation date|date de creation|submitted at|added time|date d ajout|added date|confirm time|optin time|date d inscription|inscrit le|cree le|date added|record creation date',
  last_contact_at:
    'last contact at|last contacted|last activity date|last activity|dernier contact|derniere activite|date du dernier contact|last changed',
  agreed:
    'email opt in|opt in|optin|consent|consentement|newsletter|consent marketing|abonne|subscribed|double opt in|marketing consent|inscrit newsletter|opt in email|accord',
}

const byHeading = new Map(
  Object.entries(headings).flatMap(([target, names]) =>
    names.split('|').map((name) => [name, target as Target] as const),
  ),
)

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** A target for each column, none twice but those that may be. Without a telling heading, a column of addresses is one of addresses. */
export function guess(columns: string[], samples: string[][]): Target[] {
  const taken = new Set<Target>()
  const found = columns.map((heading): Target => {
    const target = byHeading.get(plain(heading))
    if (!target || taken.has(target)) return 'ignore'
    taken.add(target)
    return target
  })
  if (!taken.has('email')) {
    const at = samples.findIndex((some) => some.length > 0 && some.every((text) => /^\S+@\S+\.\S+$/.test(text)))
    if (at >= 0) found[at] = 'email'
  }
  // « Nom » alone is a whole name where nothing else is one.
  const family = found.indexOf('family_name')
  if (family >= 0 && !found.includes('given_name') && !found.includes('full_name')) found[family] = 'full_name'
  return found
}

const reserved = new Set([...targets, 'constructor', 'website_url'])

/** A key to keep a column under, each its own. */
export function keysOf(columns: string[]): string[] {
  const taken = new Set<string>()
  return columns.map((heading) => {
    const words = plain(heading).replaceAll(' ', '_').slice(0, 34) || 'column'
    const stem = /^[a-z]/.test(words) && !reserved.has(words) ? words : `x_${words}`
    let key = stem
    for (let n = 2; taken.has(key); n++) key = `${stem}_${n}`
    taken.add(key)
    return key
  })
}
