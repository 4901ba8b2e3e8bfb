// A message as it travels by SMTP: ASCII throughout, lines short enough for every server (RFC 5322, 2045, 2047).
import { bytesOf } from '../../lib/crypto.ts'
import type { Mailbox, Message } from '../message.ts'

/** The whole message, headers and both bodies, lines ended by CRLF. `at` is its Date. */
export function compose(message: Message, at: Date): string {
  const { from, to, replyTo, subject, text, html, headers } = message
  const boundary = `=_${message.owed.replace(/[^\w.-]/g, '-')}`
  const part = (type: string, body: string) => [
    `--${boundary}`,
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quotedPrintable(body),
  ]
  return [
    `From: ${mailbox(from)}`,
    `To: ${asciiAddress(to)}`,
    ...(replyTo ? [`Reply-To: ${asciiAddress(replyTo)}`] : []),
    `Subject: ${words(subject)}`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    ...part('text/plain', text),
    ...part('text/html', html),
    `--${boundary}--`,
    '',
  ].join('\r\n')
}

const mailbox = ({ name, email }: Mailbox) =>
  name ? `${words(name, true)} <${asciiAddress(email)}>` : asciiAddress(email)

/** The address with its domain in ASCII; what stands before the @ stays as it is. */
export function asciiAddress(email: string): string {
  const cut = email.lastIndexOf('@') + 1
  const domain = email.slice(cut)
  const isForeign = !/^[\w.-]*$/.test(domain) && URL.canParse(`http://${domain}`)
  return email.slice(0, cut) + (isForeign ? new URL(`http://${domain}`).hostname : domain)
}

// Encoded-words hold at most 75 characters and whole code points each; 39 bytes make 52 of base64.
function words(text: string, quoted = false): string {
  if (/^[\x20-\x7e]*$/.test(text) && text.length < 60 && !text.includes('=?')) {
    return quoted ? `"${text.replace(/["\\]/g, '\\$&')}"` : text
  }
  const chunks = ['']
  for (const point of text) {
    if (bytesOf(chunks.at(-1) + point).length > 39) chunks.push('')
    chunks[chunks.length - 1] += point
  }
  return chunks.map((chunk) => `=?utf-8?B?${btoa(String.fromCharCode(...bytesOf(chunk)))}?=`).join('\r\n ')
}

const newline = 0x0a
const space = 0x20
const equals = 0x3d
const hex = bytesOf('0123456789ABCDEF')

/**
 * RFC 2045 §6.7: printable ASCII as it is, all else as =XX, no line over 76. Byte by byte into one buffer: by regular
 * expressions it took longer than all else a mail needs.
 */
export function quotedPrintable(text: string): string {
  const bytes = bytesOf(text.replace(/\r\n?/g, '\n'))
  const out = new Uint8Array(4 * bytes.length)
  let length = 0
  let column = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte === newline) {
      out[length++] = 0x0d
      out[length++] = newline
      column = 0
      continue
    }
    const endsLine = i + 1 === bytes.length || bytes[i + 1] === newline
    const isPlain = (byte > space && byte < 0x7f && byte !== equals) || (byte === space && !endsLine)
    const width = isPlain ? 1 : 3
    // The last place of a line that goes on belongs to the sign that says so.
    if (column + width > (endsLine ? 76 : 75)) {
      out[length++] = equals
      out[length++] = 0x0d
      out[length++] = newline
      column = 0
    }
    if (!isPlain) {
      out[length++] = equals
      out[length++] = hex[byte >> 4]!
    }
    out[length++] = isPlain ? byte : hex[byte & 15]!
    column += width
  }
  return new TextDecoder().decode(out.subarray(0, length))
}
