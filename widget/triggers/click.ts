// Only when asked, which the loader hears whatever the trigger.
import type { Watch } from '../wait-for.ts'

export const watch: Watch<'click'> = () => {}
