// The people of the team: who they are, and what the owners change about them.
import type { Invitation, Member, MemberChange } from '../../contract/team.ts'
import { mayGrant, scopesOf } from '../../contract/team-names.ts'
import { newId } from '../lib/id.ts'
import { Problem } from '../lib/problem.ts'
import type { member } from '../schema/team.ts'
import { auditEntry } from './audit.ts'
import type { Actor } from './session.ts'

/** The owner every Aimant starts with. */
export const firstOwnerId = '00000000-0000-7000-8000-000000000001'

/** The statement that makes the first owner, harmless when there is any. */
export const firstOwner = (now: number) => ({
  sql: `
    INSERT INTO member (id, name, role, created_at)
    SELECT ?1, ?2, 'owner', ?3
    WHERE NOT EXISTS (SELECT 1 FROM member WHERE role = 'owner')
    ON CONFLICT DO NOTHING`,
  params: [firstOwnerId, 'Owner', new Date(now).toISOString()],
})

/** A team of more is not what this is for, and every list has a bound. */
const mostMembers = 200

type Row = typeof member.$inferSelect & { passkeys: number }

const columns = 'member.*, (SELECT count(*) FROM passkey WHERE member_id = member.id) AS passkeys'

/** Everybody, in the order they came. */
export async function listMembers(db: D1Database): Promise<Member[]> {
  const { results } = await db
    .prepare(`
      SELECT ${columns}
      FROM member
      ORDER BY id
      LIMIT ?1`)
    .bind(mostMembers)
    .all<Row>()
  return results.map(view)
}

/**
 * The member an owner's program or an owner is about to change. Throws `not_found`, and `forbidden` where that member may do
 * what the asker may not: their way in would be a way up.
 */
export async function memberToManage(db: D1Database, actor: Actor, id: string): Promise<Member> {
  const row = await db.prepare(`SELECT ${columns} FROM member WHERE id = ?1`).bind(id).first<Row>()
  if (!row) throw new Problem('not_found')
  if (!mayGrant(actor.scopes, scopesOf(row.role))) throw new Problem('forbidden')
  return view(row)
}

/** The new member, and the statements that make them. Throws `forbidden`, or `invalid` where the address is somebody's already. */
export async function newMember(
  db: D1Database,
  actor: Actor,
  { name, email, role }: Pick<Invitation, 'name' | 'email' | 'role'>,
  now: number,
): Promise<{ member: Member; statements: D1PreparedStatement[] }> {
  if (!mayGrant(actor.scopes, scopesOf(role))) throw new Problem('forbidden')
  await refuseTaken(db, email)
  const count = await db.prepare('SELECT count(*) AS n FROM member').first<number>('n')
  if ((count ?? 0) >= mostMembers) throw new Problem('invalid', { fields: { name: 'too_many' } })
  const id = newId(now)
  const at = new Date(now).toISOString()
  return {
    member: { id, name, email, role, passkeys: 0, seenOn: null, createdAt: at },
    statements: [
      db
        .prepare('INSERT INTO member (id, name, email, role, created_at) VALUES (?1, ?2, ?3, ?4, ?5)')
        .bind(id, name, email, role, at),
      auditEntry(db, actor, 'member.invited', { member: id, name, role }, now),
    ],
  }
}

/**
 * Changes a name, an address, a role; whoever is signed in may from then on what the new role may. With another address, links
 * made for the old one are over. Throws as `memberToManage`, `invalid`, `last_owner`.
 */
export async function changeMember(
  db: D1Database,
  actor: Actor,
  id: string,
  change: MemberChange,
  now: number,
): Promise<Member> {
  const before = await memberToManage(db, actor, id)
  if (change.role && !mayGrant(actor.scopes, scopesOf(change.role))) throw new Problem('forbidden')
  const after = { ...before, ...change }
  if (after.email && after.email !== before.email) await refuseTaken(db, after.email)
  const renamed = after.name !== before.name || after.email !== before.email
  const statements = [
    db
      .prepare('UPDATE member SET name = ?2, email = ?3, role = ?4 WHERE id = ?1')
      .bind(id, after.name, after.email, after.role),
    ...(after.email !== before.email ? [db.prepare('DELETE FROM sign_in_link WHERE member_id = ?1').bind(id)] : []),
    ...(renamed ? [auditEntry(db, actor, 'member.changed', { member: id, name: after.name }, now)] : []),
    ...(after.role !== before.role
      ? [
          auditEntry(
            db,
            actor,
            'member.role_changed',
            { member: id, name: after.name, from: before.role, role: after.role },
            now,
          ),
        ]
      : []),
  ]
  await decided(() => db.batch(statements))
  return after
}

/** Takes somebody off the team: their sessions, passkeys and links go with them. Throws as `memberToManage`, `last_owner`. */
export async function removeMember(db: D1Database, actor: Actor, id: string, now: number): Promise<void> {
  const { name, role } = await memberToManage(db, actor, id)
  await decided(() =>
    db.batch([
      db.prepare('DELETE FROM member WHERE id = ?1').bind(id),
      auditEntry(db, actor, 'member.removed', { member: id, name, role }, now),
    ]),
  )
}

/** Closes every way in somebody has, for a lost laptop: sessions, passkeys and open links. Throws as `memberToManage`. */
export async function signMemberOut(db: D1Database, actor: Actor, id: string, now: number): Promise<void> {
  const { name } = await memberToManage(db, actor, id)
  await db.batch([
    ...['session', 'passkey', 'sign_in_link'].map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE member_id = ?1`).bind(id),
    ),
    auditEntry(db, actor, 'member.signed_out', { member: id, name }, now),
  ])
}

/** The address of somebody of the team, where it is known. */
export const emailOf = async (db: D1Database, id: string): Promise<string | undefined> =>
  (await db.prepare('SELECT email FROM member WHERE id = ?1').bind(id).first<string>('email')) ?? undefined

/** Who of the team has this address. */
export async function memberByEmail(
  db: D1Database,
  email: string,
): Promise<(Actor & { usedOn: string | null }) | undefined> {
  const row = await db
    .prepare('SELECT id, name, role, seen_on FROM member WHERE email = ?1')
    .bind(email.toLowerCase())
    .first<Pick<Row, 'id' | 'name' | 'role' | 'seen_on'>>()
  return row
    ? { kind: 'member', id: row.id, name: row.name, scopes: scopesOf(row.role), usedOn: row.seen_on }
    : undefined
}

async function refuseTaken(db: D1Database, email: string): Promise<void> {
  if (await db.prepare('SELECT 1 FROM member WHERE email = ?1').bind(email).first()) throw taken()
}

const taken = () => new Problem('invalid', { fields: { email: 'taken' } })

/** Two of a kind at once are judged by the database, one after the other; what it refuses is said as if it had been seen before. */
export async function decided(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    if (reason.includes('the last owner stays')) throw new Problem('last_owner')
    if (reason.includes('UNIQUE constraint failed: member.email')) throw taken()
    throw error
  }
}

const view = (row: Row): Member => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  passkeys: row.passkeys,
  seenOn: row.seen_on,
  createdAt: row.created_at,
})
