/** CommonJS mode: Jest frees modules between files there, and hoists jest.mock; the built program is ESM all the same. */
const swc = (parser) => [
  '@swc/jest',
  {
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: {
      target: 'es2022',
      parser,
      keepClassNames: true,
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: false,
        react: { runtime: 'automatic', importSource: 'preact' },
      },
    },
  },
];

/** Packages that ship ESM only. Jest 30 cannot require() those on Node 20, so swc turns them into CommonJS. */
const esmOnly =
  '@fastify|pg-boss|serialize-error|non-error|cron-parser|cookie|content-disposition|lru-cache|preact|@nestjs|uid|iterare|load-esm|file-type|strtok3|token-types|@tokenizer|@borewit|uint8array-extras|@standard-schema|parse5|entities';

const shared = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'require', 'node', 'default'] },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: {
    '^.+\\.tsx$': swc({ syntax: 'typescript', tsx: true, decorators: true }),
    '^.+\\.ts$': swc({ syntax: 'typescript', decorators: true }),
    '^.+\\.m?js$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly})/)`],
};

export default {
  // Two cores, a real database and a real browser: a busy machine is slow, not wrong.
  testTimeout: 60_000,
  // One fewer than there are cores, which is what Jest would take, leaves half of such a machine idle.
  maxWorkers: 2,
  // Files leave something behind in a worker; a fresh one is quicker than one that is full.
  workerIdleMemoryLimit: '1GB',
  reporters: ['default', '<rootDir>/scripts/counts.reporter.mjs'],
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs,test}/**/*.spec.{ts,tsx}'] },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
  ],
};
