// What the dashboard tells by the looks of an address.
import { describe, expect, it } from 'vitest'
import { firstEvents, hostOf, otherKind } from '../../dashboard/pages/connections/kinds.ts'

describe('an address', () => {
  it.each([
    ['https://hooks.slack.com/services/T0/B0/x', 'slack'],
    ['https://discord.com/api/webhooks/1/x', 'discord'],
    ['https://prod-01.westeurope.logic.azure.com:443/workflows/x', 'teams'],
    ['https://default1.1a.environment.api.powerplatform.com/powerautomate/x', 'teams'],
    ['https://atelier.webhook.office.com/webhookb2/x', 'teams'],
  ] as const)('%s is recognised where another kind was chosen, and not where its own was', (address, kind) => {
    expect(otherKind(address, 'flat')).toBe(kind)
    expect(otherKind(` ${address} `, kind)).toBeUndefined()
  })

  it('of Zapier, Make or n8n is no channel’s, and may be a program’s', () => {
    for (const address of [
      'https://hooks.zapier.com/hooks/catch/1/2',
      'https://hook.eu2.make.com/x',
      'https://a.app.n8n.cloud/webhook/x',
    ]) {
      expect(otherKind(address, 'slack')).toBe('flat')
      expect(otherKind(address, 'standard')).toBeUndefined()
    }
  })

  it('that only looks a little like one is nobody’s', () => {
    for (const address of [
      'https://hooks.slack.com.evil.example/x',
      'https://notdiscord.com/x',
      'https://example.fr/hooks.slack.com',
      'x',
    ])
      expect(otherKind(address, 'flat')).toBeUndefined()
  })

  it('lends its name where nobody gave one', () => {
    expect(hostOf('https://crm.example.fr/x')).toBe('crm.example.fr')
    expect(hostOf('crm')).toBe('')
  })
})

it('who keeps a copy of people is told when one takes their word back or is erased, unless they choose otherwise', () => {
  expect(firstEvents('standard')).toEqual(['lead.created', 'lead.consent_withdrawn', 'lead.erased'])
  expect(firstEvents('flat')).toEqual(['lead.created'])
})
