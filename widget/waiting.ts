// Where the composed loader begins.

import { wait } from './loader.ts'
import { stub } from './stub.ts'

stub(WAITING.origin + WAITING.widget)
wait(WAITING, TRIGGER.watch)
