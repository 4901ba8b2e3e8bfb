// The route table, in the order of the lead's way. What may be asked by whom stands on the line.
import { OpenAPIHono } from '@hono/zod-openapi'
import { heldRoutes } from './capture/held-routes.ts'
import { hostedRoutes } from './capture/hosted/routes.tsx'
import { protectionRoutes } from './capture/protection-routes.ts'
import { captureRoutes } from './capture/routes.ts'
import { hookRoutes } from './connection/hook-routes.ts'
import { connectionLogRoutes } from './connection/log-routes.ts'
import { connectionRoutes } from './connection/routes.ts'
import { certificateRoutes } from './consent/certificate/routes.ts'
import { confirmRoutes } from './consent/confirm/routes.tsx'
import { retentionRoutes } from './consent/retention-routes.ts'
import { rightsRoutes, unsubscribeRoutes } from './consent/rights/routes.tsx'
import { consentRoutes } from './consent/routes.ts'
import { deliveryRoutes, mailboxRoutes } from './delivery/routes.ts'
import { mailWordingRoutes } from './delivery/wording-routes.ts'
import type { App } from './env.ts'
import { formRoutes } from './form/routes.ts'
import { versionRoutes } from './form/version-routes.ts'
import { experimentRoutes } from './insight/experiment-routes.ts'
import { beaconRoutes, insightRoutes } from './insight/routes.ts'
import { followUpRoutes, leadFollowUpRoutes } from './lead/follow-up-routes.ts'
import { importRoutes } from './lead/import-routes.ts'
import { leadListRoutes } from './lead/list-routes.ts'
import { mergeRoutes } from './lead/merge-routes.ts'
import { noteRoutes } from './lead/note-routes.ts'
import { leadQualificationRoutes, siteQualificationRoutes } from './lead/qualification-routes.ts'
import { leadRoutes } from './lead/routes.ts'
import { segmentRoutes } from './lead/segment-routes.ts'
import { leadWorkRoutes } from './lead/work-routes.ts'
import { isAway } from './lib/db.ts'
import { log, reasonOf } from './lib/log.ts'
import { Problem } from './lib/problem.ts'
import { downloadRoutes } from './magnet/download-routes.ts'
import { magnetRoutes } from './magnet/routes.ts'
import { apiDocsRoutes } from './ops/api-docs.ts'
import { dashboardRoutes } from './ops/dashboard.ts'
import { healthRoutes, healthzRoutes } from './ops/health-routes.ts'
import { exportRoutes } from './ops/scheduled-export-routes.ts'
import { wellKnownRoutes } from './ops/well-known.ts'
import { siteRoutes } from './site/routes.ts'
import { auditRoutes } from './team/audit-routes.ts'
import { memberRoutes } from './team/member-routes.ts'
import { passkeyRoutes } from './team/passkey-routes.ts'
import { teamRoutes } from './team/routes.ts'
import { sessionRoutes } from './team/session-routes.ts'
import { tokenRoutes } from './team/token-routes.ts'

export const app = new OpenAPIHono<App>()

app.route('/', hostedRoutes) //           anyone: a form's own page, and what it posts
app.route('/', captureRoutes) //          anyone: the tag, a ticket, a submission
app.route('/b', beaconRoutes) //          anyone: a form was seen
app.route('/d', downloadRoutes) //        whoever holds a lead's signed link
app.route('/c', confirmRoutes) //         whoever holds the link of the mail that asks them to confirm
app.route('/r', rightsRoutes) //          whoever holds a person's signed link, or asks for theirs
app.route('/u', unsubscribeRoutes) //     whoever holds a mail's way out
app.route('/api/v1', teamRoutes) //       anyone: ways in; whoever is signed in: the way out, who am I
app.route('/api/v1/sessions', sessionRoutes) //   a person's own
app.route('/api/v1/passkeys', passkeyRoutes) //   a person's own
app.route('/api/v1/team/members', memberRoutes) //  scopes leads:read, team:write
app.route('/api/v1/team/tokens', tokenRoutes) //  scope team:write
app.route('/api/v1/audit', auditRoutes) //        scope audit:read
app.route('/api/v1/sites', siteRoutes) //    scopes site:read, site:write
app.route('/api/v1/forms', formRoutes) //    scopes forms:read, forms:write
app.route('/api/v1/forms', versionRoutes) // scopes forms:read, forms:write
app.route('/api/v1/forms', experimentRoutes) // scopes forms:read, forms:write
app.route('/api/v1/magnets', magnetRoutes) // scopes magnets:read, magnets:write
app.route('/api/v1/leads', leadListRoutes) // scopes leads:read, leads:write
app.route('/api/v1/leads', leadRoutes) //    scopes leads:read, leads:write
app.route('/api/v1/segments', segmentRoutes) // scopes leads:read, leads:write
app.route('/api/v1/leads', leadWorkRoutes) // scopes leads:read, leads:write
app.route('/api/v1/leads', noteRoutes) //    scope leads:write
app.route('/api/v1/leads', leadFollowUpRoutes) // scope leads:write
app.route('/api/v1/leads', mergeRoutes) //   scopes leads:read, leads:write
app.route('/api/v1/follow-ups', followUpRoutes) // scope leads:read
app.route('/api/v1/leads', leadQualificationRoutes) //  scopes leads:read, leads:write
app.route('/api/v1/sites', siteQualificationRoutes) //  scopes site:read, site:write, leads:read
app.route('/api/v1/exports', exportRoutes) // scopes leads:read, leads:write
app.route('/api/v1/imports', importRoutes) // scopes leads:read, leads:write
app.route('/api/v1/protection', protectionRoutes) // scope forms:read
app.route('/api/v1/submissions', heldRoutes) // scopes leads:read, leads:write
app.route('/api/v1/forms', mailWordingRoutes) //     scopes forms:read, forms:write
app.route('/api/v1/deliveries', deliveryRoutes) //   scopes leads:read, leads:write, site:read
app.route('/api/v1/mailbox', mailboxRoutes) //       scope leads:read
app.route('/api/v1/leads', certificateRoutes) // scope leads:read
app.route('/api/v1/consents', consentRoutes) // scope leads:read
app.route('/api/v1/retention', retentionRoutes) // scope leads:read
app.route('/api/v1/connections', connectionRoutes) // scopes site:read, site:write, leads:read
app.route('/api/v1/connections', connectionLogRoutes) // scopes site:read, site:write, leads:read
app.route('/api/v1/hooks', hookRoutes) //   scopes site:read, site:write, leads:read
app.route('/api/v1/insight', insightRoutes) // scope leads:read
app.route('/api/v1/health', healthRoutes) //   scope site:read
app.route('/dashboard', dashboardRoutes) //  the empty shell; everything in it comes from the API
app.route('/', apiDocsRoutes) //            anyone: what all of this is, for programs and to read
app.route('/.well-known', wellKnownRoutes) // anyone: the public keys
app.route('/healthz', healthzRoutes) //      anyone: whether the parts answer

app.notFound((c) => {
  const taken = takenAt(c.req.path)
  if (!taken.length) return new Problem('not_found').toResponse()
  const refused = new Problem('method_not_allowed').toResponse()
  refused.headers.set('allow', taken.join(', '))
  return refused
})
app.onError((error, c) => {
  if (error instanceof Problem) return error.toResponse()
  log.error('request.failed', { method: c.req.method, route: c.req.routePath, reason: reasonOf(error) })
  return (isAway(error) ? new Problem('unavailable', { retryAfter: 10 }) : new Problem('internal')).toResponse()
})

/** The methods an address takes, where it takes any. */
const takenAt = (path: string): string[] => {
  const asks = (method: string) => app.router.match(method, path)[0].some(([[, route]]) => route.method === method)
  const taken = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(asks)
  return taken.includes('GET') ? ['HEAD', ...taken] : taken
}
