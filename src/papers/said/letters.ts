/** What a paper's letters stand for among settings: `a temperature $\tau$`, `$\lambda$ is the weight of …`, the labels of its tables. */
import type { Paper } from '../document.ts';
import { linear } from './linear.ts';
import { allNames, mentionsIn, usualLetters, type Letters } from './mentions.ts';
import type { SettingName } from './names.ts';
import type { Passages } from './passages.ts';

const letter = String.raw`((?:[α-ωℓ](?:_?\w{1,8})?|\b[A-Za-zΓ-Ω](?:_\w{1,8}|\d)?))(?![\w^])`;
const behindName = new RegExp(String.raw`^\s*(?:\(|,)?\s*(?:of |is |called |denoted (?:by )?|written |we set |set to )?${letter}(?=\s*(?:$|[=,.;:)≈∈]|is\b|was\b|and\b|to\b|for\b|with\b|∈|of\b|in\b|we\b|that\b|controls|trades|on\b))`, 'u');
const beforeName = new RegExp(String.raw`${letter}(?:\s+(?:is|denotes|be|denote|as|controls|gives|stands for|means)\s+(?:called\s+)?(?:the |a |an |our )?|,?\s+the )(?:\w+ ){0,2}$`, 'u');

export function lettersOf(paper: Paper, { sentences }: Passages): Letters {
  const found = new Map<string, SettingName>();
  const clashing = new Set<string>();
  const add = (name: string | undefined, setting: SettingName): void => {
    if (name === undefined || /^(?:a|I|A|is|of|to|in|we|We|s|on|as|at|it|by|or|an|be|no|if|for|the|and|set)$/.test(name)) return;
    const before = found.get(name);
    if (before !== undefined && before !== setting) clashing.add(name);
    else found.set(name, setting);
  };
  const texts = sentences.map(({ line }) => line.text);
  for (const node of paper.nodes) if (node.kind === 'table') for (const row of node.rows) for (const cell of row) texts.push(linear(cell.content).text);
  for (const text of texts)
    for (const { setting, start, end } of mentionsIn(text, new Map())) {
      add(behindName.exec(text.slice(end))?.[1], setting);
      add(beforeName.exec(text.slice(Math.max(0, start - 60), start))?.[1], setting);
    }
  for (const name of clashing) if (!usualLetters.has(name)) found.delete(name);
  const kind = texts.join(' ');
  const usual = [...usualLetters].filter(([name, setting]) => !found.has(name) && isUsualHere(name, setting, kind));
  return new Map([...usual, ...found].filter(([name]) => name !== ''));
}

/** A single capital or Latin letter means nothing by itself; a Greek one does where its subject is spoken of. */
function isUsualHere(name: string, { name: setting }: SettingName, text: string): boolean {
  switch (setting) {
    case 'discount factor':
      return /reward|discount|return|reinforcement/i.test(text);
    case 'temperature':
      return /temperature|distil|contrastive|infonce|softmax/i.test(text);
    case 'diffusion steps':
      return /diffusion|denoising/i.test(text);
    case 'beta start':
    case 'beta end':
      return /diffusion|denoising/i.test(text);
    case 'loss weight':
      return !/gae|advantage/i.test(text);
    case 'lora alpha':
    case 'lora rank':
      return /lora|low-rank/i.test(text);
    case 'guidance scale':
    case 'top-p':
    case 'training examples':
    case 'classes':
    case 'bins':
    case 'attention heads':
    case 'layers':
    case 'hidden units':
    case 'group size':
    case 'momentum':
    case 'epochs':
      return false;
    default:
      return allNames.some(({ name: other }) => other === setting) && name !== '';
  }
}
