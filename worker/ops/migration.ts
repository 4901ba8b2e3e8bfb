// The newest migration, by the name the database remembers it by: a test compares it with worker/migrations.

export const latestMigration = '0029_clock.sql'
