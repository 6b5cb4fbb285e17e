import type { Disposable } from '../base/disposables.ts';
import { describeError, isCancellation, PracticumError } from '../base/errors.ts';
import { type DataSet, isBad, type Split } from '../datasets/table.ts';
import type { DatasetToHost, HostToDataset } from '../protocol/dataset.ts';

/** Opens the data that a preview shows, in the configuration that was chosen. */
export type OpenDataSet = (config: string | undefined, signal: AbortSignal) => Promise<DataSet>;

/** What a preview asks of the data. */
export type DatasetQuestion = Exclude<DatasetToHost, { readonly type: 'copy' }>;

const rowsPerPage = 100;
const largestImageBytes = 4 * 2 ** 20;

/** Answers one preview. Nothing is read before it asks, and what it no longer waits for is stopped. */
export class DatasetFeed implements Disposable {
  readonly #open: OpenDataSet;
  readonly #send: (message: HostToDataset) => void;
  readonly #onError: (error: unknown) => void;
  readonly #closed = new AbortController();
  #data: Promise<DataSet> | undefined;
  #auditing: AbortController | undefined;
  #paging: AbortController | undefined;

  constructor(open: OpenDataSet, send: (message: HostToDataset) => void, onError: (error: unknown) => void) {
    this.#open = open;
    this.#send = send;
    this.#onError = onError;
  }

  async receive(message: DatasetQuestion): Promise<void> {
    try {
      await this.#act(message);
    } catch (error) {
      if (isCancellation(error) || this.#closed.signal.aborted) return;
      this.#onError(error);
      this.#post({ type: 'failed', about: aboutOf(message), text: describeError(error) });
    }
  }

  async #act(message: DatasetQuestion): Promise<void> {
    switch (message.type) {
      case 'ready':
        return await this.#greet(undefined);
      case 'wantConfig':
        await this.#drop();
        return await this.#greet(message.config);
      case 'wantRows':
        return await this.#sendRows(message.asked, message.split, message.from);
      case 'wantCell':
        return await this.#sendCell(message);
      case 'wantImage':
        return await this.#sendImage(message);
      case 'wantAudit':
        return await this.#audit();
      case 'stopAudit':
        return this.#auditing?.abort();
    }
  }

  async #greet(config: string | undefined): Promise<void> {
    this.#data ??= this.#openOnce(config);
    const { name, where, config: shown, configs, splits, card, notes } = await this.#data;
    const licences = [...new Set(card?.licences.map(({ licence }) => licence.slice(0, 60)))];
    this.#post({
      type: 'data',
      name,
      where,
      configs,
      notes,
      splits: splits.map((split) => ({ name: split.name })),
      facts: [
        ...(card === undefined ? [] : [licences.length === 0 ? 'No licence stated' : `Licence ${licences.join(', ')}`]),
        ...(card === undefined || card.gated === 'no' ? [] : ['Gated']),
        ...(card?.isPrivate === true ? ['Private'] : []),
      ],
      ...(shown === undefined ? {} : { config: shown }),
    });
  }

  async #sendRows(asked: number, name: string, from: number): Promise<void> {
    this.#paging?.abort();
    const paging = new AbortController();
    this.#paging = paging;
    const signal = AbortSignal.any([paging.signal, this.#closed.signal]);
    const split = await this.#split(name);
    const [{ shownRow }, columns, { rows, total }] = await Promise.all([
      import('./datasetRows.ts'),
      split.columns(signal),
      split.page(from, rowsPerPage, signal),
    ]);
    const send = (count = total): void =>
      this.#post({
        type: 'rows',
        asked,
        split: name,
        from,
        columns: columns.map((column) => ({ name: column.name, type: column.type })),
        rows: rows.map((row) => shownRow(row, columns)),
        ...(count === undefined ? {} : { total: count }),
      });
    send();
    // To count the rows of a file is to read it once: what is there is shown meanwhile.
    if (total === undefined && split.countRows !== undefined) send(await split.countRows(signal));
  }

  async #sendCell({ split: name, row, column }: { readonly split: string; readonly row: number; readonly column: string }): Promise<void> {
    const split = await this.#split(name);
    const { rows } = await split.page(row, 1, this.#closed.signal);
    const [found] = rows;
    if (found === undefined || isBad(found)) return;
    const { shownCell, wholeCellCharacters } = await import('./datasetRows.ts');
    this.#post({ type: 'cell', split: name, row, column, cell: shownCell(found.cells[column] ?? null, wholeCellCharacters) });
  }

  async #sendImage({ split: name, row, column }: { readonly split: string; readonly row: number; readonly column: string }): Promise<void> {
    const split = await this.#split(name);
    const { imageType } = await import('./imageType.ts');
    const bytes = await split.bytesOf?.(row, column, largestImageBytes, this.#closed.signal).catch(() => undefined);
    const mime = bytes === undefined ? undefined : imageType(bytes);
    const url = bytes === undefined || mime === undefined ? undefined : `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`;
    this.#post({ type: 'image', split: name, row, column, ...(url === undefined ? {} : { url }) });
  }

  async #audit(): Promise<void> {
    if (this.#auditing !== undefined) return;
    const auditing = new AbortController();
    this.#auditing = auditing;
    try {
      const data = await this.#opened();
      const [{ auditDataSet }, { shownAudit }] = await Promise.all([import('../datasets/audit/audit.ts'), import('./datasetRows.ts')]);
      const signal = AbortSignal.any([auditing.signal, this.#closed.signal]);
      const audit = await auditDataSet(data, { signal, onProgress: (text) => this.#post({ type: 'auditing', text }) });
      this.#post({ type: 'audit', audit: shownAudit(audit) });
    } finally {
      this.#auditing = undefined;
    }
  }

  #openOnce(config: string | undefined): Promise<DataSet> {
    return this.#open(config, this.#closed.signal).catch((error: unknown) => {
      this.#data = undefined;
      throw error;
    });
  }

  async #split(name: string): Promise<Split> {
    const { splits } = await this.#opened();
    const found = splits.find((split) => split.name === name);
    if (found === undefined) throw new PracticumError('dataset-no-split', `There is no split ${name}.`, { hint: 'Choose another one.' });
    return found;
  }

  async #opened(): Promise<DataSet> {
    this.#data ??= this.#openOnce(undefined);
    return await this.#data;
  }

  async #drop(): Promise<void> {
    this.#auditing?.abort();
    this.#paging?.abort();
    const data = this.#data;
    this.#data = undefined;
    await (await data?.catch(() => undefined))?.close();
  }

  #post(message: HostToDataset): void {
    if (!this.#closed.signal.aborted) this.#send(message);
  }

  dispose(): void {
    this.#closed.abort();
    void this.#drop();
  }
}

function aboutOf({ type }: DatasetQuestion): 'data' | 'rows' | 'audit' {
  if (type === 'wantAudit') return 'audit';
  return type === 'ready' || type === 'wantConfig' ? 'data' : 'rows';
}
