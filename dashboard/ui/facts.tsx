// Named facts, one under the other; those without a value are left out.
import type { ComponentChildren } from 'preact'
import './facts.css'

export type Fact = [name: string, value: ComponentChildren]

export const Facts = ({ facts }: { facts: Fact[] }) => (
  <dl class="facts">
    {facts
      .filter(([, value]) => value || value === 0)
      .map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
)
