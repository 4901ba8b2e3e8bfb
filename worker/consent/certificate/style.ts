// How the certificate looks on screen and on A4. Free of < & and quotes, which rendering would escape.
export const style = `
body { display: block; font-size: .9375rem; line-height: 1.5 }
main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.5rem 4rem }
h1 { font-size: 1.75rem; margin-bottom: .25rem }
h2 { font-size: 1.125rem; margin: 2.25rem 0 .5rem; padding-top: .5rem; border-top: 1px solid light-dark(#d9d5cd, #3a4048); break-after: avoid }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; break-after: avoid }
p.lead { color: light-dark(#5b6570, #a5adb5); margin-bottom: 1.5rem }
dl { margin: 0 }
dl > div { display: grid; grid-template-columns: 13rem 1fr; gap: 1rem; padding: .125rem 0 }
dt { color: light-dark(#5b6570, #a5adb5) }
dd { margin: 0; overflow-wrap: anywhere }
table { width: 100%; border-collapse: collapse; font-size: .8125rem; line-height: 1.4; font-variant-numeric: tabular-nums }
th { text-align: left; font-weight: 400; color: light-dark(#5b6570, #a5adb5) }
th { width: 15% }
th:first-child { width: 5% }
th:nth-child(4) { width: 12% }
th:nth-child(5) { width: 24% }
th:last-child { width: 29% }
th, td { padding: .375rem .75rem .375rem 0; vertical-align: top; border-bottom: 1px solid light-dark(#e8e5df, #2c3138) }
td { overflow-wrap: anywhere }
td:nth-child(-n+4) { overflow-wrap: normal }
tr, blockquote p, blockquote li, .record { break-inside: avoid }
small { display: block; font-size: .8125rem }
blockquote { margin: 0; padding: .5rem 1.25rem; border: 1px solid light-dark(#d9d5cd, #3a4048); border-radius: 8px; overflow-wrap: anywhere }
blockquote h3 { font-size: 1.0625rem }
blockquote p { white-space: pre-line; margin-bottom: .625rem }
i { font-size: .8125rem; color: light-dark(#5b6570, #a5adb5) }
p.of { margin: 1rem 0 .375rem; font-weight: 600; break-after: avoid }
p.box { padding-left: 1.75rem }
p.box span { float: left; margin-left: -1.75rem; font-size: 1.125rem; line-height: 1.3 }
p.box i { display: block }
b.button { font-weight: 600; border: 1px solid; border-radius: 8px; padding: .25rem .75rem; margin-left: .5rem }
code, pre { font: .75rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap }
pre { margin: .25rem 0 1rem; padding: .75rem 1rem; border: 1px solid light-dark(#d9d5cd, #3a4048); border-radius: 8px }
p.hash { margin: .375rem 0 1rem; font-size: .8125rem; overflow-wrap: anywhere }
.record h3 { font-size: .875rem }
.broken { color: #c01826 }
@media (max-width: 40rem) {
  dl > div { grid-template-columns: 1fr; gap: 0 }
  main { padding: 1.5rem 1rem }
  table, thead, tbody, tr, td { display: block }
  th { display: none }
  tr { padding: .625rem 0; border-bottom: 1px solid light-dark(#e8e5df, #2c3138) }
  td { display: grid; grid-template-columns: 6.5rem 1fr; gap: .75rem; border: 0; padding: 0 }
  td::before { content: attr(data-of); color: light-dark(#5b6570, #a5adb5) }
}
@page { size: A4; margin: 15mm 16mm; @bottom-right { content: counter(page); font: 9px system-ui; color: #5b6570 } }
@media print {
  :root { color-scheme: light; font-size: 13.5px }
  body { background: #fff; color: #000; line-height: 1.4 }
  main { max-width: none; padding: 0 }
  h2 { margin-top: 1.5rem }
  blockquote { box-decoration-break: clone; -webkit-box-decoration-break: clone }
  p.hash { margin-bottom: .5rem }
  p.hash code { font-size: .6875rem }
}
`
