// DESIGN.md's import directions. A wrong import fails the build, not a review.
const bottom = [
  'protocol',
  'policy',
  'ledger',
  'sandbox',
  'models',
  'sessions',
  'workspace',
  'papers',
  'hub',
  'datasets',
  'web',
  'mcp',
  'notify',
];
// Each row may import the rows before it; rooms of one row do not import each other.
const rows = [['base'], bottom, ['runs'], ['tools'], ['agent'], ['reproduction'], ['app'], ['editor', 'cli']];

const room = (names) => `^src/(${names.join('|')})/`;

const directions = rows.flatMap((row, index) =>
  row.map((name) => ({
    name: `${name}-imports-below`,
    comment: `${name} may import only ${rows.slice(0, index).flat().join(', ') || 'itself'}`,
    severity: 'error',
    from: { path: room([name]) },
    to: { path: '^src/', pathNot: room([name, ...rows.slice(0, index).flat()]) },
  })),
);

module.exports = {
  forbidden: [
    ...directions,
    {
      name: 'room-is-known',
      comment: 'A new room gets its place in the order first',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: room(rows.flat()) },
    },
    {
      name: 'agent-knows-no-concrete-tool',
      comment: 'The agent knows the shape of a tool (base/tool.ts), never one of them: app hands them over',
      severity: 'error',
      from: { path: room(['agent']) },
      to: { path: room(['tools']) },
    },
    {
      name: 'only-editor-imports-vscode',
      comment: 'Everything else also runs on the command line',
      severity: 'error',
      from: { path: '^(src|webview-ui|scripts)/', pathNot: room(['editor']) },
      to: { path: '^vscode$' },
    },
    {
      name: 'webviews-import-protocol-and-base',
      comment: 'Webviews get types from protocol and base, and nothing else of the host',
      severity: 'error',
      from: { path: '^webview-ui/' },
      to: { path: '^(src|test|scripts)/', pathNot: room(['protocol', 'base']) },
    },
    {
      name: 'webviews-import-types-only',
      comment: 'Code of the host in a webview would be shipped twice, and drag its own imports along',
      severity: 'error',
      from: { path: '^webview-ui/' },
      to: { path: '^src/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'product-imports-no-test',
      comment: 'Tests, doubles and scripts are no part of the package',
      severity: 'error',
      from: { path: '^(src|webview-ui)/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'host-imports-no-webview',
      comment: 'Host and webview share messages, not code',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^webview-ui/' },
    },
    { name: 'no-cycles', comment: 'A cycle is one file in two', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
    {
      name: 'packages-are-declared',
      comment: 'A package that only another one brought along',
      severity: 'error',
      from: { path: '^(src|webview-ui|test|scripts)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out|node_modules)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
