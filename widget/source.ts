// Where the visitor was, told without anything that could name them.
import type { Source } from '../contract/submission.ts'

const campaignKey = /^(utm_[a-z_]{1,36}|(g|fb|tt|tw)clid|msclkid|[gw]braid|li_fat_id)$/

/** Page and referrer without query, fragment and credentials; of the query only what campaigns put there. */
export function sourceOf(page: string, title: string, referrer: string): Source {
  const campaign = [...new URL(page).searchParams]
    .filter(([key, value]) => campaignKey.test(key) && !value.includes('@'))
    .map(([key, value]) => [key, value.slice(0, 500)])
  return {
    page: bare(page),
    title: title.slice(0, 500),
    ...(referrer && { referrer: bare(referrer) }),
    campaign: Object.fromEntries(campaign.slice(0, 20)),
  }
}

const bare = (address: string) => {
  const { origin, pathname } = new URL(address)
  return (origin + pathname).slice(0, 2_000)
}
