// The name with its magnet.
export const Wordmark = () => (
  <span class="wordmark">
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path class="wordmark-body" d="M3 8.5V13a9 9 0 0 0 18 0V8.5h-6V13a3 3 0 0 1-6 0V8.5z" />
      <path class="wordmark-tip" d="M3 3h6v4H3zM15 3h6v4h-6z" />
    </svg>
    <span class="wordmark-name">Aimant</span>
  </span>
)
