// The quality of a lead, 0 to 100, from the three things that make one good: motivation (what they came for, how much they gave freely),
// accuracy (whether who they say they are can be relied on) and validity (whether they knew what they were doing). Every point has its
// reason; points are only ever given, so that more known never makes a lead worse. Pure.
import type { magnetKinds } from './magnet.ts'

type Offer = (typeof magnetKinds)[number]

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
  /** `free`: an address anybody can open for themselves, or throw away. */
  mailbox: 'own' | 'free'
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
    personal: if_(!isRole(facts.email), accuracy.personal),
    name: if_(isPlausibleName(facts.name), accuracy.name),
    phone: if_(/^\+[1-9]\d{7,14}$/.test(facts.phone ?? ''), accuracy.phone),
    themselves: if_(isOwn, validity.themselves),
    notice: if_(facts.came, validity.notice),
    page: if_(facts.page, validity.page),
  }
}

const roles = new Set(
  'abuse accounting accueil achats admin administration agence billing bonjour bureau commercial commercials communication compta comptabilite contact contacts devis direction enquiries enquiry facturation finance hello help helpdesk hostmaster hr info information infos jobs kontakt mail mailbox marketing noreply no-reply office orders postmaster presse press privacy recrutement reception rh sales secretariat security service services support team vendite ventas ventes webmaster'.split(
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
