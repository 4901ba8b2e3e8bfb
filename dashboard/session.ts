// Who is signed in, as far as this page knows.
import { signal } from '@preact/signals'
import type { Me } from '../contract/team.ts'

/** `undefined` until the server has said; `null` when nobody is. */
export const member = signal<Me | null | undefined>(undefined)

export const may = (scope: Me['scopes'][number]): boolean => member.value?.scopes.includes(scope) ?? false
