// Every trigger, for the file that serves every form.
import type { Trigger } from '../../contract/display.ts'
import type { Watch } from '../wait-for.ts'
import { watch as click } from './click.ts'
import { watch as delay } from './delay.ts'
import { watch as exit } from './exit.ts'
import { watch as idle } from './idle.ts'
import { watch as load } from './load.ts'
import { watch as pages } from './pages.ts'
import { watch as scroll } from './scroll.ts'

const watches: { [On in Trigger['on']]: Watch<On> } = { click, delay, exit, idle, load, pages, scroll }

export const watchOf = (trigger: Trigger): Watch => watches[trigger.on] as Watch
