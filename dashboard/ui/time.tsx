// A moment in the person's own zone; the exact one stays within reach.
import { dayAndTime } from '../locale.ts'

export const Time = ({ at }: { at: string }) => (
  <time dateTime={at} title={at}>
    {dayAndTime(at)}
  </time>
)
