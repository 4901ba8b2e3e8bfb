// What a browser is told of a field's control: its type and keyboard, which way it is written, and what may be filled in by itself.
import type { Field } from './field.ts'

/** Attributes of an input element; where none is named the field says nothing of it. */
export type Control = { type?: string; inputMode?: 'url' | 'decimal'; dir?: 'ltr'; autocomplete?: string }

// Autofill token of each kind (WCAG 1.3.5).
const controls: { [kind in Field['kind']]?: Control } = {
  email: { type: 'email', autocomplete: 'email', dir: 'ltr' },
  phone: { type: 'tel', autocomplete: 'tel', dir: 'ltr' },
  company: { autocomplete: 'organization' },
  job_title: { autocomplete: 'organization-title' },
  country: { autocomplete: 'country' },
  url: { inputMode: 'url', autocomplete: 'url', dir: 'ltr' },
  number: { inputMode: 'decimal', dir: 'ltr' },
  date: { type: 'date' },
}
const nameTokens = { full: 'name', given: 'given-name', family: 'family-name' }

/** The owner's own autofill token stands before that of the kind. `undefined` where there is nothing to tell. */
export function controlOf(field: Field): Control | undefined {
  const token = field.autocomplete ?? (field.kind === 'name' ? nameTokens[field.part] : undefined)
  const control = { ...controls[field.kind], ...(token && { autocomplete: token }) }
  return Object.keys(control).length ? control : undefined
}
