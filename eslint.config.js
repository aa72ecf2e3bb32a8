import globals from 'globals';
import tseslint from 'typescript-eslint';

/** The simulation core and the screens run in any JavaScript host: they import nothing of a platform (docs/architecture.md). */
const platformModules = [
  {
    group: ['node:*', 'electron', 'electron/*', '@duckdb/*', 'fs', 'path', 'os', 'worker_threads', 'crypto'],
    message: 'No platform here: inject what is needed.',
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'reports/', 'node_modules/'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: 'Randomness is a function of seed, person, year and process (W-7).',
        },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src-worker/**/*.ts', 'src-shared/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: platformModules }],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'require', '__dirname', 'window', 'document'],
      'no-restricted-properties': [
        'error',
        ...['exp', 'log', 'log10', 'log2', 'log1p', 'expm1', 'pow', 'sqrt', 'sin', 'cos', 'tan'].map(
          (property) => ({
            object: 'Math',
            property,
            message: 'No platform transcendental may decide an event or a cent (W-11).',
          }),
        ),
      ],
    },
  },
  {
    files: ['src-shared/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...platformModules,
            {
              group: ['**/src-main/**', '**/src-worker/**', '**/src-renderer/**'],
              message: 'src-shared stands below every other folder.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src-worker/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...platformModules,
            {
              group: ['**/src-main/**', '**/src-renderer/**'],
              message: 'The engine knows neither the store nor a screen.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src-renderer/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...platformModules,
            {
              group: ['**/src-main/**', '**/src-worker/**'],
              message: 'A screen knows the application by its API only.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src-main/**/*.ts'],
    ignores: ['src-main/electron/main.ts', 'src-main/electron/preload.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['electron', 'electron/*'], message: 'Electron is handed in (electron-parts.ts).' },
            { group: ['**/src-renderer/**'], message: 'The application knows no screen.' },
          ],
        },
      ],
    },
  },
  { files: ['**/*.mjs', '*.js'], languageOptions: { globals: globals.node } },
);
