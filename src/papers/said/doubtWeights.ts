/** Weights of the cues in doubts.ts: above 0 speaks against a setting. Written by test/bench/said/teachDoubts.ts. Data. */

export const bias = -0.74;

/** A line each: the weight and its cue. */
export const weights = `1.04 1 dealt out beside it
-0.25 1 in its paragraph
-0.15 1 in its section
-0.24 1 in its sentence
-0.26 10 in its section
0.2 2 dealt out beside it
-0.55 2 in its sentence
0.08 2 numbers
0.4 2 others
-0.35 3 in its paragraph
0 3 in its section
-0.09 3 numbers
0.52 3 others
-0.47 4 in its sentence
-0.04 5 numbers
0.56 5 others
-0.19 6 in its paragraph
-0.13 6 in its section
-0.07 8 numbers
-0.13 < 1 #
0.18 < 1 (
0.11 < 1 /
-0.25 < 1 :
-0.14 < 1 ;
-0.08 < 1 =
-0.17 < 1 an
-0.14 < 1 and
-0.12 < 1 by
-0.18 < 1 deviation
0.15 < 1 draw
-0.1 < 1 first
-0.07 < 1 for
-0.16 < 1 has
-0.09 < 1 have
-0.11 < 1 into
-0.12 < 1 is
-0.09 < 1 momentum
-0.28 < 1 of
-0.13 < 1 on
-0.26 < 1 over
-0.1 < 1 rank
0.11 < 1 rate
0.34 < 1 the
0.11 < 1 to
-0.12 < 1 use
-0.14 < 1 with
-0.31 < 1 {
0.2 < 1 ≈
-0.02 < 2 #
-0.07 < 2 ,
0.2 < 2 =
-0.14 < 2 are
-0.1 < 2 at
-0.07 < 2 batch
0.18 < 2 d
-0.19 < 2 decay
0.05 < 2 dropout
-0.12 < 2 encoder
-0.25 < 2 epochs
0.22 < 2 h
-0.07 < 2 layers
-0.16 < 2 mean
-0.09 < 2 means
-0.32 < 2 of
-0.05 < 2 on
-0.13 < 2 perceptron
-0.11 < 2 rate
0.18 < 2 s
0.26 < 2 sampler
-0.24 < 2 size
-0.17 < 2 standard
0.14 < 2 step
-0.15 < 2 t
0.12 < 2 that
-0.09 < 2 the
-0.09 < 2 there
-0.1 < 2 train
-0.21 < 2 trained
-0.12 < 2 training
0.09 < 2 units
0.22 < 2 update
0.16 < 2 updates
-0.08 < 2 width
0.06 < 2 with
-0.14 < 2 α
0.1 < 2 γ
0.13 < 2 μ
-0.28 < 2 τ
-0.1 < 2 ∈
0.15 < 3 #
-0.11 < 3 (
-0.16 < 3 =
0.19 < 3 a
0.16 < 3 after
0.09 < 3 all
-0.26 < 3 and
-0.17 < 3 are
-0.06 < 3 batch
0.14 < 3 decay
-0.2 < 3 each
-0.06 < 3 for
0.09 < 3 forward
0.19 < 3 from
0.26 < 3 full
-0.16 < 3 is
0.14 < 3 layers
-0.07 < 3 learning
0.15 < 3 linear
-0.05 < 3 of
0.12 < 3 per
0.15 < 3 the
0.15 < 3 trained
0.08 < 3 training
-0.19 < 3 weight
-0.06 < 3 with
0.21 < 4 #
0.15 < 4 %
0.06 < 4 (
0.09 < 4 )
0.09 < 4 ,
0.22 < 4 /
0.04 < 4 :
-0.06 < 4 ;
-0.12 < 4 a
-0.06 < 4 adamw
-0.15 < 4 after
-0.16 < 4 all
0.17 < 4 an
0.12 < 4 and
-0.09 < 4 are
-0.07 < 4 batches
-0.09 < 4 both
-0.09 < 4 each
0.13 < 4 encoder
0.19 < 4 episodes
0.1 < 4 feed
0.13 < 4 first
-0.15 < 4 for
0.17 < 4 h
-0.11 < 4 has
-0.06 < 4 in
-0.24 < 4 is
-0.12 < 4 layer
0.06 < 4 layers
-0.11 < 4 model
-0.1 < 4 network
0.17 < 4 number
-0.04 < 4 of
-0.08 < 4 on
0.05 < 4 one
-0.16 < 4 our
0.2 < 4 points
0.07 < 4 rate
0.11 < 4 run
0.16 < 4 so
-0.08 < 4 step
0.22 < 4 steps
-0.1 < 4 t
0.21 < 4 the
0.07 < 4 three
0.07 < 4 to
-0.14 < 4 training
-0.17 < 4 two
0.13 < 4 up
-0.09 < 4 use
0.12 < 4 values
-0.25 < 4 we
-0.08 < 4 weight
-0.16 < 4 with
0.24 < 4 }
0.17 < 4 β
-0.12 << 
-0.19 << # #
-0.09 << # ,
0.16 << # :
0.19 << # =
-0.07 << # and
0.13 << = #
-0.08 << decay :
0.17 << dimension :
0.08 << dropout of
-0.13 << epochs :
0.25 << h :
-0.05 << layers :
0.05 << layers of
-0.09 << mean over
-0.2 << of the
-0.13 << rate :
0.26 << sampler :
-0.28 << size :
-0.17 << standard deviation
-0.09 << steps :
0.09 << the
-0.1 << the first
-0.13 << trained for
0.1 << training ,
-0.07 << training and
0.15 << units :
0.17 << updates :
-0.11 << we use
-0.07 << ε =
-0.22 << τ =
-0.1 << ∈ {
0.06 > 1 #
-0.07 > 1 ,
-0.16 > 1 .
-0.06 > 1 ;
-0.11 > 1 a
-0.13 > 1 after
-0.14 > 1 and
-0.13 > 1 are
0.21 > 1 characters
-0.27 > 1 classes
-0.13 > 1 do
-0.18 > 1 environment
-0.07 > 1 epochs
-0.14 > 1 fold
-0.17 > 1 for
-0.18 > 1 hidden
0.16 > 1 in
0.1 > 1 is
-0.12 > 1 layer
0.13 > 1 of
-0.18 > 1 on
0.15 > 1 pixels
0.23 > 1 samples
-0.32 > 1 seeds
0.1 > 1 step
0.23 > 1 steps
0.08 > 1 the
0.09 > 1 times
-0.06 > 1 to
-0.1 > 1 tokens
-0.08 > 1 training
-0.16 > 1 units
-0.35 > 1 }
0.06 > 2 #
-0.07 > 2 ,
-0.07 > 2 .
-0.13 > 2 ;
0.08 > 2 a
0.24 > 2 and
-0.09 > 2 are
-0.15 > 2 cross
-0.19 > 2 for
0.2 > 2 from
0.12 > 2 images
-0.21 > 2 in
0.21 > 2 is
-0.17 > 2 layer
-0.16 > 2 layers
0.23 > 2 of
-0.12 > 2 seeds
-0.26 > 2 steps
-0.08 > 2 testing
-0.12 > 2 to
0.14 > 2 training
0.07 > 2 units
-0.11 > 2 used
0.1 > 2 which
-0.15 > 2 with
0.06 > 2 β
0.12 > 3 )
0.04 > 3 ,
-0.06 > 3 .
0.1 > 3 :
-0.24 > 3 =
-0.16 > 3 a
-0.16 > 3 and
0.2 > 3 by
0.2 > 3 every
-0.08 > 3 for
-0.09 > 3 in
0.09 > 3 is
0.06 > 3 learning
-0.09 > 3 steps
0.08 > 3 the
0.07 > 3 to
-0.2 > 3 training
0.21 > 3 two
-0.08 > 3 validation
-0.23 > 3 with
-0.3 > 4 #
-0.13 > 4 %
0.11 > 4 (
0.16 > 4 +
-0.01 > 4 ,
-0.2 > 4 :
-0.05 > 4 ;
0.15 > 4 =
0.09 > 4 ^
-0.04 > 4 a
-0.12 > 4 all
-0.14 > 4 an
-0.12 > 4 and
-0.09 > 4 are
0.12 > 4 as
0.04 > 4 at
0.26 > 4 batches
-0.07 > 4 decay
0.09 > 4 epochs
-0.17 > 4 for
-0.17 > 4 from
0.15 > 4 gradients
0.07 > 4 in
0.25 > 4 is
0.15 > 4 minutes
0.16 > 4 of
0.21 > 4 on
-0.07 > 4 over
-0.07 > 4 rate
0.21 > 4 rounds
0.12 > 4 steps
0.13 > 4 t
-0.1 > 4 test
-0.11 > 4 times
-0.15 > 4 units
-0.24 > 4 up
-0.1 > 4 weights
-0.04 > 4 with
-0.11 > 4 {
0.19 > 4 ⟦cite⟧
-0.28 >> 
0.17 >> # #
-0.14 >> # and
-0.09 >> ) .
0.1 >> , #
0.14 >> , the
0.1 >> , which
-0.08 >> , β
-0.05 >> .
-0.12 >> ; the
-0.14 >> a #
-0.08 >> and #
-0.17 >> do
0.07 >> epochs ,
-0.07 >> epochs with
-0.14 >> fold cross
-0.08 >> for testing
-0.13 >> hidden layer
-0.08 >> hidden layers
-0.09 >> of #
0.11 >> of the
-0.1 >> seeds ,
-0.16 >> seeds .
0.07 >> steps .
0.14 >> times #
0.15 >> training images
-0.12 >> } .
0.15 >> } and
-0.18 activation: part set-up
-0.16 activation: says of training
-0.12 activation: value
0.92 another is said twice
-0.16 aside
-0.09 attention heads: part set-up
-0.08 attention heads: size digit
-0.13 attention heads: value
-0.18 batch size: part results
-0.14 batch size: part set-up
0.13 batch size: says of others
-0.16 batch size: says of training
-0.18 batch size: searched
0.12 batch size: size digit
-0.19 batch size: size hundreds
-0.27 batch size: size tens
0.2 batch size: size thousands
-0.03 batch size: value
-0.14 beam size: value
-0.06 before a sign
0.14 behind a sign
-0.1 beta1: part set-up
-0.12 beta2: part set-up
-0.08 beta2: says of training
-0.03 beta2: size share
-0.03 beta2: value
-0.18 bins: size tens
-0.11 channels: part other
0.11 channels: part set-up
-0.12 classes: part other
0.2 classes: says a case
0.32 classes: says came out
0.07 classes: says of training
-0.28 classes: size tens
0.3 devices: part set-up
0.24 devices: says cost
0.09 devices: says of training
0.18 devices: size 1
-0.17 devices: size digit
0.25 discount factor: part set-up
0.08 discount factor: size share
-0.12 distillation weight: part set-up
-0.12 distillation weight: size share
0.1 dropout: part other
-0.02 dropout: part set-up
-0.24 dropout: says a case
0.09 dropout: says of training
-0.22 dropout: size 0
0.23 dropout: size share
-0.1 early stopping patience: part set-up
-0.08 early stopping patience: says of training
-0.11 early stopping patience: size tens
-0.12 early stopping patience: value
-0.18 ema decay: part set-up
-0.09 ema decay: size share
-0.16 ema decay: value
0.29 embedding dimension: part set-up
0.17 embedding dimension: says of training
0.23 embedding dimension: size tens
0.37 embedding dimension: value
-0.1 entropy coefficient: size share
-0.1 environments: value
0.24 episodes: part set-up
0.1 episodes: value
-0.11 epochs: says a case
0.1 epochs: says came out
-0.08 epochs: says of training
-0.19 epochs: size digit
-0.11 epochs: size hundreds
-0.07 epochs: size tens
-0.23 epochs: value
-0.12 first 
-0.16 first #
0.2 first a
0.12 first actor
-0.15 first adam
-0.08 first adamw
0.13 first after
-0.05 first all
-0.13 first batch
-0.11 first dropout
-0.22 first each
-0.14 first epochs
-0.16 first every
-0.14 first for
0.22 first h
0.14 first hidden
-0.1 first in
-0.14 first it
-0.17 first its
-0.14 first learning
-0.12 first of
0.11 first on
-0.17 first require
0.21 first runs
0.26 first sampler
0.15 first sgd
0.17 first steps
-0.06 first the
-0.25 first training
0.09 first two
0.17 first updates
-0.2 first we
-0.1 first weight
-0.17 first where
0.21 first with
-0.13 folds: size digit
-0.23 folds: value
-0.23 for all
-0.19 gradient clipping: part set-up
-0.12 gradient clipping: size 1
-0.2 gradient clipping: value
0.11 guidance scale: value
-0.1 hardware: part other
-0.14 hardware: part results
-0.05 hardware: part set-up
-0.22 hardware: says cost
-0.29 hardware: value
0.2 has a list
-0.34 has a scope
0.43 has another
0.1 has another in the set-up
-0.09 heading #
-0.11 heading a
0.05 heading abstract
0.17 heading adaptation
-0.22 heading agent
-0.12 heading and
0.1 heading appendix
-0.11 heading architecture
0.32 heading base
0.29 heading configuration
0.14 heading constants
0.31 heading counting
-0.04 heading data
-0.19 heading decay
-0.16 heading decoding
-0.11 heading details
0.18 heading encoder
-0.08 heading evaluation
0.16 heading experiment
-0.2 heading experimental
-0.02 heading experiments
-0.07 heading fine
-0.12 heading forward
-0.14 heading how
-0.24 heading implementation
-0.11 heading it
0.06 heading linear
0.17 heading lora
-0.1 heading loss
-0.13 heading materials
0.22 heading measures
0.09 heading method
-0.19 heading methods
-0.14 heading model
-0.24 heading models
-0.1 heading networks
-0.15 heading numerical
0.15 heading objective
0.08 heading optimisation
-0.1 heading optimiser
0.32 heading optimisers
-0.12 heading our
0.28 heading participants
-0.11 heading phase
-0.1 heading phases
-0.13 heading ppo
-0.04 heading pre
0.36 heading protocol
-0.07 heading recipe
0.09 heading reproducibility
-0.17 heading require
0.16 heading results
0.1 heading run
-0.08 heading sampling
-0.03 heading set
-0.09 heading setting
0.34 heading settings
-0.08 heading setup
-0.12 heading student
-0.1 heading study
-0.12 heading system
-0.1 heading systems
-0.13 heading tasks
0.32 heading the
0.31 heading theory
-0.12 heading to
-0.11 heading training
-0.12 heading tuning
0.08 heading up
-0.15 heading with
-0.25 hidden units: part results
0.19 hidden units: part set-up
0.14 hidden units: says of others
0.3 hidden units: says of training
0.12 hidden units: searched
0.49 hidden units: size digit
-0.24 hidden units: size hundreds
-0.36 hidden units: size tens
-0.11 hidden units: value
-0.15 image size: part abstract
-0.11 image size: says of training
-0.2 image size: size digit
-0.18 image size: value
-0.11 initialization: part set-up
-0.06 initialization: says is done
0.07 initialization: says of training
-0.08 initialization: size share
-0.07 initialization: value
0.35 is another setting elsewhere
-0.05 is another setting here
-1.09 is said again
-0.63 is said again in the set-up
0.17 label noise: size share
0.25 layers: part results
0.09 layers: part set-up
-0.07 layers: says of training
-0.16 layers: says reasoned
0.21 layers: searched
-0.14 layers: size 1
-0.07 layers: size digit
0.09 layers: size tens
0.1 layers: value
-0.1 learning rate decay epochs: size tens
-0.07 learning rate decay epochs: value
0.16 learning rate decay factor: value
0.13 learning rate schedule: part other
-0.19 learning rate schedule: part set-up
0.13 learning rate schedule: says came out
-0.18 learning rate schedule: says of training
-0.07 learning rate schedule: value
0.11 learning rate: part other
-0.17 learning rate: part set-up
-0.12 learning rate: says a case
-0.14 learning rate: says is done
-0.2 learning rate: says of training
-0.12 learning rate: size share
0.07 learning rate: value
-0.15 lora rank: searched
-0.12 loss weight: part other
0.14 loss weight: part results
-0.15 loss weight: part set-up
-0.19 loss weight: says a case
-0.12 loss weight: says of training
-0.12 loss weight: searched
-0.26 loss weight: size 0
0.25 loss weight: size share
-0.05 loss weight: value
-0.06 momentum: says of training
-0.11 momentum: size 0
0.18 momentum: size share
-0.12 name activation
-0.18 name attention heads
-0.21 name batch size
-0.15 name beam size
-0.03 name beta2
-0.14 name distillation weight
0.06 name dropout
-0.1 name early stopping patience
-0.28 name ema decay
0.33 name embedding dimension
0.13 name entropy coefficient
-0.1 name environments
0.2 name episodes
-0.12 name epochs
-0.23 name folds
-0.2 name gradient clipping
-0.29 name hardware
0.05 name hidden units
-0.19 name image size
-0.07 name initialization
-0.15 name kl coefficient
0.3 name layers
-0.17 name learning rate
-0.07 name learning rate decay epochs
0.16 name learning rate decay factor
-0.07 name learning rate schedule
-0.08 name lora rank
-0.14 name loss weight
0.13 name momentum
-0.12 name noise standard deviation
0.12 name normalization
0.08 name optimizer
-0.17 name queue size
0.17 name rollout length
0.26 name sampler
0.13 name seeds
-0.06 name sequence length
0.17 name target modules
-0.19 name temperature
0.15 name test examples
0.41 name training examples
0.15 name training fraction
0.5 name training steps
0.06 name validation examples
-0.11 name validation fraction
-0.09 name vocabulary size
0.12 name warmup epochs
-0.08 name warmup steps
0.21 name weight decay
0.02 near a case
0.02 near came out
-0.04 near cost
-0.28 near is done
0.25 near of others
-0.24 near of training
0.15 near reasoned
0.25 near supposed
-0.25 near we do
0.14 noise schedule: says of training
-0.15 noise standard deviation: says of others
0.16 normalization: says of training
0.12 normalization: value
-0.08 optimizer: part other
0.11 optimizer: part results
-0.09 optimizer: part set-up
-0.06 optimizer: says is done
-0.05 optimizer: says of training
-0.06 optimizer: says we do
0.08 optimizer: value
0.09 part abstract
0.19 part abstract another is said twice
0.4 part abstract has a list
-0.05 part abstract has another in the set-up
-0.24 part abstract is said again
-0.19 part abstract is said again in the set-up
0.09 part abstract place text
0.2 part abstract stands in a list
-0.3 part other
0.19 part other another is said twice
-0.07 part other has a list
0.25 part other has another
-0.08 part other has another before
0.02 part other has another in the set-up
-0.44 part other is said again
-0.14 part other is said again in the set-up
-0.19 part other place caption
0.19 part other place table
-0.13 part other place text
0.12 part other stands in a list
0.11 part results
0.06 part results another is said twice
0.04 part results has a list
-0.11 part results has another before
-0.2 part results is said again
-0.25 part results place algorithm
-0.08 part results place caption
0.21 part results place table
0.2 part results place text
0.31 part results stands in a list
-0.59 part set-up
0.49 part set-up another is said twice
-0.12 part set-up has a list
0.15 part set-up has another
0.1 part set-up has another before
0.08 part set-up has another in the set-up
-0.03 part set-up is said again
-0.26 part set-up is said again in the set-up
-0.26 part set-up place algorithm
-0.15 part set-up place caption
0.11 part set-up place footnote
-0.3 part set-up place table
-0.27 part set-up place text
-0.18 part set-up stands in a list
-0.55 place algorithm
-0.42 place caption
0.14 place table
-0.2 place text
0.17 role range
-0.38 role searched
-0.55 role value
0.17 rollout length: part set-up
0.18 rollout length: value
0.29 sampler: part results
0.26 sampler: value
-0.12 sampling steps: part set-up
0.14 sampling steps: size tens
0.11 sampling steps: value
0.15 says a case
0.13 says came out
0.09 says compared
0.24 says cost
0 says is done
0.26 says of others
-0.16 says of training
0.01 says reasoned
0.03 says refers
0.45 says supposed
-0.08 says we do
0.06 scope data
-0.08 scope model
0.18 scope named
-0.51 scope other
-0.06 scope part
-0.2 scope phase
-0.2 seeds: part results
0.4 seeds: part set-up
-0.39 seeds: says came out
0.17 seeds: says cost
-0.11 seeds: says of others
-0.22 seeds: says of training
-0.19 seeds: says reasoned
-0.06 seeds: says we do
-0.09 seeds: size digit
-0.08 seeds: size tens
-0.05 seeds: value
-0.15 sequence length: part set-up
0.11 sequence length: value
-0.99 size 0
0.76 size 1
0.22 size digit
-0.19 size hundreds
-0.24 size share
-0.03 size tens
-0.25 size thousands
-0.06 size word
0.38 stands in a list
0.17 target modules: value
-0.08 temperature: part results
-0.11 temperature: part set-up
-0.19 temperature: searched
-0.14 temperature: size share
-0.08 temperature: value
0.09 test examples: says is done
-0.11 test examples: says of training
0.08 test examples: size hundreds
-0.08 test examples: size thousands
0.15 test examples: value
0.34 training examples: part set-up
0.27 training examples: says a case
0.22 training examples: says is done
0.14 training examples: says of others
0.29 training examples: says of training
0.13 training examples: says we do
0.4 training examples: size tens
-0.22 training examples: size thousands
0.34 training examples: value
0.18 training fraction: says of training
0.15 training fraction: size share
0.15 training fraction: value
0.08 training steps: part other
0.16 training steps: part results
0.23 training steps: part set-up
-0.09 training steps: says of training
0.46 training steps: size hundreds
-0.33 training steps: size thousands
0.24 training steps: value
0.07 validation examples: part set-up
0.09 validation examples: size thousands
0.06 validation examples: value
-0.08 validation fraction: part set-up
-0.11 validation fraction: size share
-0.11 validation fraction: value
-0.1 vocabulary size: part set-up
0.14 warmup epochs: part set-up
0.12 warmup epochs: says of training
0.12 warmup epochs: value
-0.08 warmup steps: says of training
-0.08 warmup steps: value
0.11 weight decay: part other
0.13 weight decay: part set-up
0.14 weight decay: says came out
0.14 weight decay: says is done
-0.05 weight decay: says of training
0.3 weight decay: searched
-0.14 weight decay: size 0
-0.09 weight decay: size share
-0.08 weight decay: value
0.13 word #
-0.08 word %
0.06 word (
0.03 word )
0.09 word +
0.15 word ,
-0.14 word .
0.31 word /
0.01 word :
0.09 word ;
0.17 word =
0.08 word a
0.12 word about
-0.08 word accuracy
-0.08 word activation
0.1 word actor
0.05 word adam
-0.21 word adamw
0.12 word adapters
-0.16 word added
0.13 word after
0.09 word against
-0.13 word agent
-0.15 word all
0.16 word alone
-0.13 word along
0.13 word an
0.36 word ancestral
-0.29 word and
-0.26 word are
0.1 word as
0.12 word at
0.14 word attention
-0.16 word b
0.24 word bar
0.13 word base
0.09 word batch
-0.1 word be
-0.17 word beam
0.16 word because
0.15 word before
0.32 word below
0.21 word bert
0.12 word best
-0.13 word beta
0.31 word between
-0.14 word biases
0.24 word blocks
-0.09 word both
-0.1 word buffer
0.26 word but
0.04 word by
0.21 word cases
-0.15 word cdot
0.16 word ce
-0.11 word character
0.06 word chosen
-0.19 word cifar
0.28 word class
-0.12 word classes
-0.07 word clipped
0.27 word code
-0.24 word coefficient
0.14 word complete
0.14 word computed
-0.1 word constants
-0.1 word context
0.09 word convolution
-0.17 word convolutional
-0.15 word convolutions
0.08 word cosine
0.1 word critics
-0.06 word cross
0.16 word cv
0.29 word d
-0.1 word days
0.26 word ddim
0.04 word decay
0.1 word decoder
-0.2 word default
0.1 word defaults
0.2 word depth
-0.29 word deviation
-0.33 word digits
0.18 word dimensions
-0.22 word discount
0.28 word distance
-0.08 word distribution
-0.18 word divided
-0.07 word do
-0.1 word draw
0.42 word drawn
0.14 word draws
-0.16 word dropout
0.14 word dropped
0.46 word e
-0.05 word each
0.26 word earlier
-0.09 word either
-0.36 word embedding
-0.21 word embeddings
-0.04 word encoder
0.11 word end
0.17 word ends
-0.19 word environment
-0.1 word environments
0.22 word episodes
-0.07 word epoch
0.06 word epochs
-0.13 word equal
0.05 word error
0.17 word estimate
-0.18 word examples
0.12 word factor
0.14 word falls
0.16 word fewer
-0.09 word fine
0.26 word first
0.23 word fitted
0.21 word five
-0.09 word follow
-0.08 word followed
-0.08 word following
-0.14 word follows
0.13 word for
-0.13 word forward
0.04 word four
0.44 word from
0.16 word g
-0.12 word gaussian
0.13 word gb
-0.24 word give
0.12 word glorot
-0.2 word gpus
-0.08 word gradient
0.08 word gradients
0.26 word graphs
0.21 word grid
0.14 word gtx
0.41 word h
0.17 word had
-0.04 word has
0.11 word have
0.08 word head
-0.26 word heads
-0.11 word held
0.11 word here
-0.12 word holds
-0.22 word hours
0.26 word housing
0.13 word identity
0.21 word if
0.13 word image
-0.12 word imagenet
-0.05 word images
0.05 word in
-0.06 word initial
-0.09 word initialisation
-0.09 word inner
0.22 word instead
0.03 word is
0.2 word it
-0.15 word iterations
0.03 word its
0.2 word j
0.05 word k
0.15 word keep
0.27 word kernel
-0.09 word kernels
-0.16 word kl
0.15 word l
0.17 word labels
0.23 word largest
-0.34 word last
0.36 word latent
-0.18 word layer
-0.14 word layers
0.03 word learning
0.15 word leaves
0.1 word levels
0.04 word linear
-0.13 word linearly
0.32 word lion
0.18 word log
-0.16 word look
-0.08 word lora
-0.09 word loss
-0.17 word lstm
0.11 word m
0.12 word make
-0.13 word many
-0.18 word matrices
-0.23 word mean
-0.09 word means
-0.15 word memory
0.08 word mini
-0.07 word minimise
0.13 word minutes
-0.08 word model
-0.07 word models
0.13 word momentum
-0.08 word more
0.06 word most
0.14 word multilayer
0.28 word needs
0.18 word negatives
0.06 word nesterov
0.13 word network
0.17 word networks
-0.11 word no
0.33 word noise
0.22 word none
-0.16 word normal
0.13 word normalisation
-0.06 word not
0.13 word nothing
0.23 word number
-0.13 word nvidia
0.37 word of
-0.1 word on
0.06 word once
0.24 word one
0.14 word optimiser
0.11 word or
-0.16 word other
-0.07 word our
-0.16 word over
0.13 word own
-0.11 word pairs
-0.09 word parameters
-0.04 word part
-0.06 word peak
-0.08 word per
-0.04 word perceptron
0.07 word perceptrons
-0.1 word phase
0.14 word pixels
-0.14 word plain
-0.01 word points
-0.05 word policy
-0.07 word pooling
0.07 word positions
0.26 word pretraining
0.18 word probability
-0.15 word process
0.11 word projection
0.16 word q
-0.09 word queue
-0.43 word r
0.23 word radius
-0.16 word ran
0.18 word rank
-0.06 word rate
0.24 word regression
-0.13 word relu
-0.2 word remaining
-0.1 word report
0.17 word reported
-0.17 word require
-0.11 word resized
-0.13 word resnet
0.36 word rmsprop
0.1 word root
0.31 word rounds
0.06 word rtx
-0.02 word run
0.21 word runs
0.18 word s
-0.08 word same
0.4 word sampler
0.25 word samples
0.12 word sampling
-0.11 word scaled
0.04 word schedule
0.07 word scikit
0.07 word second
0.2 word seconds
-0.09 word seed
-0.26 word seeds
-0.12 word sequences
-0.16 word serve
-0.11 word server
-0.11 word sets
0.25 word sgd
0.27 word share
0.1 word since
0.18 word six
-0.19 word size
0.15 word slope
-0.1 word small
0.05 word smoothing
0.23 word so
-0.11 word split
0.28 word sqrt
0.08 word square
-0.1 word squared
-0.15 word standard
-0.31 word start
0.14 word starts
-0.06 word step
0.08 word steps
0.12 word sum
-0.21 word swept
0.07 word t
0.12 word take
0.2 word taken
-0.08 word teacher
0.09 word ten
-0.3 word test
-0.24 word testing
0.16 word text
0.2 word tfrac
0.06 word than
0.11 word that
0.16 word the
-0.22 word them
-0.07 word then
-0.1 word those
0.12 word three
-0.13 word throughout
-0.08 word tiles
-0.11 word time
0.09 word times
0.21 word tiny
0.17 word to
-0.2 word tokens
-0.12 word took
-0.12 word train
0.1 word trained
-0.14 word training
-0.26 word transformer
-0.11 word tuned
-0.09 word tuning
0.3 word two
0.1 word under
-0.1 word uniform
-0.08 word units
0.09 word until
-0.06 word updates
-0.22 word use
0.07 word used
0.36 word uses
-0.09 word v
-0.08 word validation
0.11 word value
0.21 word values
0.23 word variance
0.15 word vector
-0.11 word vocabulary
-0.1 word warm
0.33 word was
0.03 word we
-0.15 word weight
-0.16 word weights
-0.15 word were
0.11 word when
0.13 word which
0.1 word width
0.1 word with
0.14 word within
0.1 word without
0.17 word would
0.14 word wrong
-0.28 word zero
-0.09 word {
-0.09 word }
-0.01 word α
0.19 word β
0.32 word γ
0.31 word δ
-0.04 word ε
0.26 word η
0.2 word λ
0.2 word μ
0.1 word ρ
0.33 word σ
-0.2 word τ
0.14 word ℓ
0.17 word ≈
0.63 word ⟦cite⟧
0.19 word ⟦ref⟧`;
