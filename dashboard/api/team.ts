// Who is signed in.
import type { Me } from '../../contract/team.ts'
import { ask, send } from './request.ts'

export const whoAmI = () => ask<Me>('/me')
export const signIn = (token: string) => send('POST', '/sign-in', { token })
export const signOut = () => send('POST', '/sign-out')
