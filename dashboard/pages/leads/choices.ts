// What the filters can be set to beside what everybody knows: forms, members, tags, personas. Fetched once a visit of the page.
import { createContext } from 'preact'
import { useContext, useState } from 'preact/hooks'
import type { LeadFilter } from '../../../contract/lead.ts'
import { listForms } from '../../api/forms.ts'
import { readFacets } from '../../api/leads.ts'
import { listMembers } from '../../api/members.ts'
import { day, list, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may, member } from '../../session.ts'

export type Choices = ReturnType<typeof useLoadedChoices>

/** What leads are marked with is counted, which takes a moment where there are a million: only once `want` says so, or `again`. */
export function useLoadedChoices() {
  const [wanted, setWanted] = useState(0)
  const forms = useResource('forms', (signal) =>
    may('forms:read') ? listForms(signal) : Promise.resolve({ forms: [] }),
  )
  const members = useResource('members', listMembers)
  const facets = useResource(`facets ${wanted}`, (signal) =>
    wanted ? readFacets(signal) : Promise.resolve({ tags: [], personas: [] }),
  )
  return {
    forms: forms.data?.forms ?? [],
    members: members.data?.members ?? [],
    tags: facets.data?.tags ?? [],
    personas: facets.data?.personas ?? [],
    want: () => setWanted((before) => before || 1),
    again: () => setWanted((before) => before + 1),
  }
}

const context = createContext<Choices>({
  forms: [],
  members: [],
  tags: [],
  personas: [],
  want: () => {},
  again: () => {},
})
export const ChoicesProvider = context.Provider
export const useChoices = () => useContext(context)

/** Me first, by name. */
export const ordered = (members: Choices['members']) =>
  members.toSorted((a, b) => Number(b.id === member.value?.id) - Number(a.id === member.value?.id))

/** A filter that is set, in words. */
export function sayFilter(filter: LeadFilter, name: keyof LeadFilter, { forms, members }: Choices): string {
  const say = (value: string) => t('leads.chip', { name: t(`leads.${name as 'form'}`), value })
  switch (name) {
    case 'form':
      return say(forms.find(({ slug }) => slug === filter.form)?.name ?? filter.form ?? '')
    case 'from':
    case 'to':
      return say(day(filter[name] ?? ''))
    case 'held':
      return t(`leads.held.${filter.held}`)
    case 'stage':
      return say(list((filter.stage ?? []).map((stage) => t(`stage.${stage}`))))
    case 'assigned':
      if (filter.assigned === 'me' || filter.assigned === 'nobody') return t(`leads.assigned.${filter.assigned}`)
      return say(members.find(({ id }) => id === filter.assigned)?.name ?? '?')
    case 'quality':
      return t('leads.qualityFrom', { n: filter.quality ?? 0 })
    case 'qualified':
      return t(`leads.qualified.${filter.qualified ?? 'yes'}`)
    case 'temperature':
      return t(`leads.temperature.${filter.temperature ?? 'hot'}`)
    default:
      return say(String(filter[name] ?? ''))
  }
}
