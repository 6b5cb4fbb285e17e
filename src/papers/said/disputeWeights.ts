/** Weights of the cues in disputes.ts: above 0 speaks for a contradiction. Written by test/bench/said/teachDisputes.ts. Data. */

export const bias = -0.15;

/** A line each: the weight and its cue. */
export const weights = `-0.28 1.5 times
-1.6 10.1 times
-1.62 2.1 times
-0.91 4.1 times
-0.23 40 times
-0.63 a third value
0.29 a third value where one stands
-1.38 a word
-0.03 activation: less sure 0.03
0.01 activation: less sure 0.08
-0.04 activation: surer 0.02
-0.03 attention heads: less sure 0.03
-0.02 attention heads: surer 0.02
-0.76 batch size: less sure 0.03
-0.11 batch size: less sure 0.08
-0.2 batch size: less sure 0.15
0.47 batch size: less sure 0.25
-0.01 batch size: less sure 0.4
0.06 batch size: less sure 0.6
-0.24 batch size: surer 0.02
0.27 batch size: surer 0.05
-0.09 beam size: less sure 0.03
-0.09 beam size: less sure 0.08
-0.09 beam size: surer 0.02
0.02 beam size: surer 0.05
0.1 beta end: less sure 0.03
0.1 beta end: less sure 0.08
0.1 beta end: surer 0.02
-0.13 beta1: less sure 0.03
0.01 beta2: less sure 0.08
0.08 bins: less sure 0.03
0.08 bins: less sure 0.08
0.08 bins: less sure 0.15
0.08 bins: surer 0.02
0.08 bins: surer 0.05
0.21 both listed
-2.09 both said again
-0.07 both say a case
0.07 both say came out
-0.17 both say compared
0.02 both say cost
-0.01 both say of others
-0.23 both say of training
-0.01 both say reasoned
-0.02 both say refers
0.04 both say we do
-0.27 channels: less sure 0.03
-0.25 channels: less sure 0.08
-0.01 channels: less sure 0.15
-0.26 channels: surer 0.02
-0.24 channels: surer 0.05
0.28 classes: less sure 0.03
0.12 classes: less sure 0.08
0.18 classes: less sure 0.15
0.3 classes: surer 0.02
0.16 classes: surer 0.05
0.04 clip range: less sure 0.03
0.03 clip range: less sure 0.08
0.03 clip range: surer 0.02
0.03 crop size: less sure 0.03
0.03 crop size: less sure 0.08
0.05 crop size: less sure 0.15
0.07 crop size: less sure 0.25
0.07 crop size: surer 0.02
0.14 crop size: surer 0.05
0.01 devices: less sure 0.03
-0.07 devices: less sure 0.08
-0.07 devices: less sure 0.15
0.03 devices: less sure 0.25
-0.08 devices: surer 0.02
-0.08 devices: surer 0.05
0.1 diffusion steps: less sure 0.03
0.1 diffusion steps: less sure 0.08
0.1 diffusion steps: less sure 0.15
0.13 diffusion steps: surer 0.02
0.12 diffusion steps: surer 0.05
-0.05 discount factor: less sure 0.03
-0.04 discount factor: less sure 0.08
0.07 discount factor: less sure 0.15
0.02 discount factor: surer 0.02
0.05 discount factor: surer 0.05
0.06 distillation weight: surer 0.02
0.27 drop path: less sure 0.03
-0.01 drop path: surer 0.02
0.29 dropout: less sure 0.03
1.03 dropout: less sure 0.08
0.64 dropout: less sure 0.15
0.17 dropout: less sure 0.25
0.26 dropout: less sure 0.4
0.25 dropout: less sure 0.5
0.25 dropout: less sure 0.6
0.5 dropout: less sure 0.75
0.41 dropout: surer 0.02
-0.6 dropout: surer 0.05
-0.21 dropout: surer 0.15
-0.28 dropout: surer 0.3
0.08 early stopping patience: less sure 0.03
0.06 early stopping patience: less sure 0.08
0.05 early stopping patience: less sure 0.15
0.04 early stopping patience: surer 0.02
-0.11 ema decay: less sure 0.03
-0.12 ema decay: less sure 0.08
-0.11 ema decay: less sure 0.15
-0.11 ema decay: less sure 0.25
-0.11 ema decay: less sure 0.4
-0.11 ema decay: less sure 0.5
-0.11 ema decay: less sure 0.6
-0.05 ema decay: less sure 0.75
-0.07 ema decay: surer 0.02
-0.05 ema decay: surer 0.05
0.17 embedding dimension: less sure 0.03
0.17 embedding dimension: less sure 0.08
0.17 embedding dimension: less sure 0.15
0.15 embedding dimension: less sure 0.25
0.16 embedding dimension: less sure 0.4
0.17 embedding dimension: surer 0.02
0.17 embedding dimension: surer 0.05
0.06 embedding dimension: surer 0.15
0.23 entropy coefficient: less sure 0.03
0.23 entropy coefficient: less sure 0.08
0.22 entropy coefficient: less sure 0.15
-0.04 entropy coefficient: less sure 0.25
-0.05 entropy coefficient: less sure 0.4
-0.14 entropy coefficient: less sure 0.5
-0.06 entropy coefficient: less sure 0.6
-0.06 entropy coefficient: less sure 0.75
0.31 entropy coefficient: surer 0.02
0.04 entropy coefficient: surer 0.05
0.04 entropy coefficient: surer 0.15
0.04 entropy coefficient: surer 0.3
0.05 environments: less sure 0.03
0.05 environments: less sure 0.08
0.05 environments: surer 0.02
0.13 episodes: less sure 0.03
0.13 episodes: less sure 0.08
-0.15 episodes: less sure 0.15
-0.13 episodes: less sure 0.25
-0.09 episodes: less sure 0.4
-0.09 episodes: less sure 0.5
-0.08 episodes: less sure 0.6
0.14 episodes: surer 0.02
-0.12 episodes: surer 0.05
0.31 epochs: less sure 0.08
-0.21 epochs: less sure 0.15
-0.39 epochs: less sure 0.25
-0.31 epochs: less sure 0.4
0.11 epochs: less sure 0.5
0.11 epochs: less sure 0.6
-0.04 epochs: less sure 0.75
-0.03 epochs: surer 0.02
0.01 epochs: surer 0.05
-0.06 epochs: surer 0.15
-0.03 epochs: surer 0.3
-0.16 exploration rate: less sure 0.03
-0.15 exploration rate: less sure 0.08
-0.02 exploration rate: surer 0.02
-0.01 feed-forward dimension: surer 0.02
0.01 final learning rate: less sure 0.03
0.01 final learning rate: surer 0.02
-0.14 folds: less sure 0.03
0.1 folds: less sure 0.08
0.09 folds: less sure 0.15
0.09 folds: less sure 0.25
-0.12 folds: surer 0.02
0.08 folds: surer 0.05
0.08 folds: surer 0.15
-0.03 for all
0.24 gae lambda: less sure 0.03
0.24 gae lambda: less sure 0.08
0.01 gradient accumulation: less sure 0.03
0.49 gradient clipping: less sure 0.03
0.48 gradient clipping: less sure 0.08
0.01 gradient clipping: less sure 0.15
-0.04 gradient clipping: less sure 0.25
-0.04 gradient clipping: less sure 0.4
-0.05 gradient clipping: less sure 0.5
0.43 gradient clipping: surer 0.02
0.29 gradient clipping: surer 0.05
-0.05 gradient clipping: surer 0.15
-0.05 gradient clipping: surer 0.3
0.03 group size: less sure 0.03
0.02 group size: less sure 0.08
0.02 group size: less sure 0.15
0.02 guidance scale: less sure 0.03
0.02 guidance scale: less sure 0.08
0.02 guidance scale: less sure 0.15
0.06 guidance scale: less sure 0.25
0.05 guidance scale: less sure 0.4
0.05 guidance scale: less sure 0.5
0.05 guidance scale: less sure 0.6
0.08 guidance scale: surer 0.02
-0.03 guidance scale: surer 0.05
-0.6 has a list
-0.27 hidden units: less sure 0.03
-0.08 hidden units: less sure 0.08
0.01 hidden units: less sure 0.15
-0.19 hidden units: less sure 0.25
-0.08 hidden units: less sure 0.4
-0.04 hidden units: less sure 0.5
-0.01 hidden units: less sure 0.6
-0.01 hidden units: less sure 0.75
-0.15 hidden units: surer 0.02
0.04 hidden units: surer 0.05
-0.23 image size: less sure 0.03
-0.19 image size: less sure 0.08
-0.2 image size: surer 0.02
-0.24 image size: surer 0.05
-0.06 initialization: less sure 0.03
-0.04 initialization: less sure 0.08
-0.02 initialization: surer 0.02
-0.14 kernel size: less sure 0.03
-0.14 kernel size: less sure 0.08
-0.15 kernel size: less sure 0.15
-0.14 kernel size: surer 0.02
-0.14 kernel size: surer 0.05
0.11 kl coefficient: less sure 0.03
0.1 kl coefficient: less sure 0.08
0.08 kl coefficient: less sure 0.15
0.03 kl coefficient: less sure 0.25
0.11 kl coefficient: surer 0.02
0.05 kl coefficient: surer 0.05
-0.19 label noise: less sure 0.03
-0.19 label noise: less sure 0.08
-0.19 label noise: surer 0.02
-0.22 label noise: surer 0.05
0.01 label smoothing: less sure 0.03
0.01 label smoothing: less sure 0.08
0.02 label smoothing: surer 0.02
0.01 label smoothing: surer 0.05
-0.24 layers: less sure 0.03
-0.16 layers: less sure 0.08
-0.04 layers: less sure 0.15
-0.08 layers: less sure 0.25
-0.09 layers: less sure 0.4
-0.06 layers: less sure 0.5
-0.05 layers: less sure 0.6
-0.1 layers: surer 0.02
-0.04 layers: surer 0.05
0.04 layers: surer 0.15
-0.01 layers: surer 0.3
-0.32 learning rate schedule: less sure 0.03
-0.12 learning rate schedule: less sure 0.08
-0.17 learning rate schedule: less sure 0.15
-0.16 learning rate schedule: less sure 0.25
0.01 learning rate schedule: surer 0.02
0.44 learning rate: less sure 0.03
-0.26 learning rate: less sure 0.08
-0.18 learning rate: less sure 0.15
-0.14 learning rate: less sure 0.25
-0.14 learning rate: less sure 0.4
-0.08 learning rate: less sure 0.5
-0.08 learning rate: less sure 0.6
0.09 learning rate: surer 0.02
0.02 learning rate: surer 0.05
0.27 length penalty: less sure 0.03
-0.01 length penalty: less sure 0.08
-0.01 length penalty: surer 0.02
0.41 less sure 0.03
-0.09 less sure 0.08
-0.38 less sure 0.15
-0.38 less sure 0.25
-0.55 less sure 0.4
-0.14 less sure 0.5
-0.26 less sure 0.6
-0.72 less sure 0.75
-0.36 listed
0.64 lora alpha: less sure 0.03
0.02 lora alpha: less sure 0.08
0.02 lora alpha: less sure 0.15
0.1 lora alpha: surer 0.02
-0.05 lora rank: less sure 0.03
-0.06 lora rank: less sure 0.08
-0.07 lora rank: less sure 0.15
-0.11 lora rank: less sure 0.25
-0.11 lora rank: less sure 0.4
-0.01 lora rank: less sure 0.5
-0.01 lora rank: less sure 0.6
-0.01 lora rank: less sure 0.75
-0.05 lora rank: surer 0.02
-0.09 lora rank: surer 0.05
-0.01 lora rank: surer 0.15
0.07 loss weight: less sure 0.03
0.07 loss weight: less sure 0.08
0.07 loss weight: less sure 0.15
0.08 loss weight: less sure 0.25
0.17 loss weight: less sure 0.4
-0.01 loss weight: less sure 0.5
-0.01 loss weight: less sure 0.6
-0.01 loss weight: less sure 0.75
0.07 loss weight: surer 0.02
0.11 loss weight: surer 0.05
0.1 loss weight: surer 0.15
0.15 margin: less sure 0.03
0.15 margin: less sure 0.08
0.15 margin: less sure 0.15
0.15 margin: less sure 0.25
0.17 margin: surer 0.02
0.16 margin: surer 0.05
0.16 margin: surer 0.15
-0.06 momentum: less sure 0.03
-0.01 momentum: less sure 0.08
-0.01 momentum: less sure 0.15
-0.03 momentum: less sure 0.25
-0.02 momentum: surer 0.02
0.02 momentum: surer 0.05
-0.05 name activation
-0.13 name attention heads
-0.19 name batch size
-0.14 name beam size
0.1 name beta end
-0.1 name beta1
-0.01 name beta2
0.08 name bins
-0.27 name channels
0.27 name classes
0.06 name clip range
0.03 name crop size
0.02 name devices
0.11 name diffusion steps
-0.04 name discount factor
0.01 name distillation weight
0.26 name drop path
-0.15 name dropout
0.14 name early stopping patience
-0.06 name ema decay
0.17 name embedding dimension
0.23 name entropy coefficient
0.05 name environments
0.13 name episodes
-1 name epochs
-0.16 name exploration rate
-0.06 name feed-forward dimension
0.01 name final learning rate
-0.14 name folds
0.24 name gae lambda
0.49 name gradient clipping
0.03 name group size
0.02 name guidance scale
0.05 name hardware
-0.46 name hidden units
-0.23 name image size
-0.06 name initialization
-0.14 name kernel size
0.11 name kl coefficient
-0.19 name label noise
0.02 name label smoothing
-0.5 name layers
0.1 name learning rate
-0.49 name learning rate schedule
0.27 name length penalty
0.67 name lora alpha
0.26 name lora rank
0.07 name loss weight
0.04 name margin
-0.11 name maximum length
-0.06 name momentum
-0.01 name noise standard deviation
-0.42 name optimizer
0.08 name queue size
0.05 name replay buffer size
0.21 name rollout length
-0.24 name sampler
0.18 name sampling steps
-0.2 name seeds
0.03 name sequence length
0.13 name target update interval
-0.03 name target update rate
0.33 name temperature
-0.26 name test examples
-0.52 name training examples
-0.04 name training fraction
-0.03 name training steps
-0.01 name validation examples
0.02 name validation fraction
-0.06 name vocabulary size
0.04 name warmup epochs
0.3 name warmup steps
0.58 name weight decay
1.87 no objection
0.23 no scope
0.64 none said again
-2.13 nothing
-0.81 nothing but plain
0.02 objected: less sure 0.03
-0.17 objected: less sure 0.08
-0.08 objected: less sure 0.15
-0.34 objected: less sure 0.25
0.23 objected: less sure 0.4
0.25 objected: less sure 0.5
0.15 objected: less sure 0.6
0.08 objected: less sure 0.75
-0.45 objected: surer 0.02
-0.51 objected: surer 0.05
0.11 objected: surer 0.15
-0.28 objected: surer 0.3
-0.02 objects another count
0.71 objects another sense
-0.56 objects another use
-0.13 objects aside
-1.03 objects explained
-1.09 objects in one kind of place
-0.74 objects in passing
0.1 objects miscounted
-0.06 objects of a part
-0.11 objects of a stranger
0.13 objects of another thing
0.27 objects one of several
-0.05 objects optimizer beside
-0.25 objects under another condition
-0.85 one
-0.12 one heading
0.68 one said again
0.06 one says a case
0.28 one says came out
0.31 one says compared
-0.33 one says cost
-0.19 one says is done
-0.9 one says of others
-0.07 one says of training
-0.4 one says reasoned
0.15 one says refers
0.24 one says supposed
-0.2 one says we do
-0.23 one scope
-0.38 optimizer: less sure 0.03
-0.34 optimizer: less sure 0.08
-0.34 optimizer: less sure 0.15
-0.23 optimizer: less sure 0.25
-0.04 optimizer: less sure 0.4
-0.04 optimizer: less sure 0.5
-0.04 optimizer: less sure 0.6
-0.03 optimizer: less sure 0.75
0.01 optimizer: surer 0.02
-0.02 optimizer: surer 0.05
-0.02 optimizer: surer 0.15
-0.01 optimizer: surer 0.3
-0.29 other nouns
-0.18 other scopes
-0.42 other stages
0.19 other units
0.35 part abstract
-0.02 part opening
-0.38 part other
0.21 part results
-0.03 part set-up
-0.12 places algorithm algorithm
0.11 places algorithm caption
-0.02 places algorithm table
0.4 places caption caption
0.01 places caption footnote
-0.1 places caption table
1.21 places caption text
-0.13 places footnote table
0.47 places footnote text
-1.47 places table table
-0.11 places table text
-0.6 places text text
0.11 plain algorithm caption
0.18 plain algorithm table
-0.16 plain algorithm text
1.55 plain and not said again
-0.18 plain batch size
0.05 plain beam size
0.1 plain beta end
0.08 plain bins
0.29 plain caption table
-0.14 plain caption text
0.06 plain clip range
0.18 plain crop size
-0.05 plain devices
0.11 plain diffusion steps
0.12 plain discount factor
0.06 plain distillation weight
-0.28 plain dropout
0.15 plain early stopping patience
0.03 plain ema decay
0.19 plain embedding dimension
0.02 plain entropy coefficient
0.05 plain environments
0.1 plain epochs
-0.06 plain folds
0.48 plain footnote text
0.04 plain gae lambda
0.23 plain gradient clipping
0.04 plain group size
0.12 plain guidance scale
0.26 plain hidden units
-0.18 plain image size
-0.14 plain kernel size
0.11 plain kl coefficient
-0.18 plain label noise
0.03 plain label smoothing
0.17 plain layers
0.37 plain learning rate
0.03 plain length penalty
0.06 plain lora alpha
0.03 plain lora rank
0.09 plain loss weight
0.04 plain momentum
-0.09 plain optimizer
0.08 plain queue size
-0.17 plain replay buffer size
-0.07 plain sampler
0.19 plain sampling steps
0.11 plain seeds
-0.14 plain sequence length
0.53 plain table text
0.13 plain target update interval
0.11 plain temperature
0.44 plain text text
-0.49 plain training examples
-0.1 plain training steps
0.02 plain validation fraction
0.16 plain warmup steps
0.15 plain weight decay
0.8 plain: less sure 0.03
0.05 plain: less sure 0.08
-0.56 plain: less sure 0.15
-0.02 plain: less sure 0.25
-1.09 plain: less sure 0.4
-0.39 plain: less sure 0.5
-0.48 plain: less sure 0.6
-0.75 plain: less sure 0.75
0.26 plain: surer 0.02
0.16 plain: surer 0.05
-0.43 plain: surer 0.15
-0.05 plain: surer 0.3
0.08 queue size: less sure 0.03
0.08 queue size: less sure 0.08
0.06 queue size: surer 0.02
0.46 regions abstract appendix
-0.16 regions abstract body
-0.16 regions appendix appendix
0.3 regions appendix body
-0.36 regions body body
-0.1 regions body conclusion
0.02 regions body introduction
0.05 replay buffer size: less sure 0.03
-0.18 replay buffer size: less sure 0.08
-0.21 replay buffer size: less sure 0.15
0.05 replay buffer size: surer 0.02
-0.1 replay buffer size: surer 0.05
-1.34 restated
0.21 rollout length: less sure 0.03
0.21 rollout length: surer 0.02
0.21 rollout length: surer 0.05
0.17 same noun
-0.05 same scope
-0.24 sampler: less sure 0.03
-0.24 sampler: less sure 0.08
-0.09 sampler: less sure 0.15
-0.09 sampler: less sure 0.25
-0.01 sampler: less sure 0.4
-0.01 sampler: less sure 0.5
-0.01 sampler: less sure 0.6
-0.09 sampler: surer 0.02
-0.09 sampler: surer 0.05
-0.09 sampler: surer 0.15
-0.01 sampler: surer 0.3
0.18 sampling steps: less sure 0.03
0.18 sampling steps: less sure 0.08
0.18 sampling steps: less sure 0.15
0.16 sampling steps: less sure 0.25
0.15 sampling steps: less sure 0.4
0.17 sampling steps: surer 0.02
0.17 sampling steps: surer 0.05
0.13 sampling steps: surer 0.15
-0.28 seeds: less sure 0.03
-0.11 seeds: less sure 0.08
-0.09 seeds: less sure 0.15
-0.36 seeds: less sure 0.25
-0.36 seeds: less sure 0.4
-0.17 seeds: less sure 0.5
-0.11 seeds: less sure 0.6
-0.1 seeds: less sure 0.75
-0.16 seeds: surer 0.02
-0.3 seeds: surer 0.05
-0.22 seeds: surer 0.15
-0.16 seeds: surer 0.3
0.09 sequence length: less sure 0.03
0.23 sequence length: less sure 0.08
0.31 sequence length: less sure 0.15
0.27 sequence length: less sure 0.25
-0.02 sequence length: less sure 0.4
-0.23 sequence length: less sure 0.5
-0.23 sequence length: less sure 0.6
0.16 sequence length: surer 0.02
0.42 sequence length: surer 0.05
0.5 sequence length: surer 0.15
-0.2 surer 0.02
-0.37 surer 0.05
-0.28 surer 0.15
-0.34 surer 0.3
0.13 target update interval: less sure 0.03
0.12 target update interval: less sure 0.08
0.12 target update interval: less sure 0.15
0.13 target update interval: surer 0.02
0.12 target update interval: surer 0.05
0.06 temperature: less sure 0.03
0.17 temperature: less sure 0.08
0.11 temperature: less sure 0.15
0.8 temperature: less sure 0.25
0.57 temperature: less sure 0.4
0.42 temperature: less sure 0.5
0.42 temperature: less sure 0.6
-0.33 temperature: less sure 0.75
-0.58 temperature: surer 0.02
-0.81 temperature: surer 0.05
-0.17 temperature: surer 0.15
-0.05 temperature: surer 0.3
-0.26 test examples: less sure 0.03
-0.26 test examples: less sure 0.08
-0.23 test examples: less sure 0.15
-0.23 test examples: less sure 0.25
1.06 third values
0.96 three objections
-0.52 training examples: less sure 0.03
-0.51 training examples: less sure 0.08
0.09 training examples: less sure 0.15
0.04 training examples: less sure 0.25
-0.03 training examples: less sure 0.4
-0.03 training examples: less sure 0.5
-0.02 training examples: less sure 0.6
-0.01 training examples: less sure 0.75
-0.52 training examples: surer 0.02
0.08 training examples: surer 0.05
-0.04 training fraction: less sure 0.03
-0.03 training fraction: less sure 0.08
-0.05 training fraction: surer 0.02
-0.01 training steps: less sure 0.03
-0.24 training steps: less sure 0.08
-0.18 training steps: less sure 0.15
0.19 training steps: less sure 0.25
0.18 training steps: less sure 0.4
-0.08 training steps: less sure 0.5
-0.06 training steps: less sure 0.6
-0.04 training steps: less sure 0.75
-0.13 training steps: surer 0.02
-0.35 training steps: surer 0.05
-0.54 training steps: surer 0.15
-0.02 training steps: surer 0.3
-1.06 two objections
0.79 unlike case
0.68 unlike data
0.17 unlike model
-0.51 unlike named
-0.7 unlike other
-0.93 unlike part
-0.12 unlike phase
0.02 validation fraction: less sure 0.03
0.02 validation fraction: less sure 0.08
0.02 validation fraction: surer 0.02
0.02 validation fraction: surer 0.05
-0.06 vocabulary size: less sure 0.03
-0.06 vocabulary size: surer 0.02
0.05 warmup epochs: less sure 0.03
0.01 warmup epochs: surer 0.02
0.23 warmup steps: less sure 0.03
0.21 warmup steps: less sure 0.08
0.22 warmup steps: surer 0.02
-0.01 warmup steps: surer 0.05
0.17 weight decay: less sure 0.03
-0.72 weight decay: less sure 0.08
-0.73 weight decay: less sure 0.15
-0.71 weight decay: less sure 0.25
-0.75 weight decay: surer 0.02
-0.01 weight decay: surer 0.05`;
