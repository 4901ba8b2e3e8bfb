// Everybody of the team, oneself first.
import { useEffect, useState } from 'preact/hooks'
import type { Member } from '../../../contract/team.ts'
import { listMembers } from '../../api/members.ts'
import { member } from '../../session.ts'

export function useMembers(): Member[] | undefined {
  const [members, setMembers] = useState<Member[]>()
  useEffect(() => {
    const leaving = new AbortController()
    listMembers(leaving.signal).then(
      ({ members }) => setMembers(members.toSorted((a) => (a.id === member.value?.id ? -1 : 0))),
      () => {},
    )
    return () => leaving.abort()
  }, [])
  return members
}
