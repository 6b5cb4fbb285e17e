import type { ModelEvent } from './model.ts';
import { DeltaJoiner } from './surrogates.ts';

/** One piece of a tool call; `''` where the vendor sent nothing. */
export interface CallDelta {
  readonly index: number | undefined;
  readonly id: string;
  readonly name: string;
  readonly json: string;
}

interface Call {
  readonly position: number;
  readonly wireIndex: number | undefined;
  wireId: string;
  name: string;
  isAnnounced: boolean;
  readonly joiner: DeltaJoiner;
  readonly pieces: string[];
}

/**
 * Puts tool calls together from deltas. OpenAI numbers them; other vendors leave out the number, give every call the number 0, repeat
 * id and name in every piece, or leave out the id. A piece belongs to the call with its number unless its id says that it is another one.
 */
export class CallAssembler {
  readonly #calls: Call[] = [];
  readonly #newId: () => string;
  readonly #usedIds = new Set<string>();

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  get count(): number {
    return this.#calls.length;
  }

  /** Whether the arguments of every call are whole JSON. */
  get areWhole(): boolean {
    return this.#calls.every(isWhole);
  }

  /** Adds to `out` what a piece means. Answers how many characters of arguments it brought. */
  push(delta: CallDelta, out: ModelEvent[]): number {
    const call = this.#find(delta) ?? this.#start(delta);
    if (call.wireId === '') call.wireId = delta.id;
    if (!call.isAnnounced && delta.name !== '') {
      call.name = delta.name;
      this.#announce(call, out);
    }
    const json = call.joiner.push(delta.json);
    if (json === '') return 0;
    call.pieces.push(json);
    if (call.isAnnounced) out.push({ type: 'callArguments', index: call.position, json });
    return json.length;
  }

  /** What is still owed at the end: calls whose name never came, arguments of calls that sent none. */
  close(out: ModelEvent[]): void {
    for (const call of this.#calls) {
      if (!call.isAnnounced) this.#announce(call, out);
      if (call.pieces.length === 0) out.push({ type: 'callArguments', index: call.position, json: '{}' });
    }
  }

  #announce(call: Call, out: ModelEvent[]): void {
    call.isAnnounced = true;
    const id = call.wireId === '' || this.#usedIds.has(call.wireId) ? this.#newId() : call.wireId;
    this.#usedIds.add(id);
    out.push({ type: 'call', index: call.position, id, name: call.name });
    // Arguments that came before the name.
    for (const json of call.pieces) out.push({ type: 'callArguments', index: call.position, json });
  }

  #find(delta: CallDelta): Call | undefined {
    if (delta.id !== '') {
      const same = this.#calls.findLast(
        (call) => call.wireId === delta.id && (delta.index === undefined || call.wireIndex === delta.index),
      );
      if (same !== undefined) return same;
      // A new id on a number that has one already is a further call.
      return this.#calls.findLast((call) => call.wireId === '' && call.wireIndex === delta.index && !isWhole(call));
    }
    if (delta.index !== undefined) return this.#calls.findLast((call) => call.wireIndex === delta.index);
    const last = this.#calls.at(-1);
    // Without number and id, a name begins a call, unless the last one is still being written.
    return last !== undefined && (delta.name === '' || (last.name === delta.name && !isWhole(last))) ? last : undefined;
  }

  #start(delta: CallDelta): Call {
    const call: Call = {
      position: this.#calls.length,
      wireIndex: delta.index,
      wireId: delta.id,
      name: '',
      isAnnounced: false,
      joiner: new DeltaJoiner(),
      pieces: [],
    };
    this.#calls.push(call);
    return call;
  }
}

function isWhole(call: Call): boolean {
  // Parsing is asked for rarely: only for vendors without ids, and at the end.
  if (call.pieces.at(-1)?.trimEnd().endsWith('}') !== true) return false;
  try {
    JSON.parse(call.pieces.join(''));
    return true;
  } catch {
    return false;
  }
}
