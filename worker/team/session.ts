// placeholder type until the team part lands
export type Actor = { kind: 'member' | 'token'; id: string; name: string; scopes: readonly string[] }
