/** Weights of the cues in doubts.ts: above 0 speaks against a setting. Written by test/bench/said/teachDoubts.ts. Data. */

export const bias = -0.66;

/** A line each: the weight and its cue. */
export const weights = `0.88 1 dealt out beside it
-0.29 1 in its paragraph
-0.12 1 in its section
-0.44 1 in its sentence
-0.04 10 in its section
0.12 12 numbers
0.19 2 dealt out beside it
-0.61 2 in its sentence
0.11 2 numbers
0.55 2 others
-0.35 3 in its paragraph
-0.09 3 in its section
-0.07 3 numbers
0.41 3 others
-0.53 4 in its sentence
-0.11 5 numbers
0.65 5 others
-0.25 6 in its paragraph
-0.1 6 in its section
0.16 8 numbers
-0.06 < 1 #
0.2 < 1 (
-0.22 < 1 :
-0.17 < 1 =
0.08 < 1 a
-0.11 < 1 after
0.15 < 1 all
-0.23 < 1 an
-0.25 < 1 and
-0.17 < 1 by
-0.1 < 1 deviation
-0.17 < 1 for
0.15 < 1 from
-0.27 < 1 has
-0.12 < 1 have
-0.08 < 1 in
-0.07 < 1 is
-0.11 < 1 momentum
-0.16 < 1 ne
-0.25 < 1 of
-0.11 < 1 on
-0.21 < 1 over
0.25 < 1 the
-0.07 < 1 use
-0.29 < 1 with
-0.27 < 1 {
0.18 < 2 #
0.15 < 2 (
0.09 < 2 )
0.15 < 2 =
0.12 < 2 a
-0.12 < 2 batches
0.26 < 2 c
0.27 < 2 d
-0.18 < 2 decay
-0.09 < 2 deviation
0.12 < 2 dimension
0.09 < 2 dropout
-0.14 < 2 encoder
-0.1 < 2 epochs
-0.19 < 2 for
0.32 < 2 h
-0.14 < 2 k
-0.09 < 2 layers
-0.16 < 2 mean
-0.13 < 2 means
-0.11 < 2 of
-0.19 < 2 on
-0.18 < 2 one
-0.12 < 2 perceptron
-0.11 < 2 r
-0.14 < 2 rate
0.47 < 2 s
0.29 < 2 sampler
-0.31 < 2 size
-0.12 < 2 standard
0.14 < 2 step
-0.16 < 2 t
-0.06 < 2 the
-0.11 < 2 train
-0.16 < 2 trained
-0.31 < 2 training
0.15 < 2 units
0.24 < 2 update
-0.14 < 2 width
-0.07 < 2 with
-0.09 < 2 α
-0.16 < 2 βt
0.1 < 2 γ
-0.11 < 2 ε
0.12 < 2 η
-0.27 < 2 τ
-0.06 < 2 ∈
-0.22 < 3 )
0.11 < 3 :
-0.15 < 3 ;
-0.17 < 3 =
0.3 < 3 a
-0.08 < 3 and
-0.19 < 3 are
0.11 < 3 at
-0.14 < 3 batch
-0.13 < 3 by
0.19 < 3 e
-0.15 < 3 each
0.24 < 3 from
0.27 < 3 has
-0.05 < 3 hidden
-0.13 < 3 in
-0.31 < 3 is
0.17 < 3 layers
-0.05 < 3 learning
-0.13 < 3 not
-0.1 < 3 standard
-0.13 < 3 steps
0.2 < 3 the
0.11 < 3 to
0.15 < 3 two
-0.18 < 3 weight
0.05 < 3 with
-0.17 < 3 β
0.24 < 4 #
0.34 < 4 %
-0.07 < 4 (
0.14 < 4 )
0.13 < 4 ,
0.2 < 4 :
-0.16 < 4 ;
0.13 < 4 =
-0.04 < 4 a
-0.08 < 4 adam
-0.07 < 4 adamw
-0.12 < 4 after
-0.12 < 4 all
0.19 < 4 an
0.09 < 4 and
0.14 < 4 at
-0.12 < 4 batches
0.18 < 4 dropout
0.13 < 4 encoder
0.23 < 4 entropy
0.24 < 4 episodes
-0.11 < 4 epochs
0.19 < 4 error
0.12 < 4 feed
0.17 < 4 first
-0.07 < 4 for
-0.2 < 4 from
-0.12 < 4 has
-0.13 < 4 images
-0.05 < 4 in
-0.35 < 4 is
-0.13 < 4 layer
0.16 < 4 layers
-0.11 < 4 model
-0.33 < 4 noise
0.13 < 4 number
0.22 < 4 of
0.08 < 4 one
0.15 < 4 points
0.18 < 4 steps
-0.13 < 4 teacher
0.05 < 4 the
-0.18 < 4 this
0.16 < 4 three
0.12 < 4 to
-0.22 < 4 training
-0.27 < 4 two
0.14 < 4 value
-0.11 < 4 we
-0.16 < 4 with
0.27 < 4 }
0.1 < 4 β
-0.03 << 
-0.25 << # #
0.2 << # :
-0.12 << # and
-0.12 << batches of
0.25 << dimension :
0.2 << dropout of
0.28 << h :
0.12 << m =
-0.1 << mean over
-0.11 << rate :
0.43 << s =
0.25 << sampler :
-0.32 << size :
-0.12 << standard deviation
-0.14 << trained for
-0.1 << training and
0.21 << units :
-0.1 << α =
0.13 << η =
-0.08 << λ =
-0.26 << τ =
-0.06 << ∈ {
-0.17 > 1 .
-0.14 > 1 ;
-0.18 > 1 after
-0.13 > 1 and
-0.17 > 1 are
-0.12 > 1 at
-0.34 > 1 classes
-0.15 > 1 do
-0.2 > 1 environment
-0.12 > 1 epochs
-0.18 > 1 fold
-0.14 > 1 for
-0.26 > 1 hidden
0.14 > 1 images
0.29 > 1 in
-0.16 > 1 layer
0.09 > 1 layers
-0.27 > 1 on
0.17 > 1 pairs
0.34 > 1 pixels
-0.11 > 1 relu
-0.12 > 1 runs
-0.31 > 1 seeds
0.18 > 1 steps
0.15 > 1 the
-0.13 > 1 tokens
-0.16 > 1 units
0.18 > 1 with
-0.38 > 1 }
0.11 > 2 #
-0.05 > 2 ,
-0.07 > 2 .
-0.15 > 2 :
0.09 > 2 a
-0.17 > 2 are
-0.19 > 2 cross
-0.26 > 2 digits
-0.13 > 2 each
0.1 > 2 epochs
-0.14 > 2 for
0.26 > 2 from
0.15 > 2 images
-0.11 > 2 in
0.29 > 2 is
-0.19 > 2 layer
-0.22 > 2 layers
0.42 > 2 of
-0.11 > 2 on
-0.18 > 2 steps
-0.12 > 2 testing
0.17 > 2 training
-0.11 > 2 used
0.14 > 2 which
-0.32 > 2 with
-0.18 > 2 without
-0.04 > 2 β
0.08 > 3 #
0.14 > 3 )
0.2 > 3 ,
0.19 > 3 :
-0.07 > 3 =
-0.11 > 3 a
-0.25 > 3 and
0.22 > 3 by
-0.13 > 3 in
-0.07 > 3 of
0.13 > 3 one
0.15 > 3 the
-0.15 > 3 training
0.12 > 3 two
-0.14 > 3 validation
-0.11 > 3 with
-0.14 > 4 #
0.13 > 4 )
0.17 > 4 +
0.05 > 4 .
-0.12 > 4 :
-0.12 > 4 ;
0.12 > 4 ^
0.11 > 4 a
0.13 > 4 after
-0.13 > 4 and
-0.07 > 4 are
0.05 > 4 at
0.11 > 4 batch
0.18 > 4 batches
-0.07 > 4 decay
0.09 > 4 epochs
-0.07 > 4 for
-0.11 > 4 from
0.25 > 4 gradients
-0.16 > 4 has
0.34 > 4 is
0.16 > 4 l
-0.11 > 4 layer
-0.11 > 4 layers
0.11 > 4 of
0.31 > 4 on
-0.13 > 4 rate
0.23 > 4 rounds
-0.08 > 4 test
0.15 > 4 that
-0.04 > 4 the
-0.12 > 4 times
-0.09 > 4 to
-0.07 > 4 training
-0.2 > 4 up
-0.19 > 4 value
0.13 > 4 which
-0.12 > 4 zero
-0.16 > 4 λ
-0.14 > 4 ⟦ref⟧
-0.26 >> 
0.29 >> # #
-0.2 >> # digits
-0.13 >> ) .
0.09 >> , #
-0.1 >> , and
0.12 >> , the
0.15 >> , which
-0.06 >> , β
-0.04 >> .
-0.16 >> ; the
-0.16 >> a #
-0.13 >> and #
-0.21 >> do
0.1 >> epochs ,
-0.18 >> fold cross
-0.12 >> for testing
0.08 >> for the
-0.14 >> hidden layer
-0.14 >> hidden layers
0.14 >> layers ,
-0.11 >> seeds ,
-0.22 >> seeds .
0.22 >> training images
-0.25 >> } .
0.2 >> } and
-0.27 activation: part set-up
-0.2 activation: says of training
-0.18 activation: value
0.82 another is said twice
-0.08 aside
-0.09 attention heads: part set-up
-0.09 attention heads: size digit
-0.13 attention heads: value
-0.16 batch size: part results
0.16 batch size: says came out
0.25 batch size: says of others
0.02 batch size: says of training
0.1 batch size: says reasoned
0.22 batch size: says we do
-0.22 batch size: searched
0.12 batch size: size digit
-0.29 batch size: size hundreds
-0.42 batch size: size tens
0.17 batch size: size thousands
0.16 batch size: value
-0.16 beam size: value
-0.08 before a sign
0.08 behind a sign
0.12 beta1: part set-up
-0.12 beta1: says of training
0.15 beta1: size share
0.13 beta1: value
-0.08 beta2: part set-up
-0.12 beta2: says of training
-0.05 channels: size tens
-0.06 classes: part set-up
0.19 classes: says a case
-0.41 classes: size tens
-0.11 classes: value
0.32 devices: part set-up
0.34 devices: says cost
0.23 devices: size 1
-0.19 devices: size digit
0.13 discount factor: part set-up
-0.27 dropout: says a case
0.19 dropout: says of training
0.15 dropout: searched
-0.19 dropout: size 0
0.13 dropout: size share
-0.06 dropout: value
-0.14 early stopping patience: part set-up
-0.11 early stopping patience: says of training
-0.11 early stopping patience: size tens
-0.16 early stopping patience: value
-0.22 ema decay: part results
-0.13 ema decay: part set-up
-0.15 ema decay: says of training
-0.12 ema decay: value
0.32 embedding dimension: part set-up
0.13 embedding dimension: says of training
0.55 embedding dimension: size digit
0.49 embedding dimension: value
0.16 entropy coefficient: part set-up
-0.13 entropy coefficient: size share
0.14 episodes: part set-up
0.09 episodes: value
-0.13 epochs: says a case
0.13 epochs: says came out
0.06 epochs: says of training
0.14 epochs: says reasoned
0.23 epochs: size 1
-0.25 epochs: size digit
-0.23 epochs: size hundreds
0.06 epochs: size tens
-0.17 epochs: value
-0.03 first 
-0.19 first #
0.3 first a
0.17 first actor
-0.07 first adam
-0.24 first all
-0.2 first batch
0.1 first both
0.23 first c
-0.21 first dropout
-0.32 first each
-0.21 first every
-0.19 first for
-0.18 first from
0.24 first h
0.08 first hidden
-0.18 first i
-0.07 first in
-0.12 first it
-0.16 first its
0.16 first layers
-0.12 first learning
-0.07 first of
0.13 first on
0.13 first one
-0.17 first rank
0.21 first runs
0.25 first sampler
0.09 first sgd
0.21 first steps
-0.03 first the
-0.13 first there
-0.24 first to
-0.25 first training
0.04 first we
-0.13 first weight
-0.22 first where
0.29 first with
-0.13 folds: size digit
-0.25 folds: value
-0.33 for all
-0.11 gradient clipping: part set-up
-0.1 gradient clipping: size 1
-0.1 gradient clipping: value
-0.16 hardware: part results
-0.18 hardware: part set-up
-0.23 hardware: says cost
0.1 hardware: says of training
-0.33 hardware: value
0.19 has a list
-0.46 has a scope
0.47 has another
-0.07 has another before
0.09 has another in the set-up
0.12 heading ,
-0.12 heading .
0.22 heading :
-0.26 heading a
0.07 heading abstract
0.07 heading adaptation
-0.17 heading agent
-0.13 heading and
-0.13 heading architecture
-0.19 heading backward
0.19 heading base
-0.12 heading both
0.26 heading brackets
0.26 heading configuration
0.12 heading constants
0.22 heading counting
-0.15 heading data
-0.18 heading decoding
-0.15 heading details
0.15 heading digits
-0.13 heading distillation
0.19 heading encoder
0.04 heading evaluation
0.08 heading experiment
-0.24 heading experimental
-0.03 heading experiments
-0.09 heading fine
-0.27 heading forward
-0.08 heading hyper
-0.25 heading implementation
-0.16 heading it
0.15 heading labels
0.09 heading linear
-0.16 heading loss
-0.13 heading materials
0.16 heading measure
0.13 heading measures
0.09 heading method
-0.21 heading methods
-0.33 heading model
-0.31 heading models
-0.13 heading network
-0.2 heading networks
-0.13 heading numerical
-0.07 heading of
0.14 heading on
0.17 heading one
0.06 heading optimisation
0.27 heading optimisers
-0.12 heading our
0.22 heading out
-0.1 heading parameters
-0.14 heading penalty
-0.12 heading phase
-0.16 heading ppo
-0.04 heading pre
0.29 heading protocol
-0.14 heading rate
0.19 heading results
-0.09 heading run
-0.25 heading sampling
0.23 heading score
0.21 heading series
-0.03 heading set
-0.11 heading setting
0.11 heading settings
-0.12 heading setup
0.16 heading streams
-0.09 heading student
-0.11 heading system
-0.11 heading tasks
0.11 heading the
0.32 heading theory
-0.12 heading to
-0.12 heading training
-0.13 heading tuning
-0.18 heading two
0.07 heading up
0.15 heading values
-0.24 heading we
-0.13 heading what
0.04 heading with
0.19 heading wrong
-0.25 hidden units: part results
0.28 hidden units: part set-up
0.15 hidden units: says came out
0.13 hidden units: says of others
0.32 hidden units: says of training
0.45 hidden units: size digit
-0.3 hidden units: size hundreds
-0.52 hidden units: size tens
-0.09 hidden units: value
-0.25 image size: part abstract
-0.26 image size: size digit
-0.09 image size: value
-0.3 initialization: part set-up
-0.16 initialization: says came out
-0.06 initialization: says is done
-0.11 initialization: says of others
-0.19 initialization: value
0.38 is another setting elsewhere
0.08 is another setting here
-1.11 is said again
-0.78 is said again in the set-up
-0.2 kernel size: size digit
0.33 label noise: size share
0.23 label noise: value
0.38 layers: part results
0.19 layers: says compared
-0.1 layers: says of training
-0.11 layers: says reasoned
0.18 layers: searched
-0.21 layers: size 1
0.04 layers: size digit
0.13 layers: value
0.13 learning rate decay epochs: part set-up
0.11 learning rate decay epochs: says of training
0.1 learning rate decay factor: part set-up
0.13 learning rate decay factor: value
-0.17 learning rate schedule: part set-up
0.13 learning rate schedule: says came out
-0.14 learning rate schedule: says of training
-0.12 learning rate schedule: value
0.2 learning rate: part other
-0.4 learning rate: part set-up
-0.17 learning rate: says a case
-0.13 learning rate: says came out
0.17 learning rate: says cost
-0.3 learning rate: says of training
-0.16 learning rate: searched
-0.09 learning rate: size share
-0.12 lora alpha: size tens
-0.11 lora alpha: value
-0.16 lora rank: part results
-0.19 lora rank: searched
-0.15 lora rank: size digit
-0.15 loss weight: says a case
-0.1 loss weight: searched
-0.27 loss weight: size 0
-0.21 loss weight: size hundreds
0.42 loss weight: size share
0.24 loss weight: size tens
-0.24 mixup alpha: value
-0.08 momentum: part set-up
0.11 momentum: size share
-0.18 name activation
-0.18 name attention heads
-0.08 name batch size
-0.16 name beam size
0.13 name beta1
-0.13 name clip range
-0.16 name distillation weight
-0.13 name early stopping patience
-0.38 name ema decay
0.46 name embedding dimension
0.15 name entropy coefficient
0.19 name episodes
-0.06 name epochs
-0.25 name folds
-0.11 name gradient clipping
-0.33 name hardware
0.11 name hidden units
-0.1 name image size
-0.19 name initialization
0.3 name layers
-0.28 name learning rate
0.23 name learning rate decay factor
-0.12 name learning rate schedule
-0.11 name lora alpha
-0.16 name lora rank
-0.07 name loss weight
-0.27 name mixup alpha
-0.06 name momentum
0.19 name normalization
0.16 name optimizer
-0.09 name precision
0.17 name rollout length
0.13 name seeds
0.19 name target modules
-0.22 name temperature
0.23 name test examples
0.4 name training examples
0.16 name training fraction
0.66 name training steps
0.16 name validation examples
-0.07 name validation fraction
-0.1 name vocabulary size
0.22 name weight decay
0.09 near came out
0.21 near compared
-0.03 near cost
-0.18 near is done
0.08 near of others
-0.18 near of training
0.23 near reasoned
0.26 near supposed
-0.22 near we do
0.21 noise schedule: says of training
-0.12 noise standard deviation: says of others
0.11 normalization: part set-up
0.12 normalization: says of training
0.19 normalization: value
0.17 optimizer: says a case
-0.08 optimizer: says came out
-0.11 optimizer: says is done
-0.1 optimizer: says of training
-0.09 optimizer: says we do
0.16 optimizer: value
0.1 part abstract
0.22 part abstract another is said twice
0.39 part abstract has a list
-0.07 part abstract has another in the set-up
-0.3 part abstract is said again
-0.27 part abstract is said again in the set-up
0.1 part abstract place text
0.12 part abstract stands in a list
-0.29 part other
-0.14 part other has a list
0.23 part other has another
-0.05 part other has another before
-0.44 part other is said again
-0.06 part other is said again in the set-up
0.29 part other place table
-0.25 part other place text
0.19 part other stands in a list
0.08 part results has a list
0.14 part results has another
-0.18 part results has another before
-0.05 part results has another in the set-up
-0.24 part results is said again
-0.06 part results is said again in the set-up
-0.14 part results place algorithm
-0.21 part results place caption
0.14 part results place table
0.19 part results place text
0.23 part results stands in a list
-0.55 part set-up
0.5 part set-up another is said twice
-0.16 part set-up has a list
0.03 part set-up has another
0.1 part set-up has another before
0.16 part set-up has another in the set-up
0.14 part set-up is said again
-0.05 part set-up is said again in the set-up
-0.36 part set-up place algorithm
-0.24 part set-up place caption
0.15 part set-up place footnote
-0.33 part set-up place table
-0.26 part set-up place text
-0.24 part set-up stands in a list
-0.65 place algorithm
-0.57 place caption
0.2 place table
-0.24 place text
-0.09 precision: value
0.16 replay buffer size: value
0.3 role range
-0.52 role searched
-0.54 role value
0.16 rollout length: part set-up
0.22 rollout length: value
-0.25 sampler: part other
0.39 sampler: part results
-0.19 sampling steps: part set-up
-0.16 sampling steps: searched
0.22 sampling steps: size tens
0.09 sampling steps: value
0.13 says a case
0.22 says came out
0.09 says compared
-0.04 says is done
0.27 says of others
-0.18 says of training
-0.1 says reasoned
0.12 says refers
0.41 says supposed
-0.15 says we do
0.28 scope data
0.06 scope model
0.16 scope named
-0.7 scope other
-0.08 scope part
-0.34 scope phase
-0.12 seeds: part results
0.45 seeds: part set-up
-0.38 seeds: says came out
-0.11 seeds: says of others
-0.31 seeds: says of training
-0.16 seeds: says reasoned
-0.16 seeds: says we do
-0.09 seeds: size digit
-0.22 seeds: size tens
-0.12 seeds: value
-0.12 sequence length: part set-up
0.2 sequence length: value
-1.36 size 0
0.77 size 1
0.34 size digit
-0.28 size hundreds
-0.08 size share
-0.09 size tens
-0.36 size thousands
-0.09 size word
0.38 stands in a list
0.19 target modules: value
-0.12 temperature: part set-up
-0.24 temperature: searched
-0.15 temperature: size digit
-0.1 temperature: size share
0.09 test examples: part set-up
0.16 test examples: says came out
0.14 test examples: says we do
0.11 test examples: size hundreds
0.16 test examples: value
0.12 training examples: part other
0.19 training examples: part set-up
0.18 training examples: says a case
0.14 training examples: says came out
0.21 training examples: says of training
0.24 training examples: size hundreds
0.3 training examples: size tens
-0.35 training examples: size thousands
0.34 training examples: value
0.21 training fraction: says of training
0.16 training fraction: size share
0.16 training fraction: value
0.16 training steps: part other
0.18 training steps: part results
0.31 training steps: part set-up
0.16 training steps: says a case
0.17 training steps: says is done
-0.1 training steps: says of training
0.64 training steps: size hundreds
0.21 training steps: size tens
-0.56 training steps: size thousands
0.31 training steps: value
0.16 validation examples: part set-up
0.16 validation examples: value
-0.07 validation fraction: size share
-0.07 validation fraction: value
-0.13 vocabulary size: part set-up
-0.1 warmup steps: says of training
0.11 weight decay: part other
0.16 weight decay: says is done
0.27 weight decay: searched
-0.16 weight decay: size 0
-0.17 weight decay: size share
-0.03 weight decay: value
0.08 word #
-0.06 word %
-0.03 word +
0.04 word ,
-0.07 word .
0.43 word /
0.08 word :
0.16 word ;
0.29 word =
0.1 word ^
-0.01 word a
-0.35 word accuracy
0.15 word actor
-0.05 word adam
-0.1 word adamw
0.13 word adapters
-0.13 word added
-0.05 word after
0.16 word against
0.18 word alone
-0.17 word along
-0.1 word also
0.23 word an
-0.15 word and
-0.15 word another
-0.33 word are
0.15 word as
0.23 word at
0.17 word attention
-0.06 word average
0.24 word bar
0.07 word batch
-0.1 word batches
-0.18 word be
-0.19 word beam
0.24 word because
0.21 word before
0.16 word being
0.35 word below
0.17 word bert
0.07 word best
0.47 word between
-0.23 word biases
0.16 word blocks
0.09 word both
0.22 word bound
-0.11 word buffer
0.33 word but
0.12 word by
0.21 word c
-0.17 word can
0.17 word cases
0.31 word centres
-0.11 word channels
-0.13 word character
-0.14 word characters
-0.17 word cifar
0.26 word class
-0.12 word clipped
0.23 word code
-0.32 word coefficient
0.13 word constant
-0.06 word constants
0.19 word convolution
-0.18 word convolutional
-0.16 word convolutions
0.44 word d
0.06 word data
0.16 word ddim
-0.13 word decay
0.1 word decoder
-0.07 word default
0.11 word defaults
0.27 word depth
-0.14 word descent
-0.36 word deviation
-0.33 word digits
0.06 word dimension
0.3 word dimensions
-0.16 word discount
0.34 word distance
-0.15 word distribution
-0.26 word divided
0.26 word does
0.21 word drawn
0.14 word draws
-0.06 word dropout
-0.15 word during
0.3 word e
-0.01 word each
0.23 word earlier
-0.12 word eight
-0.28 word else
-0.42 word embedding
-0.25 word embeddings
0.13 word ends
0.28 word ensemble
0.11 word entropy
0.19 word episodes
0.05 word epoch
-0.33 word equal
0.11 word error
0.19 word errors
0.19 word estimate
0.19 word every
-0.09 word everything
-0.15 word examples
-0.18 word experiments
0.13 word factor
-0.09 word falls
-0.12 word features
0.34 word first
0.29 word fitted
0.29 word five
-0.13 word follow
-0.1 word followed
0.11 word for
-0.1 word forward
0.12 word four
0.32 word from
0.17 word g
0.23 word gain
-0.15 word generator
-0.25 word give
0.13 word glorot
0.14 word goes
-0.2 word gpus
-0.21 word gradient
0.15 word graphs
0.15 word grid
0.24 word groups
-0.19 word grows
0.2 word gtx
0.42 word h
0.34 word had
0.14 word half
0.01 word has
0.21 word hat
-0.13 word have
0.12 word head
-0.2 word heads
-0.1 word held
0.14 word here
-0.02 word hidden
-0.26 word hours
0.34 word housing
0.13 word i
0.19 word if
0.19 word image
-0.13 word imagenet
-0.08 word images
0.14 word in
-0.08 word initialisation
0.14 word inputs
0.19 word instead
-0.14 word into
0.12 word is
0.37 word it
-0.16 word iterations
-0.1 word its
0.33 word j
0.16 word keep
0.17 word keeps
0.36 word kernel
-0.15 word kernels
0.24 word l
0.2 word labels
0.19 word laptop
0.31 word largest
-0.33 word last
0.83 word latent
-0.16 word layer
-0.06 word layers
0.11 word learning
0.09 word left
-0.15 word length
0.24 word less
-0.07 word linear
-0.26 word linearly
0.27 word lion
0.31 word log
-0.15 word long
-0.16 word look
-0.08 word lora
-0.08 word loss
-0.19 word lstm
-0.17 word matrices
0.32 word matrix
0.12 word max
-0.11 word mean
0.17 word means
0.2 word median
-0.12 word minimise
0.22 word minutes
-0.16 word mnist
-0.13 word model
0.16 word momentum
0.21 word most
-0.08 word multiplied
0.11 word n
-0.14 word ne
0.32 word needs
0.19 word negatives
0.05 word network
0.38 word networks
-0.19 word no
-0.18 word nodes
0.17 word noise
0.26 word none
-0.26 word norm
-0.24 word normal
0.12 word normalisation
0.03 word not
0.23 word number
0.29 word of
-0.03 word on
0.17 word once
0.05 word one
0.1 word ones
-0.08 word only
0.04 word optimiser
0.11 word or
0.11 word order
-0.16 word other
-0.14 word others
-0.29 word our
0.06 word out
0.08 word output
-0.12 word outputs
-0.15 word over
0.12 word own
0.22 word p
-0.15 word parameters
-0.15 word part
-0.08 word peak
0.1 word per
-0.05 word perceptron
0.16 word perceptrons
-0.19 word pi
-0.16 word pixel
0.18 word pixels
-0.08 word plain
0.13 word points
-0.08 word pooling
0.1 word positions
0.17 word power
0.12 word pre
0.19 word pretraining
0.34 word probability
-0.2 word probe
-0.16 word process
0.16 word pytorch's
0.16 word q
0.14 word query
-0.56 word r
-0.19 word ran
-0.17 word rate
-0.13 word read
-0.14 word rectified
-0.15 word recurrent
0.23 word regression
-0.25 word relu
-0.22 word remaining
0.21 word replaced
-0.11 word report
-0.1 word resnet
0.42 word rmsprop
0.15 word round
0.33 word rounds
-0.21 word row
0.1 word rtx
-0.11 word run
0.17 word runs
0.26 word s
-0.3 word said
-0.12 word same
0.39 word sampler
0.31 word samples
0.21 word says
0.26 word schedule
-0.12 word scikit
-0.09 word second
-0.22 word section
-0.15 word seed
-0.41 word seeds
-0.15 word sequences
-0.19 word serve
-0.24 word set
-0.16 word sets
0.28 word sgd
0.35 word share
-0.28 word single
0.31 word six
-0.19 word size
0.14 word smoothing
0.12 word so
-0.16 word split
0.33 word sqrt
0.15 word squared
-0.27 word standard
-0.08 word start
0.09 word starts
-0.12 word stays
-0.01 word step
0.2 word steps
-0.21 word student
-0.16 word such
-0.25 word swept
-0.1 word t
0.2 word table
0.24 word taken
0.26 word takes
0.09 word target
0.24 word task
-0.12 word teacher
-0.13 word temperature
0.16 word ten
0.15 word term
-0.32 word test
-0.17 word testing
0.13 word than
0.16 word that
0.06 word the
-0.18 word their
-0.37 word them
-0.09 word then
0.05 word there
0.16 word these
0.16 word they
0.13 word third
-0.12 word those
0.18 word three
-0.16 word throughout
-0.14 word time
0.02 word to
-0.2 word tokens
-0.13 word took
-0.13 word total
-0.31 word train
0.15 word trained
-0.1 word training
-0.35 word transformer
-0.11 word tuned
0.41 word two
0.2 word under
-0.18 word uniform
0.25 word unit
0.01 word units
0.11 word until
0.23 word up
0.1 word used
0.2 word uses
-0.15 word usual
-0.04 word validation
0.12 word value
0.12 word values
0.19 word variance
-0.16 word varied
0.28 word vary
0.16 word w
-0.05 word warm
0.46 word was
-0.06 word we
-0.32 word weight
-0.13 word weights
-0.15 word well
-0.13 word were
0.09 word which
0.11 word windows
0.2 word with
0.11 word without
0.1 word would
-0.12 word xt
0.15 word z
-0.31 word zero
-0.1 word α
0.08 word β
-0.13 word βt
0.12 word γ
0.3 word δ
-0.38 word ε
0.1 word η
-0.1 word θ
0.1 word λ
0.14 word μ
0.14 word ρ
0.44 word σ
-0.11 word τ
0.32 word ℓ
0.09 word ∈
0.07 word ≈
0.56 word ⟦cite⟧
0.21 word ⟦ref⟧`;
