// The people of the team.

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
