// A mail as it is being written. Each state is a frame of its own: one that only changed its address would fill the way back.
import { useEffect, useState } from 'preact/hooks'

type Props = { address: string; title: string }

/** The one before stays in sight until the next is there. */
export function LiveFrame({ address, title }: Props) {
  const [frames, setFrames] = useState([address])
  useEffect(() => {
    setFrames((shown) => (shown.at(-1) === address ? shown : [...shown.slice(-1), address]))
  }, [address])
  return (
    <div class="live-frame">
      {frames.map((each, i) => (
        <iframe
          key={each}
          class="mail-frame"
          title={title}
          src={each}
          // Under the one before, until it has loaded.
          aria-hidden={i < frames.length - 1}
          tabIndex={i < frames.length - 1 ? -1 : undefined}
          onLoad={() => setFrames((shown) => (shown.at(-1) === each ? [each] : shown))}
        />
      ))}
    </div>
  )
}
