/** Weights of the cues in doubts.ts: above 0 speaks against a setting. Written by test/bench/said/teachDoubts.ts. Data. */

export const bias = -0.65;

/** A line each: the weight and its cue. */
export const weights = `0.84 1 dealt out beside it
-0.37 1 in its paragraph
-0.08 1 in its section
-0.49 1 in its sentence
-0.1 10 in its section
0.33 12 numbers
-0.67 2 in its sentence
0.11 2 numbers
0.52 2 others
-0.37 3 in its paragraph
-0.07 3 in its section
0.04 3 numbers
0.4 3 others
-0.5 4 in its sentence
-0.13 5 numbers
0.4 5 others
-0.19 6 in its paragraph
-0.12 6 in its section
0.18 8 numbers
0.35 < 1 (
0.18 < 1 ,
0.16 < 1 /
0.12 < 1 :
-0.16 < 1 =
0.11 < 1 a
0.18 < 1 all
-0.17 < 1 an
-0.19 < 1 and
0.22 < 1 at
-0.09 < 1 decay
0.18 < 1 draw
-0.19 < 1 every
-0.11 < 1 first
-0.2 < 1 for
0.15 < 1 from
-0.09 < 1 has
-0.15 < 1 have
-0.2 < 1 into
-0.17 < 1 is
-0.16 < 1 ne
-0.29 < 1 of
0.1 < 1 on
-0.17 < 1 over
-0.15 < 1 rank
0.14 < 1 the
-0.05 < 1 to
-0.1 < 1 use
-0.2 < 1 with
-0.32 < 1 {
0.08 < 2 #
0.17 < 2 )
0.13 < 2 :
0.13 < 2 =
-0.16 < 2 and
-0.16 < 2 are
-0.06 < 2 at
-0.15 < 2 batch
-0.12 < 2 batches
0.24 < 2 c
0.34 < 2 d
-0.24 < 2 decay
-0.19 < 2 encoder
-0.16 < 2 epochs
-0.25 < 2 for
0.22 < 2 h
-0.27 < 2 layers
-0.14 < 2 length
-0.15 < 2 means
-0.12 < 2 norm
-0.09 < 2 of
-0.12 < 2 on
-0.14 < 2 over
0.15 < 2 p
-0.22 < 2 r
-0.15 < 2 rate
0.45 < 2 s
0.33 < 2 sampler
-0.32 < 2 size
0.2 < 2 step
-0.16 < 2 t
-0.2 < 2 temperature
-0.05 < 2 the
-0.2 < 2 train
-0.18 < 2 trained
-0.28 < 2 training
0.15 < 2 units
-0.12 < 2 weight
-0.16 < 2 width
-0.11 < 2 with
-0.1 < 2 α
-0.17 < 2 βt
0.19 < 2 η
-0.33 < 2 τ
-0.12 < 3 #
0.18 < 3 (
-0.25 < 3 )
-0.05 < 3 ,
-0.23 < 3 ;
-0.19 < 3 =
0.06 < 3 a
-0.07 < 3 and
-0.23 < 3 are
0.21 < 3 at
-0.13 < 3 batch
0.18 < 3 by
-0.15 < 3 dropout
0.23 < 3 e
-0.1 < 3 for
0.26 < 3 from
0.29 < 3 has
-0.12 < 3 hidden
-0.19 < 3 in
-0.29 < 3 is
0.47 < 3 latent
0.22 < 3 layers
-0.13 < 3 of
-0.11 < 3 standard
0.22 < 3 to
-0.14 < 3 was
-0.27 < 3 weight
0.12 < 3 with
-0.27 < 3 β
0.21 < 4 #
0.38 < 4 %
0.12 < 4 )
-0.2 < 4 +
0.12 < 4 ,
0.21 < 4 :
-0.24 < 4 ;
0.34 < 4 =
-0.18 < 4 ^
-0.12 < 4 adam
-0.08 < 4 adamw
-0.15 < 4 after
0.18 < 4 and
-0.09 < 4 are
0.08 < 4 at
0.16 < 4 channels
0.24 < 4 distillation
0.21 < 4 dropout
0.18 < 4 entropy
-0.15 < 4 epochs
0.24 < 4 error
0.14 < 4 every
-0.14 < 4 for
-0.13 < 4 from
-0.13 < 4 gradient
-0.16 < 4 has
-0.06 < 4 hidden
-0.11 < 4 images
-0.15 < 4 in
-0.33 < 4 is
0.18 < 4 its
-0.13 < 4 k
0.16 < 4 linearly
0.24 < 4 loss
-0.21 < 4 model
-0.1 < 4 momentum
-0.11 < 4 network
-0.32 < 4 noise
0.24 < 4 of
-0.1 < 4 on
0.08 < 4 one
-0.24 < 4 our
0.14 < 4 over
0.28 < 4 steps
-0.12 < 4 t
-0.1 < 4 test
-0.16 < 4 that
0.2 < 4 the
-0.2 < 4 this
0.11 < 4 three
0.2 < 4 to
-0.09 < 4 trained
0.06 < 4 training
-0.19 < 4 two
0.25 < 4 up
0.21 < 4 values
0.23 < 4 warm
-0.11 < 4 we
-0.16 < 4 {
0.35 < 4 }
0.16 < 4 β
0.19 < 4 ⟦cite⟧
-0.31 << # #
0.38 << # :
0.13 << # =
-0.1 << # and
0.25 << ) :
-0.08 << batches of
-0.1 << decay :
0.2 << dimension :
-0.17 << layers :
0.32 << of the
0.4 << s =
0.28 << sampler :
-0.3 << size :
0.23 << step of
-0.14 << steps :
-0.1 << the first
-0.12 << training and
0.23 << units :
0.19 << η =
-0.27 << τ =
0.1 > 1 )
-0.03 > 1 ,
-0.21 > 1 .
-0.17 > 1 ;
-0.11 > 1 after
-0.22 > 1 and
-0.22 > 1 are
-0.55 > 1 classes
-0.19 > 1 do
0.29 > 1 epoch
-0.19 > 1 epochs
-0.24 > 1 fold
-0.28 > 1 for
-0.37 > 1 hidden
-0.22 > 1 layer
0.1 > 1 layers
-0.34 > 1 on
0.19 > 1 pairs
0.39 > 1 pixels
-0.13 > 1 points
-0.11 > 1 relu
-0.17 > 1 runs
0.16 > 1 samples
-0.35 > 1 seeds
-0.13 > 1 test
0.25 > 1 the
-0.14 > 1 tokens
-0.18 > 1 units
0.25 > 1 with
-0.46 > 1 }
0.14 > 2 #
-0.12 > 2 :
0.11 > 2 a
-0.13 > 2 all
0.11 > 2 and
-0.08 > 2 are
-0.14 > 2 at
-0.27 > 2 cross
-0.27 > 2 digits
-0.04 > 2 for
0.25 > 2 from
0.11 > 2 images
-0.16 > 2 in
0.34 > 2 is
-0.14 > 2 layer
-0.35 > 2 layers
0.16 > 2 of
-0.23 > 2 on
-0.15 > 2 one
-0.27 > 2 steps
-0.13 > 2 testing
-0.09 > 2 the
0.12 > 2 training
0.15 > 2 units
-0.22 > 2 we
-0.18 > 2 with
-0.12 > 2 β
0.13 > 3 #
0.21 > 3 ,
0.05 > 3 .
0.13 > 3 =
-0.22 > 3 and
0.22 > 3 by
0.12 > 3 epochs
-0.15 > 3 for
-0.23 > 3 in
0.12 > 3 is
-0.13 > 3 of
0.14 > 3 on
0.18 > 3 one
-0.1 > 3 rate
-0.11 > 3 steps
0.28 > 3 the
0.15 > 3 to
-0.24 > 3 training
0.09 > 3 two
-0.23 > 3 validation
-0.12 > 3 with
-0.18 > 4 #
-0.16 > 4 (
0.05 > 4 ,
0.05 > 4 .
-0.1 > 4 ;
-0.14 > 4 =
0.33 > 4 ^
-0.01 > 4 a
0.12 > 4 after
-0.14 > 4 and
-0.16 > 4 as
-0.17 > 4 at
0.13 > 4 batch
0.18 > 4 batches
-0.1 > 4 by
-0.11 > 4 constant
-0.09 > 4 decay
0.09 > 4 each
0.1 > 4 epochs
-0.03 > 4 for
-0.2 > 4 from
0.22 > 4 gradients
-0.2 > 4 has
0.25 > 4 in
0.26 > 4 is
0.28 > 4 l
-0.15 > 4 layer
-0.22 > 4 mean
0.09 > 4 of
0.08 > 4 on
0.07 > 4 one
0.22 > 4 output
-0.11 > 4 size
-0.16 > 4 times
-0.3 > 4 training
-0.22 > 4 up
-0.13 > 4 zero
-0.1 > 4 {
-0.23 > 4 α
-0.15 > 4 ⟦ref⟧
-0.45 >> 
0.43 >> # #
-0.22 >> # digits
-0.09 >> , and
-0.11 >> , β
-0.05 >> .
-0.22 >> : #
-0.19 >> ; the
-0.05 >> and #
-0.09 >> and a
-0.27 >> do
-0.26 >> fold cross
-0.13 >> for testing
0.16 >> for the
-0.15 >> hidden layer
-0.2 >> hidden layers
0.22 >> layers ,
-0.24 >> seeds .
0.21 >> training images
-0.1 >> units and
-0.14 >> } .
0.25 >> } and
-0.21 activation: part set-up
-0.03 activation: says of training
-0.27 activation: value
0.71 another is said twice
-0.15 aside
-0.15 attention heads: part set-up
-0.1 attention heads: value
-0.12 batch size: part other
-0.24 batch size: part results
0.15 batch size: part set-up
0.29 batch size: says of others
0.04 batch size: says of training
0.13 batch size: says we do
0.2 batch size: size digit
-0.47 batch size: size hundreds
-0.6 batch size: size tens
0.22 batch size: size thousands
0.12 batch size: value
0.09 behind a sign
-0.17 beta end: size share
-0.17 beta end: value
0.13 beta1: part set-up
0.14 beta1: size share
0.12 beta1: value
-0.1 beta2: part set-up
-0.1 beta2: says of training
-0.06 beta2: size share
-0.06 beta2: value
0.08 channels: says of training
-0.19 channels: size tens
-0.08 classes: part set-up
0.25 classes: says a case
0.22 classes: size hundreds
-0.5 classes: size tens
-0.11 classes: value
0.17 crop size: value
-0.2 devices: part set-up
-0.28 devices: size 1
-0.3 devices: value
-0.13 diffusion steps: value
-0.11 discount factor: size share
-0.1 discount factor: value
-0.18 distillation weight: size share
-0.06 dropout: part set-up
-0.21 dropout: says a case
0.08 dropout: says of training
0.19 dropout: says we do
0.21 dropout: searched
-0.21 dropout: size 0
-0.2 dropout: value
-0.14 early stopping patience: part set-up
-0.18 early stopping patience: says of training
-0.22 early stopping patience: value
-0.24 ema decay: part results
-0.13 ema decay: part set-up
-0.19 ema decay: says of training
-0.13 ema decay: value
0.41 embedding dimension: part set-up
0.59 embedding dimension: size digit
0.57 embedding dimension: value
0.15 entropy coefficient: part set-up
-0.2 entropy coefficient: size share
0.33 episodes: part set-up
-0.11 epochs: part other
-0.08 epochs: says is done
0.12 epochs: says of training
0.41 epochs: size 1
-0.18 epochs: size digit
-0.4 epochs: size hundreds
-0.21 epochs: value
0.21 first #
-0.16 first (
0.21 first a
-0.12 first adam
-0.09 first adamw
-0.41 first all
0.36 first at
-0.26 first batch
-0.17 first dropout
-0.23 first each
-0.09 first epochs
-0.17 first every
-0.18 first for
-0.14 first from
-0.17 first i
-0.14 first it
-0.16 first its
-0.16 first learning
0.22 first noise
-0.12 first of
0.28 first sampler
0.22 first since
0.22 first steps
-0.08 first test
-0.12 first the
-0.14 first there
0.22 first three
-0.22 first to
-0.11 first training
-0.07 first we
-0.13 first weight
-0.32 first where
-0.13 folds: size digit
-0.31 folds: value
-0.43 for all
-0.13 gradient clipping: part set-up
-0.14 gradient clipping: size 1
-0.12 gradient clipping: value
-0.19 hardware: part set-up
-0.27 hardware: says cost
0.2 hardware: says of training
-0.28 hardware: value
0.24 has a list
-0.22 has a scope
0.58 has another
-0.04 has another before
0.28 has another in the set-up
0.35 heading :
-0.3 heading a
-0.29 heading ablation
0.04 heading abstract
-0.2 heading agent
-0.19 heading algorithm
-0.11 heading and
0.28 heading appendix
-0.14 heading architecture
-0.2 heading backward
0.16 heading base
-0.16 heading both
0.21 heading brackets
0.19 heading configuration
0.2 heading counting
-0.16 heading data
-0.2 heading decoding
-0.36 heading details
-0.15 heading distillation
0.14 heading encoder
0.2 heading epoch
-0.1 heading evaluation
0.15 heading experiment
-0.06 heading experimental
-0.03 heading experiments
-0.12 heading fine
-0.26 heading forward
0.15 heading from
0.41 heading intro
-0.16 heading it
-0.16 heading its
0.28 heading list
-0.12 heading loss
0.2 heading measure
0.07 heading method
-0.19 heading methods
0.19 heading mlp
-0.24 heading model
-0.3 heading models
-0.26 heading net
-0.14 heading network
-0.1 heading networks
0.23 heading numerical
-0.16 heading of
0.28 heading one
0.1 heading optimisation
0.31 heading out
-0.2 heading penalty
-0.14 heading phase
0.08 heading pre
-0.13 heading procedure
0.07 heading protocol
-0.14 heading rate
0.14 heading reproducibility
0.27 heading results
-0.37 heading sampling
-0.19 heading set
-0.12 heading setting
0.07 heading setup
0.41 heading simulations
-0.1 heading student
0.4 heading study
-0.13 heading tasks
-0.11 heading teacher
0.25 heading test
0.07 heading the
0.33 heading theory
-0.14 heading to
-0.17 heading training
-0.17 heading tuning
-0.3 heading two
-0.08 heading up
-0.11 heading we
-0.12 heading what
0.23 heading with
0.19 hidden units: part other
-0.36 hidden units: part results
0.32 hidden units: part set-up
0.15 hidden units: says of others
0.32 hidden units: says of training
0.6 hidden units: size digit
-0.41 hidden units: size hundreds
-0.66 hidden units: size tens
-0.17 hidden units: value
-0.28 image size: part abstract
-0.31 image size: size digit
-0.18 image size: value
-0.31 initialization: part set-up
-0.16 initialization: says came out
-0.12 initialization: says is done
-0.23 initialization: value
0.36 is another setting elsewhere
-0.09 is another setting here
-1.04 is said again
-0.81 is said again in the set-up
-0.25 kernel size: size digit
-0.13 kernel size: value
0.38 label noise: size share
0.27 label noise: value
-0.2 layers: part abstract
0.36 layers: part results
0.12 layers: part set-up
0.2 layers: says cost
-0.15 layers: says of others
-0.29 layers: says of training
-0.18 layers: says reasoned
-0.3 layers: size 1
0.31 layers: size tens
0.29 layers: value
-0.15 learning rate decay epochs: size tens
0.09 learning rate decay factor: part set-up
-0.18 learning rate schedule: part set-up
0.15 learning rate schedule: says came out
-0.25 learning rate schedule: says of training
-0.14 learning rate schedule: value
0.13 learning rate: part other
-0.43 learning rate: part set-up
-0.12 learning rate: says a case
-0.15 learning rate: says came out
0.25 learning rate: says cost
-0.31 learning rate: says of training
-0.16 learning rate: searched
-0.23 learning rate: size share
-0.04 learning rate: value
-0.18 lora alpha: size tens
-0.19 lora alpha: value
-0.28 lora rank: part results
-0.19 lora rank: says a case
-0.23 lora rank: size digit
-0.06 lora rank: value
-0.22 loss weight: says a case
-0.19 loss weight: searched
-0.27 loss weight: size 0
0.52 loss weight: size share
0.08 loss weight: value
-0.11 momentum: part set-up
-0.04 momentum: value
-0.27 name activation
-0.15 name attention heads
-0.08 name batch size
-0.17 name beta end
0.12 name beta1
-0.06 name beta2
-0.3 name devices
-0.13 name diffusion steps
-0.12 name distillation weight
-0.03 name dropout
-0.14 name early stopping patience
-0.4 name ema decay
0.54 name embedding dimension
0.13 name entropy coefficient
0.22 name episodes
-0.12 name epochs
-0.26 name folds
-0.14 name gradient clipping
-0.28 name hardware
0.07 name hidden units
-0.19 name image size
-0.28 name initialization
-0.13 name kernel size
0.23 name label noise
0.36 name layers
-0.36 name learning rate
0.16 name learning rate decay factor
-0.14 name learning rate schedule
-0.19 name lora alpha
-0.18 name lora rank
-0.08 name loss weight
-0.31 name mixup alpha
-0.08 name momentum
0.13 name noise schedule
0.23 name normalization
0.13 name optimizer
-0.15 name precision
0.15 name rollout length
-0.14 name sampler
-0.11 name sampling steps
0.19 name seeds
0.2 name target modules
-0.12 name temperature
0.27 name test examples
0.41 name training examples
0.27 name training fraction
0.73 name training steps
0.17 name validation examples
0.27 name weight decay
0.13 near a case
0.03 near came out
0.18 near compared
-0.19 near cost
-0.17 near is done
-0.11 near of training
0.21 near reasoned
0.14 near supposed
-0.34 near we do
0.3 noise schedule: says of training
0.13 noise schedule: value
-0.17 noise standard deviation: says of others
0.11 normalization: part set-up
0.22 normalization: says of training
0.23 normalization: value
-0.14 optimizer: part set-up
0.26 optimizer: says a case
-0.34 optimizer: says came out
-0.18 optimizer: says is done
-0.12 optimizer: says of others
-0.3 optimizer: says of training
-0.13 optimizer: says we do
0.16 optimizer: value
0.07 part abstract
0.32 part abstract another is said twice
0.27 part abstract has a list
-0.16 part abstract has another in the set-up
-0.39 part abstract is said again
-0.29 part abstract is said again in the set-up
0.07 part abstract place text
0.35 part opening has another
0.24 part opening has another in the set-up
0.17 part opening place text
-0.38 part other
-0.07 part other has a list
0.27 part other has another
-0.12 part other has another before
0.1 part other has another in the set-up
-0.38 part other is said again
-0.2 part other is said again in the set-up
-0.17 part other place caption
0.21 part other place table
-0.2 part other place text
-0.14 part results
0.09 part results has a list
-0.16 part results has another before
-0.06 part results has another in the set-up
-0.28 part results is said again
-0.21 part results is said again in the set-up
-0.16 part results place algorithm
-0.37 part results place caption
0.13 part results place table
0.16 part results place text
0.21 part results stands in a list
-0.6 part set-up
0.38 part set-up another is said twice
-0.18 part set-up has a list
0.09 part set-up has another
0.09 part set-up has another in the set-up
0.19 part set-up is said again
0.19 part set-up is said again in the set-up
-0.44 part set-up place algorithm
-0.17 part set-up place caption
-0.4 part set-up place table
-0.38 part set-up place text
-0.14 part set-up stands in a list
-0.7 place algorithm
-0.71 place caption
0.01 place table
-0.27 place text
-0.15 precision: value
0.14 replay buffer size: value
0.31 role range
-0.69 role searched
-0.52 role value
0.24 rollout length: part set-up
0.19 rollout length: value
-0.32 sampler: part other
0.4 sampler: part results
-0.14 sampler: part set-up
-0.14 sampler: value
-0.18 sampling steps: part set-up
-0.23 sampling steps: searched
0.25 sampling steps: size tens
0.14 says a case
0.23 says came out
0.06 says compared
0.06 says cost
-0.03 says is done
0.24 says of others
-0.1 says of training
-0.07 says reasoned
0.12 says refers
0.34 says supposed
-0.06 says we do
0.37 scope data
-0.1 scope model
0.36 scope named
-0.66 scope other
-0.22 scope part
-0.39 scope phase
-0.08 seeds: part results
0.41 seeds: part set-up
0.13 seeds: says a case
-0.34 seeds: says came out
-0.15 seeds: says of others
-0.43 seeds: says of training
-0.19 seeds: says we do
0.31 seeds: searched
0.23 seeds: size 1
-0.33 seeds: size digit
-0.35 seeds: size tens
-0.12 seeds: value
-0.11 sequence length: part set-up
-0.21 sequence length: size hundreds
0.16 sequence length: value
-1.55 size 0
0.78 size 1
0.37 size digit
-0.39 size hundreds
-0.13 size share
-0.1 size tens
-0.54 size thousands
-0.04 size word
0.39 stands in a list
0.2 target modules: value
-0.21 temperature: part set-up
-0.29 temperature: searched
-0.36 temperature: size digit
0.08 temperature: value
0.2 test examples: part results
0.17 test examples: says came out
-0.1 test examples: says of training
0.16 test examples: says we do
0.12 test examples: size hundreds
-0.19 test examples: size thousands
0.23 test examples: value
-0.07 test fraction: part set-up
0.25 training examples: part set-up
0.24 training examples: says a case
0.28 training examples: says compared
-0.13 training examples: says of others
0.3 training examples: says of training
0.12 training examples: size hundreds
0.42 training examples: size tens
-0.33 training examples: size thousands
0.37 training examples: value
0.17 training fraction: says of training
0.27 training fraction: size share
0.27 training fraction: value
0.21 training steps: part other
0.14 training steps: part results
0.29 training steps: part set-up
-0.06 training steps: says of training
0.35 training steps: searched
0.66 training steps: size hundreds
0.29 training steps: size tens
-0.65 training steps: size thousands
0.35 training steps: value
0.15 validation examples: part set-up
0.17 validation examples: value
-0.17 vocabulary size: part set-up
0.15 weight decay: part set-up
0.24 weight decay: says is done
-0.18 weight decay: says of training
0.27 weight decay: searched
-0.21 weight decay: size 0
-0.15 weight decay: size share
0.27 word #
-0.13 word %
0.07 word (
0.03 word )
-0.29 word +
0.03 word ,
-0.03 word .
0.32 word /
0.12 word :
0.14 word ;
0.27 word =
0.12 word ^
-0.06 word a
-0.21 word according
-0.23 word accuracy
-0.23 word adam
-0.11 word adamw
0.17 word adapters
-0.11 word after
0.25 word against
0.18 word all
0.24 word alone
-0.24 word along
-0.15 word among
0.11 word an
-0.07 word and
-0.32 word are
0.13 word as
0.16 word at
0.17 word attention
-0.14 word average
-0.19 word averages
-0.14 word b
0.22 word back
0.4 word bar
-0.05 word batch
-0.24 word batches
-0.21 word be
-0.23 word beam
0.26 word before
0.19 word being
0.36 word below
0.14 word bert
-0.22 word better
0.45 word between
-0.09 word biases
0.06 word both
-0.19 word brackets
0.43 word but
0.1 word by
0.15 word c
0.22 word cases
-0.2 word cdot
-0.07 word channels
-0.14 word character
-0.1 word characters
-0.37 word cifar
0.14 word class
0.17 word classes
-0.11 word classifier
-0.07 word clients
-0.14 word clipped
0.25 word code
-0.36 word coefficient
0.13 word connected
0.06 word constant
0.27 word convolution
-0.19 word convolutional
0.31 word couplings
-0.08 word cross
0.32 word cutmix
0.52 word d
0.18 word ddim
-0.23 word decay
-0.06 word default
0.15 word defaults
0.2 word depth
-0.16 word descent
-0.28 word deviation
-0.4 word digits
-0.14 word dimensional
0.32 word dimensions
-0.19 word discount
0.29 word distance
-0.18 word distribution
-0.2 word divided
-0.19 word division
-0.12 word do
0.22 word does
0.27 word draw
0.16 word drawn
0.15 word draws
-0.25 word during
0.27 word e
0.03 word each
-0.13 word eight
-0.29 word else
-0.43 word embedding
-0.27 word embeddings
-0.18 word encoder
-0.18 word end
0.14 word ends
0.33 word ensemble
-0.14 word environments
0.17 word episodes
0.09 word epoch
0.11 word epochs
-0.42 word equal
0.22 word errors
0.29 word estimate
0.08 word every
-0.13 word examples
-0.13 word experiment
-0.28 word experiments
0.14 word factor
0.13 word fashion
-0.19 word features
-0.23 word final
-0.12 word fine
0.31 word first
0.19 word fit
0.19 word fitted
0.27 word five
0.1 word fixed
0.16 word fold
-0.06 word followed
-0.02 word for
-0.12 word forward
0.13 word from
0.13 word frozen
0.08 word full
0.17 word g
0.18 word gain
0.14 word gb
-0.17 word generator
-0.27 word give
0.17 word goes
-0.17 word gpus
-0.16 word gradient
0.22 word graphs
-0.19 word gru
0.47 word h
-0.15 word half
0.11 word has
0.22 word hat
-0.26 word have
0.29 word head
-0.18 word heads
-0.15 word held
-0.27 word hidden
0.14 word hold
-0.17 word hours
0.27 word i
-0.08 word if
0.33 word image
-0.14 word imagenet
-0.09 word images
0.07 word in
-0.08 word initialisation
0.21 word inputs
0.18 word is
0.25 word it
0.12 word iterations
-0.16 word its
0.27 word j
0.17 word keep
0.44 word kernel
0.18 word l
-0.05 word label
0.27 word labelled
0.27 word largest
-0.47 word last
-0.12 word lasts
1 word latent
-0.18 word layer
-0.12 word layers
0.15 word learning
-0.13 word length
-0.16 word linear
-0.1 word linearly
0.32 word log
-0.17 word long
-0.06 word loss
-0.22 word lstm
0.19 word m
-0.16 word made
0.18 word makes
0.22 word mask
-0.09 word matrices
0.35 word matrix
-0.04 word mean
0.27 word means
0.23 word median
-0.08 word mini
-0.13 word minimise
0.18 word mixup
-0.18 word model
0.09 word momentum
0.32 word most
0.12 word multilayer
-0.08 word multiplied
0.22 word n
-0.16 word ne
0.49 word needs
0.22 word negatives
-0.14 word net
-0.13 word network
0.38 word networks
-0.34 word no
0.33 word none
-0.23 word norm
-0.22 word normal
0.14 word not
0.05 word number
0.38 word of
0.13 word official
-0.09 word on
0.23 word once
0.07 word one
0.14 word ones
0.1 word only
-0.12 word optimizer
0.18 word or
0.21 word order
-0.1 word other
-0.12 word otherwise
-0.11 word out
0.13 word output
-0.17 word over
0.24 word own
0.34 word p
-0.16 word parameters
-0.17 word part
0.23 word patches
0.08 word penalty
0.2 word per
0.2 word perceptrons
0.36 word permutation
0.13 word pixels
0.07 word points
0.17 word policy
-0.24 word pooling
0.19 word power
0.19 word probability
0.15 word pytorch's
0.12 word q
-0.53 word r
-0.21 word ran
-0.26 word random
0.1 word rank
-0.21 word rate
-0.19 word read
-0.15 word rectified
-0.3 word recurrent
-0.07 word relu
-0.14 word remaining
-0.12 word repeated
0.17 word resolution
0.29 word returns
0.48 word ringmix
0.27 word rmsprop
0.19 word rounds
-0.26 word row
-0.19 word run
0.07 word runs
0.31 word s
-0.25 word said
-0.14 word sample
-0.18 word sampled
0.34 word sampler
0.09 word samples
0.23 word says
-0.1 word scaled
0.15 word schedule
-0.12 word scikit
-0.26 word section
-0.46 word seeds
-0.22 word serve
-0.15 word server
-0.2 word set
0.39 word sgd
0.3 word share
-0.11 word silu
0.18 word since
-0.34 word single
-0.19 word sinusoidal
0.25 word six
-0.36 word size
0.17 word so
-0.2 word split
0.18 word squared
-0.26 word sst
-0.36 word standard
-0.05 word start
0.18 word starts
0.21 word steps
-0.2 word student
-0.15 word such
-0.16 word sum
-0.24 word swept
0.21 word symbols
0.17 word table
0.15 word take
0.28 word taken
0.1 word target
0.2 word task
-0.16 word tasks
-0.31 word teacher
-0.1 word temperature
0.21 word ten
-0.26 word test
-0.25 word testing
0.23 word tfrac
0.09 word that
0.13 word the
-0.15 word their
-0.27 word them
-0.09 word then
0.06 word there
0.14 word these
0.13 word they
0.22 word third
-0.1 word this
0.23 word three
-0.15 word time
0.04 word to
-0.24 word tokens
-0.2 word total
-0.36 word train
-0.12 word training
-0.31 word transformer
0.29 word two
-0.1 word u
0.22 word under
-0.24 word uniform
-0.12 word uniformly
0.37 word unit
0.19 word units
0.12 word until
0.21 word up
0.08 word update
0.14 word use
-0.15 word used
0.24 word uses
-0.17 word usual
0.09 word v
0.03 word validation
0.15 word value
0.37 word values
0.27 word variance
0.25 word vary
0.11 word warm
0.23 word was
-0.02 word we
-0.24 word weight
-0.12 word weights
-0.18 word were
-0.15 word what
0.07 word which
0.18 word windows
0.11 word with
0.16 word without
0.2 word wrong
-0.35 word zero
-0.08 word {
-0.08 word }
0.02 word α
-0.03 word β
-0.14 word βt
0.08 word γ
0.38 word δ
-0.3 word ε
-0.17 word θ
0.16 word λ
0.24 word μ
0.19 word π
0.31 word ρ
0.41 word σ
-0.28 word τ
0.3 word ℓ
0.21 word ←
0.21 word ∈
0.27 word ≈
0.45 word ⟦cite⟧
0.24 word ⟦ref⟧`;
