// Draws the reference. Everything it needs is served from here, and it asks nobody else for anything.
import { createApiReference } from './scalar/standalone.esm.js'

createApiReference('#app', {
  url: '/openapi.json',
  theme: 'none',
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: 'never',
  hideTestRequestButton: true,
  hideModels: true,
  persistAuth: false,
  operationTitleSource: 'summary',
  defaultOpenAllTags: false,
  documentDownloadType: 'direct',
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
})
