/** What should be known before a machine is paid for. Pure: nothing here stops anybody, it says what is not known yet. */
import type { DeclaredSettings } from '../declaredSettings.ts';

export interface PreflightCheck {
  readonly what: 'data' | 'model' | 'memory' | 'output' | 'time' | 'smoke run';
  readonly verdict: 'ok' | 'missing' | 'unknown';
  /** A sentence. */
  readonly text: string;
}

/** What was reckoned for one training on one kind of hardware. It says nothing of any other training. */
export interface PreflightEstimate {
  readonly flavor: string;
  /** Of the Hub. */
  readonly model: string;
  readonly method: 'full' | 'lora' | 'qlora';
  readonly fits: boolean;
  readonly longestMs?: number;
}

export interface PreflightFacts {
  /** The script and what it imports of the workspace. */
  readonly code: string;
  readonly settings: DeclaredSettings;
  /** Data sets that were audited: ids or paths, as they were named. */
  readonly audited: readonly string[];
  /** Whether the model that the script names is there; undefined: it names none, or nobody could be asked. */
  readonly model?: { readonly id: string; readonly isThere: boolean };
  /** For this hardware, the newest first. */
  readonly estimates: readonly PreflightEstimate[];
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

/** The newest that may be of this very training; undefined: none. A method that the script does not tell is taken as it was estimated, and shown. */
function estimateOf({ settings, estimates }: PreflightFacts): PreflightEstimate | undefined {
  const peft = settings['PEFT method'];
  return estimates.find(
    ({ model: estimated, method }) =>
      (settings.model === undefined || settings.model === estimated) && (peft === undefined || (peft === 'none') === (method === 'full')),
  );
}

function memory(facts: PreflightFacts): PreflightCheck {
  const { settings, estimates, flavor } = facts;
  const estimate = estimateOf(facts);
  if (estimate !== undefined) {
    const text = `by the estimate for ${trainingText(estimate)} it ${estimate.fits ? 'fits' : 'does not fit'} on ${flavor}`;
    if (settings.model === undefined)
      return { what: 'memory', verdict: 'unknown', text: `${text}; whether the script trains that cannot be told from its words` };
    return { what: 'memory', verdict: estimate.fits ? 'ok' : 'missing', text };
  }
  const [other] = estimates;
  return {
    what: 'memory',
    verdict: 'unknown',
    text:
      other === undefined
        ? `whether it fits on ${flavor} was not estimated (estimate_training)`
        : `what was estimated for ${flavor} is ${trainingText(other)}, another training than the script’s (estimate_training)`,
  };
}

function trainingText({ model: id, method }: PreflightEstimate): string {
  return `${id} (${method})`;
}

const saves =
  /push_to_hub|save_pretrained|save_model|upload_(?:file|folder|large_folder)|torch\.save|save_checkpoint|ModelCheckpoint|save_weights|\.save\(|\bjoblib\.dump|PRACTICUM_OUT|output_dir|default_root_dir|export_savedmodel|orbax|write_parquet|to_parquet/;

function output({ code }: PreflightFacts): PreflightCheck {
  return saves.test(code)
    ? { what: 'output', verdict: 'ok', text: 'the script saves something' }
    : { what: 'output', verdict: 'missing', text: 'nothing in the script saves anything: the disk of the machine is gone with it' };
}

function time(facts: PreflightFacts): PreflightCheck {
  const { settings, timeoutMs } = facts;
  const minutes = Math.round(timeoutMs / 60_000);
  const estimate = settings.model === undefined ? undefined : estimateOf(facts);
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
