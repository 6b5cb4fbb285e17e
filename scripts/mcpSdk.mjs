// The SDK of the Model Context Protocol is small modules that share a core. Each that the code imports is a file of its own under dist/sdk/mcp,
// with the core in chunks beside them; nothing of it is read before a server is configured or other agents are served.

const modules = [
  'client/index',
  'client/streamableHttp',
  'client/auth',
  'server/index',
  'server/stdio',
  'server/auth/errors',
  'shared/auth-utils',
  'types',
];

const fileOf = (/** @type {string} */ module) => `sdk/mcp/${module.replaceAll('/', '-')}`;
const named = (/** @type {string} */ specifier) => /^@modelcontextprotocol\/sdk\/(.+)\.js$/.exec(specifier)?.[1] ?? '';

export const mcpEntries = Object.fromEntries(modules.map((module) => [fileOf(module), `all-of:${module}`]));

/** @type {import('esbuild').Plugin} */
export const mcpApart = {
  name: 'mcp-apart',
  setup(setup) {
    setup.onResolve({ filter: /^@modelcontextprotocol\/sdk(\/|$)/ }, ({ path: specifier, kind, importer }) => {
      if (!modules.includes(named(specifier)) || kind !== 'dynamic-import') {
        return { errors: [{ text: `${importer} must load ${specifier} with await import('…'), and scripts/mcpSdk.mjs must name it` }] };
      }
      return { path: `./${fileOf(named(specifier))}.js`, external: true };
    });
  },
};

/** @type {import('esbuild').Plugin} */
export const mcpModules = {
  name: 'mcp-modules',
  setup(setup) {
    const root = setup.initialOptions.absWorkingDir;
    setup.onResolve({ filter: /^all-of:/ }, ({ path: entry }) => ({ path: entry.slice('all-of:'.length), namespace: 'all-of' }));
    setup.onLoad({ filter: /.*/, namespace: 'all-of' }, ({ path: module }) => ({
      contents: `export * from '@modelcontextprotocol/sdk/${module}.js';`,
      resolveDir: root,
    }));
    // What a server promises is checked by src/mcp/checkValue.ts, and compiling a schema that others wrote is no help (140 KB).
    setup.onLoad({ filter: /[\\/]validation[\\/]ajv-provider\.js$/ }, () => ({
      contents:
        'export class AjvJsonSchemaValidator { getValidator() { return (data) => ({ valid: true, data, errorMessage: undefined }); } }',
    }));
  },
};
