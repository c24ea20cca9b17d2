import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'ports',
          include: ['src/ports/**/*.test.ts'],
          // Files share what they import: loading it anew for each took most of the time.
          isolate: false,
          // Titles name cases of Go tests, and are looked up in them.
          taskTitleValueFormatTruncate: 0,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'unit',
          include: ['{src,scripts,bench,conformance}/**/*.test.ts'],
          exclude: ['src/ports/**'],
          globalSetup: 'test/own-temporary-folder.ts',
          isolate: false,
          testTimeout: 20_000,
          // It imports JSON as bundlers do, which Node does not.
          server: { deps: { inline: ['@actions/workflow-parser'] } },
        },
      },
      {
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts'],
          globalSetup: ['test/own-temporary-folder.ts', 'test/build-site.ts'],
          testTimeout: 400_000,
          hookTimeout: 400_000,
          // Astro keeps what it renders from in one folder of the project: builds take turns.
          fileParallelism: false,
        },
      },
    ],
  },
});
