// Puts markup on screen and keeps it current. The components are Preact's JSX, so the server can render the same ones;
// in the browser this stands in for Preact, which alone would be two fifths of the whole file.
import type { ComponentChildren, VNode } from 'preact'

type Leaf = VNode<Attributes> | string
type Attributes = Record<string, unknown> & { children?: ComponentChildren }
type Kept = HTMLElement & { [kept]?: Attributes; [named]?: unknown } & Record<string, unknown>

const kept = Symbol()
const named = Symbol()

/**
 * Makes the children of `parent` what `tree` says, changing only what differs. Nodes are matched by their place:
 * what is absent for now (`false`, `undefined`) keeps an empty text in its place, so that its neighbours stay themselves.
 * An element whose `key` is another is another.
 */
export function render(tree: ComponentChildren, parent: Node): void {
  const leaves = leavesOf(tree)
  leaves.forEach((leaf, i) => {
    const old = parent.childNodes[i] as Kept | undefined
    const [name, key] = typeof leaf === 'string' ? ['#text'] : [leaf.type as string, leaf.key]
    const isSame = old?.nodeName.toLowerCase() === name && old[named] === key
    const node = isSame ? old : typeof leaf === 'string' ? new Text() : document.createElement(name)
    if (key) (node as Kept)[named] = key
    if (typeof leaf !== 'string') dress(node as Kept, leaf.props)
    else if (node.nodeValue !== leaf) node.nodeValue = leaf
    // What is new goes in whole, so that the page is disturbed once and not for each part of it.
    if (!old) parent.appendChild(node)
    else if (node !== old) parent.replaceChild(node, old)
  })
  while (parent.childNodes.length > leaves.length) parent.lastChild!.remove()
}

function leavesOf(tree: ComponentChildren): Leaf[] {
  if (Array.isArray(tree)) return tree.flatMap(leavesOf)
  if (typeof tree !== 'object' || !tree) return [typeof tree === 'boolean' ? '' : String(tree ?? '')]
  const { type, props } = tree as VNode<Attributes>
  return typeof type === 'function'
    ? leavesOf((type as (props: Attributes) => ComponentChildren)(props))
    : [tree as VNode<Attributes>]
}

function dress(node: Kept, wanted: Attributes): void {
  const had = node[kept] ?? {}
  node[kept] = wanted
  render(wanted.children, node)
  for (const key of Object.keys({ ...had, ...wanted })) {
    const value = wanted[key]
    if (key === 'style')
      for (const [name, each] of Object.entries(value as Record<string, string>)) node.style.setProperty(name, each)
    // What the visitor did to a control is in the property, no longer in the attribute.
    else if (/^(value|checked|on.*)$/.test(key)) {
      const name = key.toLowerCase()
      if (node[name] !== value) (node as Record<string, unknown>)[name] = value
    } else if (value === had[key] || key === 'children') continue
    else if (value === undefined || value === false) node.removeAttribute(key)
    else node.setAttribute(key, value === true ? '' : String(value))
  }
}
