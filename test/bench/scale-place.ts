// Which of several databases a site's leads are in.

/** FNV-1a: the same site, the same database, wherever it is asked. */
export function placeOf(site: string, databases: number): number {
  let hash = 0x811c9dc5
  for (const char of site) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0
  return hash % databases
}
