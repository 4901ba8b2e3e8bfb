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
  return email.slice(0, cut) + (URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : domain)
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

/** RFC 2045 §6.7: printable ASCII as it is, all else as =XX, no line over 76. */
export const quotedPrintable = (text: string): string =>
  text.replace(/\r\n?/g, '\n').split('\n').map(quotedLine).join('\r\n')

function quotedLine(line: string): string {
  let rest = line.replace(/[^\x21-\x3c\x3e-\x7e ]+| $/gu, (found) =>
    Array.from(bytesOf(found), (byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  )
  let lines = ''
  while (rest.length > 76) {
    // Never through the middle of an =XX.
    const end = rest[74] === '=' ? 74 : rest[73] === '=' ? 73 : 75
    lines += `${rest.slice(0, end)}=\r\n`
    rest = rest.slice(end)
  }
  return lines + rest
}
