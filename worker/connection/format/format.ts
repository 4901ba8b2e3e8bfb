// What a composing function of a payload's form is: pure, from a message to the JSON that leaves.
import type { SentEvent } from '../../../contract/connection.ts'
import type { ConnectionLanguage } from '../../../contract/connection-names.ts'

/** `origin`: where this Aimant lives, for links into the dashboard (`<origin>/dashboard/leads/<lead id>`). */
export type Telling = { language: ConnectionLanguage; origin: string }

/** Gives what is sent as JSON. Must be bounded, and hold nothing that the channel reads as more than text. */
export type Format = (event: SentEvent, telling: Telling) => unknown
