// Where the composed script begins.
import { install } from './aimant.ts'
import { start } from './tag.ts'

install()
// It comes beside where elements were asked for.
start(AIMANT, (...of) => ELEMENT.offer(...of))
