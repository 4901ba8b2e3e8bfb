// How the confirmation pages look, beyond the rights pages they resemble. Free of < & and quotes, which rendering would escape.
import { style as common } from '../rights/style.ts'

export const style = `${common}
a.main { color: #fff }
button.main { font-weight: 600; padding: .75rem 1.25rem }
button { white-space: normal }
.agreed { white-space: pre-line }
.agreed small { display: block }
.agreed li + li { margin-top: .5rem }
.small { font-size: .875rem; color: light-dark(#5b6570, #a5adb5) }
code { font: 1.125rem/1.6 ui-monospace, Menlo, Consolas, monospace; user-select: all }
`
