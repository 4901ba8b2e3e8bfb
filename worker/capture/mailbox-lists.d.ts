declare module 'company-email-validator/free_email_provider_domains.js' {
  const domains: Set<string>
  export default domains
}
declare module 'disposable-email-domains-js/dist/dict/disposable_email_blocklist.json' {
  const domains: string[]
  export default domains
}
