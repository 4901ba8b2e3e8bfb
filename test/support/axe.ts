// What axe finds wrong with a page, a line each. No policy of a page refuses it, since it is the debugger that puts it in.
import axe from 'axe-core'
import type { Page } from 'playwright'
import { expect } from 'vitest'

type Found = { element?: Element }
/** As axe gives it where it is asked for the elements. */
type NodeResult = Found & { any: { relatedNodes?: Found[] }[] }

/** By every rule but those in `without`: what a page is excused from is said where it is asked. */
export async function faults(page: Page, inside = 'html', without: string[] = []): Promise<string[]> {
  // What is about to change is looked at once it has.
  await expect.poll(() => page.locator('[aria-busy="true"]').count()).toBe(0)
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  // WCAG 2.2's only rule, which axe leaves out unless it is asked for, comes first: it too may be among those to do without.
  const rules = {
    'target-size': { enabled: true },
    ...Object.fromEntries(without.map((id) => [id, { enabled: false }])),
  }
  return page.evaluate(
    async ([inside, rules]) => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') }
      // Frames are left out: no axe is in them that could answer.
      const asked = { resultTypes: ['violations' as const], iframes: false, elementRef: true, rules }
      const { violations } = await axe.run(inside, asked)
      // What lies under a bar or a message comes out from under it as the page moves.
      const stays = (element?: Element | null): boolean =>
        Boolean(element && (/fixed|sticky/.test(getComputedStyle(element).position) || stays(element.parentElement)))
      const isUnder = ({ element, any }: NodeResult) =>
        !stays(element) && any.some(({ relatedNodes }) => relatedNodes?.some((over) => stays(over.element)))
      return violations.flatMap(({ id, nodes }) =>
        nodes
          .filter((node) => id !== 'target-size' || !isUnder(node as NodeResult))
          .map(({ html }) => `${id}: ${html}`),
      )
    },
    [inside, rules] as const,
  )
}
