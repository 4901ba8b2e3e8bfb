// The questions: steps of them, put in order by dragging or by keyboard, each unfolded where it stands.
import grip from 'lucide:grip-vertical'
import plus from 'lucide:plus'
import { useEffect, useRef } from 'preact/hooks'
import Sortable from 'sortablejs'
import type { Field } from '../../../contract/field.ts'
import { count, t } from '../../locale.ts'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { say } from '../../ui/said.tsx'
import { idOf, unfolded, useBuilder } from './builder.ts'
import { Words } from './controls.tsx'
import {
  type At,
  addStep,
  besideOf,
  duplicateField,
  insertField,
  joinStep,
  type Kind,
  mayRemove,
  moveField,
  newField,
  removeField,
} from './edits.ts'
import { FieldEditor } from './field-editor.tsx'
import { ruleInWords } from './show-if.tsx'

const kinds: Kind[] = [
  'text',
  'long_text',
  'name',
  'phone',
  'company',
  'job_title',
  'country',
  'url',
  'number',
  'date',
  'choice',
  'several',
  'yes_no',
  'hidden',
]

export function Questions() {
  const { keeping, readOnly } = useBuilder()
  const draft = keeping.draft.value
  const add = (kind: Kind, step = draft.steps.length - 1) => {
    const field = newField(draft, kind, t(`b.kind.${kind}`), t('builder.option'))
    keeping.edit(insertField(draft, { step, at: draft.steps[step]!.fields.length }, field))
    unfolded.value = field.key
  }
  return (
    <>
      {draft.steps.map((step, at) => (
        <Step key={step.id} step={at} add={add} />
      ))}
      {!readOnly && (
        <p>
          <button
            type="button"
            onClick={() => {
              const field = newField(draft, 'text', t('b.kind.text'), '')
              keeping.edit(addStep(draft, field))
              unfolded.value = field.key
            }}
          >
            <Icon shapes={plus} />
            {t('builder.addStep')}
          </button>
        </p>
      )}
    </>
  )
}

const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches

function Step({ step, add }: { step: number; add: (kind: Kind, step: number) => void }) {
  const { keeping, readOnly } = useBuilder()
  const draft = keeping.draft.value
  const { fields } = draft.steps[step]!
  const list = useRef<HTMLOListElement>(null)
  const isOne = draft.steps.length === 1
  useEffect(() => {
    if (!list.current || readOnly) return
    const sortable = Sortable.create(list.current, {
      group: 'questions',
      handle: '.b-grip',
      animation: isStill() ? 0 : 120,
      ghostClass: 'b-ghost',
      // By pointer alone, which every browser and every finger does alike.
      forceFallback: true,
      fallbackOnBody: true,
      fallbackClass: 'b-dragged',
      onEnd({ from, to, item, oldIndex, newIndex }) {
        if (oldIndex === undefined || newIndex === undefined) return
        // Back to where it was drawn: the list is drawn again from the draft.
        item.remove()
        from.insertBefore(item, from.children[oldIndex] ?? null)
        const [source, target] = [from, to].map((each) => Number((each as HTMLElement).dataset.step))
        keeping.edit(moveField(keeping.draft.peek(), { step: source!, at: oldIndex }, { step: target!, at: newIndex }))
      },
    })
    return () => sortable.destroy()
  }, [readOnly])
  return (
    <section class="b-step" aria-label={isOne ? undefined : t('builder.step', { n: step + 1 })}>
      {!isOne && (
        <div class="b-step-head">
          <h3>{t('builder.step', { n: step + 1 })}</h3>
          {step > 0 && !readOnly && (
            <button type="button" class="plain" onClick={() => keeping.edit(joinStep(draft, step))}>
              {t('builder.joinStep')}
            </button>
          )}
        </div>
      )}
      {!isOne && <Words path={['steps', step, 'title']} label={t('builder.stepTitle')} max={120} />}
      <ol ref={list} class="b-fields" data-step={step}>
        {fields.map((field, at) => (
          <Question key={field.key} field={field} step={step} at={at} />
        ))}
      </ol>
      {!readOnly && fields.length < 30 && (
        <Menu label={t('builder.addQuestion')} icon={plus}>
          {(close) => (
            <div class="b-kinds">
              {kinds.map((kind) => (
                <button
                  key={kind}
                  type="button"
                  class="menu-item"
                  onClick={() => {
                    add(kind, step)
                    close()
                  }}
                >
                  {t(`b.kind.${kind}`)}
                </button>
              ))}
            </div>
          )}
        </Menu>
      )}
    </section>
  )
}

function Question({ field, step, at }: At & { field: Field }) {
  const { keeping, readOnly, language, wrong, advice } = useBuilder()
  const draft = keeping.draft.value
  const path = ['steps', step, 'fields', at]
  const isOpen = unfolded.value === field.key
  const label = field.label[language] || field.label[draft.defaultLanguage] || t('builder.unnamed')
  const start = `${path.join('.')}.`
  const isWrong = Object.keys(wrong).some((key) => key.startsWith(start) || key === path.join('.'))
  const isHinted = advice.some((each) => each.path.join('.').startsWith(start))
  const head = useRef<HTMLButtonElement>(null)
  const move = (by: 1 | -1) => {
    const to = besideOf(draft, { step, at }, by)
    if (!to) return
    keeping.edit(moveField(draft, { step, at }, to))
    say(t('builder.moved', { name: label }))
    // It was taken off its place in the page and put at another: the focus goes with it.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-question="${field.key}"]`)?.focus())
  }
  const byKeys = (event: KeyboardEvent) => {
    if (!event.altKey || readOnly || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(event.key === 'ArrowUp' ? -1 : 1)
  }
  return (
    <li class={isOpen ? 'b-field is-open' : 'b-field'} id={idOf(path)}>
      <div class="b-field-head">
        {!readOnly && (
          <span class="b-grip" aria-hidden="true" title={t('builder.drag')}>
            <Icon shapes={grip} />
          </span>
        )}
        <button
          ref={head}
          type="button"
          class="b-field-name"
          data-question={field.key}
          aria-expanded={isOpen}
          onClick={() => (unfolded.value = isOpen ? undefined : field.key)}
          onKeyDown={byKeys}
        >
          <span class="b-label">
            {label}
            {field.required && (
              <>
                <span aria-hidden="true"> *</span>
                <span class="unseen">, {t('builder.required')}</span>
              </>
            )}
          </span>
          <span class="quiet">
            {t(`b.kind.${field.kind}`)}
            {field.askOnce && ` · ${t('builder.askOnceMark')}`}
            {isWrong && <span class="b-wrong"> · {t('builder.toMend')}</span>}
            {!isWrong && isHinted && <span class="b-hint"> · {t('builder.toLookAt')}</span>}
          </span>
          {field.showIf && !isOpen && (
            <span class="second">{field.showIf.map((rule) => ruleInWords(draft, rule, language)).join(' ')}</span>
          )}
        </button>
      </div>
      {isOpen && (
        <div class="b-field-body">
          {!readOnly && (
            <div class="b-field-actions">
              <button type="button" disabled={!besideOf(draft, { step, at }, -1)} onClick={() => move(-1)}>
                {t('builder.up')}
              </button>
              <button type="button" disabled={!besideOf(draft, { step, at }, 1)} onClick={() => move(1)}>
                {t('builder.down')}
              </button>
              {field.kind !== 'email' && (
                <button type="button" onClick={() => keeping.edit(duplicateField(draft, { step, at }))}>
                  {t('builder.duplicate')}
                </button>
              )}
              {mayRemove(field) && (
                <button
                  type="button"
                  class="danger-quiet"
                  onClick={() => {
                    const rules = countRulesOn(
                      draft.steps.flatMap((each) => each.fields),
                      field.key,
                    )
                    keeping.edit(removeField(draft, { step, at }))
                    say(
                      rules
                        ? count('builder.removedWithRules', rules, { name: label })
                        : t('builder.removed', { name: label }),
                    )
                  }}
                >
                  {t('builder.remove')}
                </button>
              )}
            </div>
          )}
          <FieldEditor field={field} step={step} at={at} />
        </div>
      )}
    </li>
  )
}

const countRulesOn = (fields: Field[], key: string) =>
  fields.flatMap(({ showIf = [] }) => showIf).filter((rule) => rule.field === key).length
