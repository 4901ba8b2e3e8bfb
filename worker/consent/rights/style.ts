// How the rights pages look, beyond what every page of the server has. Free of < & and quotes, which rendering would escape.
export const style = `
main { max-width: 38rem; width: 100%; box-sizing: border-box; overflow-wrap: anywhere }
section { margin: 2rem 0 0; padding: 1.25rem 0 0; border-top: 1px solid light-dark(#dedad3, #333b44) }
h2 { margin: 0 0 .5rem; font-size: 1.125rem }
a { color: inherit }
button, input, select, textarea { font: inherit; color: inherit; border-radius: 8px; border: 1px solid light-dark(#8a939c, #6b7680) }
button { min-height: 44px; padding: .5rem 1rem; background: none; cursor: pointer; white-space: nowrap }
a.button {
  display: inline-flex; align-items: center; min-height: 44px; box-sizing: border-box; padding: .5rem 1rem; text-decoration: none;
  border-radius: 8px; border: 1px solid light-dark(#8a939c, #6b7680)
}
form + p { margin-top: .75rem }
[aria-invalid] { border-color: light-dark(#b3152b, #ff8a98) }
.source { padding: 0; list-style: none; font-size: .875rem; color: light-dark(#5b6570, #a5adb5) }
button.main { color: #fff; background: #d7263d; border-color: #d7263d }
input:not([type=checkbox]), select, textarea {
  display: block; width: 100%; box-sizing: border-box; min-height: 44px; padding: .5rem .75rem; background: light-dark(#fff, #1e242b)
}
fieldset { border: 0; padding: 0; margin: 0 }
fieldset label { display: block; padding: .4rem 0 }
.purpose { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; align-items: start; white-space: pre-line }
.purpose p { flex: 1 1 16rem }
.purpose form { margin: 0 0 1rem }
.wrong { color: light-dark(#b3152b, #ff8a98) }
[role=status] { padding: .75rem 1rem; border-radius: 8px; background: light-dark(#e6f2e8, #1f3325) }
summary { min-height: 32px; cursor: pointer }
dt { font-size: .875rem; color: light-dark(#5b6570, #a5adb5) }
dd { margin: 0 0 .5rem }
`
