/** How systems are named and introduced, what everybody uses, and how a paper says that it uses something itself. Data. */
import { exampleNouns } from './dataNouns.ts';
import { cite } from './whoseSubjects.ts';

const name = String.raw`(?:[\p{Lu}][\p{L}\d.+]*(?:-[\p{L}\d.]+)*|[\p{Ll}]+[\p{Lu}\d][\p{L}\d.]*(?:-[\p{L}\d.]+)*)(?: (?:[\p{Lu}][\p{L}\d-]*|\d(?:\.\d+)?|v\d))?`;
const names = String.raw`${name}(?: \([^()]*\))?(?:(?:, (?:and )?| and | or )(?:the )?${name}(?: \([^()]*\))?)*`;
export const introductions = [
  `\\b(?:[Bb]aselines?|[Cc]ompetitors?|[Rr]ivals?)(?: (?:methods?|models?))?(?:,| are| is| were| was|:|, namely| we (?:run|use|take|train)| include| includes) (?:the )?(${names})`,
  `\\b[Aa]s (?:an? |the |our )?(?:baselines?|competitors?)(?:,)? (?:we|serves?|serve) (?:run |use |take |train |consider )?(?:the )?(${names})`,
  `\\b(?:compare[ds]?|comparison) (?:it |them |our \\w+ |ours )?(?:with|to|against) (?:the )?(${names})`,
  `(${names}) (?:are |is |were |was )?(?:as published|(?:taken|copied|quoted) (?:over )?from|from the (?:respective |original )?(?:papers?|authors)|as (?:reported|given) by)`,
].map((pattern) => new RegExp(pattern, 'gu'));
export const label = new RegExp(`^(${name})(?=$|,| \\()`, 'u');
/** `recurrent network (GRU-D)`, `latent ODE [7]`. */
export const bracketed = /\(((?=[^()]*\p{Lu}[^()]*[\p{Lu}\d])[\p{L}\d.-]{2,16})\)\s*$/u;
export const described = /^\p{Ll}[\p{L}-]+ (?:[\p{Ll}-]+ )?(?:[\p{Lu}\d][\p{L}\d-]*|networks?|models?|regression|forests?|trees)$/u;
export const namedBaseline = new RegExp(`\\bthe (${name}) baseline\\b`, 'gu');
export const own = /\bours?\b|\bthis (?:work|paper)\b|\bproposed\b/i;
/** A word with a second capital or a digit is nobody's first word of a sentence. */
export const looksCoined = /[\p{Lu}\d+].*[\p{Lu}\d+]/u;
/** Where networks are trained these are what they are compared with. */
export const withoutNetwork = /\b(?:XGBoost|LightGBM|CatBoost|[Rr]andom forests?|[Gg]radient boosting|AutoGluon)\b/g;
/** Known to everybody, and used by everybody. */
export const common =
  /^(?:Adam\w*|SGD|RMS[pP]rop|L-?BFGS|Table|Figure|Section|We|The|Our|Baselines?|Method|Model|None|Average|Mean|Random|One|All|No|Full|Both|CNN|MLP|LSTM|GRU|RNN|Transformer|BERT|T5|MNIST|CIFAR\S*|ImageNet|Human|Oracle|Chance|Test|Train(?:ing)?|Validation)$/;

/** Ways of working that everybody has, and building blocks: what is said of them is said of ours. */
export const everybodys =
  /^(?:\p{Lu}\p{Ll}+-(?:\d+|X*[TSMLBH])|SFT|RLHF|RLVR|RL|SF|IL|DPO|IPO|KTO|ORPO|GRPO|PPO|TRPO|A2C|A3C|SAC|TD3|DDPG|DQN|DDQN|GAE|REINFORCE|RLOO|LoRA|MAML|LAMB|LARS|[RN]?Adam\w*|SGD\w*|AdaGrad|RMS[Pp]rop|L-BFGS|K-FAC|UMAP|PCA|Ada\w+|CTC|EMA|SWA|BPE|DDIM|DDPM|GAN|VAE|CRF|SVM|CMA-ES|FedAvg|FSDP|ZeRO|SpecAugment|RandAugment|AutoAugment|TrivialAugment|AugMix|MixUp|Mixup|CutMix|DropPath|DropConnect|PyTorch|TensorFlow|JAX|Keras|OpenNMT|HuggingFace|DeepSpeed|(?:ResNe[Xx]?t|WRN|WideResNet|ViT|DeiT|Swin|DenseNet|MobileNet|EfficientNet|ConvNe[Xx]t|VGG|AlexNet|LeNet|U-?Net|UNet|nnU-?Net|RoBERTa|XLM|DistilBERT|ELECTRA|DeBERTa|BART|mBART|mT5|GPT|L[Ll]a[Mm][Aa]|Mistral|Qwen|Gemma|Pythia|OPT|BiLSTM|ConvLSTM|TCN|GCN|GAT|GIN|GraphSAGE|PointNet|Conformer|HuBERT|Wav[Vv]ec|YOLO|DETR)(?:[\d+.-][\p{L}\d+.-]*|v\d|s)?)$/u;
const does =
  '(?:ha[sd]|uses|used|takes|took|works? with|keeps|kept|needs|needed|lasts|lasted|puts|adds|added|applies|applied|removed|clips|clipped|(?:pre-?|fine-?)?(?:trains|trained|tunes|tuned)|decodes|decoded|updates|runs|ran|reads|draws|drew|samples|sampled|starts|stops|employs|employed|learns|optimi[sz]es|does without|does not|copied|sets|averages|warms|masks|decays|relies|requires|required|(?:is|was|has been) (?:pre-?|fine-?)?(?:trained|tuned|run|fitted|optimi[sz]ed))';
const contents = String.raw`(?:classes|cells|categories|tasks|hours|languages|frames|nodes|users|subjects|papers|${exampleNouns})(?! per )`;
const ofData = String.raw`(?:training|test|validation|labell?ed)? ?${contents}\b`;

/** `GRACE has τ = 0.4`, `OmniAnomaly works with windows of 100`, `SchNet, as published, has …, DimeNet has …`: a coined name that does something. */
export const doing = new RegExp(
  String.raw`(?:^|[.;:] |, (?:and |while |whereas |but )?)((?=[\p{L}\d+-]*\p{L}[\p{L}\d+-]*[\p{Lu}+\d])[\p{Lu}\p{Ll}][\p{L}\d]{2,}(?:-(?:[\p{Lu}\d][\p{L}\d]+|\p{Lu}))*(?:\+\+)?(?: v\d)?)(?! ⟦cite⟧ data)(?:,? (?:as published|⟦cite⟧|for instance|for example|by contrast|in contrast|on images|on ImageNet),?)?(?= ${does} )(?! (?:has|had) ${contents}\b)(?! (?:has|had) (?:[\d.,]+k?|[\p{Ll}-]+)(?: (?!with|trained|and (?:is|uses))[\p{Ll}\d.,–-]+){0,6}? ${ofData})(?! (?:has|had) (?:about )?[\d.,]+k? (?:and )?\d)`,
  'gmu',
);

export const ofSettings = /\b(?:learning rate|step size|batch|epochs|steps|dropout|weight decay|layers|optimi[sz]er|warm-?up|width)\b/i;

const coined = String.raw`(?:(?=[\p{L}\d+.-]*\p{L})(?:[\p{Lu}][\p{L}\d]*|\p{Ll}+[\p{Lu}\d][\p{L}\d]*)(?:[-.][\p{L}\d]+)*(?:\+\+)?(?: (?:v\d(?:\.\d)?|\d\.\d))?)`;
export const acting = new RegExp(
  String.raw`(?:^|[.;:(] |\b(?:and|while|whereas|but|original|than|like|of|by|to|from|in|as|at) )(?:the |The )?(${coined})(?: \(?${cite}\)?)?,? (?:(?:which|whose|who|where|with|trained|has|had|uses?|used)\b|\(|\p{Ll}{2,}(?:s|ed)\b|did|got|took|kept|ran|made|get|use|have|reach|report|train|need|take|is (?:pre-?|fine-?)?trained|was|were)`,
  'gmu',
);
export const ellipsis = new RegExp(String.raw`[;,] (?:and |while )?(${coined})(?: ${cite})? (?:with an?|an?|for|at) `, 'gu');
export const usualWords =
  /^(?:Ada\w+|N?Adam\w*|SGDM?|RMS[pP]rop|LARS|LAMB|Lion|Muon|L-?BFGS|Table.*|Figure.*|Fig.*|Section.*|Appendix.*|Algorithm.*|Eq.*|Phase.*|Stage.*|Step.*|GPUs?|CPUs?|TPU\w*|NVIDIA|RTX.*|A\d+G?|H\d+|V100s?|T4|GTX.*|CUDA|PyTorch|TensorFlow|JAX|CNNs?|MLPs?|LSTMs?|GRUs?|RNNs?|GNNs?|GCNs?|GANs?|VAEs?|LMs?|LLMs?|BERT|T5|ViTs?|ResNets?|U-?Nets?|LoRA|QLoRA|PPO|DQN|SAC|TD3|GRPO|DPO|SFT|GAE|KL|EMA|BPE|ReLU|GELU|SiLU|BLEU|chrF|FID|AUC|F1|WER|CER|MSE|MAE|ROUGE.*|Dice|mAP|NDCG.*|LayerNorm|BatchNorm|GroupNorm|RMSNorm|DropPath|DropBlock|SpecAugment|RandAugment|AutoAugment|TrivialAugment|AugMix|CutMix|CutOut|MixUp|Mixup|SentencePiece|WordPiece|InfoNCE|NT-Xent|DDIM|DDPM|EDM|DPM.*|HNSW|FAISS|DeepSpeed|FSDP|ZeRO.*|RoPE|\p{L}*(?:ReLU|ELU)|BCE|OCR|ECE|RMSE|NLL|LPIPS|PSNR|SSIM|Δ?AUPRC|AUROC|AP|MRR|COMET|SacreBLEU|MCC|MFCCs?|GRUs?|Lemma.*|Theorem.*|Corollary.*|Proposition.*|RoPE|SwiGLU|PCA|SVM|GPs?|RBF|ID|OOD|IID|I|II|III|IV|V|API|US|UK|EU|[A-Z]|.*-(?:style|based|like|wise|level|free|specific))$/u;

/** Networks and data that everybody starts from, under their usual names. */
export const usualNames =
  /^(?:.*-(?:base|large|small|tiny|mini|medium|huge|xl|[TSBLH]|B\d|[BLS]\/\d+|\d{2,3}(?:-\d+)?)|(?:.*M)?NIST.*|CIFAR.*|SVHN|STL-?10|CelebA.*|ImageNet.*|MS-?COCO|ADE20K|GLUE|SQuAD.*|IMDB|WMT.*|IWSLT.*|LibriSpeech|PubMed|CiteSeer|PPI|ZINC|QM9|QM7.*|(?:Llama|LLaMA|Mistral|Qwen|Gemma|Phi)\b.*|Per-.*|.*-v\d+|GSM8K|MMLU)$/;

const doesHere =
  '(?:propose|introduce|present|call|train|re-?train|fine-?tune|pre-?train|adapt|start|begin|build|distil|distill|extend|modify|use|run|re-?run|implement|re-?implement|initiali[sz]e|quanti[sz]e|optimi[sz]e|employ|apply|study|adopt|fit|tune|work|experiment|choose|chose|describe|publish|analy[sz]e|add|combine|replace|consider|take|take over)';
const runHere = String.raw`(?:re-?run|re-?trained|re-?implemented|re-?tuned|trained|run|tuned|fitted|implemented|reproduced) (?:[\p{L} ]{0,30})?(?:by us|ourselves|with our|in our|under our|here|with the same|the same way|on the same|as ours?)`;
const parts =
  '(?:model|network|backbone|encoder|decoder|agent|policy|student|teacher|detector|classifier|architecture|system|learner|base model|generator|tagger|recogni[sz]er|method|algorithm|baselines?)';

/** Sentences in which a system or data are used here. `quoted`: its name as a pattern. */
export const usesOf = (quoted: string): readonly string[] => [
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
  `${quoted}(?: \\(?⟦cite⟧\\)?)? (?:has|had|contains?|comprises?|consists of|comes with|provides|offers|holds|is|gives) (?:only |about |just |some |over |nearly |an? )?(?:(?:corpus|data|set|collection|benchmark|${contents})\\b|[\\d.,]+[kM]? (?:[\\p{Ll}–-]+ ){0,3}(?:and|training|${contents}))`,
];
