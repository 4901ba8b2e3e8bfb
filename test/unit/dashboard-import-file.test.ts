// What an owner's file is taken for: its letters, its separator, its columns, its rows.
import { array, asyncProperty, assert as holds, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { counterOf } from '../../dashboard/pages/out/counting.ts'
import { guess, keysOf } from '../../dashboard/pages/out/guess.ts'
import { linesOf, readHead } from '../../dashboard/pages/out/read-file.ts'

const fileOf = (...parts: (string | Uint8Array<ArrayBuffer>)[]) => new File(parts, 'liste.csv')
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))
const swapped = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16())

async function rowsOf(file: File) {
  const found: string[][] = []
  for await (const { cells } of linesOf(await readHead(file))) found.push(cells)
  return found
}

describe('a file', () => {
  const list = 'e-mail;prénom\r\nzoe@example.fr;Zoé\r\n'
  it.each<[string, File, string, string]>([
    ['UTF-8 with its mark', fileOf(`\uFEFF${list}`), 'utf-8', ';'],
    ['UTF-8 without', fileOf(list), 'utf-8', ';'],
    ['what an old Excel writes', fileOf(latin1(list)), 'windows-1252', ';'],
    ['UTF-16', fileOf(utf16(`\uFEFF${list.replaceAll(';', '\t')}`)), 'utf-16le', '\t'],
    ['UTF-16 the other way round', fileOf(swapped(`\uFEFF${list.replaceAll(';', ',')}`)), 'utf-16be', ','],
    ['UTF-16 without its mark', fileOf(utf16(list.replaceAll(';', '|'))), 'utf-16le', '|'],
  ])('in %s is read as it was written', async (_, file, encoding, delimiter) => {
    expect(await readHead(file)).toMatchObject({ encoding, delimiter, headings: ['e-mail', 'prénom'] })
    expect(await rowsOf(file)).toEqual([
      ['e-mail', 'prénom'],
      ['zoe@example.fr', 'Zoé'],
    ])
  })

  it('whose first accent stands a million letters in is not taken for what it is not', async () => {
    const file = fileOf(`email,note\n${'a@example.fr,x\n'.repeat(80_000)}b@example.fr,`, latin1('é\n'))
    expect((await readHead(file)).encoding).toBe('windows-1252')
  })

  it('has its rows numbered as a spreadsheet does, blank ones left out', async () => {
    const found: number[] = []
    for await (const { n } of linesOf(await readHead(fileOf('a,b\n1,2\n\n,\n3,"x\ny"\n4,5')))) found.push(n)
    expect(found).toEqual([1, 2, 5, 6])
  })

  it.each([
    ['empty', fileOf('')],
    ['workbook', fileOf('PK\u0003\u0004')],
    ['no_columns', fileOf('email')],
    ['too_many_columns', fileOf(`${'a,'.repeat(301)}\n1`)],
  ])('that is no list is refused: %s', async (code, file) => {
    await expect(readHead(file)).rejects.toMatchObject({ code })
  })

  it('reads the same wherever the pieces end in which it comes', async () => {
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
    const cell = string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll(/[\r\0\ufeff]/g, '').trim())
    await holds(
      asyncProperty(
        array(array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 }),
        async (rows) => {
          const bytes = new TextEncoder().encode(['a,b,c', ...rows.map((row) => row.map(quoted).join(','))].join('\n'))
          const file = fileOf(bytes)
          const read = await readHead(fileOf('a,b,c\n1,2,3'))
          const slow = new ReadableStream({
            start(controller) {
              for (let at = 0; at < bytes.length; at += 7) controller.enqueue(bytes.slice(at, at + 7))
              controller.close()
            },
          })
          Object.defineProperty(file, 'stream', { value: () => slow })
          const found: string[][] = []
          for await (const { cells } of linesOf({ ...read, file })) found.push(cells)
          expect(found).toEqual([['a', 'b', 'c'], ...rows.filter((row) => row.some(Boolean))])
        },
      ),
    )
  })
})

describe('a column', () => {
  it.each([
    [
      'ours',
      'email,first_name,last_name,full_name,phone,company,job_title,website,country,status,tags,submitted_at,language',
      'email given_name family_name full_name phone company job_title website country stage tags created_at language',
    ],
    [
      'French ones',
      'Prénom,NOM,Courriel,Société,Téléphone,Fonction,Pays,Étiquettes',
      'given_name family_name email company phone job_title country tags',
    ],
    [
      'HubSpot’s',
      'First Name,Last Name,Email,Phone Number,Company name,Job Title,Lifecycle Stage,Create Date',
      'given_name family_name email phone company job_title stage created_at',
    ],
    [
      'Brevo’s',
      'EMAIL,FIRSTNAME,LASTNAME,SMS,OPT_IN,ADDED_TIME',
      'email given_name family_name phone agreed created_at',
    ],
    [
      'Salesforce’s',
      'FirstName,LastName,Company,Email,Title,Country,Lead Status,Website',
      'given_name family_name company email job_title country stage website',
    ],
    [
      'Mailchimp’s',
      'Email Address,First Name,Last Name,TAGS,OPTIN_TIME,CONFIRM_TIME',
      'email given_name family_name tags created_at ignore',
    ],
    ['a name alone', 'Nom,Mail', 'full_name email'],
    ['what nobody knows', 'Pointure,Mail,E-mail', 'ignore email ignore'],
  ])('is known by its heading: %s', (_, headings, targets) => {
    expect(guess(headings.split(','), []).join(' ')).toBe(targets)
  })

  it('full of addresses is one of addresses, whatever it is called', () => {
    expect(guess(['Colonne 1', 'X'], [['Zoé'], ['zoe@example.fr', 'a@b.fr']])).toEqual(['ignore', 'email'])
  })

  it('kept beside has a key of its own, that no property has', () => {
    expect(keysOf(['Pointure', 'pointure', '2026', 'company', '', 'constructor'])).toEqual([
      'pointure',
      'pointure_2',
      'x_2026',
      'x_company',
      'column',
      'x_constructor',
    ])
  })
})

it.each([
  ['csv', 'email\r\na@b.fr\r\n"x\ny"\r\n', 2],
  ['ndjson', '{"a":"\\n"}\n{}\n', 2],
  ['vcard', 'BEGIN:VCARD\r\nNOTE:END\r\nEND:VCARD\r\nBEGIN:VCARD\r\nEND:VCARD\r\n', 2],
  ['xlsx', 'PK', undefined],
] as const)('leads are counted as they come by, in whatever pieces: %s', (kind, text, leads) => {
  const counted = counterOf(kind)
  const seen = [...new TextEncoder().encode(text)].map((byte) => counted(new Uint8Array([byte])))
  expect(seen.at(-1)).toBe(leads)
})
