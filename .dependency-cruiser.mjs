/** Low to high. A lib may use libs in lower rows only. */
const layers = [
  ['taxonomy'],
  ['people'],
  ['organisations', 'notifications', 'files'],
  [
    'case-notes',
    'circles',
    'contracts',
    'law',
    'spin-out-facts',
    'peers',
    'offers',
    'pledges',
    'skills',
    'assurance',
    'capacity',
    'support',
    'insights',
    'verification',
  ],
  ['threads', 'tactics', 'watches'],
  ['guidance', 'helpers'],
  ['moderation', 'search', 'home', 'briefs', 'digests', 'reply-by-mail'],
  ['content'],
  ['demo'],
];
const domain = `^libs/(${layers.flat().join('|')})/`;
const packages = (...names) => `node_modules/(${names.join('|')})/`;

const pointDown = layers.map((libs, level) => ({
  name: `libs-point-down-from-${libs[0]}`,
  comment: 'A domain lib uses libs in lower layers only. To react to a neighbour, handle its job or its event.',
  severity: 'error',
  from: { path: `^libs/(${libs.join('|')})/` },
  to: { path: `^libs/(${layers.slice(level).flat().join('|')})/`, pathNot: '^libs/$1/' },
}));

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'all-imports-resolve', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'sources-only',
      comment: 'An alias that ends in dist would make every other rule pass in silence.',
      severity: 'error',
      from: {},
      to: { path: '^dist/' },
    },
    {
      name: 'through-the-front-door',
      comment: 'From outside a lib, import its index.ts and nothing deeper.',
      severity: 'error',
      from: { path: '^(libs/platform/[^/]+|libs/[^/]+|apps|migrations|test)/' },
      to: { path: '^libs/', pathNot: ['^$1/', '^libs/(platform/)?[^/]+/index\\.ts$'] },
    },
    { name: 'libs-know-no-app', severity: 'error', from: { path: '^libs/' }, to: { path: '^(apps|test|migrations)/' } },
    {
      name: 'apps-know-no-app',
      comment: 'main.ts and start.ts know them all; they know each other not.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'platform-knows-no-domain',
      severity: 'error',
      from: { path: '^libs/platform/' },
      to: { path: [domain, '^libs/ui/'] },
    },
    ...pointDown,
    {
      name: 'domain-knows-no-delivery',
      comment:
        'HTTP, sockets, OpenAPI and pages belong to apps. Field decorators of platform/inputs carry the OpenAPI part.',
      severity: 'error',
      from: { path: domain },
      to: {
        path: [
          '^libs/ui/',
          packages('@nestjs/(swagger|platform-[^/]+|websockets)', 'fastify', 'socket\\.io', 'preact', 'govuk-frontend'),
        ],
      },
    },
    {
      name: 'openapi-in-two-places',
      severity: 'error',
      from: { pathNot: ['^apps/api/', '^libs/platform/inputs/', '^test/'] },
      to: { path: packages('@nestjs/swagger') },
    },
    {
      name: 'ui-knows-markup-only',
      severity: 'error',
      from: { path: '^libs/ui/', pathNot: 'spec\\.tsx$' },
      to: { pathNot: ['^libs/ui/', packages('preact')] },
    },
    {
      name: 'apps-run-no-sql',
      severity: 'error',
      from: { path: '^apps/[^/]+/' },
      to: { path: packages('typeorm', '@nestjs/typeorm', 'pg') },
    },
    {
      name: 'entities-stand-alone',
      severity: 'error',
      from: { path: '\\.entity\\.ts$' },
      to: { pathNot: ['\\.entity\\.ts$', packages('typeorm'), '^libs/platform/database/index\\.ts$'] },
    },
    {
      name: 'specs-are-leaves',
      severity: 'error',
      from: { pathNot: ['^test/', 'spec\\.tsx?$'] },
      to: { path: ['^test/', 'spec\\.tsx?$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
