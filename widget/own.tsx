// A code or key of the visitor's own, to be copied; what has none comes by mail.

export const Own = ({ words, code }: { words: Record<string, string>; code?: string }) => (
  <p class="intro">
    {code ? <code>{code}</code> : words.by_mail}{' '}
    {code && globalThis.navigator?.clipboard && (
      <button
        type="button"
        onClick={async ({ currentTarget }) => {
          await navigator.clipboard.writeText(code)
          currentTarget.textContent = words.copied!
        }}
      >
        {words.copy}
      </button>
    )}
  </p>
)
