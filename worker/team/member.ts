// The people of the team.
import type { Member } from '../../contract/team.ts'
import type { member } from '../schema/team.ts'

/** The owner every Aimant starts with: known by this id, so that starting again makes no second one. */
export const firstOwnerId = '00000000-0000-7000-8000-000000000001'

/** The statement that makes the first owner, harmless when they are there. */
export const firstOwner = (now: number) => ({
  sql: `
    INSERT INTO member (id, name, role, created_at)
    VALUES (?1, ?2, 'owner', ?3)
    ON CONFLICT DO NOTHING`,
  params: [firstOwnerId, 'Owner', new Date(now).toISOString()],
})

/** A team of more is not what this is for, and every list has a bound. */
export const mostMembers = 200

type Row = typeof member.$inferSelect & { passkeys: number }

/** Everybody, in the order they came. */
export async function listMembers(db: D1Database): Promise<Member[]> {
  const { results } = await db
    .prepare(`
      SELECT member.*, (SELECT count(*) FROM passkey WHERE member_id = member.id) AS passkeys
      FROM member
      ORDER BY id
      LIMIT ?1`)
    .bind(mostMembers)
    .all<Row>()
  return results.map(view)
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
