// An export on its way to this computer: how far it has come, and a way to stop it. It goes on from page to page.
import { signal } from '@preact/signals'
import { render } from 'preact'
import type { LeadFilter } from '../../../contract/lead.ts'
import { countLeads, type ExportKind, exportAddress } from '../../api/leads.ts'
import { Failure, failureOf } from '../../api/request.ts'
import { count, number, t } from '../../locale.ts'
import { asFailure } from '../../resource.ts'
import { say } from '../../ui/said.tsx'
import { counterOf } from './counting.ts'
import { size } from './size.ts'
import './leaving.css'

type Leaving = { kind: ExportKind; bytes: number; leads?: number; total?: number; stop: () => void }
type Sink = { write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>; close: (name: string) => Promise<void> }
type Picker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>

const leaving = signal<Leaving | undefined>(undefined)

/** More than this is not gathered in memory: the browser then takes it by itself. */
const mostInMemory = 200_000_000

/** Files for tools that mail hold only those who agreed, so nobody knows beforehand how many. */
const partly: ExportKind[] = ['brevo', 'mailchimp']

/** Takes out what the filter lets through, into a file that the browser keeps. */
export async function takeOut(filter: LeadFilter, kind: ExportKind): Promise<void> {
  if (leaving.peek()) return say(t('out.busy'))
  const leave = new AbortController()
  leaving.value = { kind, bytes: 0, stop: () => leave.abort() }
  show()
  const address = exportAddress(filter, kind)
  let sink: (Sink & { abandon?: () => Promise<void> }) | undefined
  try {
    const many = filter.ids
      ? { count: filter.ids.length, isMore: false }
      : await countLeads(filter, undefined, leave.signal)
    if (!many.isMore && !partly.includes(kind)) leaving.value = { ...leaving.value, total: many.count }
    sink = many.isMore ? await intoFile(kind) : undefined
    sink ??= inMemory(() => takeByItself(address, leave))
    const response = await fetch(address, { credentials: 'same-origin', signal: leave.signal })
    if (!response.ok || !response.body) throw failureOf(await response.json().catch(() => null))
    const counted = counterOf(kind)
    for await (const chunk of chunksOf(response.body)) {
      await sink.write(chunk)
      const before: Leaving = leaving.value
      leaving.value = { ...before, bytes: before.bytes + chunk.length, leads: counted(chunk) }
    }
    await sink.close(nameIn(response))
    say(t('out.done', { size: size(leaving.value.bytes) }))
  } catch (error) {
    await sink?.abandon?.().catch(() => {})
    const isStopped = leave.signal.aborted || (error instanceof DOMException && error.name === 'AbortError')
    if (!isStopped) say(t('out.failed', { why: t(`error.${failureIn(error).code}`) }))
    else if (leave.signal.reason !== byItself) say(t('out.stopped'))
  } finally {
    leaving.value = undefined
  }
}

// A connection that breaks while a file is on its way is told as a type error.
const failureIn = (error: unknown): Failure => (error instanceof TypeError ? new Failure('offline') : asFailure(error))

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader()
  for (let step = await reader.read(); !step.done; step = await reader.read())
    yield step.value as Uint8Array<ArrayBuffer>
}

const nameIn = (response: Response) =>
  /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'leads'

const endings: Partial<Record<ExportKind, string>> = { xlsx: 'xlsx', ndjson: 'ndjson', vcard: 'vcf' }

/** Straight to the disk, where the browser can and the person says where. */
async function intoFile(kind: ExportKind): Promise<(Sink & { abandon: () => Promise<void> }) | undefined> {
  const { showSaveFilePicker: pick } = window as { showSaveFilePicker?: Picker }
  if (!pick) return undefined
  const suggestedName = `leads-${new Date().toISOString().slice(0, 10)}.${endings[kind] ?? 'csv'}`
  const file = await pick({ suggestedName })
  const stream = await file.createWritable()
  return { write: (bytes) => stream.write(bytes), close: () => stream.close(), abandon: () => stream.abort() }
}

function inMemory(tooMuch: () => void): Sink {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let held = 0
  return {
    async write(bytes) {
      held += bytes.length
      if (held > mostInMemory) tooMuch()
      else chunks.push(bytes)
    },
    async close(name) {
      const href = URL.createObjectURL(new Blob(chunks))
      follow(href, name)
      setTimeout(() => URL.revokeObjectURL(href), 60_000)
    },
  }
}

const byItself = new Error('taken by the browser itself')

function takeByItself(address: string, leave: AbortController): void {
  leave.abort(byItself)
  follow(address, '')
}

function follow(href: string, name: string): void {
  const link = document.createElement('a')
  link.href = href
  link.download = name
  link.click()
}

let place: HTMLElement | undefined

function show(): void {
  if (place) return
  place = document.createElement('div')
  document.body.append(place)
  render(<Progress />, place)
}

function Progress() {
  if (!leaving.value) return null
  const { kind, bytes, leads, total, stop } = leaving.value
  const far = leads === undefined ? undefined : count('out.leads', leads)
  const ofAll = total === undefined ? far : t('out.of', { some: number(leads ?? 0), all: count('out.leads', total) })
  const words = kind === 'xlsx' ? undefined : ofAll
  return (
    <section class="leaving" aria-label={t('out.leaving')}>
      <div>
        <strong>{t(`export.${kind}`)}</strong>
        <span class="quiet">{[words, size(bytes)].filter(Boolean).join(' · ')}</span>
        {/* Of a workbook, as of a file whose end is not known, it only shows that something comes. */}
        <progress aria-label={t('out.leaving')} max={total || 1} value={words && total ? leads : undefined} />
      </div>
      <button type="button" onClick={stop}>
        {t('app.cancel')}
      </button>
    </section>
  )
}
