// The team over HTTP: who is on it, invitations, roles, and ways in for others.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { freshLink, invitation, invited, madeLink, member, memberChange, members } from '../../contract/team.ts'
import { announce } from '../delivery/queue.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { auditEntry } from './audit.ts'
import { allow } from './guard.ts'
import { changeMember, decided, listMembers, memberToManage, newMember, removeMember, signMemberOut } from './member.ts'
import { addressOfLink, invitationMinutes, newSignInLink } from './sign-in-link.ts'
import { canMail, newKeyId, oweKey } from './sign-in-mail.ts'

const params = z.object({ id: z.uuid() })
const done = { 204: { description: 'Done' }, ...refusals }

// Whoever sees leads sees whose they are.
const listRoute = createRoute({
  method: 'get',
  path: '/',
  summary: 'Everybody of the team, in the order they came',
  middleware: allow('leads:read'),
  responses: { 200: { description: 'The team', ...jsonOf(members) }, ...refusals },
})

const inviteRoute = createRoute({
  method: 'post',
  path: '/',
  summary: 'Invite somebody; their way in is in the answer, this once, and in a mail where mail is set up',
  middleware: [allow('team:write'), jsonBody(2_000)] as const,
  request: { body: { ...jsonOf(invitation), required: true } },
  responses: { 201: { description: 'The member and their link', ...jsonOf(invited) }, ...refusals },
})

const changeRoute = createRoute({
  method: 'patch',
  path: '/{id}',
  summary: 'Change a name, an address, a role',
  middleware: [allow('team:write'), jsonBody(2_000)] as const,
  request: { params, body: { ...jsonOf(memberChange), required: true } },
  responses: { 200: { description: 'The member', ...jsonOf(member) }, ...refusals },
})

const removeRoute = createRoute({
  method: 'delete',
  path: '/{id}',
  summary: 'Take somebody off the team, with every way in they have',
  middleware: allow('team:write'),
  request: { params },
  responses: done,
})

const linkRoute = createRoute({
  method: 'post',
  path: '/{id}/sign-in-link',
  summary: 'A fresh way in for somebody, shown this once',
  middleware: [allow('team:write'), jsonBody(2_000)] as const,
  request: { params, body: { ...jsonOf(freshLink), required: true } },
  responses: { 201: { description: 'The link', ...jsonOf(madeLink) }, ...refusals },
})

const signOutRoute = createRoute({
  method: 'post',
  path: '/{id}/sign-out',
  summary: 'End every session somebody has, and forget their passkeys and open links',
  middleware: allow('team:write'),
  request: { params },
  responses: done,
})

export const memberRoutes = routes()

memberRoutes.openapi(listRoute, async (c) => c.json({ members: await listMembers(c.env.DB) }, 200))

memberRoutes.openapi(inviteRoute, async (c) => {
  const { language, ...wanted } = c.req.valid('json')
  const now = Date.now()
  const db = c.env.DB
  const { member, statements } = await newMember(db, c.var.member, wanted, now)
  const { origin } = new URL(c.req.url)
  const { token, endsAt, statement } = await newSignInLink(member.id, now, invitationMinutes)
  const mailed = canMail(c.env)
  const id = newKeyId('invite', now)
  await decided(() =>
    db.batch([
      ...statements,
      db.prepare(statement.sql).bind(...statement.params),
      ...(mailed ? [oweKey(db, id, { template: 'invite', memberId: member.id, language, origin }, now)] : []),
    ]),
  )
  if (mailed) c.executionCtx.waitUntil(announce(c.env, [id]))
  return c.json({ member, link: addressOfLink(origin, token), endsAt, mailed }, 201)
})

memberRoutes.openapi(changeRoute, async (c) => {
  const { id } = c.req.valid('param')
  return c.json(await changeMember(c.env.DB, c.var.member, id, c.req.valid('json'), Date.now()), 200)
})

memberRoutes.openapi(removeRoute, async (c) => {
  await removeMember(c.env.DB, c.var.member, c.req.valid('param').id, Date.now())
  return c.body(null, 204)
})

memberRoutes.openapi(linkRoute, async (c) => {
  const { mail, language } = c.req.valid('json')
  const now = Date.now()
  const db = c.env.DB
  const { id: memberId, name, email } = await memberToManage(db, c.var.member, c.req.valid('param').id)
  const { origin } = new URL(c.req.url)
  const { token, endsAt, statement } = await newSignInLink(memberId, now)
  const mailed = mail && email !== null && canMail(c.env)
  const id = newKeyId('sign-in', now)
  await db.batch([
    db.prepare(statement.sql).bind(...statement.params),
    auditEntry(db, c.var.member, 'member.link_made', { member: memberId, name }, now),
    ...(mailed ? [oweKey(db, id, { template: 'sign-in', memberId, language, origin }, now)] : []),
  ])
  if (mailed) c.executionCtx.waitUntil(announce(c.env, [id]))
  return c.json({ link: addressOfLink(origin, token), endsAt, mailed }, 201)
})

memberRoutes.openapi(signOutRoute, async (c) => {
  await signMemberOut(c.env.DB, c.var.member, c.req.valid('param').id, Date.now())
  return c.body(null, 204)
})
