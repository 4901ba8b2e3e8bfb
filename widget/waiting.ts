// Where the composed loader begins.
import { wait } from './loader.ts'

wait(WAITING)
