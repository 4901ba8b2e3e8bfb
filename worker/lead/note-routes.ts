// Notes about a lead, over HTTP. They are read with its history.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { note, noted, noteInput } from '../../contract/note.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { allow } from '../team/guard.ts'
import { addNote, correctNote, deleteNote } from './note.ts'

const ofLead = z.object({ id: z.uuid() })
const ofNote = ofLead.extend({ note: z.uuid() })
const body = { body: { ...jsonOf(noteInput), required: true } }

const add = createRoute({
  method: 'post',
  path: '/{id}/notes',
  summary: 'Write down what was said; an exchange both ways makes a lead a prospect',
  middleware: [allow('leads:write'), jsonBody(100_000)] as const,
  request: { params: ofLead, ...body },
  responses: { 201: { description: 'The note', ...jsonOf(noted) }, ...refusals },
})

const correct = createRoute({
  method: 'put',
  path: '/{id}/notes/{note}',
  summary: 'Correct a note of one’s own',
  middleware: [allow('leads:write'), jsonBody(100_000)] as const,
  request: { params: ofNote, ...body },
  responses: { 200: { description: 'The note', ...jsonOf(note) }, ...refusals },
})

const remove = createRoute({
  method: 'delete',
  path: '/{id}/notes/{note}',
  summary: 'Delete a note',
  middleware: [allow('leads:write')] as const,
  request: { params: ofNote },
  responses: { 204: { description: 'Deleted' }, ...refusals },
})

export const noteRoutes = routes()

noteRoutes.openapi(add, async (c) => {
  const { id } = c.req.valid('param')
  return c.json(await addNote(c.env.DB, id, c.req.valid('json'), c.var.member, Date.now()), 201)
})

noteRoutes.openapi(correct, async (c) => {
  const { id, note } = c.req.valid('param')
  return c.json(await correctNote(c.env.DB, id, note, c.req.valid('json'), c.var.member, Date.now()), 200)
})

noteRoutes.openapi(remove, async (c) => {
  const { id, note } = c.req.valid('param')
  await deleteNote(c.env.DB, id, note, c.var.member, Date.now())
  return c.body(null, 204)
})
