// Everything that can be said of one question.
import type { Field, LeadProperty } from '../../../contract/field.ts'
import { t } from '../../locale.ts'
import { useBuilder } from './builder.ts'
import { Lines, Numeric, Pick, Plain, Row, Tick, Words } from './controls.tsx'
import { type At, changeKind, type Kind, renameKey, setAt } from './edits.ts'
import { OptionList } from './option-list.tsx'
import { ShowIf } from './show-if.tsx'

const properties: Exclude<LeadProperty, 'email'>[] = [
  'full_name',
  'given_name',
  'family_name',
  'phone',
  'company',
  'job_title',
  'country',
  'website',
]
/** Kinds that fill nothing of the lead unless told so. */
const fillable: Kind[] = ['text', 'long_text', 'choice', 'hidden', 'number', 'date']
const convertible: Kind[] = [
  'text',
  'long_text',
  'choice',
  'several',
  'name',
  'company',
  'job_title',
  'number',
  'date',
  'yes_no',
]

export function FieldEditor({ field, step, at }: At & { field: Field }) {
  const { keeping } = useBuilder()
  const draft = keeping.draft.value
  const path = ['steps', step, 'fields', at]
  const isHidden = field.kind === 'hidden'
  return (
    <div class="b-grid">
      <Words path={[...path, 'label']} label={t(isHidden ? 'b.field.labelHidden' : 'b.field.label')} max={200} />
      {!isHidden && <Words path={[...path, 'help']} label={t('b.field.help')} max={400} />}
      <OwnSettings field={field} path={path} />
      {!isHidden && (
        <div class="b-ticks">
          {field.kind === 'email' ? (
            <p class="quiet">{t('b.field.emailRequired')}</p>
          ) : (
            <Tick path={[...path, 'required']} label={t('b.field.required')} />
          )}
          {field.kind !== 'email' && (
            <Tick
              path={[...path, 'askOnce']}
              label={t('b.field.askOnce')}
              help={t('b.field.askOnceHelp')}
              put={(isTicked) => isTicked || undefined}
            />
          )}
          <Tick path={[...path, 'width']} label={t('b.field.half')} put={(isTicked) => (isTicked ? 'half' : 'full')} />
        </div>
      )}
      {!isHidden && field.kind !== 'email' && <ShowIf field={field} step={step} at={at} />}
      <details class="b-more">
        <summary>{t('builder.more')}</summary>
        <div class="b-grid">
          {convertible.includes(field.kind) && (
            <Pick
              path={[...path, 'kind']}
              label={t('b.field.kind')}
              options={convertible.map((kind) => [kind, t(`b.kind.${kind}`)] as const)}
              value={field.kind}
              change={(kind) => changeKind(draft, { step, at }, kind as Kind, t('builder.option'))}
            />
          )}
          <Row path={[...path, 'key']} label={t('b.field.key')} help={t('b.field.keyHelp')}>
            {(id, described) => (
              <input
                id={id}
                aria-describedby={described}
                spellcheck={false}
                maxLength={40}
                value={field.key}
                onChange={({ currentTarget: { value } }) => keeping.edit(renameKey(draft, path, value.trim()))}
              />
            )}
          </Row>
          {fillable.includes(field.kind) && (
            <Pick
              path={[...path, 'property']}
              label={t('b.field.property')}
              help={t('b.field.propertyHelp')}
              options={[
                ['', t('b.field.propertyNone')],
                ...properties.map((one) => [one, t(`b.property.${one}`)] as const),
              ]}
            />
          )}
          {!isHidden && (
            <Plain
              path={[...path, 'autocomplete']}
              label={t('b.field.autocomplete')}
              help={t('b.field.autocompleteHelp')}
              max={60}
            />
          )}
        </div>
      </details>
    </div>
  )
}

/** What only this kind has. */
function OwnSettings({ field, path }: { field: Field; path: (string | number)[] }) {
  const { keeping } = useBuilder()
  switch (field.kind) {
    case 'email':
      return (
        <>
          <Pick
            path={[...path, 'accept']}
            label={t('b.field.accept')}
            options={[
              ['any', t('b.field.accept.any')],
              ['business', t('b.field.accept.business')],
            ]}
          />
          <details class="b-more">
            <summary>{t('b.field.domains')}</summary>
            <div class="b-grid">
              <Lines
                path={[...path, 'allowDomains']}
                label={t('b.field.allowDomains')}
                help={t('b.field.domainsHelp')}
              />
              <Lines path={[...path, 'refuseDomains']} label={t('b.field.refuseDomains')} />
            </div>
          </details>
        </>
      )
    case 'text':
    case 'long_text':
      return (
        <div class="b-pair">
          <Numeric path={[...path, 'minLength']} label={t('b.field.minLength')} min={1} max={1_000} />
          <Numeric path={[...path, 'maxLength']} label={t('b.field.maxLength')} min={1} max={10_000} />
          {field.kind === 'text' && <Plain path={[...path, 'default']} label={t('b.field.default')} />}
        </div>
      )
    case 'name':
      return (
        <Pick
          path={[...path, 'part']}
          label={t('b.field.part')}
          options={(['full', 'given', 'family'] as const).map((one) => [one, t(`b.field.part.${one}`)])}
        />
      )
    case 'phone':
    case 'country': {
      const key = field.kind === 'phone' ? 'country' : 'default'
      return (
        <Row path={[...path, key]} label={t(`b.field.${field.kind}.country`)} help={t('b.field.countryHelp')}>
          {(id, described) => (
            <input
              id={id}
              class="b-code"
              aria-describedby={described}
              maxLength={2}
              value={(field.kind === 'phone' ? field.country : field.default) ?? ''}
              onInput={({ currentTarget: { value } }) =>
                keeping.edit(
                  setAt(
                    keeping.draft.peek(),
                    [...path, key],
                    value.toUpperCase() || (key === 'country' ? '' : undefined),
                  ),
                  path.join('.'),
                )
              }
            />
          )}
        </Row>
      )
    }
    case 'number':
      return (
        <>
          <div class="b-pair">
            <Numeric path={[...path, 'min']} label={t('b.field.min')} />
            <Numeric path={[...path, 'max']} label={t('b.field.max')} />
          </div>
          <Tick path={[...path, 'whole']} label={t('b.field.whole')} put={(isTicked) => isTicked || undefined} />
        </>
      )
    case 'date':
      return (
        <div class="b-pair">
          <Dated path={[...path, 'min']} label={t('b.field.minDate')} value={field.min} />
          <Dated path={[...path, 'max']} label={t('b.field.maxDate')} value={field.max} />
        </div>
      )
    case 'choice':
      return (
        <>
          <OptionList field={field} path={path} />
          <div class="b-pair">
            <Pick
              path={[...path, 'look']}
              label={t('b.field.look')}
              options={(['select', 'radio', 'buttons'] as const).map((one) => [one, t(`b.field.look.${one}`)])}
            />
            <Pick
              path={[...path, 'default']}
              label={t('b.field.default')}
              options={[
                ['', t('b.field.defaultNone')],
                ...field.options.map(({ value, label }) => [value, Object.values(label)[0] ?? value] as const),
              ]}
            />
          </div>
        </>
      )
    case 'several':
      return (
        <>
          <OptionList field={field} path={path} />
          <Numeric path={[...path, 'max']} label={t('b.field.most')} min={1} max={200} />
        </>
      )
    case 'hidden':
      return (
        <div class="b-pair">
          <Plain path={[...path, 'value']} label={t('b.field.value')} max={500} />
          <Plain path={[...path, 'fromQuery']} label={t('b.field.fromQuery')} max={60} placeholder="utm_content" />
        </div>
      )
    default:
      return null
  }
}

function Dated({ path, label, value }: { path: (string | number)[]; label: string; value: string | undefined }) {
  const { keeping } = useBuilder()
  return (
    <Row path={path} label={label}>
      {(id) => (
        <input
          id={id}
          type="date"
          value={value ?? ''}
          onChange={(event) => keeping.edit(setAt(keeping.draft.peek(), path, event.currentTarget.value || undefined))}
        />
      )}
    </Row>
  )
}
