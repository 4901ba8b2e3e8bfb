// Where the composed script begins.
import { install } from './aimant.ts'
import { start } from './tag.ts'

install()
start(AIMANT)
