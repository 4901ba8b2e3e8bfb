// At once.
import type { Watch } from '../wait-for.ts'

export const watch: Watch<'load'> = (_, { fire }) => fire()
