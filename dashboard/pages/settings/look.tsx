// How forms of the site look where they do not say otherwise.
import { useState } from 'preact/hooks'
import type { Theme } from '../../../contract/form.ts'
import { look as coloursOf } from '../../../contract/look.ts'
import { changeSite, type Site } from '../../api/sites.ts'
import { t } from '../../locale.ts'
import { may } from '../../session.ts'
import { Field, Refused } from '../../ui/field.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'
import { Part } from './part.tsx'

const choices = {
  density: ['normal', 'compact', 'airy'],
  font: ['page', 'sans', 'serif', 'mono'],
  mode: ['auto', 'light', 'dark'],
} as const
type Choice = keyof typeof choices

const usualRadius = 8

export function Look({ site, saved }: { site: Site; saved: () => void }) {
  const [look, setLook] = useState<Theme>(site.look ?? { mode: 'auto' })
  const { busy, failure, work } = useWork()
  const readOnly = !may('site:write')
  const put = (part: Partial<Theme>) => setLook({ ...look, ...part })
  const radius = look.radius ?? usualRadius

  async function save(event: Event) {
    event.preventDefault()
    if (!(await work(() => changeSite(site.id, { look })))) return
    say(t('site.saved'))
    saved()
  }

  return (
    <Part title={t('site.look')} help={t('site.lookHelp')}>
      <form class="fields" noValidate onSubmit={save}>
        <Field label={t('site.accent')} help={accentWords(look.accent)} wrong={failure?.fields['look.accent']}>
          {(described) => (
            <div class="look-accent">
              <input
                {...described}
                type="color"
                disabled={readOnly}
                value={look.accent ?? '#17202a'}
                onInput={(event) => put({ accent: event.currentTarget.value })}
              />
              <code>{look.accent}</code>
              {look.accent && !readOnly && (
                <button type="button" class="plain" onClick={() => put({ accent: undefined })}>
                  {t('site.accentClear')}
                </button>
              )}
            </div>
          )}
        </Field>
        <Field label={t('site.radius', { n: radius })}>
          {(described) => (
            <input
              {...described}
              type="range"
              min={0}
              max={24}
              disabled={readOnly}
              value={radius}
              onInput={(event) => put({ radius: Number(event.currentTarget.value) })}
            />
          )}
        </Field>
        {(Object.keys(choices) as Choice[]).map((name) => (
          <Field key={name} label={t(`site.${name}`)}>
            {(described) => (
              <select
                {...described}
                disabled={readOnly}
                value={look[name] ?? choices[name][0]}
                onChange={(event) => put({ [name]: event.currentTarget.value })}
              >
                {choices[name].map((one) => (
                  <option key={one} value={one}>
                    {wordsOf(name, one)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ))}
        <Sample look={look} radius={radius} />
        <Refused failure={failure} known={['look.accent']} />
        {!readOnly && (
          <button type="submit" class="primary" disabled={busy}>
            {t('site.saveLook')}
          </button>
        )}
      </form>
    </Part>
  )
}

function wordsOf(name: Choice, one: (typeof choices)[Choice][number]): string {
  const words = {
    density: () => t(`site.density.${one as 'normal'}`),
    font: () => t(`site.font.${one as 'page'}`),
    mode: () => t(`site.mode.${one as 'auto'}`),
  }
  return words[name]()
}

function accentWords(accent: string | undefined): string {
  if (!accent) return t('site.accentNone')
  const isWhite = coloursOf(accent, false)['--on-accent'] === '#fff'
  return t('site.accentHelp', { ink: t(isWhite ? 'site.accent.white' : 'site.accent.black') })
}

const fonts = {
  page: 'inherit',
  sans: 'system-ui, sans-serif',
  serif: 'Georgia, serif',
  mono: 'ui-monospace, monospace',
}
const airs = { compact: '6px 16px', normal: '9px 20px', airy: '13px 26px' }

/** A button as the widget would draw it, on the card it would stand on. */
function Sample({ look: { accent, mode, font, density }, radius }: { look: Theme; radius: number }) {
  const isDark = mode === 'dark'
  const colours = coloursOf(accent, isDark)
  return (
    <figure
      class="look-sample"
      aria-label={t('site.sampleLabel')}
      style={mode === 'auto' ? {} : { background: isDark ? '#1b1f25' : '#fff' }}
    >
      <span
        style={{
          background: colours['--accent'],
          color: colours['--on-accent'],
          borderRadius: `${radius}px`,
          padding: airs[density ?? 'normal'],
          fontFamily: fonts[font ?? 'page'],
        }}
      >
        {t('site.sample')}
      </span>
    </figure>
  )
}
