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

// Its small buttons that copy are a picture and a hidden word: whoever hears a page hears nothing of them. And of places that bear
// the same name nobody can tell which is which.
const nameless = 'button[class*="copy-button"]:not([aria-label])'
new MutationObserver(() => {
  for (const button of document.querySelectorAll(nameless)) button.setAttribute('aria-label', 'Copy')
  for (const card of document.querySelectorAll('.response-card[role="region"]')) card.setAttribute('role', 'group')
}).observe(document.body, { childList: true, subtree: true })
