// Whether Cloudflare Turnstile can be shown. Every build of the tag but the one for forms that ask for it answers `false` in its place.

export const guarded: boolean = true
