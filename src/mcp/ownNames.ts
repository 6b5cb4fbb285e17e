/** `mcp__files__read_file`, or `mcp__workspace_files__read_file_1a2b3c4d` where the workspace configures it or letters had to be changed. */
export function toolsOf(server: string, tools: readonly string[]): readonly string[] {
  const name = server.replaceAll(/[^A-Za-z0-9_-]+/g, '_').replaceAll(/_{2,}/g, '_');
  const own = (tool: string, prefix: string, isMarked: boolean): readonly string[] => {
    if (!tool.startsWith(prefix)) return [];
    return [isMarked ? tool.slice(prefix.length).replace(/_[0-9a-f]{8}$/, '') : tool.slice(prefix.length)];
  };
  return tools.flatMap((tool) => [...own(tool, `mcp__${name}__`, name !== server), ...own(tool, `mcp__workspace_${name}__`, true)]);
}
