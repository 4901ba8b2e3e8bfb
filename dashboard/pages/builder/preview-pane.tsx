// The form as its visitors will meet it: the real widget on the draft, in a frame that can speak to nobody.

import { useEffect, useRef, useState } from 'preact/hooks'
import { mayConfirmFirst } from '../../../contract/form-texts.ts'
import type { Preview } from '../../api/forms.ts'
import { t } from '../../locale.ts'
import { Choice } from '../../ui/choice.tsx'
import { useBuilder } from './builder.ts'
import { type Screen, type Show, screens, type Told } from './stage/said.ts'

const devices = { phone: [375, 700], desk: [1_120, 760] } as const
type Device = keyof typeof devices

type Props = { preview: Preview | undefined; isBehind: boolean }

export function PreviewPane({ preview, isBehind }: Props) {
  const { keeping } = useBuilder()
  const draft = keeping.draft.value
  const [screen, setScreen] = useState<Screen>('idle')
  const [device, setDevice] = useState<Device>('phone')
  const [isDark, setDark] = useState(false)
  const [again, setAgain] = useState(0)
  const possible = screens.filter((one) => {
    if (one === 'closed') return Boolean(draft.display.closes)
    if (one === 'confirm') return mayConfirmFirst(draft)
    return one !== 'success' || draft.delivery.confirm !== 'magnet'
  })
  const shown = possible.includes(screen) ? screen : 'idle'
  return (
    <aside class="b-preview" aria-label={t('b.preview.title')}>
      <div class="b-preview-choices">
        <Choice
          class="b-chosen"
          label={t('b.preview.screen')}
          value={shown}
          choose={setScreen}
          of={possible.map((one) => [one, t(`b.preview.screen.${one}`)])}
        />
        <Choice
          class="b-chosen"
          label={t('b.preview.device')}
          value={device}
          choose={setDevice}
          of={(['phone', 'desk'] as const).map((one) => [one, t(`b.preview.device.${one}`)])}
        />
        <Choice
          class="b-chosen"
          label={t('b.preview.page')}
          value={isDark ? 'dark' : 'light'}
          choose={(value) => setDark(value === 'dark')}
          of={(['light', 'dark'] as const).map((one) => [one, t(`b.preview.page.${one}`)])}
        />
      </div>
      <Frame
        device={device}
        show={preview && { type: 'show', preview, place: draft.display.place, screen: shown, isDark }}
        again={again}
      />
      <p class="quiet b-preview-note">
        {isBehind ? <span class="b-wrong">{t('b.preview.behind')}</span> : t(`b.preview.note.${shown}`)}{' '}
        {draft.display.place.kind !== 'inline' && (
          <button type="button" class="plain" onClick={() => setAgain(again + 1)}>
            {t('b.preview.again')}
          </button>
        )}
      </p>
    </aside>
  )
}

function Frame({ device, show, again }: { device: Device; show: Show | undefined; again: number }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const [isReady, setReady] = useState(false)
  const [width, height] = devices[device]
  useEffect(() => {
    const heard = ({ source, data }: MessageEvent<Told>) => {
      if (!frame.current || source !== frame.current.contentWindow) return
      if (data.type === 'ready') setReady(true)
      else frame.current.inert = false
    }
    addEventListener('message', heard)
    return () => removeEventListener('message', heard)
  }, [])
  useEffect(() => {
    if (!isReady || !show || !frame.current) return
    // The widget moves the focus as it would for a visitor; whoever is typing here keeps theirs.
    frame.current.inert = document.activeElement !== frame.current
    frame.current.contentWindow?.postMessage(show, '*')
  }, [isReady, JSON.stringify(show), again])
  useEffect(() => {
    if (!box.current) return
    const scaleTo = () => {
      const scale = Math.min(1, (box.current?.clientWidth ?? width) / width)
      frame.current?.style.setProperty('transform', `scale(${scale})`)
      if (box.current) box.current.style.height = `${Math.round(height * scale)}px`
    }
    const watching = new ResizeObserver(scaleTo)
    watching.observe(box.current)
    scaleTo()
    return () => watching.disconnect()
  }, [width, height])
  return (
    <div class={`b-frame ${device}`} ref={box}>
      <iframe
        ref={frame}
        src="/dashboard/stage"
        sandbox="allow-scripts allow-forms"
        title={t('b.preview.title')}
        width={width}
        height={height}
      />
    </div>
  )
}
