import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attachmentNamed, cleanFileName } from '../../worker/magnet/file-name.ts'

describe('a file name', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\Zoé\\Guide été.pdf', 'Guide été.pdf'],
    ['facture\u202efdp.exe', 'facturefdp.exe'],
    ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie x.pdf'],
    ['.htaccess', 'htaccess'],
    ['', 'file'],
    ['///', 'file'],
  ])('%j is kept as %j', (given, kept) => expect(cleanFileName(given)).toBe(kept))

  it('stays short and keeps its extension', () => {
    const kept = cleanFileName(`${'é'.repeat(300)}.pdf`)
    expect(kept).toHaveLength(150)
    expect(kept.endsWith('é.pdf')).toBe(true)
  })

  it('can always be sent in a header, and read back whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const name = cleanFileName(given)
        const header = new Headers({ 'content-disposition': attachmentNamed(name) }).get('content-disposition')!
        const [, ascii, whole] =
          /^attachment; filename="([\x20-\x7e]*)"; filename\*=UTF-8''([\w!#$&+.^`|~%-]+)$/.exec(header) ?? []
        expect(ascii).not.toMatch(/["\\]/)
        expect(decodeURIComponent(whole!)).toBe(name)
      }),
    )
  })
})
