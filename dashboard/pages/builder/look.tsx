// How it looks: one accent whose words stay readable, corners, air, font, light or dark.
import type { Theme } from '../../../contract/form.ts'
import { look } from '../../../contract/look.ts'
import { number, t } from '../../locale.ts'
import { contrastOn } from './advice.ts'
import { useBuilder } from './builder.ts'
import { Pick, Row } from './controls.tsx'
import { setAt } from './edits.ts'

const accents = ['#1f4e79', '#0b6e4f', '#5b3cc4', '#b3421b', '#a3123f', '#17202a']

export function Look() {
  const { keeping } = useBuilder()
  const draft = keeping.draft.value
  const { theme } = draft
  const put = (key: keyof Theme, value: unknown, run?: string) =>
    keeping.edit(setAt(keeping.draft.peek(), ['theme', key], value), run)
  return (
    <div class="b-grid">
      <Row path={['theme', 'accent']} label={t('b.look.accent')} help={contrastWords(theme.accent)}>
        {(id, described) => (
          <div class="b-accent">
            <input
              id={id}
              type="color"
              aria-describedby={described}
              value={theme.accent ?? '#17202a'}
              onInput={(event) => put('accent', event.currentTarget.value, 'accent')}
            />
            <input
              aria-label={t('b.look.accentCode')}
              class="b-hex"
              maxLength={7}
              spellcheck={false}
              placeholder="#1f4e79"
              value={theme.accent ?? ''}
              onChange={({ currentTarget: { value } }) => put('accent', value.trim() || undefined)}
            />
            {accents.map((one) => (
              <button
                key={one}
                type="button"
                class="b-swatch"
                aria-pressed={theme.accent === one}
                aria-label={t('b.look.take', { colour: one })}
                onClick={() => put('accent', one)}
              >
                <svg viewBox="0 0 20 20" aria-hidden="true">
                  <rect width="20" height="20" rx="5" fill={one} />
                </svg>
              </button>
            ))}
            {theme.accent && (
              <button type="button" class="plain" onClick={() => put('accent', undefined)}>
                {t('b.look.noAccent')}
              </button>
            )}
          </div>
        )}
      </Row>
      <Row path={['theme', 'radius']} label={t('b.look.radius', { n: theme.radius ?? 8 })}>
        {(id, described) => (
          <input
            id={id}
            type="range"
            min={0}
            max={24}
            aria-describedby={described}
            value={theme.radius ?? 8}
            onInput={(event) => put('radius', Number(event.currentTarget.value), 'radius')}
          />
        )}
      </Row>
      <div class="b-pair">
        <Pick
          path={['theme', 'density']}
          label={t('b.look.density')}
          value={theme.density ?? 'normal'}
          options={(['compact', 'normal', 'airy'] as const).map((one) => [one, t(`b.look.density.${one}`)])}
        />
        <Pick
          path={['theme', 'font']}
          label={t('b.look.font')}
          value={theme.font ?? 'page'}
          options={(['page', 'sans', 'serif', 'mono'] as const).map((one) => [one, t(`b.look.font.${one}`)])}
        />
      </div>
      <Pick
        path={['theme', 'mode']}
        label={t('b.look.mode')}
        help={t('b.look.modeHelp')}
        options={(['auto', 'light', 'dark'] as const).map((one) => [one, t(`b.look.mode.${one}`)])}
      />
    </div>
  )
}

/** Which colour words on it take, how well they read there, and how well the button stands out of the page. */
function contrastWords(accent: string | undefined): string {
  if (!accent || !/^#[\da-f]{6}$/i.test(accent)) return t('b.look.contrastNone')
  const isWhite = look(accent, false)['--on-accent'] === '#fff'
  const words = contrastOn(accent, isWhite ? '#ffffff' : '#000000')
  const page = contrastOn(accent, '#ffffff')
  const on = t(isWhite ? 'b.look.onWhite' : 'b.look.onBlack', { ratio: number(Math.round(words * 10) / 10) })
  return `${on} ${t(page >= 3 ? 'b.look.standsOut' : 'b.look.isFaint', { ratio: number(Math.round(page * 10) / 10) })}`
}
