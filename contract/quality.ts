// The quality of a lead, 0 to 100, from the three things that make one good: motivation (what they came for, how much they gave freely),
// accuracy (whether who they say they are can be relied on) and validity (whether they knew what they were doing). Every point has its
// reason; points are only ever given, so that more known never makes a lead worse. Pure.
import type { magnetKinds } from './magnet.ts'

type Offer = (typeof magnetKinds)[number]

export const mailboxKinds = ['own', 'free', 'disposable'] as const

export type QualityFacts = {
  /** What they asked for; several: the one that commits most. `null`: to be written to or called, nothing to take away. */
  offer: Offer | null
  /** Answers given though nobody had to. */
  freely: number
  /** Whether they took what they had asked for. */
  took: boolean
  /** Submissions that are not held. */
  submissions: number
  /** Whether they agreed to anything. */
  agreed: boolean
  email: string
  confirmed: boolean
  /** `free`: an address anybody can open for themselves; `disposable`: one made to be thrown away. */
  mailbox: (typeof mailboxKinds)[number]
  name: string | null
  /** As stored: E.164 where it can be one. */
  phone: string | null
  /** Whether they filled in a form themselves, rather than being imported. */
  came: boolean
  held: boolean
  /** Whether it is known on which page. */
  page: boolean
}

const offers: Record<Offer, number> = { trial: 12, code: 10, file: 9, link: 9 }
const perAnswer = 3

/** The most each reason gives. They come to 100. */
export const qualityPoints = {
  motivation: { asked: 12, freely: 9, took: 6, again: 4, agreed: 4 },
  accuracy: { confirmed: 18, own_mailbox: 6, personal: 4, name: 6, phone: 6 },
  validity: { themselves: 10, notice: 8, page: 7 },
} as const

type Points = typeof qualityPoints
export type QualityAbout = keyof Points
export type QualityCode = { [About in QualityAbout]: keyof Points[About] }[QualityAbout]
export type QualityReason = { about: QualityAbout; code: QualityCode; points: number; of: number }

/** The score, and every reason with what it gave of what it could. */
export function qualityOf(facts: QualityFacts): { score: number; reasons: QualityReason[] } {
  const given = pointsOf(facts)
  const reasons = (Object.keys(qualityPoints) as QualityAbout[]).flatMap((about) =>
    Object.entries(qualityPoints[about]).map(([name, of]) => {
      const code = name as QualityCode
      return { about, code, points: Math.max(0, Math.min(of, given[code])), of }
    }),
  )
  return { score: reasons.reduce((sum, { points }) => sum + points, 0), reasons }
}

function pointsOf(facts: QualityFacts): Record<QualityCode, number> {
  const { motivation, accuracy, validity } = qualityPoints
  const if_ = (is: boolean, points: number) => (is ? points : 0)
  const isOwn = facts.came && !facts.held
  return {
    asked: facts.offer ? offers[facts.offer] : if_(facts.came, 6),
    freely: Math.trunc(facts.freely) * perAnswer,
    took: if_(facts.took, motivation.took),
    again: if_(facts.submissions > 1, motivation.again),
    agreed: if_(facts.agreed, motivation.agreed),
    confirmed: if_(facts.confirmed, accuracy.confirmed),
    own_mailbox: if_(facts.mailbox === 'own', accuracy.own_mailbox),
    personal: if_(!isRole(facts.email) && facts.mailbox !== 'disposable', accuracy.personal),
    name: if_(isPlausibleName(facts.name), accuracy.name),
    phone: if_(/^\+[1-9]\d{7,14}$/.test(facts.phone ?? ''), accuracy.phone),
    themselves: if_(isOwn, validity.themselves),
    notice: if_(facts.came, validity.notice),
    page: if_(facts.page, validity.page),
  }
}

const roles = new Set(
  'abuse accounting accueil achats admin administracion administration agence amministrazione assistance ayuda beratung bestellung billing bonjour boutique buchhaltung bureau clientes clients commande commandes commercial commercials communication compras compta comptabilite comunicacion contabilidad contabilita contact contacto contacts contato contatti correo devis direccion direction direzione einkauf empfang enquiries enquiry equipe facturacion facturation fatture finance formation geschaeftsleitung gestion hallo hello help helpdesk hola hostmaster hr info informacion information informatique infos inscription inscriptions it jobs juridique kontakt kundenservice legal logistique mail mailbox marketing membres newsletter no-reply noreply office oficina orders pedidos personalabteilung postmaster prenotazioni presidence press presse privacy qualite recepcion reception rechnung recrutement redaction reservas reservation reservations rh root rrhh sales sav secretaire secretariado secretariat security segreteria service service-client serviceclient services servicio shop soporte support team technique ufficio vendite ventas ventes verkauf vertrieb verwaltung webmaster'.split(
    ' ',
  ),
)

/** Whether an address is an office's rather than somebody's: `info@…`. */
export const isRole = (email: string): boolean =>
  roles.has(
    email
      .slice(0, Math.max(0, email.lastIndexOf('@')))
      .toLowerCase()
      .replace(/\+.*/, ''),
  )

const madeUp = /^(test|tests|testing|asdf\w*|qwert\w*|azert\w*|xxx+|aaa+|abc|none|nope|anonymous|anonyme|foo|bar|n a)$/

/** Letters, more than one, and not what hands type to get past a field. */
export function isPlausibleName(name: string | null): boolean {
  const words = (name ?? '').trim()
  if (!/^[\p{L}\p{M}][\p{L}\p{M}'’.,\- ]+$/u.test(words)) return false
  return (
    !/(\p{L})\1{3}/iu.test(words) &&
    !words
      .toLowerCase()
      .split(/[\s/.]+/)
      .some((word) => madeUp.test(word))
  )
}
