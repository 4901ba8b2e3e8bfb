// What the build puts in the place of countries.ts: the tag of a form that asks for a country brings the list beside the widget.

export const countriesIn: typeof import('./countries.ts').countriesIn = (language) => COUNTRIES.countriesIn(language)
