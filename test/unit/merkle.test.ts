import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  append,
  consistencyProof,
  type Hash,
  inclusionProof,
  isConsistent,
  leafHash,
  type Nodes,
  type Peak,
  parentHash,
  rootByInclusion,
  rootOf,
  rootOfPeaks,
} from '../../worker/consent/log/merkle.ts'

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex')

// The reference tree of Certificate Transparency's own tests for RFC 6962.
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (data) => leafHash(bytes(data)),
)
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

const nodesOf = (list: Hash[]): Nodes => {
  const node: Nodes = (level, position) =>
    level === 0 ? list[position]! : parentHash(node(level - 1, position * 2), node(level - 1, position * 2 + 1))
  return node
}
const nodes = nodesOf(leaves)

// The definition itself, MTH of RFC 9162 §2.1.1, to hold the quicker ways against.
const defined = (list: Hash[]): Hash => {
  if (list.length === 1) return list[0]!
  let half = 1
  while (half * 2 < list.length) half *= 2
  return parentHash(defined(list.slice(0, half)), defined(list.slice(half)))
}

describe('the reference tree of RFC 6962', () => {
  it.each(roots.map((root, size) => [size, root] as const))('has the published root at size %i', (size, root) => {
    expect(hex(rootOf(size, nodes))).toBe(root)
    const peaks: Peak[] = []
    for (const leaf of leaves.slice(0, size)) append(peaks, leaf)
    expect(hex(rootOfPeaks(peaks))).toBe(root)
  })

  it.each([
    [0, 1, []],
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('has the published proof of inclusion of leaf %i at size %i', (index, size, proof) => {
    expect(inclusionProof(index, size, nodes).map(hex)).toEqual(proof)
  })

  it.each([
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('has the published proof that size %i is where size %i began', (from, to, proof) => {
    expect(consistencyProof(from, to, nodes).map(hex)).toEqual(proof)
  })

  it('proves every leaf in every size, and every size from every earlier one', () => {
    for (let size = 1; size <= 8; size++) {
      for (let index = 0; index < size; index++)
        expect(hex(rootByInclusion(leaves[index]!, index, size, inclusionProof(index, size, nodes))!)).toBe(roots[size])
      for (let from = 1; from <= size; from++)
        expect(
          isConsistent(from, size, bytes(roots[from]!), bytes(roots[size]!), consistencyProof(from, size, nodes)),
        ).toBe(true)
    }
  })
})

const aTree = fc
  .integer({ min: 1, max: 200 })
  .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 0, max: size - 1 }), fc.nat(255)))
  .map(([size, index, salt]) => {
    const list = Array.from({ length: size }, (_, i) => leafHash(Uint8Array.of(salt, i)))
    return { size, index, list, nodes: nodesOf(list), root: defined(list) }
  })
const flipped = (hash: Hash, bit: number) => hash.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))

describe('a tree of any size', () => {
  it('has the root its definition gives, however it is reached', () => {
    fc.assert(
      fc.property(aTree, ({ list, nodes, size, root }) => {
        const peaks: Peak[] = []
        for (const leaf of list)
          for (const { level, position, hash } of append(peaks, leaf))
            expect(hex(hash)).toBe(hex(nodes(level, position)))
        expect(hex(rootOfPeaks(peaks))).toBe(hex(root))
        expect(hex(rootOf(size, nodes))).toBe(hex(root))
      }),
    )
  })

  it('proves a leaf in at most ⌈log₂ size⌉ hashes, at its own place only, and nothing once a bit is changed', () => {
    fc.assert(
      fc.property(aTree, fc.nat(255), fc.nat(), ({ list, nodes, size, index, root }, bit, at) => {
        const proof = inclusionProof(index, size, nodes)
        expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)))
        const holds = (leaf: Hash, place: number, path: Hash[]) => {
          const reached = rootByInclusion(leaf, place, size, path)
          return reached !== undefined && hex(reached) === hex(root)
        }
        expect(holds(list[index]!, index, proof)).toBe(true)
        expect(holds(flipped(list[index]!, bit), index, proof)).toBe(false)
        expect(holds(list[index]!, (index + 1) % size, proof)).toBe(size === 1)
        expect(holds(list[index]!, index, [...proof, root])).toBe(false)
        if (proof.length === 0) return
        expect(holds(list[index]!, index, proof.slice(1))).toBe(false)
        expect(
          holds(
            list[index]!,
            index,
            proof.map((hash, i) => (i === at % proof.length ? flipped(hash, bit) : hash)),
          ),
        ).toBe(false)
      }),
    )
  })

  it('proves that it only ever grew, and nothing once the past is changed', () => {
    fc.assert(
      fc.property(aTree, fc.nat(255), ({ list, nodes, size, index, root }, bit) => {
        const from = index + 1
        const old = defined(list.slice(0, from))
        const proof = consistencyProof(from, size, nodes)
        expect(isConsistent(from, size, old, root, proof)).toBe(true)
        expect(isConsistent(from, size, flipped(old, bit), root, proof)).toBe(false)
        expect(isConsistent(from, size, old, flipped(root, bit), proof)).toBe(false)
        expect(isConsistent(from, size, old, root, [...proof, root])).toBe(false)
        if (proof.length > 0) expect(isConsistent(from, size, old, root, proof.slice(0, -1))).toBe(false)
      }),
    )
  })

  it.each([
    [0, 1],
    [-1, 8],
    [1.5, 8],
    [3, 2],
    [Number.NaN, 8],
    [1, 2 ** 31],
  ])('says no to sizes that cannot be: %s and %s', (from, to) => {
    const [one] = leaves
    expect(isConsistent(from, to, one!, one!, [])).toBe(false)
    expect(rootByInclusion(one!, from, -to, [])).toBeUndefined()
  })
})
