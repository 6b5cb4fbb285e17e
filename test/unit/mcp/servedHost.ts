import type { OpenWorkbench } from '../../../src/app/workbench.ts';
import type { McpDesk, McpHost, ServerConfiguration, ServerRow } from '../../../src/mcp/desk.ts';

/** A host whose person configured these servers and no other. */
export function hostOf(...servers: readonly ServerConfiguration[]): McpHost {
  return {
    configurations: async () => ({ servers, problems: [] }),
    onDidChange: () => ({ dispose: () => undefined }),
    credentials: { get: async () => undefined, set: async () => undefined, delete: async () => undefined },
  };
}

/** Resolves when the server is in this state. */
export async function untilState(mcp: McpDesk, name: string, wanted: ServerRow['state']): Promise<ServerRow> {
  for (;;) {
    const row = mcp.servers().find((one) => one.name === name && one.state === wanted);
    if (row !== undefined) return row;
    await new Promise<void>((resolve) => {
      const heard = mcp.onDidChange(() => {
        heard.dispose();
        resolve();
      });
    });
  }
}

/** As a person who says yes to it. */
export async function sayYes({ mcp }: Pick<OpenWorkbench, 'mcp'>, name: string): Promise<void> {
  await mcp.consent(name, 'yes', (await untilState(mcp, name, 'asks-consent')).question?.shown ?? '');
}
