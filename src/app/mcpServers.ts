import type { RequirePermit } from '../base/permit.ts';
import type { McpDesk, SignIn } from '../mcp/desk.ts';
import { openServers } from '../mcp/servers.ts';
import { describeConfinement } from '../sandbox/describe.ts';
import type { WorkbenchHost } from './api.ts';
import { usualSandbox } from './sandboxSettings.ts';
import type { Walls } from './walls.ts';

/** What the servers of a workspace lean on, put together. Loaded with the first that is configured. */
export function openMcpServers(host: WorkbenchHost, require: RequirePermit, walls: Walls): McpDesk {
  const { mcp, app, home, roots, env } = host;
  if (mcp === undefined) throw new TypeError('This host has no servers.');
  let signIn: Promise<SignIn> | undefined;
  return openServers({
    host: mcp,
    app,
    home,
    roots,
    env,
    isTrusted: () => host.isTrusted(),
    require,
    async confine(program) {
      const confined = await walls.confine(program, { walls: undefined, hosts: [], writes: [] });
      if (confined === undefined) return undefined;
      const { program: inside } = confined;
      const dispose = (): Promise<void> => inside.dispose();
      const { wasOvertaken } = inside;
      const known = wasOvertaken === undefined ? {} : { wasOvertaken: wasOvertaken.bind(inside) };
      return { argv: inside.argv, cwd: program.cwd, env: inside.env, ...known, dispose };
    },
    async protection({ from }) {
      if (from !== 'workspace') return 'Not confined: it runs as you do, with your files and your network';
      const { hosts } = host.sandboxSettings?.() ?? usualSandbox;
      const network = hosts.length === 0 ? 'off' : { hosts };
      return describeConfinement(await walls.status(), { writable: roots, network }, roots);
    },
    signIn() {
      signIn ??= import('../mcp/oauth.ts').then(({ createSignIn }) => createSignIn(mcp));
      return signIn;
    },
  });
}
