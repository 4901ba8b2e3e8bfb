// Which of a person's devices it was, in two words: enough to tell one's own apart, and no more than that.

const browsers: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/.* Safari\//, 'Safari'],
]

// An iPhone says "like Mac OS X", Android says Linux.
const systems: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
]

/** "Firefox · Linux"; empty where a user agent names nothing we know. */
export function deviceOf(userAgent = ''): string {
  const known = userAgent.slice(0, 500)
  return [browsers, systems]
    .map((names) => names.find(([pattern]) => pattern.test(known))?.[1])
    .filter(Boolean)
    .join(' · ')
}
