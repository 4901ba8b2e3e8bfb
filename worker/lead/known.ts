// What is known of a lead, as the rules of its site see it: from its row, or from the submission that makes the row. Pure.
import type { Known } from '../../contract/condition.ts'
import { knownOf } from '../../contract/condition.ts'
import type { Answers } from '../../contract/field.ts'
import type { PublishedForm } from '../../contract/form.ts'
import type { QualityFacts } from '../../contract/quality.ts'
import { domainOf } from '../../contract/rules.ts'
import type { Source } from '../../contract/submission.ts'
import { askedFreely, type leadColumns } from './properties.ts'

/** What of a form a lead is judged by. */
export type FormAsked = { slug: string; offer: QualityFacts['offer']; freely: string[] }

/** A lead as it is judged, wherever it comes from. */
export type LeadKnown = {
  email: string
  language: string
  /** The columns that answers fill. */
  properties: { [column in (typeof leadColumns)[number]]?: string | null }
  answers: Answers
  source: Source
  /** Every form it came by. */
  forms: FormAsked[]
  mailbox: QualityFacts['mailbox']
  confirmed: boolean
  held: boolean
  submissions: number
  /** Whether any purpose was agreed to. */
  agreed: boolean
  came: boolean
  took: boolean
}

type Asking = Pick<PublishedForm, 'slug' | 'steps'> & { offer?: { kind: QualityFacts['offer'] } }
const told = new WeakMap<Asking, FormAsked>()

/** Worked out once for each form in memory. */
export function formAsked(form: Asking): FormAsked {
  const asked = told.get(form) ?? {
    slug: form.slug,
    offer: form.offer?.kind ?? null,
    freely: askedFreely(form.steps.flatMap(({ fields }) => fields)),
  }
  told.set(form, asked)
  return asked
}

/** Answers under their keys, and what is known beside them. */
export function knownAs(lead: LeadKnown): Known {
  const { answers, properties, source, forms } = lead
  return {
    ...answers,
    ...Object.fromEntries(Object.entries(properties).map(([column, value]) => [`lead.${column}`, value])),
    'lead.form': forms.map(({ slug }) => slug),
    'lead.language': lead.language,
    'lead.email_domain': domainOf(lead.email),
    // Whoever rules about free ones means those too.
    'lead.mailbox': lead.mailbox === 'disposable' ? ['disposable', 'free'] : lead.mailbox,
    'lead.source': source.campaign?.utm_source ?? hostOf(source.referrer),
    'lead.campaign': source.campaign?.utm_campaign,
  }
}

function hostOf(address: string | undefined): string | undefined {
  return (address && URL.parse(address)?.hostname.replace(/^www\./, '')) || undefined
}

const commitment = [null, 'link', 'file', 'code', 'trial'] as const

export function qualityFacts(lead: LeadKnown, known: Known): QualityFacts {
  const { properties, forms } = lead
  const asked = new Set(forms.flatMap(({ freely }) => freely))
  return {
    offer: commitment.findLast((kind) => forms.some(({ offer }) => offer === kind)) ?? null,
    freely: [...asked].filter((key) => knownOf(known, key) !== undefined).length,
    took: lead.took,
    submissions: lead.submissions,
    agreed: lead.agreed,
    email: lead.email,
    confirmed: lead.confirmed,
    mailbox: lead.mailbox,
    name: properties.full_name ?? properties.given_name ?? properties.family_name ?? null,
    phone: properties.phone ?? null,
    came: lead.came,
    held: lead.held,
    page: Boolean(lead.source.page),
  }
}

/** Of the states a purpose can stand in, those that are an agreement, confirmed or not. */
export const isAgreed = (state: string): boolean => ['given', 'unconfirmed', 'confirmed', 'imported'].includes(state)
