/** Weights of the cues in disputes.ts: above 0 speaks for a contradiction. Written by test/bench/said/teachDisputes.ts. Data. */

export const bias = -0.12;

/** A line each: the weight and its cue. */
export const weights = `-0.36 1.5 times
-1.53 10.1 times
-1.75 2.1 times
-0.92 4.1 times
-0.39 40 times
-0.84 a third value
0.5 a third value where one stands
-1.34 a word
-0.06 activation: less sure 0.03
0.01 activation: less sure 0.08
0.02 activation: surer 0.02
-0.02 attention heads: less sure 0.03
-0.02 attention heads: surer 0.02
-0.57 batch size: less sure 0.03
-0.22 batch size: less sure 0.08
-0.22 batch size: less sure 0.15
0.46 batch size: less sure 0.25
0.03 batch size: less sure 0.4
-0.02 batch size: less sure 0.5
0.12 batch size: less sure 0.6
-0.05 batch size: less sure 0.75
-0.13 batch size: surer 0.02
0.05 batch size: surer 0.05
-0.11 beam size: less sure 0.03
-0.11 beam size: less sure 0.08
0.02 beam size: less sure 0.15
-0.1 beam size: surer 0.02
0.03 beam size: surer 0.05
0.15 beta end: less sure 0.03
0.15 beta end: less sure 0.08
0.15 beta end: surer 0.02
0.15 beta end: surer 0.05
-0.12 beta1: less sure 0.03
-0.12 beta1: less sure 0.08
-0.01 beta2: surer 0.02
-0.37 bins: less sure 0.03
-0.37 bins: less sure 0.08
0.14 bins: less sure 0.15
0.13 bins: less sure 0.25
-0.37 bins: surer 0.02
0.4 bins: surer 0.05
0.25 both listed
-1.96 both said again
-0.09 both say a case
0.2 both say came out
-0.16 both say compared
0.04 both say cost
-0.09 both say is done
-0.01 both say of others
-0.32 both say of training
0.04 both say reasoned
0.13 both say we do
-0.2 channels: less sure 0.03
-0.19 channels: less sure 0.08
-0.2 channels: surer 0.02
-0.18 channels: surer 0.05
0.24 classes: less sure 0.03
0.03 classes: less sure 0.08
0.14 classes: less sure 0.15
0.29 classes: surer 0.02
0.24 classes: surer 0.05
0.05 clip range: less sure 0.03
0.04 clip range: less sure 0.08
0.04 clip range: surer 0.02
-0.05 crop size: less sure 0.03
-0.05 crop size: less sure 0.08
-0.02 crop size: less sure 0.15
0.06 crop size: surer 0.05
0.07 devices: less sure 0.03
-0.03 devices: less sure 0.08
-0.03 devices: less sure 0.15
0.01 devices: less sure 0.25
-0.05 devices: surer 0.02
-0.08 devices: surer 0.05
0.12 diffusion steps: less sure 0.03
0.12 diffusion steps: less sure 0.08
0.12 diffusion steps: less sure 0.15
0.11 diffusion steps: surer 0.02
0.1 diffusion steps: surer 0.05
-0.06 discount factor: less sure 0.03
-0.06 discount factor: less sure 0.08
0.1 discount factor: less sure 0.15
0.07 discount factor: less sure 0.25
0.03 discount factor: surer 0.02
0.01 discount factor: surer 0.05
-0.08 distillation weight: less sure 0.03
0.03 distillation weight: surer 0.02
0.36 dropout: less sure 0.03
0.88 dropout: less sure 0.08
0.24 dropout: less sure 0.15
0.32 dropout: less sure 0.25
0.38 dropout: less sure 0.4
0.38 dropout: less sure 0.5
0.38 dropout: less sure 0.6
0.57 dropout: less sure 0.75
-0.06 dropout: surer 0.02
-0.39 dropout: surer 0.05
-0.22 dropout: surer 0.15
-0.22 dropout: surer 0.3
0.15 early stopping patience: less sure 0.03
0.13 early stopping patience: less sure 0.08
0.12 early stopping patience: less sure 0.15
0.09 early stopping patience: surer 0.02
-0.1 ema decay: less sure 0.03
-0.12 ema decay: less sure 0.08
-0.15 ema decay: less sure 0.15
-0.13 ema decay: less sure 0.25
-0.13 ema decay: less sure 0.4
-0.13 ema decay: less sure 0.5
-0.13 ema decay: less sure 0.6
-0.1 ema decay: less sure 0.75
-0.07 ema decay: surer 0.02
0.16 embedding dimension: less sure 0.03
0.15 embedding dimension: less sure 0.08
0.15 embedding dimension: less sure 0.15
0.14 embedding dimension: less sure 0.25
0.14 embedding dimension: less sure 0.4
0.14 embedding dimension: less sure 0.5
0.16 embedding dimension: surer 0.02
0.15 embedding dimension: surer 0.05
0.01 embedding dimension: surer 0.15
0.23 entropy coefficient: less sure 0.03
0.23 entropy coefficient: less sure 0.08
-0.01 entropy coefficient: less sure 0.25
-0.01 entropy coefficient: less sure 0.4
-0.07 entropy coefficient: less sure 0.5
-0.07 entropy coefficient: less sure 0.6
-0.06 entropy coefficient: less sure 0.75
0.23 entropy coefficient: surer 0.02
0.02 entropy coefficient: surer 0.05
-0.01 entropy coefficient: surer 0.3
0.02 environments: less sure 0.03
0.02 environments: less sure 0.08
0.02 environments: surer 0.02
0.13 episodes: less sure 0.03
0.13 episodes: less sure 0.08
0.13 episodes: less sure 0.15
0.13 episodes: less sure 0.25
0.15 episodes: less sure 0.4
0.15 episodes: less sure 0.5
-0.16 episodes: less sure 0.6
-0.12 episodes: less sure 0.75
0.14 episodes: surer 0.02
-0.22 episodes: surer 0.05
-0.06 episodes: surer 0.15
-0.01 episodes: surer 0.3
-0.04 epochs: less sure 0.03
-0.17 epochs: less sure 0.08
-0.1 epochs: less sure 0.15
-0.29 epochs: less sure 0.25
-0.02 epochs: less sure 0.4
-0.06 epochs: less sure 0.5
-0.05 epochs: less sure 0.6
0.08 epochs: surer 0.02
0.29 epochs: surer 0.05
-0.05 epochs: surer 0.15
-0.03 exploration rate: less sure 0.03
-0.03 exploration rate: less sure 0.08
-0.03 exploration rate: less sure 0.15
-0.03 exploration rate: less sure 0.25
-0.02 exploration rate: surer 0.02
-0.02 exploration rate: surer 0.05
-0.01 feed-forward dimension: less sure 0.03
-0.01 feed-forward dimension: surer 0.02
0.02 final learning rate: less sure 0.03
0.02 final learning rate: surer 0.02
-0.15 folds: less sure 0.03
0.06 folds: less sure 0.08
0.04 folds: less sure 0.15
0.03 folds: less sure 0.25
0.03 folds: less sure 0.4
-0.13 folds: surer 0.02
0.08 folds: surer 0.05
-0.08 for all
0.24 gae lambda: less sure 0.03
0.24 gae lambda: less sure 0.08
0.01 gae lambda: surer 0.02
0.62 gradient clipping: less sure 0.03
0.55 gradient clipping: less sure 0.08
0.41 gradient clipping: surer 0.02
0.24 gradient clipping: surer 0.05
-0.01 group size: less sure 0.03
-0.01 group size: less sure 0.08
0.01 guidance scale: less sure 0.03
0.01 guidance scale: less sure 0.08
0.01 guidance scale: less sure 0.15
0.03 guidance scale: less sure 0.25
0.02 guidance scale: less sure 0.4
0.02 guidance scale: less sure 0.5
0.02 guidance scale: less sure 0.6
0.1 guidance scale: surer 0.02
0.1 guidance scale: surer 0.05
-0.54 has a list
-0.31 hidden units: less sure 0.03
-0.06 hidden units: less sure 0.08
0.02 hidden units: less sure 0.15
0.03 hidden units: less sure 0.25
-0.24 hidden units: less sure 0.4
-0.05 hidden units: less sure 0.5
-0.01 hidden units: less sure 0.75
-0.2 hidden units: surer 0.02
0.07 hidden units: surer 0.05
-0.02 hidden units: surer 0.15
-0.04 image size: less sure 0.03
-0.01 image size: less sure 0.08
-0.01 image size: surer 0.02
-0.03 image size: surer 0.05
-0.09 initialization: less sure 0.03
-0.06 initialization: surer 0.02
-0.13 kernel size: less sure 0.03
-0.13 kernel size: less sure 0.08
-0.13 kernel size: less sure 0.15
-0.15 kernel size: less sure 0.25
-0.13 kernel size: surer 0.02
-0.13 kernel size: surer 0.05
0.13 kl coefficient: less sure 0.03
0.12 kl coefficient: less sure 0.08
0.1 kl coefficient: less sure 0.15
0.12 kl coefficient: surer 0.02
0.06 kl coefficient: surer 0.05
-0.13 label noise: less sure 0.03
-0.13 label noise: less sure 0.08
-0.14 label noise: less sure 0.15
-0.14 label noise: surer 0.02
-0.01 label smoothing: less sure 0.03
-0.01 label smoothing: less sure 0.08
-0.01 label smoothing: surer 0.02
-0.01 label smoothing: surer 0.05
-0.34 layers: less sure 0.03
-0.19 layers: less sure 0.08
-0.11 layers: less sure 0.15
-0.12 layers: less sure 0.25
-0.14 layers: less sure 0.4
-0.09 layers: less sure 0.5
-0.08 layers: less sure 0.6
-0.07 layers: less sure 0.75
-0.16 layers: surer 0.02
-0.05 layers: surer 0.05
-0.01 layers: surer 0.15
-0.23 learning rate schedule: less sure 0.03
-0.15 learning rate schedule: less sure 0.08
-0.17 learning rate schedule: less sure 0.15
-0.17 learning rate schedule: less sure 0.25
-0.01 learning rate schedule: surer 0.02
0.43 learning rate: less sure 0.03
0.35 learning rate: less sure 0.08
-0.67 learning rate: less sure 0.15
-0.21 learning rate: less sure 0.25
-0.21 learning rate: less sure 0.4
-0.12 learning rate: less sure 0.5
-0.06 learning rate: less sure 0.6
-0.05 learning rate: less sure 0.75
0.44 learning rate: surer 0.02
-0.08 learning rate: surer 0.05
0.23 length penalty: less sure 0.03
0.23 length penalty: less sure 0.08
-0.01 length penalty: surer 0.02
-0.01 length penalty: surer 0.05
0.43 less sure 0.03
0.22 less sure 0.08
-0.81 less sure 0.15
-0.29 less sure 0.25
-0.16 less sure 0.4
-0.22 less sure 0.5
-0.35 less sure 0.6
-0.8 less sure 0.75
-0.36 listed
0.74 lora alpha: less sure 0.03
0.01 lora alpha: less sure 0.08
0.01 lora alpha: less sure 0.15
0.19 lora alpha: surer 0.02
0.18 lora alpha: surer 0.05
-0.08 lora rank: less sure 0.03
-0.09 lora rank: less sure 0.08
-0.11 lora rank: less sure 0.15
-0.19 lora rank: less sure 0.25
-0.01 lora rank: less sure 0.4
-0.01 lora rank: less sure 0.5
-0.01 lora rank: less sure 0.6
-0.01 lora rank: less sure 0.75
-0.08 lora rank: surer 0.02
-0.12 lora rank: surer 0.05
-0.01 lora rank: surer 0.15
0.02 loss weight: less sure 0.03
0.02 loss weight: less sure 0.08
0.02 loss weight: less sure 0.15
0.09 loss weight: less sure 0.25
-0.02 loss weight: less sure 0.4
-0.01 loss weight: less sure 0.5
-0.01 loss weight: less sure 0.6
0.02 loss weight: surer 0.02
0.05 loss weight: surer 0.05
0.05 loss weight: surer 0.15
0.11 loss weight: surer 0.3
0.13 margin: less sure 0.03
0.13 margin: less sure 0.08
0.13 margin: less sure 0.15
0.13 margin: less sure 0.25
0.15 margin: surer 0.02
0.15 margin: surer 0.05
-0.09 maximum length: less sure 0.03
-0.07 momentum: less sure 0.03
-0.02 momentum: less sure 0.08
-0.02 momentum: less sure 0.15
-0.04 momentum: less sure 0.25
-0.01 momentum: surer 0.02
0.01 momentum: surer 0.05
-0.08 name activation
-0.14 name attention heads
-0.09 name batch size
-0.16 name beam size
0.15 name beta end
-0.1 name beta1
-0.02 name beta2
-0.37 name bins
-0.2 name channels
0.24 name classes
0.05 name clip range
-0.05 name crop size
0.07 name devices
0.13 name diffusion steps
-0.06 name discount factor
-0.07 name distillation weight
0.28 name drop path
-0.21 name dropout
0.14 name early stopping patience
-0.09 name ema decay
0.15 name embedding dimension
0.22 name entropy coefficient
0.02 name environments
0.13 name episodes
-0.91 name epochs
-0.03 name exploration rate
-0.07 name feed-forward dimension
0.02 name final learning rate
-0.15 name folds
0.24 name gae lambda
0.62 name gradient clipping
0.01 name guidance scale
0.05 name hardware
-0.43 name hidden units
-0.04 name image size
-0.09 name initialization
-0.13 name kernel size
0.13 name kl coefficient
-0.13 name label noise
-0.53 name layers
-0.06 name learning rate
-0.4 name learning rate schedule
0.23 name length penalty
0.73 name lora alpha
0.23 name lora rank
0.02 name loss weight
0.04 name margin
-0.11 name maximum length
-0.07 name momentum
-0.35 name optimizer
0.11 name queue size
0.06 name replay buffer size
0.23 name rollout length
-0.14 name sampler
0.15 name sampling steps
-0.1 name seeds
0.1 name sequence length
0.08 name target update interval
-0.02 name target update rate
0.34 name temperature
-0.25 name test examples
-0.36 name training examples
-0.09 name training fraction
0.09 name training steps
-0.01 name validation examples
0.01 name validation fraction
-0.02 name vocabulary size
0.03 name warmup epochs
0.39 name warmup steps
0.28 name weight decay
2.1 no objection
0.2 no scope
0.6 none said again
-2 nothing
-0.74 nothing but plain
-0.01 objected: less sure 0.03
0.42 objected: less sure 0.08
-0.55 objected: less sure 0.15
-0.3 objected: less sure 0.25
0.34 objected: less sure 0.4
0.34 objected: less sure 0.5
0.15 objected: less sure 0.6
-0.01 objected: less sure 0.75
-0.53 objected: surer 0.02
-0.3 objected: surer 0.05
-0.18 objected: surer 0.15
-0.25 objected: surer 0.3
0.88 objects another sense
-0.44 objects another use
-0.22 objects aside
-1.07 objects explained
-1.1 objects in one kind of place
-0.67 objects in passing
-0.06 objects miscounted
-0.09 objects of a part
-0.11 objects of a stranger
0.11 objects of another thing
0.24 objects one of several
-0.05 objects optimizer beside
-0.22 objects under another condition
-0.83 one
-0.15 one heading
0.78 one said again
0.06 one says a case
0.27 one says came out
0.11 one says compared
-0.38 one says cost
-0.4 one says is done
-0.86 one says of others
-0.44 one says of training
-0.31 one says reasoned
0.26 one says refers
-0.47 one says supposed
-0.2 one says we do
-0.21 one scope
-0.31 optimizer: less sure 0.03
-0.24 optimizer: less sure 0.08
-0.18 optimizer: less sure 0.15
-0.17 optimizer: less sure 0.25
-0.09 optimizer: less sure 0.4
-0.09 optimizer: less sure 0.5
-0.06 optimizer: less sure 0.6
-0.07 optimizer: surer 0.02
-0.07 optimizer: surer 0.05
-0.04 optimizer: surer 0.15
-0.05 optimizer: surer 0.3
-0.36 other nouns
-0.24 other scopes
-0.48 other stages
-0.17 other units
0.32 part abstract
-0.03 part opening
-0.29 part other
0.26 part results
-0.17 places algorithm algorithm
0.08 places algorithm caption
-0.06 places algorithm table
-0.06 places algorithm text
0.42 places caption caption
-0.01 places caption table
1.21 places caption text
-0.03 places footnote table
0.47 places footnote text
-1.18 places table table
-0.17 places table text
-0.65 places text text
0.08 plain algorithm caption
0.12 plain algorithm table
-0.04 plain algorithm text
1.67 plain and not said again
-0.3 plain batch size
0.06 plain beam size
0.15 plain beta end
-0.37 plain bins
0.41 plain caption table
-0.13 plain caption text
0.05 plain clip range
0.1 plain crop size
-0.02 plain devices
0.13 plain diffusion steps
0.14 plain discount factor
0.03 plain distillation weight
-0.2 plain dropout
0.15 plain early stopping patience
-0.02 plain ema decay
0.17 plain embedding dimension
0.05 plain entropy coefficient
0.02 plain environments
0.18 plain epochs
-0.08 plain folds
0.44 plain footnote text
0.02 plain gae lambda
0.4 plain gradient clipping
0.03 plain group size
0.13 plain guidance scale
0.26 plain hidden units
0.04 plain image size
-0.12 plain kernel size
0.13 plain kl coefficient
-0.12 plain label noise
0.02 plain label smoothing
0.14 plain layers
0.08 plain learning rate
0.02 plain length penalty
0.04 plain lora alpha
-0.01 plain lora rank
0.04 plain loss weight
0.04 plain momentum
0.03 plain optimizer
0.11 plain queue size
-0.16 plain replay buffer size
-0.11 plain sampler
0.15 plain sampling steps
0.1 plain seeds
-0.17 plain sequence length
-0.01 plain table table
0.5 plain table text
0.09 plain target update interval
0.11 plain temperature
0.58 plain text text
-0.34 plain training examples
0.14 plain training steps
0.01 plain validation fraction
0.19 plain warmup steps
0.41 plain weight decay
0.86 plain: less sure 0.03
-0.31 plain: less sure 0.08
-0.51 plain: less sure 0.15
-0.02 plain: less sure 0.25
-0.57 plain: less sure 0.4
-0.64 plain: less sure 0.5
-0.52 plain: less sure 0.6
-0.66 plain: less sure 0.75
0.23 plain: surer 0.02
-0.05 plain: surer 0.05
-0.12 plain: surer 0.15
-0.06 plain: surer 0.3
0.11 queue size: less sure 0.03
0.09 queue size: less sure 0.08
0.07 queue size: surer 0.02
0.36 regions abstract appendix
-0.1 regions abstract body
-0.18 regions appendix appendix
0.41 regions appendix body
-0.22 regions body body
-0.31 regions body conclusion
0.03 regions body introduction
0.06 replay buffer size: less sure 0.03
0.04 replay buffer size: less sure 0.08
-0.25 replay buffer size: less sure 0.15
0.06 replay buffer size: surer 0.02
-0.03 replay buffer size: surer 0.05
-0.85 restated
0.23 rollout length: less sure 0.03
0.23 rollout length: surer 0.02
0.18 same noun
0.15 same scope
-0.11 same unit
-0.14 sampler: less sure 0.03
-0.14 sampler: less sure 0.08
-0.14 sampler: less sure 0.15
-0.14 sampler: less sure 0.25
-0.02 sampler: less sure 0.4
-0.02 sampler: less sure 0.5
-0.01 sampler: less sure 0.6
-0.14 sampler: surer 0.02
-0.12 sampler: surer 0.05
-0.12 sampler: surer 0.15
-0.02 sampler: surer 0.3
0.15 sampling steps: less sure 0.03
0.15 sampling steps: less sure 0.08
0.14 sampling steps: less sure 0.15
0.13 sampling steps: less sure 0.25
0.12 sampling steps: less sure 0.4
0.15 sampling steps: surer 0.02
0.1 sampling steps: surer 0.05
-0.15 seeds: less sure 0.03
-0.13 seeds: less sure 0.08
-0.14 seeds: less sure 0.15
-0.14 seeds: less sure 0.25
-0.64 seeds: less sure 0.4
-0.17 seeds: less sure 0.5
-0.07 seeds: less sure 0.6
-0.05 seeds: less sure 0.75
-0.16 seeds: surer 0.02
-0.48 seeds: surer 0.05
-0.25 seeds: surer 0.15
-0.25 seeds: surer 0.3
0.18 sequence length: less sure 0.03
0.23 sequence length: less sure 0.08
0.4 sequence length: less sure 0.15
0.08 sequence length: less sure 0.25
-0.24 sequence length: less sure 0.4
-0.24 sequence length: less sure 0.5
-0.24 sequence length: less sure 0.6
0.23 sequence length: surer 0.02
0.11 sequence length: surer 0.05
-0.31 surer 0.02
-0.31 surer 0.05
-0.3 surer 0.15
-0.35 surer 0.3
0.09 target update interval: less sure 0.03
0.07 target update interval: less sure 0.08
0.07 target update interval: less sure 0.15
0.08 target update interval: surer 0.02
0.14 temperature: less sure 0.03
0.18 temperature: less sure 0.08
0.07 temperature: less sure 0.15
0.7 temperature: less sure 0.25
0.65 temperature: less sure 0.4
0.57 temperature: less sure 0.5
0.56 temperature: less sure 0.6
-0.13 temperature: less sure 0.75
-0.64 temperature: surer 0.02
-0.87 temperature: surer 0.05
-0.29 temperature: surer 0.15
-0.24 test examples: less sure 0.03
-0.24 test examples: less sure 0.08
-0.2 test examples: less sure 0.15
-0.2 test examples: less sure 0.25
0.67 third values
0.71 three objections
-0.35 training examples: less sure 0.03
-0.35 training examples: less sure 0.08
0.29 training examples: less sure 0.15
0.16 training examples: less sure 0.25
0.09 training examples: less sure 0.4
-0.03 training examples: less sure 0.5
-0.03 training examples: less sure 0.6
-0.36 training examples: surer 0.02
-0.34 training examples: surer 0.05
0.14 training examples: surer 0.15
-0.09 training fraction: less sure 0.03
0.1 training steps: less sure 0.03
-0.11 training steps: less sure 0.08
0.08 training steps: less sure 0.15
-0.08 training steps: less sure 0.25
-0.14 training steps: less sure 0.4
-0.14 training steps: less sure 0.5
-0.11 training steps: less sure 0.6
-0.1 training steps: less sure 0.75
0.09 training steps: surer 0.02
-0.07 training steps: surer 0.05
-0.01 training steps: surer 0.15
-0.02 training steps: surer 0.3
-0.95 two objections
0.76 unlike case
0.51 unlike data
0.21 unlike model
-0.43 unlike named
-0.81 unlike other
-0.9 unlike part
-0.04 unlike phase
0.01 validation fraction: less sure 0.03
0.01 validation fraction: surer 0.02
-0.02 vocabulary size: less sure 0.03
-0.02 vocabulary size: less sure 0.08
-0.02 vocabulary size: surer 0.02
0.03 warmup epochs: less sure 0.03
0.01 warmup epochs: surer 0.02
0.27 warmup steps: less sure 0.03
0.26 warmup steps: surer 0.02
-0.39 weight decay: less sure 0.03
-0.83 weight decay: less sure 0.08
-1 weight decay: less sure 0.15
-0.63 weight decay: surer 0.02
-0.04 weight decay: surer 0.05`;
