import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPublicAddress } from '../../worker/lib/public-address.ts'

const why = (text: string) => {
  const read = readPublicAddress(text)
  return read.ok ? 'ok' : read.why
}

describe('an address we may call', () => {
  it.each([
    'https://example.fr',
    'https://app.example.fr/trials?plan=pro#x',
    'https://example.fr:443/',
    'https://example.fr./',
    'https://EXAMPLE.FR/',
    'https://xn--lisire-4ua.fr/',
    'https://lisière.fr/',
    'https://127.0.0.1.example.fr/',
    'https://localhost.example.fr/',
    'https://example.fr/@someone',
    'https://example.fr/?next=https://user@127.0.0.1',
  ])('is %s', (text) => expect(why(text)).toBe('ok'))
})

describe('an address we may not call', () => {
  it.each([
    ['http://example.fr/', 'not_an_https_address'],
    ['ftp://example.fr/', 'not_an_https_address'],
    ['file:///etc/passwd', 'not_an_https_address'],
    ['javascript:alert(1)', 'not_an_https_address'],
    ['data:text/plain,x', 'not_an_https_address'],
    ['example.fr', 'not_an_https_address'],
    ['//example.fr', 'not_an_https_address'],
    ['', 'not_an_https_address'],
    [' https://example.fr', 'not_an_https_address'],
    ['https://exam\tple.fr', 'not_an_https_address'],
    ['https://example.fr/\nHost: x', 'not_an_https_address'],
    ['https:\\\\example.fr', 'not_an_https_address'],
    ['https://example.fr\\@127.0.0.1', 'not_an_https_address'],
    ['https://exa\u200bmple.fr', 'not_an_https_address'],
    [`https://example.fr/${'x'.repeat(2_000)}`, 'not_an_https_address'],
    ['https://user@example.fr', 'credentials_refused'],
    ['https://user:password@example.fr', 'credentials_refused'],
    ['https://@example.fr', 'credentials_refused'],
    ['https://example.fr@127.0.0.1', 'credentials_refused'],
    ['https://example.fr:8443/', 'port_refused'],
    ['https://example.fr:80/', 'port_refused'],
    ['https://example.fr:22/', 'port_refused'],
    ['https://example.fr:0/', 'port_refused'],
    ['https://example.fr:99999/', 'not_an_https_address'],
  ])('is %s: %s', (text, expected) => expect(why(text)).toBe(expected))

  // Addresses in every spelling that some resolver understands, and some that only look like names.
  it.each([
    ...['127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.0.0.1', '0177.0.0.1', '017700000001'],
    ...['0', '0.0.0.0', '1.1.1.1', '8.8.8.8', '10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1', '198.18.0.1'],
    ...['169.254.169.254', '0xa9fea9fe', '2852039166', '0251.0376.0251.0376', '169.254.43518', '255.255.255.255'],
    ...['127.0.0.1.', '127。0。0。1', '１２７.０.０.１', '①②⑦.⓪.⓪.①', '%31%32%37.0.0.1'],
    ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[fe80::1]', '[fd00:ec2::254]', '[64:ff9b::7f00:1]'],
    ...['[2001:4860:4860::8888]', '[::127.0.0.1]'],
  ])('is an IP address, here %s', (host) => expect(why(`https://${host}/`)).not.toBe('ok'))

  it.each([
    ...[
      'localhost',
      'LOCALHOST',
      'localhost.',
      'ｌｏｃａｌｈｏｓｔ',
      'localhost.localdomain',
      'api.localhost',
      'intranet',
      'router',
    ],
    ...[
      'printer.local',
      'nas.lan',
      'wiki.corp',
      'x.home',
      'x.home.arpa',
      '1.0.0.127.in-addr.arpa',
      'x.internal',
      'x.intranet',
    ],
    ...[
      'metadata',
      'metadata.google.internal',
      'metadata.google.internal.',
      'instance-data',
      'instance-data.ec2.internal',
    ],
    ...[
      'kubernetes.default.svc',
      'kubernetes.default.svc.cluster.local',
      'host.docker.internal',
      'gateway.docker.internal',
    ],
    ...['x.test', 'x.example', 'x.invalid', 'abc.onion', 'fritz.box', 'x.private', 'x.alt'],
    ...[
      '127.0.0.1.nip.io',
      'nip.io',
      '7f000001.nip.io',
      '127-0-0-1.sslip.io',
      'localtest.me',
      'a.lvh.me',
      'localho.st',
    ],
    ...['example.123', 'example.0x7f', 'a..fr', '.fr', 'fr', '-', '*.example.fr', 'a_b', `${'x'.repeat(64)}.fr`],
  ])('is a name that is not public: %s', (host) => expect(why(`https://${host}/`)).not.toBe('ok'))

  it('is any IPv4 address at all, however its bytes are written', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    const written = (n: number, how: number) => [String(n), `0x${n.toString(16)}`, `0${n.toString(8)}`][how]!
    const part = fc.tuple(byte, fc.integer({ min: 0, max: 2 })).map(([n, how]) => written(n, how))
    fc.assert(
      fc.property(fc.tuple(part, part, part, part), (parts) => {
        expect(why(`https://${parts.join('.')}/`)).toBe('address_not_public')
      }),
    )
  })

  it('is any IPv4 address of fewer parts, each part as large as it likes', () => {
    const written = (n: number, how: number) => [String(n), `0x${n.toString(16)}`, `0${n.toString(8)}`][how]!
    const how = fc.integer({ min: 0, max: 2 })
    const most = [2 ** 32, 2 ** 24, 2 ** 16]
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 2, maxLength: 2 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.array(how, { minLength: 3, maxLength: 3 }),
        fc.boolean(),
        (parts, first, share, hows, dot) => {
          const last = Math.floor(most[parts - 1]! * share)
          const numbers = [...first.slice(0, parts - 1), last]
          const host = numbers.map((n, i) => written(n, hows[i]!)).join('.')
          expect(why(`https://${host}${dot ? '.' : ''}/`)).not.toBe('ok')
        },
      ),
    )
  })

  it('is any IPv6 address at all: mapped, translated, tunnelled or plain', () => {
    const wrapped = fc
      .tuple(fc.ipV4(), fc.constantFrom('::ffff:', '::', '64:ff9b::', '64:ff9b:1::', '2002:'))
      .map(([v4, prefix]) => {
        const [a, b, c, d] = v4.split('.').map(Number) as [number, number, number, number]
        const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
        return prefix === '2002:' ? `2002:${hex}::` : `${prefix}${v4}`
      })
    fc.assert(
      fc.property(fc.oneof(fc.ipV6(), wrapped), (address) => {
        expect(why(`https://[${address}]/`)).not.toBe('ok')
      }),
    )
  })

  it('is any name in a zone that is never public, however deep, with or without its last dot, in any case', () => {
    const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/)
    const zone = fc.constantFrom(
      'localhost',
      'local',
      'internal',
      'home.arpa',
      'lan',
      'svc',
      'test',
      'invalid',
      'onion',
      'nip.io',
    )
    fc.assert(
      fc.property(
        fc.array(label, { minLength: 1, maxLength: 4 }),
        zone,
        fc.boolean(),
        fc.boolean(),
        (labels, end, dot, upper) => {
          const name = `${[...labels, end].join('.')}${dot ? '.' : ''}`
          expect(why(`https://${upper ? name.toUpperCase() : name}/`)).not.toBe('ok')
        },
      ),
    )
  })

  it('is one that a second reader would understand otherwise: what is let past means the same after being written down again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ validSchemes: ['https'], withQueryParameters: true }), fc.string()), (text) => {
        const read = readPublicAddress(text)
        if (!read.ok) return
        const again = readPublicAddress(read.url.href)
        expect(again.ok && again.url.href).toBe(read.url.href)
        expect([read.url.protocol, read.url.port, read.url.username, read.url.password]).toEqual(['https:', '', '', ''])
      }),
    )
  })
})
