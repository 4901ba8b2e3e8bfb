// What the build adds to the language: icons as data (vite.config.ts, `lucide`).
declare module 'lucide:*' {
  const shapes: import('./ui/icon.tsx').Shapes
  export default shapes
}
