// Where the composed loader begins.
import { install } from './aimant.ts'
import { wait } from './loader.ts'

install()
wait(WAITING)
