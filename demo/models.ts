// A page for each template, in French and in English, to look at them as a visitor would.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { templates } from '../worker/form/templates.ts'
import { modelSlug } from './forms.ts'

type Name = keyof typeof templates
type Said = { kicker: string; title: string; lede: string }

const said: Record<'fr' | 'en', Record<Name, Said>> = {
  fr: {
    'livre-blanc': {
      kicker: 'Livre blanc',
      title: 'Recueillir moins, savoir mieux',
      lede: 'Douze formulaires relus avec leurs auteurs\u00a0: ce qu’ils ont retiré, et ce qui a changé.',
    },
    essai: {
      kicker: 'Essai gratuit',
      title: 'Le registre des traitements, sans tableur',
      lede: 'Trente jours pour voir s’il vous fait gagner du temps. Tout s’exporte en un fichier.',
    },
    lettre: {
      kicker: 'La lettre',
      title: 'Une idée par mois, à essayer le lendemain',
      lede: 'Deux mille personnes la lisent le premier mardi du mois. Les anciennes lettres restent en ligne.',
    },
    echange: {
      kicker: 'Premier échange',
      title: 'Une demi-heure pour y voir clair',
      lede: 'Dites-nous de quoi il s’agit. Vous saurez en sortant si nous pouvons vous être utiles, et sinon qui peut l’être.',
    },
    webinaire: {
      kicker: 'Webinaire',
      title: 'La mention d’information en direct',
      lede: 'Nous en écrivons une ensemble, du premier mot au dernier, avec un cas réel.',
    },
  },
  en: {
    'livre-blanc': {
      kicker: 'White paper',
      title: 'Ask for less, know more',
      lede: 'Twelve forms gone through with the people who wrote them: what they took out, and what changed.',
    },
    essai: {
      kicker: 'Free trial',
      title: 'Records of processing, without a spreadsheet',
      lede: 'Thirty days to see whether it saves you time. Everything exports to one file.',
    },
    lettre: {
      kicker: 'The letter',
      title: 'One idea a month, to try the next day',
      lede: 'Two thousand people read it on the first Tuesday of the month. Past letters stay online.',
    },
    echange: {
      kicker: 'A first conversation',
      title: 'Half an hour to see clearly',
      lede: 'Tell us what it is about. You will leave knowing whether we can help, and if not, who can.',
    },
    webinaire: {
      kicker: 'Webinar',
      title: 'Writing a privacy notice, live',
      lede: 'We write one together, from the first word to the last, with a real case.',
    },
  },
}

/** Writes `modeles/<name>.html` and `modeles/en/<name>.html` into `outDir`. */
export async function writeModels(outDir: string): Promise<void> {
  for (const language of ['fr', 'en'] as const) {
    const dir = join(outDir, 'modeles', language === 'fr' ? '' : language)
    await mkdir(dir, { recursive: true })
    for (const name of Object.keys(templates) as Name[])
      await writeFile(join(dir, `${name}.html`), pageOf(language, name))
    const first = Object.keys(templates)[0] as Name
    await writeFile(join(dir, 'index.html'), pageOf(language, first))
  }
}

const addressOf = (language: string, name: string) =>
  `/demo/modeles/${language === 'fr' ? '' : `${language}/`}${name}.html`

function pageOf(language: 'fr' | 'en', name: Name): string {
  const { kicker, title, lede } = said[language][name]
  const other = language === 'fr' ? 'en' : 'fr'
  const links = Object.entries(said[language]).map(
    ([each, { kicker }]) =>
      `<a href="${addressOf(language, each)}"${each === name ? ' aria-current="page"' : ''}>${kicker}</a>`,
  )
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} · Lisière</title>
    <link rel="icon" href="/demo/mark.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/demo/site.css">
  </head>
  <body>
    <header class="wrap">
      <nav class="top" aria-label="${language === 'fr' ? 'Modèles' : 'Templates'}">
        <a class="home" href="/demo/"><img src="/demo/mark.svg" alt="" width="28" height="28">Lisière</a>
        ${links.join('\n        ')}
        <a href="${addressOf(other, name)}" lang="${other}" hreflang="${other}">${other === 'fr' ? 'Français' : 'English'}</a>
      </nav>
    </header>
    <main class="wrap hero">
      <div>
        <p class="kicker">${kicker}</p>
        <h1>${title}</h1>
        <p class="lede">${lede}</p>
      </div>
      <section class="model" aria-label="${kicker}">
        <script async src="/e/${modelSlug(name)}.js"></script>
        <noscript><p><a href="/f/${modelSlug(name)}?lang=${language}">${kicker}</a></p></noscript>
      </section>
    </main>
  </body>
</html>
`
}
