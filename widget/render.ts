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
  const rest = put(tree, parent, parent.firstChild as Kept | null)
  for (let old = rest; old; ) {
    const next = old.nextSibling as Kept | null
    old.remove()
    old = next
  }
}

/** Puts `tree` from `old` on; gives what stands after it. */
function put(tree: ComponentChildren, parent: Node, old: Kept | null): Kept | null {
  if (Array.isArray(tree)) {
    for (const each of tree) old = put(each, parent, old)
    return old
  }
  if (typeof tree !== 'object' || !tree) return leaf(typeof tree === 'boolean' ? '' : String(tree ?? ''), parent, old)
  const { type, props } = tree as VNode<Attributes>
  return typeof type === 'function'
    ? put((type as (props: Attributes) => ComponentChildren)(props), parent, old)
    : leaf(tree as VNode<Attributes>, parent, old)
}

function leaf(leaf: Leaf, parent: Node, old: Kept | null): Kept | null {
  const next = old && (old.nextSibling as Kept | null)
  const isText = typeof leaf === 'string'
  const isSame = old && (isText ? old.nodeType === 3 : old.localName === leaf.type && old[named] === leaf.key)
  const node = isSame ? old : ((isText ? new Text(leaf) : document.createElement(leaf.type as string)) as Kept)
  if (isText) {
    if (isSame && node.data !== leaf) node.data = leaf
  } else {
    if (leaf.key) node[named] = leaf.key
    dress(node, leaf.props)
  }
  // What is new goes in whole, so that the page is disturbed once and not for each part of it.
  if (!old) parent.appendChild(node)
  else if (node !== old) parent.replaceChild(node, old)
  return next
}

function dress(node: Kept, wanted: Attributes): void {
  const had = node[kept]
  node[kept] = wanted
  const { children } = wanted
  // Words alone, on an element that is new: as the browser does it best.
  if (!had && typeof children === 'string') node.textContent = children
  else render(children, node)
  for (const key in had ? { ...had, ...wanted } : wanted) {
    const value = wanted[key]
    // What the visitor did to a control is in the property, no longer in the attribute.
    if (key === 'value' || key === 'checked' || typeof (value ?? had?.[key]) === 'function') {
      const name = key.toLowerCase()
      if (node[name] !== value) (node as Record<string, unknown>)[name] = value
    } else if (value === had?.[key] || key === 'children') continue
    else if (key === 'style') node.style.cssText = value as string
    else if (value === undefined || value === false) node.removeAttribute(key)
    else node.setAttribute(key, value === true ? '' : String(value))
  }
}
