// A code or key of the visitor's own, to be copied; what has none comes by mail.

export const Own = ({ words, code }: { words: Record<string, string>; code?: string }) => (
  <div class="intro step">
    <p>{code ? <code>{code}</code> : words.by_mail}</p>
    {code && globalThis.navigator?.clipboard && (
      <button
        type="button"
        class="main"
        onClick={async ({ currentTarget }) => {
          await navigator.clipboard.writeText(code)
          currentTarget.textContent = words.copied!
        }}
      >
        {words.copy}
      </button>
    )}
  </div>
)
