import { defineConfig } from 'vitest/config';

const elsewhere = ['**/node_modules/**', '**/build/**', '**/generated/**'];
const quiet = './scripts/test-setup/console.ts';
const postgres = './scripts/test-setup/postgres.ts';
const chromium = './scripts/test-setup/chromium.ts';

/** A test belongs to a project by its name: `x.test.ts` is pure, the others say what they need. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{apps,packages,bench,faults,scripts}/**/*.test.{ts,tsx,mjs}'],
          exclude: [...elsewhere, '**/*.{db,redis,system}.test.ts'],
          setupFiles: [quiet],
        },
      },
      {
        test: {
          name: 'db',
          include: ['{apps,packages,bench,faults}/**/*.db.test.ts'],
          exclude: elsewhere,
          setupFiles: [quiet],
          globalSetup: [postgres],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'redis',
          include: ['{apps,packages}/**/*.redis.test.ts'],
          exclude: elsewhere,
          setupFiles: [quiet],
          testTimeout: 20_000,
        },
      },
      {
        // One process for all of them, one after the other: a browser and a whole product are enough for one machine.
        test: {
          name: 'e2e',
          include: ['apps/web/e2e/**/*.e2e.ts'],
          exclude: elsewhere,
          globalSetup: [postgres, chromium],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // Workers as processes that are really killed. The files take turns: each keeps both cores of a small machine busy.
        test: {
          name: 'faults',
          include: ['faults/**/*.system.test.ts'],
          exclude: elsewhere,
          setupFiles: [quiet],
          globalSetup: [postgres],
          // Seconds on a machine that is idle; one that runs everything else as well may take minutes.
          testTimeout: 180_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
      {
        // Starts the product as a person does, in processes of its own.
        test: {
          name: 'system',
          include: ['scripts/**/*.system.test.ts'],
          exclude: elsewhere,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
