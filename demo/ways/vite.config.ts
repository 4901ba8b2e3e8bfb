// Builds the pages that a framework draws, as its users' own builds would.
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  // Both said outright: a test runner's NODE_ENV would otherwise choose React for developers.
  define: { 'process.env.NODE_ENV': '"production"' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'react', development: false } },
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (name) => name === 'aimant-form' } } })],
  build: {
    emptyOutDir: false,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { react: join(import.meta.dirname, 'react/main.tsx'), vue: join(import.meta.dirname, 'vue/main.ts') },
      output: { entryFileNames: '[name].js' },
    },
  },
})
