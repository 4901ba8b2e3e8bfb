// What the build puts in the place of `preact/jsx-runtime`: the same shape without the rest, for render.ts to read.
import type { ComponentChildren } from 'preact'

export const jsx = (type: unknown, props: unknown) => ({ type, props })
export const jsxs = jsx
export const Fragment = ({ children }: { children?: ComponentChildren }) => children
