// What the team does with a lead, over HTTP: its stage, tags, whose it is.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { stageChange, stageMoved } from '../../contract/stage.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { Problem } from '../lib/problem.ts'
import { allow } from '../team/guard.ts'
import { changeStages } from './stage.ts'

const params = z.object({ id: z.uuid() })

const stageRoute = createRoute({
  method: 'post',
  path: '/{id}/stage',
  summary: 'Move a lead to another stage, with why',
  middleware: [allow('leads:write'), jsonBody(4_000)] as const,
  request: { params, body: { ...jsonOf(stageChange), required: true } },
  responses: { 200: { description: 'Where it was', ...jsonOf(stageMoved) }, ...refusals },
})

export const leadWorkRoutes = routes()

leadWorkRoutes.openapi(stageRoute, async (c) => {
  const { id } = c.req.valid('param')
  await known(c.env.DB, id)
  const [moved] = await changeStages(c.env.DB, [id], c.req.valid('json'), c.var.member, Date.now())
  return c.json({ from: moved?.from ?? null }, 200)
})

async function known(db: D1Database, id: string): Promise<void> {
  if (!(await db.prepare('SELECT 1 FROM lead WHERE id = ?1').bind(id).first())) throw new Problem('not_found')
}
