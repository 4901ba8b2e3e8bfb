// Who is on the team.
import type { Member } from '../../contract/team.ts'
import { ask } from './request.ts'

export const listMembers = (signal?: AbortSignal) => ask<{ members: Member[] }>('/team/members', signal)
