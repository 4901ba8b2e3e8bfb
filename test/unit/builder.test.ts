// What a builder does to a draft, before any of it is on a screen.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FormInput, formDefinition } from '../../contract/form.ts'
import { changesBetween } from '../../contract/form-diff.ts'
import { readAnswers } from '../../contract/rules.ts'
import { showIn } from '../../contract/shown.ts'
import { builder as words } from '../../dashboard/locales/fr/builder.ts'
import { adviceCodes, advise } from '../../dashboard/pages/builder/advice.ts'
import {
  addStep,
  besideOf,
  changeKind,
  duplicateField,
  fieldsOf,
  freeKey,
  insertField,
  joinStep,
  type Kind,
  languagesIn,
  missingIn,
  moveField,
  newField,
  removeField,
  removeLanguage,
  renameKey,
  setText,
} from '../../dashboard/pages/builder/edits.ts'
import { begin, type History, reduce } from '../../dashboard/pages/builder/history.ts'
import { sampleOf } from '../../dashboard/pages/builder/stage/sample.ts'
import { guideForm } from '../../demo/forms.ts'
import { templates } from '../../worker/form/templates.ts'

const guide = formDefinition.parse(guideForm)
const trial = formDefinition.parse(templates.essai)
const anyTemplate = fc.constantFrom(...Object.values(templates)).map((one: FormInput) => formDefinition.parse(one))
const kinds: Kind[] = [
  'text',
  'long_text',
  'name',
  'phone',
  'company',
  'country',
  'url',
  'number',
  'date',
  'choice',
  'several',
  'yes_no',
  'hidden',
]

describe('steps back and forth', () => {
  type Step =
    | { type: 'edited'; now: number; run?: string }
    | { type: 'undone' }
    | { type: 'redone' }
    | { type: 'rested' }
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ type: fc.constant('edited' as const), now: fc.integer(), run: fc.constantFrom('a', 'b', undefined) }),
    fc.constantFrom<Step>({ type: 'undone' }, { type: 'redone' }, { type: 'rested' }),
  )
  const historyOf = (steps: Step[]) => steps.reduce<History<number>>(reduce, begin(0))

  test('whatever was done, undoing and doing again ends where it was', () => {
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const history = historyOf(steps)
        if (history.past.length === 0) return
        const there = reduce(reduce(history, { type: 'undone' }), { type: 'redone' })
        expect([there.past, there.now, there.future]).toEqual([history.past, history.now, history.future])
      }),
    )
  })

  test('everything can be undone to the beginning, and redone to the end', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1 }), { maxLength: 100 }), (values) => {
        const edited = historyOf(values.map((now) => ({ type: 'edited', now })))
        const back = edited.past.reduce((history) => reduce(history, { type: 'undone' }), edited)
        expect(back.now).toBe(0)
        expect(back.future.reduce((history) => reduce(history, { type: 'redone' }), back).now).toBe(edited.now)
      }),
    )
  })

  test('an edit after undoing forgets what was undone', () => {
    const history = reduce(historyOf([{ type: 'edited', now: 1 }, { type: 'undone' }]), { type: 'edited', now: 2 })
    expect(reduce(history, { type: 'redone' }).now).toBe(2)
  })

  test('typing in one place is one step, until one rests or types elsewhere', () => {
    const typed = (now: number, run: string) => ({ type: 'edited', now, run }) as const
    expect(historyOf([typed(1, 'title'), typed(2, 'title'), typed(3, 'title')]).past).toEqual([0])
    expect(historyOf([typed(1, 'title'), { type: 'rested' }, typed(2, 'title')]).past).toEqual([0, 1])
    expect(historyOf([typed(1, 'title'), typed(2, 'intro')]).past).toEqual([0, 1])
  })
})

describe('whatever is done to a draft', () => {
  const doing = fc.record({
    what: fc.constantFrom('insert', 'duplicate', 'remove', 'move', 'up', 'down', 'step', 'join', 'kind'),
    n: fc.nat(),
    m: fc.nat(),
    kind: fc.constantFrom(...kinds),
  })
  type Doing = { what: string; n: number; m: number; kind: Kind }
  const placeOf = (draft: typeof guide, n: number) => {
    const places = draft.steps.flatMap(({ fields }, step) => fields.map((_, at) => ({ step, at })))
    return places[n % places.length]!
  }
  const act = (draft: typeof guide, { what, n, m, kind }: Doing): typeof guide => {
    const place = placeOf(draft, n)
    if (what === 'insert') return insertField(draft, place, newField(draft, kind, 'Question', 'Réponse'))
    if (what === 'duplicate')
      return draft.steps[place.step]!.fields[place.at]!.kind === 'email' ? draft : duplicateField(draft, place)
    if (what === 'remove') return removeField(draft, place)
    if (what === 'move') return moveField(draft, place, placeOf(draft, m))
    if (what === 'step') return addStep(draft, newField(draft, kind, 'Question', 'Réponse'))
    if (what === 'join') return joinStep(draft, m % (draft.steps.length + 1))
    if (what === 'kind')
      return draft.steps[place.step]!.fields[place.at]!.kind === 'email'
        ? draft
        : changeKind(draft, place, kind, 'Réponse')
    const to = besideOf(draft, place, what === 'up' ? -1 : 1)
    return to ? moveField(draft, place, to) : draft
  }

  test('it keeps one address, no key twice, no empty step, and nothing the server could not be told in words', () => {
    fc.assert(
      fc.property(anyTemplate, fc.array(doing, { maxLength: 25 }), (template, doings) => {
        const draft = doings.reduce(act, template)
        const keys = fieldsOf(draft).map(({ key }) => key)
        expect(new Set(keys).size).toBe(keys.length)
        expect(fieldsOf(draft).filter(({ kind }) => kind === 'email')).toHaveLength(1)
        expect(draft.steps.every(({ fields }) => fields.length > 0)).toBe(true)
        const read = formDefinition.safeParse(draft)
        // Moving may put a condition before what it asks about; more than fits, and it says so. Nothing else.
        const codes = read.success
          ? []
          : read.error.issues.map(({ message, code }) => (code === 'too_big' ? code : message))
        expect(codes.filter((code) => code !== 'rule_looks_ahead' && code !== 'too_big')).toEqual([])
      }),
    )
  })

  test('a question taken up and put down again changes nothing', () => {
    fc.assert(
      fc.property(anyTemplate, fc.nat(), (draft, n) => {
        const place = placeOf(draft, n)
        const to = besideOf(draft, place, 1)
        if (!to || to.step !== place.step) return
        expect(moveField(moveField(draft, place, to), to, place)).toEqual(draft)
      }),
    )
  })
})

test('a question that goes takes the conditions with it that spoke of it', () => {
  const at = trial.steps[1]!.fields.findIndex(({ key }) => key === 'goal')
  const left = removeField(trial, { step: 1, at })
  expect(fieldsOf(left).some(({ showIf }) => showIf)).toBe(false)
  expect(formDefinition.safeParse(left).success).toBe(true)
})

test('a technical name that changes is changed where it is spoken of', () => {
  const at = trial.steps[1]!.fields.findIndex(({ key }) => key === 'goal')
  const renamed = renameKey(trial, ['steps', 1, 'fields', at], 'aim')
  expect(fieldsOf(renamed).flatMap(({ showIf = [] }) => showIf)).toMatchObject([{ field: 'aim' }])
  expect(formDefinition.safeParse(renamed).success).toBe(true)
})

test('a free key is one the contract takes', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (wanted, taken) => {
      const key = freeKey(wanted, taken)
      expect(taken).not.toContain(key)
      expect(key).toMatch(/^[a-z][a-z0-9_]{0,39}$/)
    }),
  )
})

describe('languages', () => {
  test('what is missing in one is listed, and nothing is once it is written', () => {
    const begun = setText(guide, ['texts', 'title'], 'es', 'La guía')
    expect(languagesIn(begun)).toContain('es')
    const missing = missingIn(begun, 'es')
    expect(missing).not.toContainEqual(['texts', 'title'])
    const whole = missing.reduce((draft, path) => setText(draft, path, 'es', 'x'), begun)
    expect(missingIn(whole, 'es')).toEqual([])
    expect(languagesIn(removeLanguage(whole, 'es'))).toEqual(languagesIn(guide))
    expect(removeLanguage(whole, 'es')).toEqual(guide)
  })

  test('an emptied text is gone where it may be, and asked for where it has to be', () => {
    const without = ['fr', 'en', 'de', 'ar'].reduce((draft, tag) => setText(draft, ['texts', 'intro'], tag, ''), guide)
    expect(without.texts.intro).toBeUndefined()
    expect(setText(guide, ['texts', 'title'], 'fr', '').texts.title.fr).toBe('')
  })
})

describe('advice', () => {
  const codesOf = (label: string, basis: 'consent' | 'legitimate_interest' = 'consent') =>
    advise({ ...guide, consents: [{ purpose: 'newsletter', basis, label: { fr: label } }] })
      .filter(({ path }) => path[0] === 'consents' && path[2] === 'label')
      .map(({ code }) => code)

  test.each([
    ['Je souhaite recevoir la lettre d’information, une fois par mois.', []],
    ['J’accepte que Lisière transmette mon adresse à son partenaire Atelier Numa.', []],
    ['J’accepte de recevoir les offres de vos partenaires par e-mail.', ['partner_unnamed']],
    ['J’accepte la newsletter et que mes données aillent à vos partenaires.', ['several_purposes', 'partner_unnamed']],
    ['J’accepte les conditions générales d’utilisation.', ['terms_are_no_consent']],
    ['Je ne souhaite pas recevoir la lettre d’information.', ['negative_box']],
    ['Recevoir la lettre est nécessaire pour obtenir le guide.', ['says_required']],
    ['Oui', ['vague_consent']],
    ['I would like to hear from your partners by e-mail.', ['partner_unnamed']],
  ])('“%s”: %j', (label, codes) => {
    expect(codesOf(label)).toEqual(codes)
  })

  test('a box to object is what it says', () => {
    expect(codesOf('Je ne souhaite pas recevoir vos messages.', 'legitimate_interest')).toEqual([])
  })

  test('our own templates make no consent invalid', () => {
    for (const template of Object.values(templates))
      expect(advise(formDefinition.parse(template)).filter(({ isGrave }) => isGrave)).toEqual([])
  })

  test('every advice has words', () => {
    for (const code of adviceCodes) expect(words).toHaveProperty([`b.advice.${code}`])
  })
})

describe('what differs between two versions', () => {
  test('is nothing between a form and itself', () => {
    fc.assert(
      fc.property(anyTemplate, (form) => {
        expect(changesBetween(form, form)).toEqual([])
      }),
    )
  })

  test('a question that was moved is moved, and nothing else is', () => {
    const moved = moveField(guide, { step: 0, at: 3 }, { step: 0, at: 0 })
    expect(changesBetween(guide, moved).map(({ what, path }) => [what, path])).toEqual([
      ['moved', ['fields', fieldsOf(guide)[3]!.key]],
    ])
  })

  test('a question that came is told once, whole; one text is told in its language', () => {
    const field = newField(guide, 'url', 'Votre site', '')
    const changed = setText(insertField(guide, { step: 0, at: 1 }, field), ['texts', 'title'], 'en', 'New')
    expect(changesBetween(guide, changed)).toEqual([
      { what: 'added', path: ['fields', 'url'], name: 'Votre site' },
      { what: 'changed', path: ['texts', 'title', 'en'], before: guide.texts.title.en, after: 'New' },
    ])
  })

  test('says something whenever anything differs', () => {
    fc.assert(
      fc.property(anyTemplate, anyTemplate, (one, other) => {
        expect(changesBetween(one, other).length > 0).toBe(JSON.stringify(one) !== JSON.stringify(other))
      }),
    )
  })
})

test('a preview fills every question of every template soundly', () => {
  for (const template of Object.values(templates)) {
    const form = formDefinition.parse(template)
    const controller = { name: 'x', contact: 'x', privacyPolicy: 'https://x.example' }
    const published = { ...form, id: '', site: '', slug: 'x', version: 1, publishedAt: '', controller, notices: {} }
    const shown = showIn(published, 'fr', ['fr']).steps.flatMap(({ fields }) => fields)
    expect(readAnswers(fieldsOf(form), sampleOf(shown)).errors, form.name).toEqual({})
  }
})
