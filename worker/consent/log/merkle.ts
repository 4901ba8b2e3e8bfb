// The Merkle tree of RFC 6962 §2.1, unchanged in RFC 9162 §2.1: roots, proofs and their verification.
// Pure, and synchronous so that it reads like the RFC; the offline verifier runs this very file.
import { createHash } from 'node:crypto'

export type Hash = Uint8Array<ArrayBuffer>
/** Gives the hash of a complete subtree: 2^level leaves, from position · 2^level on. */
export type Nodes = (level: number, position: number) => Hash
export type Peak = { level: number; position: number; hash: Hash }

/** Sizes stay below this, where shifts are still whole numbers. */
export const mostLeaves = 2 ** 31 - 1

// The prefixes keep a leaf from being passed off as a node (second preimage).
const leafPrefix = new Uint8Array([0])
const nodePrefix = new Uint8Array([1])

const digest = (...parts: Uint8Array[]): Hash => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

export const leafHash = (data: Uint8Array): Hash => digest(leafPrefix, data)
export const parentHash = (left: Hash, right: Hash): Hash => digest(nodePrefix, left, right)

export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

/** `undefined` for anything but the base64 of 32 bytes. */
export function hashFromBase64(text: string): Hash | undefined {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) return undefined
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
}

export const isSameHash = (a: Uint8Array, b: Uint8Array): boolean => toBase64(a) === toBase64(b)

/**
 * Adds one leaf to a tree known only by its peaks, the complete subtrees it is made of, left to right.
 * Changes `peaks` and gives the subtrees that this leaf completed, itself first.
 */
export function append(peaks: Peak[], hash: Hash): Peak[] {
  const last = peaks.at(-1)
  let peak: Peak = { level: 0, position: last ? (last.position + 1) * 2 ** last.level : 0, hash }
  const completed = [peak]
  for (let left = peaks.at(-1); left?.level === peak.level; left = peaks.at(-1)) {
    peaks.pop()
    peak = { level: peak.level + 1, position: left.position / 2, hash: parentHash(left.hash, peak.hash) }
    completed.push(peak)
  }
  peaks.push(peak)
  return completed
}

/** The root of the tree that has these peaks; of no leaf at all, the hash of nothing. */
export const rootOfPeaks = (peaks: Peak[]): Hash =>
  peaks
    .map(({ hash }) => hash)
    .reduceRight<Hash | undefined>((right, left) => (right ? parentHash(left, right) : left), undefined) ?? digest()

/** Where the peaks of a tree of `size` leaves are. */
export function peaksOf(size: number): { level: number; position: number }[] {
  const peaks: { level: number; position: number }[] = []
  for (let begin = 0; begin < size; ) {
    const level = 31 - Math.clz32(size - begin)
    peaks.push({ level, position: begin / 2 ** level })
    begin += 2 ** level
  }
  return peaks
}

/** MTH(D[0:size]). */
export const rootOf = (size: number, nodes: Nodes): Hash =>
  rootOfPeaks(peaksOf(size).map((peak) => ({ ...peak, hash: nodes(peak.level, peak.position) })))

/** PATH(index, D[0:size]), RFC 9162 §2.1.3.1. */
export function inclusionProof(index: number, size: number, nodes: Nodes): Hash[] {
  const path = (begin: number, end: number): Hash[] => {
    if (end - begin === 1) return []
    const middle = begin + split(end - begin)
    return index < middle
      ? [...path(begin, middle), rangeHash(middle, end, nodes)]
      : [...path(middle, end), rangeHash(begin, middle, nodes)]
  }
  return path(0, size)
}

/** PROOF(from, D[0:to]) for 0 < from ≤ to, RFC 9162 §2.1.4.1. */
export function consistencyProof(from: number, to: number, nodes: Nodes): Hash[] {
  const path = (begin: number, end: number, isKnown: boolean): Hash[] => {
    if (from === end) return isKnown ? [] : [rangeHash(begin, end, nodes)]
    const middle = begin + split(end - begin)
    return from <= middle
      ? [...path(begin, middle, isKnown), rangeHash(middle, end, nodes)]
      : [...path(middle, end, false), rangeHash(begin, middle, nodes)]
  }
  return path(0, to, true)
}

/** The root that a leaf and its proof lead to, or `undefined` when the proof has the wrong shape. RFC 9162 §2.1.3.2. */
export function rootByInclusion(leaf: Hash, index: number, size: number, proof: Hash[]): Hash | undefined {
  if (!isSize(size) || !Number.isInteger(index) || index < 0 || index >= size) return undefined
  let [fn, sn, root] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (sn === 0) return undefined
    if (fn & 1 || fn === sn) {
      root = parentHash(sibling, root)
      while (!(fn & 1) && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1]
    } else {
      root = parentHash(root, sibling)
    }
    ;[fn, sn] = [fn >> 1, sn >> 1]
  }
  return sn === 0 ? root : undefined
}

/** Whether the tree of `to` leaves begins with the tree of `from` leaves. RFC 9162 §2.1.4.2. */
export function isConsistent(from: number, to: number, fromRoot: Hash, toRoot: Hash, proof: Hash[]): boolean {
  if (!isSize(from) || !isSize(to) || from > to) return false
  if (from === to) return proof.length === 0 && isSameHash(fromRoot, toRoot)
  const isPowerOfTwo = (from & (from - 1)) === 0
  const [first, ...rest] = isPowerOfTwo ? [fromRoot, ...proof] : proof
  if (!first) return false
  let [fn, sn] = [from - 1, to - 1]
  while (fn & 1) [fn, sn] = [fn >> 1, sn >> 1]
  let [fr, sr] = [first, first]
  for (const sibling of rest) {
    if (sn === 0) return false
    if (fn & 1 || fn === sn) {
      fr = parentHash(sibling, fr)
      sr = parentHash(sibling, sr)
      while (!(fn & 1) && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1]
    } else {
      sr = parentHash(sr, sibling)
    }
    ;[fn, sn] = [fn >> 1, sn >> 1]
  }
  return sn === 0 && isSameHash(fr, fromRoot) && isSameHash(sr, toRoot)
}

const isSize = (size: number) => Number.isInteger(size) && size > 0 && size <= mostLeaves

/** The largest power of two below `size`, for sizes of two and more. */
const split = (size: number) => 2 ** (31 - Math.clz32(size - 1))

function rangeHash(begin: number, end: number, nodes: Nodes): Hash {
  const size = end - begin
  if ((size & (size - 1)) === 0) return nodes(31 - Math.clz32(size), begin / size)
  const middle = begin + split(size)
  return parentHash(rangeHash(begin, middle, nodes), rangeHash(middle, end, nodes))
}
