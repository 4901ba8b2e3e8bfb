// A Lucide icon, always beside words: never announced.
import { h } from 'preact'

export type Shapes = [tag: string, attributes: Record<string, string>][]

export const Icon = ({ shapes }: { shapes: Shapes }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    {shapes.map(([tag, attributes]) => h(tag, attributes))}
  </svg>
)
