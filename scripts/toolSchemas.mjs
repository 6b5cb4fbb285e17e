/** The inputs of all tools as JSON Schema, by name, as they stand in the sources. */
export async function declaredSchemas() {
  const [{ bindTools }, { bindReproductionTools }, { declareTool }] = await Promise.all([
    import('../src/tools/all.ts'),
    import('../src/reproduction/tools.ts'),
    import('../src/agent/declare.ts'),
  ]);
  // Nothing is called: what is bound need only say that it is there.
  const isThere = { isOpen: true };
  const services = { hub: isThere, web: isThere, papers: isThere, research: isThere, eyes: isThere };
  const tools = [...bindTools(services), ...bindReproductionTools(services)];
  return Object.fromEntries(tools.map((tool) => [tool.name, declareTool(tool).inputSchema]));
}

/**
 * Translates the inputs of the tools once, when the program is built, instead of at each start.
 * @type {import('esbuild').Plugin}
 */
export const toolSchemas = {
  name: 'tool-schemas',
  setup(setup) {
    setup.onLoad({ filter: /[\\/]src[\\/]tools[\\/]builtSchemas\.ts$/ }, async () => ({
      contents: `export const builtSchemas = ${JSON.stringify(await declaredSchemas())};`,
    }));
  },
};
