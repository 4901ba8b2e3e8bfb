// Something done with the lead where it is shown: done, said, and offered to be taken back.
import { t } from '../../locale.ts'
import { asFailure } from '../../resource.ts'
import { say } from '../../ui/said.tsx'
import { forgetList } from '../leads/list.ts'

/** Does it, shows it, and offers to take it back; a refusal is said. */
export async function doing(
  work: () => Promise<unknown>,
  changed: () => void,
  done: string,
  undo?: () => Promise<unknown>,
) {
  try {
    await work()
    // The list shows this too.
    forgetList()
    changed()
    say(done, undo && (() => doing(undo, changed, t('lead.undone'))))
  } catch (error) {
    say(t(`error.${asFailure(error).code}`))
  }
}
