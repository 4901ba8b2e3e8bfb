// What every part of the builder shares: the draft, the language being written, what is wrong and where, and what is looked at.
import { signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Preview } from '../../api/forms.ts'
import type { Advice } from './advice.ts'
import type { Path } from './edits.ts'
import type { Keeping } from './keeping.ts'
import type { Subject } from './subject.ts'

export type Part =
  | 'questions'
  | 'texts'
  | 'consents'
  | 'delivery'
  | 'look'
  | 'display'
  | 'languages'
  | 'publish'
  | 'share'

export type Builder = {
  keeping: Keeping
  /** Of a variant: what is the same in all of them is not to be edited here. */
  variant: Subject['variant']
  site: string
  language: string
  write: (language: string) => void
  readOnly: boolean
  /** JSON path → code. */
  wrong: Record<string, string>
  advice: Advice[]
  preview?: Preview
  /** Goes where something stands, whatever part it is in. */
  reveal: (path: Path) => void
}

export const BuilderContext = createContext<Builder | undefined>(undefined)
export const useBuilder = (): Builder => useContext(BuilderContext)!

/** The question that is unfolded, by its key. */
export const unfolded = signal<string | undefined>(undefined)

export const idOf = (path: Path): string => `at-${path.join('-')}`

/** Which part of the builder speaks of a path. */
export function partOf(path: Path): Part {
  switch (path[0]) {
    case 'steps':
      return 'questions'
    case 'consents':
      return 'consents'
    case 'magnet':
    case 'delivery':
    case 'mails':
      return 'delivery'
    case 'theme':
      return 'look'
    case 'display':
      return 'display'
    case 'languages':
    case 'defaultLanguage':
      return 'languages'
    case 'origins':
    case 'share':
    case 'analytics':
    case 'turnstile':
      return 'share'
    default:
      return 'texts'
  }
}

export const pathOf = (key: string): Path => key.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))
