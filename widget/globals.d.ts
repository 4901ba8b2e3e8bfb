// What the widget is given: its settings by the Worker, its styles by the build.
declare const AIMANT: import('../contract/shown.ts').TagSettings
declare const WAITING: import('../contract/shown.ts').WaitingSettings
declare const ELEMENT: typeof import('./element.ts')
declare const TRIGGER: { watch: import('./wait-for.ts').Watch }

declare module '*.css?inline' {
  const css: string
  export default css
}
