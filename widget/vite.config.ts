// Builds the inline widget into one text the Worker wraps around each form's settings.
import { join } from 'node:path'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  // Said outright: under a test runner NODE_ENV would otherwise compile file names and line numbers into every element.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  resolve: { alias: { 'preact/jsx-runtime': join(import.meta.dirname, 'jsx-runtime.ts') } },
  build: {
    outDir: '../dist/widget',
    emptyOutDir: true,
    target: 'es2022',
    // Sent as written: what older browsers would need is neither here nor worth its bytes.
    cssTarget: 'esnext',
    modulePreload: false,
    reportCompressedSize: false,
    // As a library, for then `import()` stays what is written, without half a kilobyte of help for the page's own build.
    lib: { entry: { inline: 'main.ts' }, formats: ['iife'], name: 'aimant', fileName: (_, name) => `${name}.txt` },
  },
})
