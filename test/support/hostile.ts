// What strangers send: values that have broken other people's programs, and examples with one thing in them that should not be.
import fc from 'fast-check'

const texts = [
  '',
  ' ',
  '0',
  '-1',
  '1e999',
  'NaN',
  'null',
  'true',
  '[object Object]',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '%00',
  '%ff',
  '\u0000',
  '\ud800',
  '\u202e\u0041',
  '\ufeff',
  'é'.repeat(3_000),
  '😀'.repeat(600),
  'x'.repeat(70_000),
  "' OR 1=1 --",
  '" OR ""="',
  '); DROP TABLE lead; --',
  '* NEAR("a" "b")',
  '{"$gt":""}',
  '<script>alert(1)</script>',
  '=cmd|"/c calc"!A0',
  '#{7*7}{{7*7}}',
  'javascript:alert(1)',
  'https://127.0.0.1/',
  'http://169.254.169.254/latest/meta-data',
  'a@b.fr\r\nBcc: x@y.fr',
  '0000-00-00',
  '2026-02-30',
  '9999-12-31T23:59:59.999Z',
  '+275760-09-13T00:00:00.001Z',
  '00000000-0000-0000-0000-000000000000',
  'main',
]

/** Any text one may be sent where another was meant. */
export const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...texts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
)

/** Any value of JSON. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: hostileText },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -0,
      -1,
      1.5,
      1e308,
      Number.MAX_SAFE_INTEGER,
      2 ** 53 + 2,
      -(2 ** 63),
      [],
      {},
      [[]],
      [null],
      { a: { b: { c: [] } } },
      Array.from({ length: 2_000 }, (_, i) => i),
      Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i])),
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
)

type Path = (string | number)[]

/** `value` with a few things in it taken out, added, or replaced by what has no business there. */
export function disturbed(value: unknown): fc.Arbitrary<unknown> {
  const paths = pathsIn(value)
  const change = fc.record({
    at: fc.constantFrom(...paths),
    how: fc.constantFrom('replace', 'remove', 'add', 'double'),
    key: hostileText,
    put: hostileValue,
  })
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce((whole, { at, how, key, put }) => {
      const changed = structuredClone({ whole })
      const [holder, last] = reach(changed, ['whole', ...at])
      if (!(holder instanceof Object) || last === undefined) return changed.whole
      const here = Reflect.get(holder, last)
      if (how === 'remove') Reflect.deleteProperty(holder, last)
      else if (how === 'add' && here instanceof Object && !Array.isArray(here)) own(here, key, put)
      else if (how === 'double' && Array.isArray(here)) here.push(...structuredClone(here), put)
      else Reflect.set(holder, last, put)
      return changed.whole
    }, value),
  )
}

// As JSON.parse does it: `__proto__` is a name like another.
const own = (holder: object, key: string, value: unknown) =>
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })

function pathsIn(value: unknown, at: Path = []): Path[] {
  if (!(value instanceof Object)) return [at]
  const inside = Array.isArray(value) ? value.map((each, i) => [i, each] as const) : Object.entries(value)
  return [at, ...inside.flatMap(([key, each]) => pathsIn(each, [...at, key]))]
}

function reach(value: unknown, path: Path): [unknown, string | number | undefined] {
  const last = path.at(-1)
  let holder: unknown = value
  for (const key of path.slice(0, -1)) holder = holder instanceof Object ? Reflect.get(holder, key) : undefined
  return [holder, last]
}
