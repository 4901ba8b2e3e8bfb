// What a form looks like: as it says itself, and as its site says where it does not.
import type { Theme } from './form.ts'

/** `auto` says nothing of light and dark, so there the site's choice holds. */
export const themed = (own: Theme, site: Theme | undefined): Theme => ({
  ...site,
  ...own,
  mode: own.mode === 'auto' ? (site?.mode ?? 'auto') : own.mode,
})
