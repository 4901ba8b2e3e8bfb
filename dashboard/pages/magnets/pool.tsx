// A pool of codes or keys: how full it is, and adding to it by hand or from a file.
import { useState } from 'preact/hooks'
import type { CodesAdded, MagnetDetail } from '../../../contract/magnet.ts'
import { addCodes } from '../../api/magnets.ts'
import { count, number, t } from '../../locale.ts'
import { may } from '../../session.ts'
import { Field, Refused } from '../../ui/field.tsx'
import { useWork } from '../../work.ts'
import { inPieces, likelyColumn, linesOf, looksLikeHead, readCodes } from './codes.ts'

type Props = { magnet: MagnetDetail; changed: () => void }

export function Pool({ magnet, changed }: Props) {
  const { stock, kind } = magnet
  if (!stock) return null
  return (
    <section class="magnet-part">
      <h2>{t(kind === 'trial' ? 'magnet.keys' : 'magnet.codes')}</h2>
      {stock.total === 0 ? (
        <p class="quiet">{t('magnet.noCodes')}</p>
      ) : (
        <>
          <meter min={0} max={stock.total} value={stock.left} aria-label={t('magnet.stock', stock)} />
          <p>{t('magnet.stockSentence', stock)}</p>
        </>
      )}
      {stock.waiting > 0 && <p class="mark held">{count('magnet.waiting', stock.waiting)}</p>}
      {may('magnets:write') && <AddCodes id={magnet.id} changed={changed} />}
    </section>
  )
}

type Table = { rows: string[][]; column: number; hasHead: boolean }

function AddCodes({ id, changed }: { id: string; changed: () => void }) {
  const [text, setText] = useState('')
  const [table, setTable] = useState<Table>()
  const [done, setDone] = useState(0)
  const [result, setResult] = useState<Omit<CodesAdded, 'stock'>>()
  const { busy, failure, work } = useWork()
  const list = readCodes(table ? columnOf(table) : linesOf(text))

  async function choose(file: File | undefined) {
    if (!file) return
    setResult(undefined)
    const rows = await readTable(file)
    const column = likelyColumn(rows)
    setTable({ rows, column, hasHead: looksLikeHead(rows[0]?.[column]) })
  }

  async function add(event: Event) {
    event.preventDefault()
    const sum = { added: 0, duplicates: list.twice, examples: [] as string[], served: 0 }
    setDone(0)
    const isDone = await work(async () => {
      for (const piece of inPieces(list.codes)) {
        const { added, duplicates, examples, served } = await addCodes(id, piece)
        sum.added += added
        sum.duplicates += duplicates
        sum.served += served
        sum.examples.push(...examples)
        setDone((before) => before + piece.length)
      }
    })
    if (isDone || sum.added) setResult(sum)
    if (!isDone) return
    setText('')
    setTable(undefined)
    changed()
  }

  return (
    <form class="fields add-codes" onSubmit={add}>
      <h3>{t('magnet.addCodes')}</h3>
      <p class="quiet">{t('magnet.addCodesHelp')}</p>
      {table ? (
        <Columns table={table} change={setTable} leave={() => setTable(undefined)} />
      ) : (
        <Field label={t('magnet.codesPaste')}>
          {(described) => (
            <textarea
              {...described}
              class="code-lines"
              rows={5}
              spellcheck={false}
              value={text}
              onInput={(event) => {
                setText(event.currentTarget.value)
                setResult(undefined)
              }}
            />
          )}
        </Field>
      )}
      <Field label={t('magnet.codesFile')}>
        {(described) => (
          <input
            {...described}
            type="file"
            accept=".csv,.tsv,.txt,text/*"
            onChange={(event) => choose(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      <div role="status" class="codes-said">
        {list.codes.length > 0 && !busy && <p>{count('magnet.codesReady', list.codes.length)}</p>}
        {busy && <p>{t('magnet.codesAdding', { done, all: list.codes.length })}</p>}
        {list.twice > 0 && !busy && <p class="quiet">{count('magnet.codesTwice', list.twice)}</p>}
        {list.wrong.length > 0 && (
          <p class="wrong">{count('magnet.codesWrong', list.wrong.length, { first: list.wrong[0]!.slice(0, 60) })}</p>
        )}
        {result && <Result result={result} />}
      </div>
      <Refused failure={failure} />
      <button type="submit" class="primary" disabled={busy || list.codes.length === 0 || list.wrong.length > 0}>
        {t('magnet.codesAdd')}
      </button>
    </form>
  )
}

const mostExamples = 20

const Result = ({ result: { added, duplicates, examples, served } }: { result: Omit<CodesAdded, 'stock'> }) => (
  <>
    <p>{count('magnet.codesAdded', added)}</p>
    {duplicates > 0 && (
      <p>
        {count('magnet.codesKnown', duplicates)}{' '}
        {examples.slice(0, mostExamples).map((code) => (
          <code key={code}>{code} </code>
        ))}
        {examples.length > mostExamples && '…'}
      </p>
    )}
    {served > 0 && <p>{count('magnet.codesServed', served)}</p>}
  </>
)

const columnOf = ({ rows, column, hasHead }: Table) => rows.slice(hasHead ? 1 : 0).map((row) => row[column] ?? '')

type ColumnsProps = { table: Table; change: (table: Table) => void; leave: () => void }

const Columns = ({ table, change, leave }: ColumnsProps) => {
  const { rows, column, hasHead } = table
  const width = Math.max(1, ...rows.slice(0, 100).map((row) => row.length))
  return (
    <>
      <Field label={t('magnet.codesColumn')} help={columnOf(table).filter(Boolean).slice(0, 3).join(' · ')}>
        {(described) => (
          <select
            {...described}
            value={column}
            onChange={(event) => change({ ...table, column: Number(event.currentTarget.value) })}
          >
            {Array.from({ length: width }, (_, i) => (
              <option key={i} value={i}>
                {`${number(i + 1)} · ${rows[0]?.[i] ?? ''}`}
              </option>
            ))}
          </select>
        )}
      </Field>
      <label class="option">
        <input type="checkbox" checked={hasHead} onChange={() => change({ ...table, hasHead: !hasHead })} />
        <span>{t('magnet.codesHead')}</span>
      </label>
      <button type="button" class="plain" onClick={leave}>
        {t('app.cancel')}
      </button>
    </>
  )
}

/** With whatever separates its cells; the reader is fetched when somebody has a file. */
async function readTable(file: File): Promise<string[][]> {
  const [{ default: papa }, text] = await Promise.all([import('papaparse'), file.text()])
  return papa.parse<string[]>(text, { skipEmptyLines: 'greedy' }).data
}
