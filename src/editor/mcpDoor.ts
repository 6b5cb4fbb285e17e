import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { EditorWindow } from './editorWindow.ts';
import type { McpSide } from './mcpSide.ts';
import type { Reports } from './reports.ts';
import { sayError } from './sayError.ts';

/** The way to what the editor shows of servers: loaded with the first that is configured, or when the list is opened. */
export class McpDoor implements Disposable {
  readonly #window: EditorWindow;
  readonly #reports: Reports;
  readonly #owned = new DisposableList();
  #side: Promise<McpSide> | undefined;

  constructor(window: EditorWindow, reports: Reports) {
    this.#window = window;
    this.#reports = reports;
    this.#owned.add(
      window.onDidOpen(({ mcp }) => {
        const look = (): void => {
          if (mcp.servers().length > 0 || mcp.problems.length > 0) void this.open().catch(sayError);
        };
        this.#owned.add(mcp.onDidChange(look));
        look();
      }),
    );
  }

  open(): Promise<McpSide> {
    this.#side ??= Promise.all([this.#window.workbench(), import('./mcpSide.ts')]).then(([workbench, { McpSide }]) =>
      this.#owned.add(new McpSide(workbench, this.#reports, this.#window.toasts)),
    );
    return this.#side;
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
