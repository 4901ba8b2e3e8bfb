// Builds the inline widget into one text the Worker wraps around each form's settings.
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/widget',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { inline: 'main.ts' },
      output: { format: 'iife', entryFileNames: '[name].txt' },
    },
  },
})
