/** Systems that a paper names and does not train itself. */
export interface Systems {
  /** As one pattern of alternatives. */
  readonly names?: string;
  readonly baselines?: RegExp;
}

const cite = String.raw`(?:⟦cite⟧|\[\d+(?:, ?\d+)*\])`;
const coined = String.raw`(?:(?=[\p{L}\d+.-]*\p{L})(?:[\p{Lu}][\p{L}\d]*|\p{Ll}+[\p{Lu}\d][\p{L}\d]*)(?:[-.][\p{L}\d]+)*(?:\+\+)?(?: (?:v\d(?:\.\d)?|\d\.\d))?)`;
const doing = new RegExp(
  String.raw`(?:^|[.;:(] |\b(?:and|while|whereas|but|original|than|like|of|by|to|from|in|as|at) )(?:the |The )?(${coined})(?: \(?${cite}\)?)?,? (?:(?:which|whose|who|where|with|trained|has|had|uses?|used)\b|\(|\p{Ll}{2,}(?:s|ed)\b|did|got|took|kept|ran|made|get|use|have|reach|report|train|need|take|is (?:pre-?|fine-?)?trained|was|were)`,
  'gmu',
);
const ellipsis = new RegExp(String.raw`[;,] (?:and |while )?(${coined})(?: ${cite})? (?:with an?|an?|for|at) `, 'gu');
const looksCoined = /[\p{Lu}\d+].*[\p{Lu}\d+]/u;
const common =
  /^(?:Ada\w+|N?Adam\w*|SGDM?|RMS[pP]rop|LARS|LAMB|Lion|Muon|L-?BFGS|Table.*|Figure.*|Fig.*|Section.*|Appendix.*|Algorithm.*|Eq.*|Phase.*|Stage.*|Step.*|GPUs?|CPUs?|TPU\w*|NVIDIA|RTX.*|A\d+G?|H\d+|V100s?|T4|GTX.*|CUDA|PyTorch|TensorFlow|JAX|CNNs?|MLPs?|LSTMs?|GRUs?|RNNs?|GNNs?|GCNs?|GANs?|VAEs?|LMs?|LLMs?|BERT|T5|ViTs?|ResNets?|U-?Nets?|LoRA|QLoRA|PPO|DQN|SAC|TD3|GRPO|DPO|SFT|GAE|KL|EMA|BPE|ReLU|GELU|SiLU|BLEU|chrF|FID|AUC|F1|WER|CER|MSE|MAE|ROUGE.*|Dice|mAP|NDCG.*|LayerNorm|BatchNorm|GroupNorm|RMSNorm|DropPath|DropBlock|SpecAugment|RandAugment|AutoAugment|TrivialAugment|AugMix|CutMix|CutOut|MixUp|Mixup|SentencePiece|WordPiece|InfoNCE|NT-Xent|DDIM|DDPM|EDM|DPM.*|HNSW|FAISS|DeepSpeed|FSDP|ZeRO.*|RoPE|\p{L}*(?:ReLU|ELU)|BCE|OCR|ECE|RMSE|NLL|LPIPS|PSNR|SSIM|Δ?AUPRC|AUROC|AP|MRR|COMET|SacreBLEU|MCC|MFCCs?|GRUs?|Lemma.*|Theorem.*|Corollary.*|Proposition.*|RoPE|SwiGLU|PCA|SVM|GPs?|RBF|ID|OOD|IID|I|II|III|IV|V|API|US|UK|EU|[A-Z]|.*-(?:style|based|like|wise|level|free|specific))$/u;

/** Networks and data that everybody starts from, under their usual names. */
const everybodys =
  /^(?:.*-(?:base|large|small|tiny|mini|medium|huge|xl|[TSBLH]|B\d|[BLS]\/\d+|\d{2,3}(?:-\d+)?)|(?:.*M)?NIST.*|CIFAR.*|SVHN|STL-?10|CelebA.*|ImageNet.*|MS-?COCO|ADE20K|GLUE|SQuAD.*|IMDB|WMT.*|IWSLT.*|LibriSpeech|PubMed|CiteSeer|PPI|ZINC|QM9|QM7.*|(?:Llama|LLaMA|Mistral|Qwen|Gemma|Phi)\b.*|Per-.*|.*-v\d+|GSM8K|MMLU)$/;

const doesHere =
  '(?:propose|introduce|present|call|train|re-?train|fine-?tune|pre-?train|adapt|start|begin|build|distil|distill|extend|modify|use|run|re-?run|implement|re-?implement|initiali[sz]e|quanti[sz]e|optimi[sz]e|employ|apply|study|adopt|fit|tune|work|experiment|choose|chose|describe|publish|analy[sz]e|add|combine|replace|consider|take|take over)';
const runHere = String.raw`(?:re-?run|re-?trained|re-?implemented|re-?tuned|trained|run|tuned|fitted|implemented|reproduced) (?:[\p{L} ]{0,30})?(?:by us|ourselves|with our|in our|under our|here|with the same|the same way|on the same|as ours?)`;
const parts =
  '(?:model|network|backbone|encoder|decoder|agent|policy|student|teacher|detector|classifier|architecture|system|learner|base model|generator|tagger|recogni[sz]er|method|algorithm|baselines?)';

/** A table or caption of settings, whose rows or columns are what is trained. */
export function givesSettings(text: string): boolean {
  const named = text.matchAll(
    /\b(?:learning rate|batch|optimi[sz]er|epochs|hidden|layers|dropout|weight decay|temperature|rank|hyper-?parameters|settings)/gi,
  );
  return new Set([...named].map(([name]) => name.toLowerCase())).size >= 2 || /\bhyper-?parameters|\bsettings\b/i.test(text);
}

/** `lines`: its sentences; `labels`: headings, captions and cells of tables that give settings. */
export function systemsIn(title: string, lines: readonly string[], labels: readonly string[]): Systems {
  const text = [title, ...lines].join('\n');
  const found = new Set<string>();
  for (const pattern of [doing, ellipsis])
    for (const [, name = ''] of text.matchAll(pattern))
      if (looksCoined.test(name) && !common.test(name) && !everybodys.test(name)) found.add(name);
  const strangers = [...found].filter((name) => !isOwn(name, title, text, labels));
  if (strangers.length === 0) return {};
  return {
    names: `(?<![\\p{L}\\d-])(?:${strangers
      .sort((a, b) => b.length - a.length)
      .map(escaped)
      .join('|')})(?![\\p{L}\\d]|-\\p{L})`,
  };
}

function isOwn(name: string, title: string, text: string, labels: readonly string[]): boolean {
  const quoted = `(?<![\\p{L}\\d-])${escaped(name)}(?![\\p{L}\\d]|-\\p{L})`;
  if (new RegExp(quoted, 'u').test(title) || labels.some((label) => new RegExp(quoted, 'u').test(label))) return true;
  return [
    // Ours, and what we train.
    `\\b(?:[Oo]ur|[Mm]y) (?:[\\p{L}\\d-]+ ){0,3}${quoted}`,
    `\\b(?:[Ww]e|I) (?:\\p{Ll}+ly |also |then |first |further |do |did )?${doesHere}(?:e?d)?\\b[^.;]{0,70}?${quoted}`,
    `\\b(?:called|named|dubbed|denoted|abbreviated|based on|variant of|implementation of|adaptation of|version of|start(?:s|ing|ed)? from|initiali[sz]ed (?:from|with|by)|built on|on top of|backed by|fine-tun\\w+|distil\\w+|quanti[sz]\\w+|train|trains|training) (?:an? |the |of |both )?(?:[\\p{Ll}-]+ ){0,2}${quoted}`,
    `\\b${parts} (?:is|are|was|were|follows|=|:) (?:an? |the |that of |taken from )?(?:[\\p{Ll}\\d-]+ ){0,3}${quoted}`,
    `\\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Oo]f) ${quoted} ${parts}`,
    `${quoted}[^.;]{0,60} ${runHere}`,
    `${quoted} \\(ours\\)`,
    `(?:^|[.;\\n] ?)(?:[Mm]odels?|[Bb]ackbones?|[Nn]etworks?|[Tt]eachers?|[Ss]tudents?|[Dd]ata(?: ?sets?)?|[Aa]gents?|[Ee]ncoders?|[Bb]ase models?|[Mm]ethods?|[Ll]oss(?:es)?|[Oo]ptimi[sz]er): (?:[\\p{L}\\d.+-]+(?:, and |, | and )){0,4}${quoted}`,
    `\\b(?:applied|updated|optimi[sz]ed|aggregated|averaged|minimi[sz]ed|trained|computed|generated|decoded|sampled|layers?|blocks?|cells?|stacks?) (?:by|with|of|using) ${quoted}`,
    // Data.
    `${quoted} consists of [^.;]{0,30}(?:images|recordings|sentences|records|examples|documents)`,
    `\\b(?:questions|images|sentences|examples|pairs|molecules|texts|recordings|part|split|subset|half|version|records|pages) (?:of|from|in) ${quoted}`,
    `\\b(?:[Oo]n|[Ff]or|[Ii]n|[Ff]rom|[Aa]cross|[Ii]nto) (?:the |both |all )?(?:[\\p{L}\\d+.-]+(?: \\([^()]*\\))?(?:, and |, | and | or )(?:on |for )?){0,4}${quoted}(?! (?:⟦cite⟧|\\[\\d))`,
    `${quoted} (?:and|or) [\\p{L}\\d-]+ (?:images|data|with)`,
    `${quoted}['’]?\\d* (?:images|data|datasets?|corpus|corpora|benchmarks?|tasks?|suite|environments?|games|splits?|test|train|dev|validation|sentences|records?|recordings|library|tokeni[sz]er|checkpoints?|weights|features|loss|format|licen[cs]e|package|toolkit|script)`,
    `\\b(?:data ?sets?|corpus|corpora|benchmarks?|library|package|toolkit|features) (?:of |from |is |are |called |named |, )?${quoted}`,
    `${quoted}(?: \\(?⟦cite⟧\\)?)? (?:has|had|contains?|comprises?|consists of|comes with|provides|offers|holds|is|gives) (?:only |about |just |some |over |nearly |an? )?(?:(?:corpus|data|set|collection|benchmark)\\b|[\\d.,]+[kM]? (?:\\p{Ll}+ ){0,3}(?:and|classes|categories|images|examples|recordings|samples|sentences|pairs|documents|nodes|graphs|questions|users|items|videos|hours|tasks|training|molecules|structures))`,
  ].some((pattern) => new RegExp(pattern, 'u').test(text));
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
