// The lead a page is about: read once, and again in silence whenever something was done with it.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { LeadDetail } from '../../../contract/lead.ts'
import { readLead } from '../../api/leads.ts'
import { t } from '../../locale.ts'
import { asFailure, useResource } from '../../resource.ts'
import { say } from '../../ui/said.tsx'

export function useLead(id: string) {
  const { data, failure, retry } = useResource(`lead ${id}`, (signal) => readLead(id, signal))
  const [fresh, setFresh] = useState<{ id: string; lead: LeadDetail }>()
  const asked = useRef(0)
  useEffect(() => setFresh(undefined), [data])
  const changed = async () => {
    const mine = ++asked.current
    try {
      const lead = await readLead(id)
      // Of two readings at once the later one tells more.
      if (mine === asked.current) setFresh({ id, lead })
    } catch (error) {
      say(t(`error.${asFailure(error).code}`))
    }
  }
  return { lead: fresh?.id === id ? fresh.lead : data, failure, retry, changed }
}
