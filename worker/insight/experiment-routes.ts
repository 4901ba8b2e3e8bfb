// Experiments over HTTP: list, one with its numbers and what may be believed of them, what is tried, start, stop.
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import {
  experiment,
  experimentBegun,
  experimentChange,
  experimentEnd,
  experimentPage,
  variantParts,
} from '../../contract/experiment.ts'
import { letters } from '../../contract/experiment-names.ts'
import type { AuditAction } from '../../contract/team-names.ts'
import { slug } from '../../contract/text.ts'
import type { App } from '../env.ts'
import {
  addVariant,
  beginExperiment,
  changeExperiment,
  discardExperiment,
  listExperiments,
  readVariant,
  removeVariant,
  saveVariant,
} from '../form/experiment.ts'
import { startExperiment, stopExperiment } from '../form/experiment-run.ts'
import { forgetForm } from '../form/published.ts'
import { draftKept, ifMatch, knownFrom, params } from '../form/routes.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { auditEntry } from '../team/audit.ts'
import { allow } from '../team/guard.ts'
import { planOf, readExperiment, trafficOf } from './experiment.ts'

const maxBytes = 500_000
const number = z.coerce.number().int().min(1).max(1_000_000)
const one = z.object({ slug, number })
const ofVariant = one.extend({ letter: z.enum(letters) })
const told = { 200: { description: 'The experiment', ...jsonOf(experiment) }, ...refusals }
const done = { 204: { description: 'Done' }, ...refusals }

const list = createRoute({
  method: 'get',
  path: '/{slug}/experiments',
  summary: 'A page of experiments on a form, the newest first',
  middleware: [allow('forms:read')] as const,
  request: {
    params,
    query: z.object({ before: number.optional(), limit: z.coerce.number().int().min(1).max(50).default(20) }),
  },
  responses: { 200: { description: 'The page', ...jsonOf(experimentPage) }, ...refusals },
})

const begin = createRoute({
  method: 'post',
  path: '/{slug}/experiments',
  summary: 'Begin an experiment: the form as it is, and a copy of it to be changed. Visitors see nothing of it yet',
  middleware: [allow('forms:write'), jsonBody(10_000)] as const,
  request: { params, body: jsonOf(experimentBegun) },
  responses: { 201: { description: 'Begun', ...jsonOf(experiment) }, ...refusals },
})

const readOne = createRoute({
  method: 'get',
  path: '/{slug}/experiments/{number}',
  summary: 'An experiment: what was counted in each variant, and what may be believed of it',
  middleware: [allow('forms:read')] as const,
  request: { params: one },
  responses: told,
})

const change = createRoute({
  method: 'patch',
  path: '/{slug}/experiments/{number}',
  summary: 'Rename an experiment; before it starts, also the views each variant gets and the difference it is after',
  middleware: [allow('forms:write'), jsonBody(10_000)] as const,
  request: { params: one, body: jsonOf(experimentChange) },
  responses: told,
})

const discard = createRoute({
  method: 'delete',
  path: '/{slug}/experiments/{number}',
  summary: 'Delete an experiment that was never started',
  middleware: [allow('forms:write')] as const,
  request: { params: one },
  responses: done,
})

const add = createRoute({
  method: 'post',
  path: '/{slug}/experiments/{number}/variants',
  summary: 'One more variant, up to four; it begins as a copy of the form as it is',
  middleware: [allow('forms:write')] as const,
  request: { params: one },
  responses: { 201: { description: 'Added', ...jsonOf(experiment) }, ...refusals },
})

const readOneVariant = createRoute({
  method: 'get',
  path: '/{slug}/experiments/{number}/variants/{letter}',
  summary: 'A variant, as the form it would be',
  middleware: [allow('forms:read')] as const,
  request: { params: ofVariant },
  responses: {
    200: {
      description: 'The variant',
      ...jsonOf(z.object({ letter: z.enum(letters), site: z.string(), draft: z.any(), draftAt: z.iso.datetime() })),
    },
    ...refusals,
  },
})

const save = createRoute({
  method: 'put',
  path: '/{slug}/experiments/{number}/variants/{letter}',
  summary: 'Keep what a variant says in place of the form; with If-Match, only over the draft it names',
  middleware: [allow('forms:write'), jsonBody(maxBytes)] as const,
  request: { params: ofVariant, headers: ifMatch, body: jsonOf(variantParts) },
  responses: { 200: { description: 'Kept', ...jsonOf(draftKept) }, ...refusals },
})

const remove = createRoute({
  method: 'delete',
  path: '/{slug}/experiments/{number}/variants/{letter}',
  summary: 'Take a variant out of an experiment that was never started',
  middleware: [allow('forms:write')] as const,
  request: { params: ofVariant },
  responses: done,
})

const start = createRoute({
  method: 'post',
  path: '/{slug}/experiments/{number}/start',
  summary: 'Show the variants to visitors. Each is frozen as a version of its own',
  middleware: [allow('forms:write')] as const,
  request: { params: one },
  responses: told,
})

const stop = createRoute({
  method: 'post',
  path: '/{slug}/experiments/{number}/stop',
  summary: 'End an experiment: the form stays as it is, or a variant is published as the form',
  middleware: [allow('forms:write'), jsonBody(1_000)] as const,
  request: { params: one, body: jsonOf(experimentEnd) },
  responses: {
    200: {
      description: 'The version visitors see, and whether unpublished edits of the form were left as they are',
      ...jsonOf(z.object({ version: z.int(), isDraftKept: z.boolean() })),
    },
    ...refusals,
  },
})

export const experimentRoutes = routes()

const read = (c: Context<App>, { slug, number }: z.infer<typeof one>) =>
  readExperiment(c.env.DB, slug, number, Date.now())

experimentRoutes.openapi(list, async (c) => {
  const { before, limit } = c.req.valid('query')
  return c.json(await listExperiments(c.env.DB, c.req.valid('param').slug, limit, before), 200)
})

experimentRoutes.openapi(begin, async (c) => {
  const { slug } = c.req.valid('param')
  const number = await beginExperiment(c.env.DB, slug, c.req.valid('json'), new Date().toISOString())
  return c.json(await read(c, { slug, number }), 201)
})

experimentRoutes.openapi(readOne, async (c) => c.json(await read(c, c.req.valid('param')), 200))

experimentRoutes.openapi(change, async (c) => {
  const at = c.req.valid('param')
  await changeExperiment(c.env.DB, at.slug, at.number, c.req.valid('json'))
  return c.json(await read(c, at), 200)
})

experimentRoutes.openapi(discard, async (c) => {
  const { slug, number } = c.req.valid('param')
  await discardExperiment(c.env.DB, slug, number)
  return c.body(null, 204)
})

experimentRoutes.openapi(add, async (c) => {
  const at = c.req.valid('param')
  await addVariant(c.env.DB, at.slug, at.number, new Date().toISOString())
  return c.json(await read(c, at), 201)
})

experimentRoutes.openapi(readOneVariant, async (c) => {
  const { slug, number, letter } = c.req.valid('param')
  return c.json(await readVariant(c.env.DB, slug, number, letter), 200)
})

experimentRoutes.openapi(save, async (c) => {
  const { slug, number, letter } = c.req.valid('param')
  const draftAt = new Date().toISOString()
  const known = knownFrom(c.req.valid('header'))
  await saveVariant(c.env.DB, slug, number, letter, c.req.valid('json'), draftAt, known)
  return c.json({ draftAt }, 200)
})

experimentRoutes.openapi(remove, async (c) => {
  const { slug, number, letter } = c.req.valid('param')
  await removeVariant(c.env.DB, slug, number, letter)
  return c.body(null, 204)
})

experimentRoutes.openapi(start, async (c) => {
  const at = c.req.valid('param')
  const now = Date.now()
  const { lift, variants } = await readExperiment(c.env.DB, at.slug, at.number, now)
  const least = Math.min(...variants.map(({ share }) => share))
  const plan = planOf(await trafficOf(c.env.DB, at.slug, now), lift, least)
  await startExperiment(c.env.DB, at.slug, at.number, new Date(now).toISOString(), plan, entryOf(c, now))
  await forgetForm(at.slug)
  return c.json(await read(c, at), 200)
})

experimentRoutes.openapi(stop, async (c) => {
  const { slug, number } = c.req.valid('param')
  const now = Date.now()
  const { winner } = c.req.valid('json')
  const ended = await stopExperiment(c.env.DB, slug, number, winner, new Date(now).toISOString(), entryOf(c, now))
  await forgetForm(slug)
  return c.json(ended, 200)
})

const entryOf = (c: Context<App>, now: number) => (action: AuditAction, detail: Record<string, string | number>) =>
  auditEntry(c.env.DB, c.var.member, action, detail, now)
