// What a tag manager does: long after the page is there, it makes a script of its own and drops every attribute but the address.
addEventListener('load', () => {
  setTimeout(insert)
})

function insert() {
  const script = document.createElement('script')
  script.src = '/e/guide-rgpd.js?target=%23offre&accent=%237a3b8f&prefill-company=Atelier%20Sud'
  document.head.append(script)
}
