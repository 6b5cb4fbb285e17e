/** How the contracts of a paper stand now: what `contracts.json` keeps, held against the paper and the code as they are. Computed each time, never stored. */
import * as z from 'zod';
import { parseAddress } from '../../papers/address.ts';
import type { Paper } from '../../papers/document.ts';
import { wordsAt } from '../trace/paperSide.ts';
import type { ContractRecord } from './check.ts';

export type ContractState = ContractRecord['state'] | 'stale';

export interface ContractStanding {
  readonly record: ContractRecord;
  readonly state: ContractState;
  /** Of what is stale: what changed, and what it said before. */
  readonly because?: 'code' | 'paper';
}

/** What is known of now. Absent: nobody looked, and nothing is said of it. */
export interface Now {
  readonly paper?: Paper | undefined;
  /** SHA-256 of a file of the workspace; undefined where it is gone. */
  shaOf?(file: string): string | undefined;
}

const kept = z.looseObject({ files: z.record(z.string(), z.string()).optional() });

/** The files that a result was got from, by their SHA-256. */
export function filesOf({ result }: Pick<ContractRecord, 'result'>): Readonly<Record<string, string>> {
  const read = kept.safeParse(result);
  return read.success ? (read.data.files ?? {}) : {};
}

export function standingOf(record: ContractRecord, { paper, shaOf }: Now): ContractStanding {
  if (paper !== undefined) {
    const words = wordsAt(paper, parseAddress(record.address).anchor);
    if ((words?.tex ?? '') !== record.tex) return { record, state: 'stale', because: 'paper' };
  }
  if (shaOf !== undefined)
    for (const [file, sha256] of Object.entries(filesOf(record)))
      if (shaOf(file) !== sha256) return { record, state: 'stale', because: 'code' };
  return { record, state: record.state };
}

export interface Coverage {
  /** Displayed formulas of the paper. */
  readonly displayed: number;
  /** Of those, with a contract for all of their equations. */
  readonly withContract: number;
  /** With a comparison that still holds for the code as it is. */
  readonly checked: number;
  readonly ok: number;
  /** “7 of 9 displayed equations have a contract, 5 checked, 4 ok” */
  readonly text: string;
}

/** A formula counts as checked where all of its contracts were compared, and as ok where all agree. */
export function coverageOf(paper: Paper, standings: readonly ContractStanding[], hasContract: (anchor: string) => boolean): Coverage {
  const formulas = paper.nodes.filter((node) => node.kind === 'equation');
  const counted = formulas.map(({ anchor, aliases }) => {
    const own = standings.filter(({ record }) => [anchor, ...aliases].includes(parseAddress(record.address).anchor ?? ''));
    const contracts = own.filter(({ record }) => record.state !== 'no contract');
    const isChecked = contracts.length > 0 && contracts.every(({ state }) => state === 'ok' || state === 'mismatch');
    return {
      has: own.length > 0 ? contracts.length === own.length : hasContract(anchor),
      isChecked,
      isOk: isChecked && contracts.every(({ state }) => state === 'ok'),
    };
  });
  const count = (of: (one: (typeof counted)[number]) => boolean) => counted.filter(of).length;
  const [displayed, withContract, checked, ok] = [
    counted.length,
    count((one) => one.has),
    count((one) => one.isChecked),
    count((one) => one.isOk),
  ];
  const text = `${withContract} of ${displayed} displayed equation${displayed === 1 ? ' has' : 's have'} a contract, ${checked} checked, ${ok} ok`;
  return { displayed, withContract, checked, ok, text };
}
