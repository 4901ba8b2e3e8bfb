// Five kinds of tests, each where its subject really runs: pure rules in Node, the Worker in workerd,
// the widget's parts in a small DOM, and the whole in Chromium, its journeys in every engine, against the production build.
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

// Bounds what hangs, not what a busy machine makes slow.
const patient = { testTimeout: 30_000, hookTimeout: 30_000 }
const jsx = { oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } } } as const

export default defineConfig({
  test: {
    silent: 'passed-only',
    // Each core a file; the usual one less is half of a small machine.
    maxWorkers: '100%',
    projects: [
      { ...jsx, test: { ...patient, name: 'unit', environment: 'node', include: ['test/unit/**/*.test.{ts,tsx}'] } },
      {
        ...jsx,
        test: {
          ...patient,
          name: 'widget',
          environment: 'happy-dom',
          include: ['test/widget/**/*.test.{ts,tsx}'],
          setupFiles: ['test/widget/beacons.ts'],
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: './wrangler.jsonc' },
            miniflare: {
              // The runner waits for ever on a queue that delivers once its tests are over; they call the consumers themselves.
              queueConsumers: {
                'aimant-outbox': { maxBatchSize: 100, maxBatchTimeout: 60 },
                'aimant-insight': { maxBatchSize: 100, maxBatchTimeout: 60 },
              },
              bindings: {
                SECRET: 'for-tests-only-0123456789abcdefghijklmnopqrstuvwxyz',
                MIGRATIONS: await readD1Migrations('worker/migrations'),
              },
            },
          })),
        ],
        test: {
          ...patient,
          name: 'worker',
          include: ['test/worker/**/*.test.ts'],
          globalSetup: ['test/support/built-widget.ts'],
          setupFiles: ['test/support/setup-worker.ts'],
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/built-worker.ts'],
          // One at a time: each starts a server and a browser of its own, and load tests want the machine.
          fileParallelism: false,
          expect: { poll: { timeout: 10_000 } },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'engines',
          environment: 'node',
          include: ['test/engines/**/*.test.ts'],
          globalSetup: ['test/support/built-worker.ts'],
          expect: { poll: { timeout: 10_000 } },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
