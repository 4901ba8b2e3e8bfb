// The words a display's settings are read back in, English and French. Each names one setting and fits before a full stop.

type Sayings = {
  places: Record<'inline' | 'popup' | 'slide_in' | 'button', string> & { bar: Record<'top' | 'bottom', string> }
  load: string
  exit: string
  click: string
  delay: (seconds: string) => string
  idle: (seconds: string) => string
  scroll: (percent: string) => string
  page: (count: number) => string
  path: Record<'is' | 'starts' | 'contains' | 'glob', (value: string) => string>
  query: (asked: string) => string
  referrer: (part: string) => string
  device: Record<'phone' | 'tablet' | 'desktop', string>
  language: (name: string) => string
  visitor: Record<'new' | 'returning', string>
  dates: (from?: string, to?: string) => string
  share: (percent: string) => string
  every: { time: string; session: string; days: (days: number) => string; weeks: (weeks: number) => string }
  /** When, or after how many submissions; at least one of them. */
  ends: (at?: string, after?: string) => string
}

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' })
const endings: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' }

const en: Sayings = {
  places: {
    inline: 'Stands where its tag stands',
    popup: 'Opens',
    slide_in: 'Slides in at a corner',
    bar: { top: 'Shows as a bar at the top', bottom: 'Shows as a bar at the bottom' },
    button: 'Opens',
  },
  load: 'at once',
  exit: 'when the visitor is about to leave',
  click: 'only when asked for',
  delay: (seconds) => `after ${seconds} s`,
  idle: (seconds) => `after ${seconds} s of doing nothing`,
  scroll: (percent) => `after ${percent} of the page`,
  page: (count) => `on the ${count}${endings[ordinals.select(count)]} page of a visit`,
  path: {
    is: (value) => `on ${value}`,
    starts: (value) => `on pages under ${value}`,
    contains: (value) => `on pages whose path contains “${value}”`,
    glob: (value) => `on pages like ${value}`,
  },
  query: (asked) => `with ${asked} in the address`,
  referrer: (part) => `for visitors coming from “${part}”`,
  device: { phone: 'on phones', tablet: 'on tablets', desktop: 'on computers' },
  language: (name) => `in ${name}`,
  visitor: { new: 'for new visitors', returning: 'for returning visitors' },
  dates: (from, to) => [from && `from ${from}`, to && `until ${to}`].filter(Boolean).join(' ') || 'on any day',
  share: (percent) => `for ${percent} of visitors`,
  every: {
    time: 'every time',
    session: 'at most once a session',
    days: (days) => (days === 1 ? 'at most once a day' : `at most once in ${days} days`),
    weeks: (weeks) => (weeks === 1 ? 'at most once a week' : `at most once in ${weeks} weeks`),
  },
  ends: (at, after) =>
    `The offer ends ${[at && `on ${at}`, after && `after ${after} submissions`].filter(Boolean).join(' or ')}.`,
}

const fr: Sayings = {
  places: {
    inline: 'S’affiche à l’endroit de sa balise',
    popup: 'S’ouvre',
    slide_in: 'S’ouvre dans un coin',
    bar: { top: 'S’affiche en barre en haut', bottom: 'S’affiche en barre en bas' },
    button: 'S’ouvre',
  },
  load: 'd’emblée',
  exit: 'quand le visiteur s’apprête à partir',
  click: 'à la demande seulement',
  delay: (seconds) => `après ${seconds} s`,
  idle: (seconds) => `après ${seconds} s d’inactivité`,
  scroll: (percent) => `après ${percent} de la page`,
  page: (count) => `à la ${count}e page d’une visite`,
  path: {
    is: (value) => `sur ${value}`,
    starts: (value) => `sur les pages sous ${value}`,
    contains: (value) => `sur les pages dont le chemin contient « ${value} »`,
    glob: (value) => `sur les pages du type ${value}`,
  },
  query: (asked) => `avec ${asked} dans l’adresse`,
  referrer: (part) => `pour les visiteurs venus de « ${part} »`,
  device: { phone: 'sur téléphone', tablet: 'sur tablette', desktop: 'sur ordinateur' },
  language: (name) => `en ${name}`,
  visitor: { new: 'pour les nouveaux visiteurs', returning: 'pour les visiteurs déjà venus' },
  dates: (from, to) =>
    [from && `du ${from}`, to && `jusqu’au ${to}`].filter(Boolean).join(' ') || 'n’importe quel jour',
  share: (percent) => `pour ${percent} des visiteurs`,
  every: {
    time: 'à chaque fois',
    session: 'au plus une fois par session',
    days: (days) => (days === 1 ? 'au plus une fois par jour' : `au plus une fois en ${days} jours`),
    weeks: (weeks) => (weeks === 1 ? 'au plus une fois par semaine' : `au plus une fois en ${weeks} semaines`),
  },
  ends: (at, after) =>
    `L’offre prend fin ${[at && `le ${at}`, after && `après ${after} envois`].filter(Boolean).join(' ou ')}.`,
}

export const sayings = { en, fr }
