/** Something with a lifetime. Structurally the same as `vscode.Disposable`, without importing it. */
export interface Disposable {
  dispose(): void;
}

export const noopDisposable: Disposable = { dispose() {} };

export function toDisposable(dispose: () => void): Disposable {
  let isDisposed = false;
  return {
    dispose() {
      if (isDisposed) return;
      isDisposed = true;
      dispose();
    },
  };
}

/**
 * Owns disposables. Whatever arrives after the list was disposed is disposed at once, which ends the classic leak of
 * something created by an `await` that outlived its owner.
 */
export class DisposableList implements Disposable {
  #items: Disposable[] = [];
  #isDisposed = false;

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  add<T extends Disposable>(item: T): T {
    if (this.#isDisposed) item.dispose();
    else this.#items.push(item);
    return item;
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    // Last in, first out: later parts may lean on earlier ones.
    for (const item of this.#items.splice(0).reverse()) item.dispose();
  }
}
