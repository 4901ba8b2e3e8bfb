// Where the composed script begins.
import { start } from './tag.ts'

start(AIMANT)
