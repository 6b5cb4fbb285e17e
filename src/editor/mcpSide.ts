import type { Workbench } from '../app/api.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { type ServersPlace, showServers } from './mcpList.ts';
import { McpLogs } from './mcpLogs.ts';
import { McpNotices } from './mcpNotices.ts';
import { changeSides } from './mcpText.ts';
import type { Reports } from './reports.ts';
import type { DiffSide } from './schemes.ts';
import type { StandingToasts } from './standingToasts.ts';

/** The editor’s views of the servers: list, notifications, logs, and the documents that show what changed. */
export class McpSide implements Disposable {
  readonly #workbench: Pick<Workbench, 'mcp' | 'host'>;
  readonly #place: ServersPlace;
  readonly #owned = new DisposableList();
  /** By what was shown: a document stays readable after the answer. */
  readonly #changes = new Map<string, { readonly before: string; readonly after: string }>();

  constructor(workbench: Pick<Workbench, 'mcp' | 'host'>, reports: Reports, toasts: StandingToasts) {
    const { mcp, host } = workbench;
    this.#workbench = workbench;
    const logs = this.#owned.add(new McpLogs(mcp));
    this.#place = {
      desk: mcp,
      roots: host.roots,
      logs,
      toasts,
      async showOffer(row) {
        const { offerReport } = await import('./mcpOffer.ts');
        await reports.show(`What ${row.name.replace(/[\\/]/g, '-')} offers`, offerReport(row, mcp));
      },
      async forgetInputs(server) {
        const { credentials } = host.mcp ?? {};
        if (credentials === undefined) return;
        const [{ forgetInputs }, { readEditorServers }] = await Promise.all([import('./mcpInput.ts'), import('./mcpConfigurations.ts')]);
        await forgetInputs(await readEditorServers(host.roots), server, credentials);
      },
    };
    this.#owned.add(new McpNotices(this.#place, async () => this.show()));
  }

  show(): void {
    showServers(this.#place);
  }

  /** One side of the document that shows what a server’s words were and are. */
  sideText(server: string, shown: string, side: DiffSide): string {
    const change = this.#workbench.mcp.servers().find(({ name }) => name === server)?.change;
    if (change?.shown === shown) this.#changes.set(shown, changeSides(change));
    return this.#changes.get(shown)?.[side] ?? 'What changed is not known any more: it was answered, or the server has changed again.\n';
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
