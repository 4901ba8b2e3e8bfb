// The tag as each kind of site wants it pasted. Pure; docs/embedding.md says the same at length.

export const platforms = ['html', 'wordpress', 'webflow', 'shopify', 'tag_manager', 'react', 'element'] as const
export type Platform = (typeof platforms)[number]

type Asked = { origin: string; slug: string; language?: string; isButton?: boolean }

/** What is pasted. What stands in the page is read by its visitors, so it is said in the form's language. */
export function snippetFor(platform: Platform, { origin, slug, language = 'en', isButton = false }: Asked): string {
  const script = `${origin}/e/${slug}.js`
  const words = language.startsWith('fr') ? 'Ouvrir le formulaire' : 'Open the form'
  const opener = isButton ? `<button type="button" data-aimant="${slug}">${words}</button>\n` : ''
  const tag =
    `${opener}<script async src="${script}"></script>\n` +
    `<noscript><a href="${origin}/f/${slug}">${words}</a></noscript>`
  switch (platform) {
    case 'tag_manager':
      return (
        `<script>\n  var script = document.createElement('script')\n  script.async = true\n` +
        `  script.src = '${script}?target=%23aimant'\n  document.head.appendChild(script)\n</script>`
      )
    case 'react':
      return (
        `export function LeadForm() {\n  return (\n    <>\n` +
        `      <script async src="${script}?display=element" />\n      <aimant-form form="${slug}" />\n    </>\n  )\n}`
      )
    case 'element':
      return `<script async src="${script}?display=element"></script>\n<aimant-form form="${slug}"></aimant-form>`
    default:
      return tag
  }
}
