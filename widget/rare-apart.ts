// What the build of the tag puts in the place of rare.ts, which stands beside it where a form needs it.
type Rare = typeof import('./rare.ts')

export const Confirm: Rare['Confirm'] = (props) => RARE.Confirm(props)
export const countriesIn: Rare['countriesIn'] = (language) => RARE.countriesIn(language)
export const Own: Rare['Own'] = (props) => RARE.Own(props)
export const recognise: Rare['recognise'] = (address, mayKeep) => RARE.recognise(address, mayKeep)
export const tellAnalytics: Rare['tellAnalytics'] = (form, accepted) => RARE.tellAnalytics(form, accepted)
