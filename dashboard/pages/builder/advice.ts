// What an owner should know about their draft before visitors meet it: not what the server refuses, but what would make a consent
// worthless, a text missing, or a question cost answers. Pure; the words are the locale's.
import type { Consent } from '../../../contract/consent.ts'
import type { FormDefinition } from '../../../contract/form.ts'
import { luminance } from '../../../contract/look.ts'
import { fieldsOf, languagesIn, missingIn, type Path } from './edits.ts'

/** `grave`: would make a consent invalid. `path`: where it stands. */
export type Advice = { code: AdviceCode; path: Path; isGrave?: true; values?: Record<string, string | number> }

export const adviceCodes = [
  'partner_unnamed',
  'several_purposes',
  'says_required',
  'terms_are_no_consent',
  'negative_box',
  'vague_consent',
  'interest_for_news',
  'no_notice',
  'no_proof',
  'many_questions',
  'many_required',
  'interrupts_at_once',
  'needs_memory',
  'translation_missing',
  'hidden_empty',
  'closes_never',
  'bar_is_small',
  'faint_accent',
] as const
export type AdviceCode = (typeof adviceCodes)[number]

export const advise = (draft: FormDefinition): Advice[] => [
  ...draft.consents.flatMap((consent, at) => aboutConsent(consent, ['consents', at])),
  ...aboutForm(draft),
  ...aboutQuestions(draft),
  ...aboutDisplay(draft),
  ...languagesIn(draft)
    .slice(1)
    .flatMap((language): Advice[] => {
      const missing = missingIn(draft, language)
      return missing.length
        ? [{ code: 'translation_missing', path: ['languages', language], values: { language, n: missing.length } }]
        : []
    }),
]

// What regulators have called invalid (GDPR articles 4(11) and 7, EDPB guidelines 05/2020, CNIL), as it is mostly written.
const written: [AdviceCode, RegExp][] = [
  [
    'several_purposes',
    /newsletter.{0,60}\b(et|ainsi que|and|as well as)\b.{0,60}(partenaire|partner|appel|call|t[ée]l[ée]phon|sms)|(lettre|e-?mail).{0,40}\b(et|and)\b.{0,40}(partenaires|partners)/i,
  ],
  [
    'says_required',
    /obligatoire|n[ée]cessaire pour|requis|required|mandatory|in order to (download|receive)|pour (télécharger|recevoir le)/i,
  ],
  [
    'terms_are_no_consent',
    /conditions (g[ée]n[ée]rales|d.utilisation)|\bCG[UV]\b|terms (of|and)|politique de confidentialit|privacy policy/i,
  ],
  ['negative_box', /\bne (souhaite|veux|d[ée]sire|voulons)\b.{0,30}\bpas\b|do(n.t| not) (want|wish)|would rather not/i],
]

function aboutConsent({ label, detail, basis, purpose }: Consent, path: Path): Advice[] {
  const said = Object.entries(label)
  const all = [...said.map(([, words]) => words), ...Object.values(detail ?? {})].join(' ')
  const found = written.filter(
    // Where one objects, "I do not want" is what the box is for.
    ([code, like]) =>
      !(code === 'negative_box' && basis === 'legitimate_interest') && said.some(([, words]) => like.test(words)),
  )
  // A partner has a name: a capital somewhere after the word, or a purpose that says which.
  const speaksOfPartners = /partenaires?|partners?|tiers|third part/i.test(all)
  const isNamed = /(partenaires?|partners?)\s*(:|\(|,)?\s*["«“]?\s*\p{Lu}/u.test(all) || /^partner-./.test(purpose)
  return [
    ...found.map(([code]): Advice => ({ code, path: [...path, 'label'], isGrave: true })),
    ...(speaksOfPartners && !isNamed
      ? [{ code: 'partner_unnamed', path: [...path, 'label'], isGrave: true } as Advice]
      : []),
    ...(said.some(([, words]) => words.trim().length > 0 && words.trim().length < 12)
      ? [{ code: 'vague_consent', path: [...path, 'label'], isGrave: true } as Advice]
      : []),
    ...(basis === 'legitimate_interest' ? [{ code: 'interest_for_news', path: [...path, 'basis'] } as Advice] : []),
  ]
}

function aboutForm({ texts, consents, delivery, theme }: FormDefinition): Advice[] {
  const asks = consents.some(({ basis }) => basis === 'consent')
  return [
    ...(texts.notice ? [] : [{ code: 'no_notice', path: ['texts', 'notice'], isGrave: true } as Advice]),
    ...(asks && delivery.confirm === 'off' ? [{ code: 'no_proof', path: ['delivery', 'confirm'] } as Advice] : []),
    ...(theme.accent && contrastOn(theme.accent, '#ffffff') < 1.5
      ? [{ code: 'faint_accent', path: ['theme', 'accent'] } as Advice]
      : []),
  ]
}

function aboutQuestions(draft: FormDefinition): Advice[] {
  const asked = fieldsOf(draft).filter(({ kind, askOnce }) => kind !== 'hidden' && !askOnce)
  const required = asked.filter(({ required }) => required)
  const hidden = draft.steps.flatMap(({ fields }, step) =>
    fields.flatMap((field, at): Advice[] =>
      field.kind === 'hidden' && !field.value && !field.fromQuery
        ? [{ code: 'hidden_empty', path: ['steps', step, 'fields', at, 'value'] }]
        : [],
    ),
  )
  return [
    ...(draft.steps.length === 1 && asked.length > 7
      ? [{ code: 'many_questions', path: ['steps'], values: { n: asked.length } } as Advice]
      : []),
    ...(required.length > 5
      ? [{ code: 'many_required', path: ['steps'], values: { n: required.length } } as Advice]
      : []),
    ...hidden,
  ]
}

function aboutDisplay({ display, steps }: FormDefinition): Advice[] {
  const { place, trigger, frequency, rules, memory, closes } = display
  const isOver = place.kind === 'popup' || place.kind === 'slide_in' || place.kind === 'bar'
  const remembers = frequency.every === 'days' || rules.list.some(({ about }) => about === 'visitor')
  const fields = steps.flatMap((step) => step.fields)
  return [
    ...(place.kind === 'popup' && trigger.on === 'load'
      ? [{ code: 'interrupts_at_once', path: ['display', 'trigger'] } as Advice]
      : []),
    ...(isOver && remembers && memory === 'asked'
      ? [{ code: 'needs_memory', path: ['display', 'memory'] } as Advice]
      : []),
    ...(closes && !closes.at && !closes.after ? [{ code: 'closes_never', path: ['display', 'closes'] } as Advice] : []),
    ...(place.kind === 'bar' && fields.length > 4
      ? [{ code: 'bar_is_small', path: ['display', 'place'] } as Advice]
      : []),
  ]
}

/** WCAG 2 contrast of two colours, 1 to 21. */
export function contrastOn(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}
