import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ElicitRequestSchema, ListRootsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { compiledBefore } from '../../programs.ts';
import { program } from './program.ts';

export interface Connection {
  readonly client: Client;
  readonly transport: StdioClientTransport;
  /** What the server wrote to its standard error so far. */
  err(): string;
  /** Questions that came by elicitation. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export interface Connecting {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly options?: readonly string[];
  /** How the person answers what is asked; absent: the client cannot ask. */
  readonly answer?: 'Do it' | 'Do not do it' | 'decline' | 'cancel';
  /** Folders that the client says it works in, as addresses. */
  readonly roots?: readonly string[];
}

/** The built program as a server, with the official client at its other end. */
export async function connect({ cwd, env, options = [], answer, roots }: Connecting): Promise<Connection> {
  const asked: string[] = [];
  const client = new Client(
    { name: 'test', version: '1' },
    {
      capabilities: {
        ...(answer === undefined ? {} : { elicitation: {} }),
        ...(roots === undefined ? {} : { roots: { listChanged: true } }),
      },
    },
  );
  if (answer !== undefined)
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
      asked.push(params.message);
      if (answer === 'decline' || answer === 'cancel') return { action: answer };
      return { action: 'accept', content: { answer } };
    });
  if (roots !== undefined) client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: roots.map((uri) => ({ uri })) }));
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [program, '-C', cwd, 'mcp', ...options],
    env: { PATH: process.env['PATH'] ?? '', ...compiledBefore, ...env },
    stderr: 'pipe',
  });
  let err = '';
  transport.stderr?.on('data', (data: Buffer) => {
    err += data.toString();
  });
  await client.connect(transport);
  return { client, transport, err: () => err, asked, close: () => client.close() };
}

/** The text of a tool’s result. */
export function textOf(result: Readonly<Record<string, unknown>>): string {
  const { content: given } = result as { readonly content?: unknown };
  const content = Array.isArray(given) ? (given as readonly { readonly type: string; readonly text?: string }[]) : [];
  return content.map(({ text = '' }) => text).join('\n');
}
