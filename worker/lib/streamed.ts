// Text or bytes made piece by piece, sent at the pace of whoever receives it.
import { log, reasonOf } from './log.ts'

/** Asks for the next chunk only when there is room for it. A failure breaks the stream off: a file cut short must not look whole. */
export function streamed(chunks: AsyncGenerator<string | Uint8Array>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
      } catch (error) {
        log.error('export.broken', { reason: reasonOf(error) })
        controller.error(error)
      }
    },
    cancel: async () => {
      await chunks.return(undefined)
    },
  })
}
