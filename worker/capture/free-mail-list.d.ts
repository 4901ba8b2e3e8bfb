declare module 'company-email-validator/free_email_provider_domains.js' {
  const domains: Set<string>
  export default domains
}
