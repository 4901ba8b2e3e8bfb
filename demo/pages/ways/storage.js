// What a browser that refuses site data does to whoever asks for it.
for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
  Object.defineProperty(window, name, { get: refuse })
Object.defineProperty(Document.prototype, 'cookie', { get: refuse, set: refuse })

function refuse() {
  throw new DOMException('The operation is insecure.', 'SecurityError')
}
