// A mail as HTML: tables and inline styles for clients that know nothing newer, 600 px at most, and colours that hold
// in dark mode, whether a client honours the style sheet, inverts by itself or does neither.
import type { ComponentChildren, JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { look } from '../../../contract/look.ts'
import type { Block, Mail } from './mail.ts'

export function toHtml(mail: Mail): string {
  return `<!doctype html>${renderToString(<Whole {...mail} />)}`
}

const font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const bare = { role: 'presentation', cellpadding: '0', cellspacing: '0', border: '0' } as const

function Whole({ language, subject, sender, blocks, footer, accent }: Mail) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{subject}</title>
        <style>{sheet(accent)}</style>
      </head>
      <body class="page" style={`margin:0;padding:0;background:#f3f1ed;${font}`}>
        <table {...bare} width="100%" class="page" style="background:#f3f1ed">
          <tr>
            <td align="center" style="padding:32px 12px">
              <table {...bare} width="100%" style="max-width:600px">
                <Row style="padding:0 4px 16px">
                  <p class="soft" style={line('14px', '#5b6570', '600')}>
                    {sender}
                  </p>
                </Row>
                <tr>
                  <td class="card" style="padding:32px 28px 14px;background:#ffffff;border-radius:8px">
                    <table {...bare} width="100%">
                      {blocks.map((block) => (
                        <Row key={block} style="padding:0 0 16px">
                          <Part block={block} accent={accent} />
                        </Row>
                      ))}
                    </table>
                  </td>
                </tr>
                <Row style="padding:20px 4px 0">
                  {footer.lines.map((text) => (
                    <p key={text} class="soft" style={line('13px', '#5b6570')}>
                      {text}
                    </p>
                  ))}
                  <p class="soft" style={`${line('13px', '#5b6570')};padding-top:6px`}>
                    {footer.links.map(({ label, href }, i) => (
                      <>
                        {i > 0 && ' · '}
                        <a class="soft" href={href} style="color:#5b6570;text-decoration:underline">
                          {label}
                        </a>
                      </>
                    ))}
                  </p>
                </Row>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html>
  )
}

const Row = ({ style, children }: { style: string; children: ComponentChildren }) => (
  <tr>
    <td style={style}>{children}</td>
  </tr>
)

const line = (size: string, color: string, weight = '400') =>
  `margin:0;font-size:${size};line-height:1.55;color:${color};font-weight:${weight};overflow-wrap:anywhere`

function Part({ block, accent }: { block: Block; accent?: string }): JSX.Element {
  if (block.kind === 'title') {
    return (
      <h1
        class="ink"
        style="margin:0;font-size:24px;line-height:1.25;color:#17202a;font-weight:700;overflow-wrap:anywhere"
      >
        {block.text}
      </h1>
    )
  }
  if (block.kind === 'action') return <Button {...block} accent={accent} />
  if (block.kind === 'code') return <Code text={block.text} />
  if (block.kind === 'text') return <Paragraphs text={block.text} />
  return (
    <p class="soft" style={line('14px', '#5b6570')}>
      {block.text}
    </p>
  )
}

// The owner's own words, broken where they broke them.
const Paragraphs = ({ text }: { text: string }) => (
  <>
    {text.split(/\n\s*\n/).map((paragraph, i) => (
      <p key={paragraph} class="ink" style={`${line('16px', '#17202a')}${i ? ';padding-top:14px' : ''}`}>
        {paragraph.split('\n').map((part, n) => (
          <>
            {n > 0 && <br />}
            {part}
          </>
        ))}
      </p>
    ))}
  </>
)

// One selection takes it whole. A licence is hundreds of characters long and is set smaller.
const Code = ({ text }: { text: string }) => (
  <p
    class="ink code"
    style={`${line(text.length > 40 ? '13px' : '20px', '#17202a', '600')};font-family:Consolas,Menlo,monospace;padding:14px 16px;background:#f3f1ed;border-radius:8px;word-break:break-all`}
  >
    {text}
  </p>
)

// The colour is the cell's, the size the link's: so it is a button even where padding on links is not drawn.
function Button({ label, href, accent }: { label: string; href: string; accent?: string }) {
  const { '--accent': back, '--on-accent': front } = look(accent, false)
  const cell = { bgcolor: back }
  return (
    <table {...bare} style="border-collapse:separate;margin:6px 0">
      <tr>
        <td {...cell} class="button" align="center" style={`background:${back};border-radius:8px`}>
          <a
            class="button"
            href={href}
            style={`display:inline-block;padding:13px 26px;font-size:16px;line-height:1.2;font-weight:600;color:${front};text-decoration:none;border-radius:8px`}
          >
            {label}
          </a>
        </td>
      </tr>
    </table>
  )
}

// Free of < & and quotes, which rendering would escape.
function sheet(accent: string | undefined): string {
  const { '--accent': back, '--on-accent': front } = look(accent, true)
  return `
:root { color-scheme: light dark; supported-color-schemes: light dark }
@media (prefers-color-scheme: dark) {
  .page { background: #14181d !important }
  .card { background: #1e242b !important }
  .ink { color: #eceae6 !important }
  .code { background: #2a323b !important }
  .soft { color: #a5adb5 !important }
  .button { background: ${back} !important; color: ${front} !important }
}
@media (max-width: 480px) {
  .card { padding: 24px 20px 8px !important }
}
`
}
