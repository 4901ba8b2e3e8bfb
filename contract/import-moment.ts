// Days and moments as people and other programs write them.
import type { ImportPlan } from './import.ts'
import { Refused } from './import-value.ts'

const earliestMs = Date.UTC(1980, 0, 1)

/**
 * A day or a moment as ISO 8601 UTC; one without a zone is taken as UTC. Understood: ISO 8601, 31/12/2026 and 31.12.2026 with or
 * without a time, milliseconds since 1970.
 */
export function momentOf(
  typed: string | undefined,
  order: ImportPlan['dates'],
  nowMs: number,
): string | Refused | undefined {
  const text = typed?.trim()
  if (!text) return undefined
  const ms = msOf(text, order)
  // Whoever is some hours ahead of us may already write tomorrow.
  if (ms === undefined || ms < earliestMs || ms > nowMs + 14 * 3_600_000) return new Refused('bad_date')
  return new Date(Math.min(ms, nowMs)).toISOString()
}

function msOf(text: string, order: ImportPlan['dates']): number | undefined {
  if (/^\d{13}$/.test(text)) return Number(text)
  const iso =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?$/i.exec(
      text,
    )
  if (iso) {
    const [, y, m, d, h, min, s, zone] = iso
    return at(y, m, d, h, min, s, zone)
  }
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:,?\s+(?:à\s*)?(\d{1,2})[:h](\d\d)(?::(\d\d))?)?$/i.exec(text)
  if (!written) return undefined
  const [, a, b, y, h, min, s] = written
  return order === 'day_first' ? at(y, b, a, h, min, s) : at(y, a, b, h, min, s)
}

function at(y = '', m = '', d = '', h = '0', min = '0', s = '0', zone = 'Z'): number | undefined {
  const [month, day, hour] = [Number(m), Number(d), Number(h)]
  const ms = Date.UTC(Number(y), month - 1, day, hour, Number(min), Number(s))
  const made = new Date(ms)
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day || hour > 23) return undefined
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? []
  const offset = sign ? (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '+' ? 1 : -1) : 0
  return ms - offset
}
