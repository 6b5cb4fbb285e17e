/** The card of what is published: what is known of it, and in words what is not. Pure. */

import { paidText } from '../../base/paid.ts';
import { goalOf } from '../capture/names.ts';
import { differenceOf, differenceText, measuredText, withError } from '../evaluate/evaluationText.ts';
import { headline } from '../headline.ts';
import type { CardFacts, DatasetFact, Evaluation, TrainingFact } from './cardFacts.ts';
import { frontMatter, type YamlValue } from './frontMatter.ts';

export function modelCard(facts: CardFacts): string {
  const sections = [
    `# ${inline(facts.title)}`,
    opening(facts),
    results(facts),
    training(facts),
    curves(facts),
    usage(facts),
    limitations(facts),
    licence(facts),
  ];
  return `${frontMatter(metadataOf(facts))}\n${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

/** What the Hub reads. It refuses a card whose head it does not take, so only what it knows stands here. */
export function metadataOf(facts: CardFacts): Readonly<Record<string, YamlValue | undefined>> {
  const { license, languages, library, pipeline, baseModel, datasets, tags, type } = facts;
  const known = {
    license,
    language: languages.length === 0 ? undefined : languages,
    tags: tags.length === 0 ? undefined : tags,
  };
  if (type !== 'model') return known;
  return {
    ...known,
    library_name: library,
    pipeline_tag: pipeline,
    base_model: baseModel?.id,
    base_model_relation: baseModel?.relation,
    datasets: datasets.length === 0 ? undefined : [...new Set(datasets.map(({ id }) => id))],
    'model-index': modelIndex(facts),
  };
}

/** https://huggingface.co/docs/hub/model-cards: results by task and data set. Undefined where nothing was evaluated. */
export function modelIndex({ repo, evaluations }: CardFacts): YamlValue | undefined {
  const finite = evaluations.filter(({ value }) => Number.isFinite(value));
  if (finite.length === 0) return undefined;
  const groups = Map.groupBy(finite, ({ task, dataset: { id, config = '', split = '' } }) => JSON.stringify([task, id, config, split]));
  const groupsOf = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { task, dataset } = first;
    return {
      task: { type: task },
      dataset: {
        type: dataset.id,
        name: dataset.name ?? dataset.id,
        config: dataset.config,
        split: dataset.split,
        revision: dataset.revision,
      },
      metrics: group.map(({ metric, value }) => ({ type: metricType(metric), name: metric, value, verified: false })),
    };
  });
  return [{ name: repo.split('/').at(-1) ?? repo, results: groupsOf }];
}

/** `acc,none` of lm-eval is its `acc`; the Hub knows it as accuracy. */
function metricType(metric: string): string {
  const [name = metric] = metric.split(',');
  const folded = name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_');
  return folded === 'acc' ? 'accuracy' : folded;
}

function opening({ type, summary, baseModel, datasets, papers, training: trained }: CardFacts): string {
  const made = [
    ...(baseModel === undefined ? [] : [`${relationWords[baseModel.relation ?? 'finetune']} ${link('model', baseModel.id)}`]),
    ...(datasets.length === 0 ? [] : [`${type === 'model' ? 'trained on' : 'made of'} ${datasets.map(datasetText).join(', ')}`]),
  ];
  const about = papers.length === 0 ? '' : `It follows ${papers.map(({ address, title }) => paperText(address, title)).join(', ')}.`;
  const by =
    trained === undefined
      ? ''
      : 'This card was written by Practicum from the record of its training run; what was not recorded is said to be unknown.';
  return [summary === undefined ? '' : block(summary), made.length === 0 ? '' : `${sentence(made.join(', '))}.`, about, by]
    .filter((part) => part !== '')
    .join('\n\n');
}

const relationWords = {
  finetune: 'fine-tuned from',
  adapter: 'an adapter for',
  quantized: 'quantised from',
  merge: 'merged from',
} as const;

function results({ evaluations, metrics }: CardFacts): string {
  if (evaluations.length > 0) return `## Evaluation\n\n${evaluationTable(evaluations)}`;
  const measured = metrics.filter(({ metric }) => goalOf(metric) !== undefined).slice(0, 12);
  if (measured.length === 0) return '## Evaluation\n\nIt was not evaluated.';
  const main = headline(measured)?.metric;
  const ordered = [...measured].sort((a, b) => Number(b.metric === main) - Number(a.metric === main));
  const rows = ordered.map(({ metric, last, best, n }) => [
    code(metric),
    number(last.value),
    best === undefined ? '' : `${number(best.value)} (step ${best.step})`,
    String(n),
  ]);
  return `## Evaluation\n\nIt was not evaluated on its own. This is what was measured while it was trained:\n\n${table(['Metric', 'Last', 'Best', 'Values'], rows)}`;
}

function evaluationTable(evaluations: readonly Evaluation[]): string {
  const hasBaseline = evaluations.some(({ baseline }) => baseline !== undefined);
  const head = ['Task', 'Data', 'Metric', 'Value', ...(hasBaseline ? ['Base model', 'Difference'] : []), 'Measured with'];
  const rows = evaluations.map((one) => {
    const { task, dataset, metric, examples, baseline, baselineStandardError, by } = one;
    const difference = differenceOf(one);
    return [
      inline(task),
      `${datasetText(dataset)}${examples === undefined ? '' : `, ${examples} examples`}`,
      code(metric),
      measuredText(one),
      ...(hasBaseline
        ? [
            baseline === undefined ? 'not measured' : withError(baseline, baselineStandardError),
            difference === undefined ? '' : differenceText(difference),
          ]
        : []),
      inline(by),
    ];
  });
  return table(head, rows);
}

function training({ training: trained, hyperparameters, type }: CardFacts): string {
  if (trained === undefined && hyperparameters.length === 0)
    return type === 'model' ? '## Training\n\nHow it was trained was not recorded.' : '';
  const parts = ['## Training'];
  if (trained !== undefined) parts.push(table(['', ''], trainingRows(trained)));
  if (hyperparameters.length > 0)
    parts.push(
      `### Hyper-parameters\n\n${table(
        ['Name', 'Value'],
        hyperparameters.map(([name, value]) => [code(name), code(value)]),
      )}`,
    );
  if (trained !== undefined && trained.versions.length > 0)
    parts.push(`### Versions\n\n${trained.versions.map(([name, version]) => `${inline(name)} ${inline(version)}`).join(', ')}`);
  return parts.join('\n\n');
}

function trainingRows({
  startedMs,
  seconds,
  status,
  hardware,
  paid,
  seeds,
  code: at,
  isByAgent,
}: TrainingFact): readonly (readonly string[])[] {
  return [
    ['Run on', startedMs === undefined ? 'not recorded' : new Date(startedMs).toISOString().slice(0, 10)],
    ['Ended', status === 'done' ? 'by itself' : inline(status)],
    ['Took', seconds === undefined ? 'not recorded' : duration(seconds)],
    ['Hardware', hardware === undefined ? 'not recorded' : inline(hardware)],
    ['Cost', paid === undefined ? 'not recorded' : paidText(paid, 2)],
    ['Seed', seeds.length === 0 ? 'not recorded' : seeds.map(inline).join(', ')],
    ['Code', codeText(at)],
    ...(isByAgent ? [['Started by', 'an agent, with a person’s approval']] : []),
  ];
}

function codeText(at: TrainingFact['code']): string {
  if (at === undefined) return 'not recorded';
  const { commit, isDirty, address } = at;
  const short = code(commit.slice(0, 10));
  const linked = address === undefined ? short : `[${short}](${address})`;
  return isDirty ? `${linked}, with changes that were not committed` : linked;
}

function curves({ curves: picture }: CardFacts): string {
  return picture === undefined ? '' : `## Curves\n\n![What was measured while it was trained](${encodeURI(picture)})`;
}

const fence = '```';

function usage({ type, repo, library, pipeline, baseModel, files }: CardFacts): string {
  const name = JSON.stringify(repo);
  const head = '## Usage';
  if (type === 'dataset') return `${head}\n\n${fence}python\nfrom datasets import load_dataset\n\ndata = load_dataset(${name})\n${fence}`;
  if (type === 'space') return '';
  if (baseModel?.relation === 'adapter')
    return `${head}\n\n${fence}python\nfrom peft import AutoPeftModelForCausalLM\nfrom transformers import AutoTokenizer\n\nmodel = AutoPeftModelForCausalLM.from_pretrained(${name})\ntokenizer = AutoTokenizer.from_pretrained(${JSON.stringify(baseModel.id)})\n${fence}`;
  if (library === 'transformers' && pipeline !== undefined)
    return `${head}\n\n${fence}python\nfrom transformers import pipeline\n\npipe = pipeline(${JSON.stringify(pipeline)}, model=${name})\n${fence}`;
  const weights = files.find((file) => /\.(safetensors|pt|pth|bin|ckpt|keras|h5|onnx|gguf)$/.test(file));
  if (weights === undefined) return '';
  return `${head}\n\n${fence}python\nfrom huggingface_hub import hf_hub_download\n\npath = hf_hub_download(${name}, ${JSON.stringify(weights)})\n${fence}\n\nHow the file is loaded is said by the training code.`;
}

function limitations({ limitations: said, evaluations, type }: CardFacts): string {
  if (type === 'space') return '';
  const known = [
    ...said,
    ...(type === 'model' && evaluations.length === 0 ? ['It was not evaluated beyond its own training.'] : []),
    ...(type === 'model' && evaluations.length > 0 && evaluations.every(({ baseline }) => baseline === undefined)
      ? ['What it was made of was not measured in the same way, so how much it gained is not known.']
      : []),
    'Bias, safety and behaviour on other data were not examined.',
  ];
  return `## Limitations\n\n${known.map((one) => `- ${block(one)}`).join('\n')}`;
}

function licence({ license, baseModel, datasets }: CardFacts): string {
  if (license !== undefined) return `## Licence\n\n${inline(license)}`;
  const sources = [...(baseModel === undefined ? [] : [baseModel.id]), ...datasets.map(({ id }) => id)];
  return `## Licence\n\nNot stated.${sources.length === 0 ? '' : ` The licences of ${sources.map(inline).join(', ')} hold for what was made of them.`}`;
}

/** Only what can be a name of the Hub is one: another thing, as a file here, has no page there. */
function isRepo(id: string): boolean {
  return /^[\w.-]+(?:\/[\w.-]+)?$/.test(id) && !/\.(?:jsonl?|csv|parquet|txt|py|ya?ml)$/.test(id) && !id.startsWith('.');
}

function link(kind: 'model' | 'dataset', id: string): string {
  return isRepo(id) ? `[${inline(id)}](https://huggingface.co/${kind === 'dataset' ? 'datasets/' : ''}${id})` : code(id);
}

function datasetText({ id, config, split }: DatasetFact): string {
  const part = [config, split].filter((each) => each !== undefined);
  return `${link('dataset', id)}${part.length === 0 ? '' : ` (${part.map(inline).join(', ')})`}`;
}

function paperText(address: string, title: string | undefined): string {
  const arxiv = /^arxiv:([\d.]+(?:v\d+)?|[a-z-]+\/\d{7})(?:#.*)?$/.exec(address)?.[1];
  const url = arxiv === undefined ? (/^https:\/\/\S+$/.test(address) ? address : undefined) : `https://arxiv.org/abs/${arxiv}`;
  const words = title === undefined ? code(address) : `${inline(title)} (${code(address)})`;
  return url === undefined ? words : `[${words}](${encodeURI(url).replaceAll(')', '%29')})`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll(/\r?\n/g, ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Words that are not ours mean nothing to Markdown. */
function inline(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_{}[\]<>#|~]/g, String.raw`\$&`);
}

/** A paragraph in somebody's words: Markdown of theirs stays, a heading or HTML does not become part of ours. */
function block(text: string): string {
  return (
    text
      .trim()
      .replaceAll('<', '&lt;')
      .replaceAll(/^(#+\s)/gm, String.raw`\$1`)
      // A link leads to the web or nowhere.
      .replaceAll(/\]\((?!https?:\/\/)/g, String.raw`]\(`)
      .replaceAll(/^(\s*\[[^\]]*)\]:/gm, String.raw`$1\]:`)
      .replaceAll(/^---\s*$/gm, '')
  );
}

function code(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
  const ticks = '`'.repeat(Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return ticks.length === 1 ? `\`${plain}\`` : `${ticks} ${plain} ${ticks}`;
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function number(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e6) ? value.toExponential(3) : String(Number(value.toPrecision(5)));
}

function duration(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return hours > 0
    ? `${hours} h ${minutes} min`
    : minutes > 0
      ? `${minutes} min ${Math.round(seconds % 60)} s`
      : `${Math.round(seconds)} s`;
}
