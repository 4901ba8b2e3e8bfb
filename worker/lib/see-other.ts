// Where to go after something was done, or instead of an answer: always ours to say, never the request's.

export const seeOther = (location: string): Response =>
  new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
