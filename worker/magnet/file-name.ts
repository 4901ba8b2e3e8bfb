// Names of files, from strangers' disks to strangers' disks.

/** A name safe to keep and to send: no path, no control or direction-changing characters, at most 150 of them. */
export function cleanFileName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(/^.*[/\\]/, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"*:<>?|]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '')
  const [, stem = '', extension = ''] = /^(.*?)(\.\w{1,10})?$/u.exec(clean) ?? []
  return stem ? stem.slice(0, 150 - extension.length).toWellFormed() + extension : 'file'
}

/** `Content-Disposition` for saving under that name, in ASCII for old clients and whole for the rest (RFC 6266, RFC 8187). */
export function attachmentNamed(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const whole = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${ascii}"; filename*=UTF-8''${whole}`
}
