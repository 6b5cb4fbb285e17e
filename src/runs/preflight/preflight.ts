/** What should be known before a machine is paid for. Pure: nothing here stops anybody, it says what is not known yet. */
import type { DeclaredSettings } from '../declaredSettings.ts';

export interface PreflightCheck {
  readonly what: 'data' | 'model' | 'memory' | 'output' | 'time' | 'smoke run';
  readonly verdict: 'ok' | 'missing' | 'unknown';
  /** A sentence. */
  readonly text: string;
}

export interface PreflightFacts {
  /** The script and what it imports of the workspace. */
  readonly code: string;
  readonly settings: DeclaredSettings;
  /** Data sets that were audited: ids or paths, as they were named. */
  readonly audited: readonly string[];
  /** Whether the model that the script names is there; undefined: it names none, or nobody could be asked. */
  readonly model?: { readonly id: string; readonly isThere: boolean };
  /** Of the last estimate for this hardware, where there was one. */
  readonly estimate?: { readonly flavor: string; readonly fits: boolean; readonly longestMs?: number };
  readonly flavor: string;
  readonly timeoutMs: number;
  /** The newest run of this very code that ended, on whatever machine; undefined: there is none. */
  readonly smoke?: { readonly id: string; readonly status: string; readonly where: string };
}

export function preflight(facts: PreflightFacts): readonly PreflightCheck[] {
  return [data(facts), model(facts), memory(facts), output(facts), time(facts), smoke(facts)];
}

/** One line each, what is missing first. */
export function preflightLines(checks: readonly PreflightCheck[]): readonly string[] {
  const rank = { missing: 0, unknown: 1, ok: 2 } as const;
  const mark = { missing: '✗', unknown: '?', ok: '✓' } as const;
  return [...checks]
    .sort((a, b) => rank[a.verdict] - rank[b.verdict])
    .map(({ what, verdict, text }) => `${mark[verdict]} ${what}: ${text}`);
}

function data({ settings: { dataset }, audited }: PreflightFacts): PreflightCheck {
  if (dataset === undefined)
    return { what: 'data', verdict: 'unknown', text: 'the script names no data set that can be told from its words' };
  const names = dataset.split(', ');
  const unseen = names.filter((name) => !audited.some((one) => one === name || one.endsWith(`/${name}`) || name.endsWith(one)));
  return unseen.length === 0
    ? { what: 'data', verdict: 'ok', text: `${dataset} was audited` }
    : { what: 'data', verdict: 'missing', text: `${unseen.join(', ')} was not looked at (audit_dataset)` };
}

function model({ settings, model: found }: PreflightFacts): PreflightCheck {
  if (found !== undefined)
    return found.isThere
      ? { what: 'model', verdict: 'ok', text: `${found.id} is there` }
      : { what: 'model', verdict: 'missing', text: `${found.id} is not on the Hub, or this token may not see it` };
  return {
    what: 'model',
    verdict: 'unknown',
    text:
      settings.model === undefined
        ? 'the script names no model that can be told from its words'
        : `whether ${settings.model} is there was not looked up`,
  };
}

function memory({ estimate, flavor }: PreflightFacts): PreflightCheck {
  if (estimate === undefined)
    return { what: 'memory', verdict: 'unknown', text: `whether it fits on ${flavor} was not estimated (estimate_training)` };
  return estimate.fits
    ? { what: 'memory', verdict: 'ok', text: `by the estimate it fits on ${flavor}` }
    : { what: 'memory', verdict: 'missing', text: `by the estimate it does not fit on ${flavor}` };
}

const saves =
  /push_to_hub|save_pretrained|save_model|upload_(?:file|folder|large_folder)|torch\.save|save_checkpoint|ModelCheckpoint|save_weights|\.save\(|\bjoblib\.dump|PRACTICUM_OUT|output_dir|default_root_dir|export_savedmodel|orbax|write_parquet|to_parquet/;

function output({ code }: PreflightFacts): PreflightCheck {
  return saves.test(code)
    ? { what: 'output', verdict: 'ok', text: 'the script saves something' }
    : { what: 'output', verdict: 'missing', text: 'nothing in the script saves anything: the disk of the machine is gone with it' };
}

function time({ estimate, timeoutMs }: PreflightFacts): PreflightCheck {
  const minutes = Math.round(timeoutMs / 60_000);
  if (estimate?.longestMs === undefined)
    return { what: 'time', verdict: 'unknown', text: `whether ${minutes} min are enough was not estimated` };
  const longest = Math.ceil(estimate.longestMs / 60_000);
  return estimate.longestMs <= timeoutMs
    ? { what: 'time', verdict: 'ok', text: `at most ${longest} min by the estimate, of ${minutes}` }
    : { what: 'time', verdict: 'missing', text: `it may take ${longest} min by the estimate, and ends after ${minutes}` };
}

function smoke({ smoke: run }: PreflightFacts): PreflightCheck {
  if (run === undefined)
    return {
      what: 'smoke run',
      verdict: 'missing',
      text: 'this code has not been tried in a short run; try it here, or on that hardware (hub_sandbox, smoke), or say why not',
    };
  return run.status === 'done'
    ? { what: 'smoke run', verdict: 'ok', text: `${run.id} of the same code ended well ${run.where}` }
    : { what: 'smoke run', verdict: 'missing', text: `${run.id} of the same code ${run.status} ${run.where}` };
}
