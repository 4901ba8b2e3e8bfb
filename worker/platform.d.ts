// preact's types bring the DOM's along; here is what the Workers runtime has beyond them.
interface CacheStorage {
  readonly default: Cache
}
interface Crypto {
  DigestStream: typeof DigestStream
}
