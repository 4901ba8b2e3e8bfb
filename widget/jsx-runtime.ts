// What the build puts in the place of `preact/jsx-runtime`: the same shape without the rest, for render.ts to read.
import type { ComponentChildren } from 'preact'

const jsx = (type: unknown, props: unknown, key?: string) => ({ type, props, key })

export { jsx, jsx as jsxs }
export const Fragment = ({ children }: { children?: ComponentChildren }) => children
