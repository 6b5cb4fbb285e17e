/** What a paper calls other people's methods: names beside its own in tables of results, after “baseline”, after “as published”. */
import type { Table } from '../document.ts';
import { gridOf } from './grid.ts';

const name = String.raw`(?:[\p{Lu}][\p{L}\d.+]*(?:-[\p{L}\d.]+)*|[\p{Ll}]+[\p{Lu}\d][\p{L}\d.]*(?:-[\p{L}\d.]+)*)(?: (?:[\p{Lu}][\p{L}\d-]*|\d(?:\.\d+)?|v\d))?`;
const names = String.raw`${name}(?: \([^()]*\))?(?:(?:, (?:and )?| and | or )(?:the )?${name}(?: \([^()]*\))?)*`;
const introductions = [
  `\\b(?:[Bb]aselines?|[Cc]ompetitors?|[Rr]ivals?)(?: (?:methods?|models?))?(?:,| are| is| were| was|:|, namely| we (?:run|use|take|train)| include| includes) (?:the )?(${names})`,
  `\\b[Aa]s (?:an? |the |our )?(?:baselines?|competitors?)(?:,)? (?:we|serves?|serve) (?:run |use |take |train |consider )?(?:the )?(${names})`,
  `\\b(?:compare[ds]?|comparison) (?:it |them |our \\w+ |ours )?(?:with|to|against) (?:the )?(${names})`,
  `(${names}) (?:are |is |were |was )?(?:as published|(?:taken|copied|quoted) (?:over )?from|from the (?:respective |original )?(?:papers?|authors)|as (?:reported|given) by)`,
].map((pattern) => new RegExp(pattern, 'gu'));
const label = new RegExp(`^(${name})(?=$|,| \\()`, 'u');
/** `recurrent network (GRU-D)`, `latent ODE [7]`. */
const bracketed = /\(((?=[^()]*\p{Lu}[^()]*[\p{Lu}\d])[\p{L}\d.-]{2,16})\)\s*$/u;
const described = /^\p{Ll}[\p{L}-]+ (?:[\p{Ll}-]+ )?(?:[\p{Lu}\d][\p{L}\d-]*|networks?|models?|regression|forests?|trees)$/u;
const namedBaseline = new RegExp(`\\bthe (${name}) baseline\\b`, 'gu');
const own = /\bours?\b|\bthis (?:work|paper)\b|\bproposed\b/i;
/** A word with a second capital or a digit is nobody's first word of a sentence. */
const looksCoined = /[\p{Lu}\d].*[\p{Lu}\d]/u;
/** Where networks are trained these are what they are compared with. */
const withoutNetwork = /\b(?:XGBoost|LightGBM|CatBoost|[Rr]andom forests?|[Gg]radient boosting|AutoGluon)\b/g;
/** Known to everybody, and used by everybody. */
const common =
  /^(?:Adam\w*|SGD|RMS[pP]rop|L-?BFGS|Table|Figure|Section|We|The|Our|Baselines?|Method|Model|None|Average|Mean|Random|One|All|No|Full|Both|CNN|MLP|LSTM|GRU|RNN|Transformer|BERT|T5|MNIST|CIFAR\S*|ImageNet|Human|Oracle|Chance|Test|Train(?:ing)?|Validation)$/;

/** Ways of working that everybody has, and building blocks: what is said of them is said of ours. */
const everybodys =
  /^(?:\p{Lu}\p{Ll}+-(?:\d+|X*[TSMLBH])|SFT|RLHF|RLVR|RL|SF|IL|DPO|IPO|KTO|ORPO|GRPO|PPO|TRPO|A2C|A3C|SAC|TD3|DDPG|DQN|DDQN|GAE|REINFORCE|RLOO|LoRA|MAML|LAMB|LARS|[RN]?Adam\w*|SGD\w*|AdaGrad|RMS[Pp]rop|L-BFGS|K-FAC|UMAP|PCA|Ada\w+|CTC|EMA|SWA|BPE|DDIM|DDPM|GAN|VAE|CRF|SVM|CMA-ES|FedAvg|FSDP|ZeRO|SpecAugment|RandAugment|AutoAugment|TrivialAugment|AugMix|MixUp|Mixup|CutMix|DropPath|DropConnect|PyTorch|TensorFlow|JAX|Keras|OpenNMT|HuggingFace|DeepSpeed|(?:ResNe[Xx]?t|WRN|WideResNet|ViT|DeiT|Swin|DenseNet|MobileNet|EfficientNet|ConvNe[Xx]t|VGG|AlexNet|LeNet|U-?Net|UNet|nnU-?Net|RoBERTa|XLM|DistilBERT|ELECTRA|DeBERTa|BART|mBART|mT5|GPT|L[Ll]a[Mm][Aa]|Mistral|Qwen|Gemma|Pythia|OPT|BiLSTM|ConvLSTM|TCN|GCN|GAT|GIN|GraphSAGE|PointNet|Conformer|HuBERT|Wav[Vv]ec|YOLO|DETR)(?:[\d+.-][\p{L}\d+.-]*|v\d|s)?)$/u;
const does =
  '(?:ha[sd]|uses|used|takes|took|works? with|keeps|kept|needs|needed|lasts|lasted|puts|adds|added|applies|applied|removed|clips|clipped|(?:pre-?|fine-?)?(?:trains|trained|tunes|tuned)|decodes|decoded|updates|runs|ran|reads|draws|drew|samples|sampled|starts|stops|employs|employed|learns|optimi[sz]es|does without|does not|copied|sets|averages|warms|masks|decays|relies|requires|required|(?:is|was|has been) (?:pre-?|fine-?)?(?:trained|tuned|run|fitted|optimi[sz]ed))';
const ofData = String.raw`(?:training|test|validation|labell?ed)? ?(?:classes|frames|cells|scans|volumes|categories|images|examples|recordings|samples|sentences|pairs|documents|nodes|graphs|questions|users|items|videos|tasks|subjects|patients|hours|utterances|clips|scenes|molecules|languages|tweets|reviews)\b`;

/** `GRACE has τ = 0.4`, `OmniAnomaly works with windows of 100`, `SchNet, as published, has …, DimeNet has …`: a coined name that does something. */
const doing = new RegExp(
  String.raw`(?:^|[.;:] |, (?:and |while |whereas |but )?)((?=[\p{L}\d+-]*\p{L}[\p{L}\d+-]*[\p{Lu}+\d])[\p{Lu}\p{Ll}][\p{L}\d]{2,}(?:-(?:[\p{Lu}\d][\p{L}\d]+|\p{Lu}))*(?:\+\+)?(?: v\d)?)(?! ⟦cite⟧ data)(?:,? (?:as published|⟦cite⟧|for instance|for example|by contrast|in contrast|on images|on ImageNet),?)?(?= ${does} )(?! (?:has|had) (?:[\d.,]+k?|[\p{Ll}-]+)(?: (?!with|trained|and (?:is|uses))[\p{Ll}\d.,-]+){0,6}? ${ofData})(?! (?:has|had) (?:about )?[\d.,]+k? (?:and )?\d)`,
  'gmu',
);

/** `title`: with what the paper says of itself first. */
export function strangersIn(title: string, lines: readonly string[], tables: readonly Table[]): RegExp | undefined {
  const text = [title, ...lines].join('\n');
  const found = new Set<string>();
  for (const pattern of introductions)
    for (const match of text.matchAll(pattern))
      for (const one of (match[1] ?? '').replaceAll(/ \([^()]*\)/g, '').split(/, (?:and )?| and | or /))
        if (looksCoined.test(one)) found.add(one.replace(/^the /, ''));
  for (const [, one = ''] of text.matchAll(namedBaseline)) found.add(one);
  for (const [one] of text.matchAll(withoutNetwork)) found.add(one);
  for (const table of tables) for (const one of besideOurs(table)) found.add(one);
  for (const [, one = ''] of text.matchAll(doing))
    if (looksCoined.test(one) && !everybodys.test(one) && !isOfOurs(one, text, tables)) found.add(one);
  const strangers = [...found].filter((one) => one.length > 1 && !common.test(one) && !isOwn(one, title, text));
  if (strangers.length === 0) return undefined;
  const longest = strangers.sort((a, b) => b.length - a.length).map((one) => one.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`));
  return new RegExp(`(?<![\\p{L}\\d-])(?:${longest.join('|')})(?![\\p{L}\\d]|-\\p{L})`, 'gu');
}

const quotedName = (one: string): string => one.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
const ofSettings = /\b(?:learning rate|step size|batch|epochs|steps|dropout|weight decay|layers|optimi[sz]er|warm-?up|width)\b/i;

/** What was trained on, what we built with it or ran ourselves, and what has a column of its own in a table of settings. */
function isOfOurs(one: string, text: string, tables: readonly Table[]): boolean {
  const name = `${quotedName(one)}(?![\\p{L}\\d]|-[\\p{L}\\d])`;
  if (
    new RegExp(
      `\\bon (?:the )?${name}(?! (?:with|baseline))|(?<![\\p{L}\\d-])(?:[Aa]n?|[Oo]ur|[Bb]oth|[Tt]wo|[Tt]hree) (?:[\\p{Ll}-]+ )?${name}(?! baseline)|\\b(?:train|fine-tune|pre-train|tune|run|re-?run|re-?train|implement) (?:[\\p{Ll}-]+ )?${name}|\\bwe call(?:ed)?\\b[^.]{0,40}${name}|(?<![\\p{L}\\d-])${name},? (?:consists of|comprises|is composed of|is built|is our|extends|modifies|which we)\\b`,
      'u',
    ).test(text)
  )
    return true;
  if (
    new RegExp(
      `(?<![\\p{L}\\d-])${name}[^.;]{0,60}\\b(?:re-?)?(?:run|trained|implemented|tuned) (?:with our|by us|in our|ourselves|from scratch)`,
      'u',
    ).test(text)
  )
    return true;
  return tables.some((table) => {
    const { rows, width } = gridOf(table);
    const across = [rows[0]?.slice(1) ?? [], rows.map((row) => row[0])];
    const down = [rows.map((row) => row[0]), rows[0]?.slice(0, width) ?? []];
    return across.some(
      (cells, index) =>
        cells.some((cell) => cell?.text.startsWith(one) === true) &&
        (down[index] ?? []).filter((cell) => cell !== undefined && ofSettings.test(cell.text)).length >= 2,
    );
  });
}

/** The paper proposes it, trains it, or builds on it. */
function isOwn(one: string, title: string, text: string): boolean {
  const quoted = quotedName(one);
  // `GraphCast was trained for four weeks on 32 TPUs. We show …`: whose abstract begins so has not told yet what it does itself.
  const [name = '', first = '', ...rest] = title.split('\n');
  const isStart = new RegExp(`^${quoted}(?: ⟦cite⟧)? (?:was|took|used|needed|required|ran)\\b`, 'u').test(first);
  const about = isStart ? [name, ...rest].join('\n') : title;
  if (new RegExp(`(?<![\\p{L}\\d])${quoted}(?![\\p{L}\\d])`, 'u').test(about)) return true;
  return new RegExp(
    `\\b(?:[Oo]urs?(?: (?:model|method|network|system|approach),)?|[Ww]e (?:propose|introduce|present|call (?:it|this|the \\w+)|train|fine-tune|pre-?train|adapt|start from|build on|distil|extend|modify|describe|publish|analyse|analyze|study)|called|named|adaptation of) (?:an? |the |of )?(?:[\\p{Ll}-]+ ){0,2}${quoted}(?![\\p{L}\\d])`,
    'u',
  ).test(text);
}

/** Where a row or a column is called ours, those beside it are not; elsewhere rows with a citation are not. */
function besideOurs(table: Table): string[] {
  const { rows, width } = gridOf(table);
  const down = Array.from({ length: Math.min(width, 2) }, (_, column) => rows.slice(1).map((row) => row[column]));
  const across = rows.slice(0, 2).map((row) => row.slice(1));
  return [...down.map((cells) => ({ cells, isAcross: false })), ...across.map((cells) => ({ cells, isAcross: true }))].flatMap(
    ({ cells, isAcross }) => {
      const mine = cells.flatMap((cell) => (cell !== undefined && own.test(cell.text) ? [cell.text] : []));
      return cells.flatMap((cell) => {
        if (cell === undefined || own.test(cell.text)) return [];
        // Beside a cited one, a name of its own in brackets (`recurrent network (GRU-D)`) is somebody's as well.
        const coined = !isAcross && cells.some((one) => one?.isCited === true) ? bracketed.exec(cell.text)?.[1] : undefined;
        if (mine.length === 0 && (isAcross || !cell.isCited)) return coined === undefined ? [] : [coined];
        const called = label.exec(cell.text)?.[1] ?? (cell.isCited ? described.exec(cell.text)?.[0] : undefined);
        return called === undefined || mine.some((text) => text.includes(called)) ? [] : [called];
      });
    },
  );
}
