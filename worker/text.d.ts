// Built files that travel inside the Worker as text (wrangler.jsonc, rules).
declare module '*.txt' {
  const text: string
  export default text
}
