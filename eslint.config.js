import astro from 'eslint-plugin-astro';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * The layers of src/, left to right. A layer may import itself and what stands left of it.
 * `highlight` is a branch beside the Go layers: it knows blobs and nothing of syntax or tours.
 */
const layers = {
  release: [],
  source: ['release'],
  blob: ['release', 'source'],
  go: ['release', 'source', 'blob'],
  anchor: ['release', 'source', 'blob', 'go'],
  'port-map': ['release', 'source', 'blob', 'go', 'anchor'],
  record: ['ports', 'runs', 'instrument'],
  tour: [
    'release',
    'source',
    'blob',
    'go',
    'anchor',
    'port-map',
    'ports',
    'runs',
    'instrument',
    'record',
  ],
  drift: ['release', 'source', 'blob', 'go', 'anchor', 'port-map', 'tour'],
  highlight: ['release', 'source', 'blob'],
  runs: ['ports'],
  cluster: ['ports'],
  instrument: [],
  site: [
    'release',
    'source',
    'blob',
    'go',
    'anchor',
    'tour',
    'drift',
    'highlight',
    'port-map',
    'ports',
    'runs',
    'instrument',
    'record',
    'cluster',
  ],
};

const everywhere = [
  {
    group: ['**/scripts/**', '**/test/**', '**/bench/**'],
    message: 'src/ must not know who runs it.',
  },
];

const layerRules = Object.entries(layers).map(([layer, left]) => ({
  files: [`src/${layer}/**/*.ts`],
  ignores: ['**/*.test.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...everywhere,
          {
            group: ['astro', 'astro:*', 'astro/*'],
            message: 'Only content.config.ts and the pages know Astro.',
          },
          {
            regex: `^\\.\\./(?!(${[layer, ...left].join('|')})/)[a-z-]+/`,
            message: `src/${layer} may import only ${left.join(', ') || 'problem.ts'} (to its left).`,
          },
        ],
      },
    ],
  },
}));

export default defineConfig(
  { ignores: ['dist/', 'lib/', '.cache/', '.astro/', 'node_modules/', '**/fixtures/'] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  ...astro.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  ...layerRules,
  {
    // A leaf: plain TypeScript that runs in Node and in a page.
    files: ['src/ports/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^\\.\\./\\.\\./', message: 'src/ports may import only itself.' },
            { regex: '^[^.]', message: 'src/ports has no dependencies.' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/client/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^\\.\\./(?!(runs|instrument|cluster)/)',
              message:
                'Client code knows runs and how code is instrumented, and nothing of the build.',
            },
          ],
        },
      ],
    },
  },
);
