/** Weights of the cues in tellingCues.ts: above 0 speaks for its being told. Written by test/bench/said/teachTellings.ts. Data. */

export const bias = 0.5;

/** A line each: the weight and its cue. */
export const weights = `-0.69 1 in its chapter
0.29 1 in its section
-0.09 1 in its sentence
-0.05 1 numbers
-0.36 15 words
-0.08 2 in its chapter
0.75 2 in its section
0.43 2 in its sentence
0.07 2 numbers
-0.43 3 in its section
0.28 3 in its sentence
-0.62 3 numbers
0.16 4 in its chapter
0.21 5 in its section
0.89 5 numbers
-0.6 6 words
0.22 7 in its chapter
0.27 8 numbers
-0.6 architecture: alone
-0.06 architecture: alone in its section
0.23 architecture: part abstract
0.72 architecture: part other
-0.46 architecture: part results
0.44 architecture: part set-up
-0.19 architecture: says a case
-0.78 architecture: says came out
-0.16 architecture: says compared
-0.07 architecture: says cost
0.05 architecture: says is done
-0.45 architecture: says of others
0.56 architecture: says of training
-0.14 architecture: says reasoned
-0.02 architecture: says refers
-0.08 architecture: says supposed
0.23 architecture: says we do
-0.59 architecture: thought
1.19 few
-0.16 heading #
-0.05 heading (
-0.05 heading )
0.54 heading ,
0.36 heading .
-0.64 heading :
0.01 heading ;
0.13 heading =
-0.46 heading a
-0.1 heading ablations
0.23 heading abstract
-0.07 heading adam
0.03 heading adaptation
0.09 heading adapter
0.45 heading adapting
-0.19 heading age
-0.06 heading agent
0.08 heading alice
-0.11 heading and
-0.07 heading as
-0.14 heading at
0.27 heading autoencoder
-0.11 heading average
-0.01 heading averaging
0.04 heading aware
0.04 heading away
-0.28 heading b
-0.5 heading background
-0.34 heading base
0.45 heading baselines
0.14 heading batch
-0.22 heading batches
0.08 heading bench
0.26 heading block
-0.4 heading both
0.14 heading brackets
-0.17 heading budget
0.46 heading c
0.21 heading cartpole
0.32 heading check
-0.31 heading clients
0.03 heading cnn
0.29 heading co
0.11 heading coefficient
-0.27 heading contrastive
-0.15 heading corrections
0.14 heading counting
0.11 heading critic
0.21 heading cubic
0.21 heading curve
-0.46 heading data
-0.08 heading default
-0.37 heading descent
0.15 heading details
-0.18 heading diabetes
-0.22 heading dial
-0.19 heading did
-0.25 heading digits
0.05 heading dimensions
-0.78 heading discussion
0.48 heading distillation
0.03 heading doing
-0.04 heading drift
-0.35 heading dropout
0.15 heading early
0.25 heading encoder
0.11 heading entropy
-0.43 heading epoch
0.11 heading epochs
-0.05 heading evaluation
-0.19 heading exactly
-0.21 heading experiment
0.67 heading experimental
0.54 heading experiments
-0.04 heading fedavg
0.41 heading federated
0.14 heading fine
0.42 heading for
0.12 heading from
0.26 heading full
-0.38 heading gradient
0.03 heading here
0.4 heading how
0.28 heading i
0.17 heading in
0.11 heading is
-0.08 heading it
0.48 heading iteration
-0.42 heading its
-0.35 heading labels
0.46 heading learning
0.12 heading levels
0.11 heading limited
0.61 heading limits
0.35 heading linear
-0.26 heading lookahead
-0.53 heading loss
0.49 heading losses
-0.15 heading low
0.52 heading measure
0.05 heading measured
-0.11 heading measurements
0.03 heading measures
-0.55 heading method
0.16 heading metrics
-0.38 heading model
0.68 heading models
-0.41 heading momentum
-0.38 heading moons
0.14 heading n
0.02 heading network
-0.06 heading networks
0.45 heading noise
-0.69 heading noisy
0.58 heading nonlinear
0.24 heading norm
0.13 heading objective
0.49 heading of
0.54 heading on
-0.74 heading one
-0.6 heading optimisation
0.32 heading optimiser
0.26 heading path
0.05 heading penalises
-0.26 heading penalty
0.13 heading permuted
-0.21 heading phase
0.4 heading phases
-0.05 heading plain
-0.21 heading policy
0.33 heading pre
0.07 heading pretraining
0.03 heading probe
-0.14 heading procedure
0.24 heading protocol
-0.15 heading proximal
0.07 heading q
0.17 heading qat
-0.34 heading quadratic
-0.39 heading quadratics
0.07 heading quantiser
-0.04 heading queue
0.47 heading r
0.28 heading ran
0.18 heading rank
0.21 heading rate
-0.24 heading rates
0.08 heading regularises
-1.09 heading reproducibility
0.22 heading require
-0.22 heading results
0.09 heading ring
0.23 heading round
0.02 heading rounded
-0.34 heading rounds
-0.39 heading run
-0.09 heading runs
-0.15 heading scale
0.08 heading scene
0.23 heading schedule
-0.5 heading server
0.18 heading set
-0.04 heading setting
0.1 heading settings
0.16 heading setup
-0.23 heading sgd
-0.29 heading signals
0.07 heading simulation
-0.78 heading size
0.23 heading split
0.06 heading splitting
0.41 heading step
0.04 heading steps
0.15 heading stopping
0.23 heading streams
0.37 heading student
0.06 heading t
-0.22 heading task
-0.68 heading tasks
0.31 heading teacher
-0.09 heading teachers
0.29 heading teaching
0.14 heading term
0.19 heading test
-0.21 heading that
0.27 heading the
0.23 heading three
0.14 heading through
0.07 heading time
0.57 heading to
0.59 heading training
0.05 heading transformer
0.14 heading tuning
0.56 heading two
-0.39 heading unlike
0.18 heading up
-0.45 heading update
-0.04 heading values
0.21 heading views
0.06 heading ways
0.16 heading we
0.02 heading weights
-0.42 heading what
0.38 heading why
-0.88 heading with
0.08 heading word
-0.35 heading wrong
-0.39 heading α
0.1 heading β
0.06 heading η
0.03 heading λ
0.18 learning rate schedule: alone
-0.44 learning rate schedule: alone in its section
-0.26 learning rate schedule: part other
0.27 learning rate schedule: part results
-0.16 learning rate schedule: part set-up
-0.55 learning rate schedule: says a case
-0.39 learning rate schedule: says came out
-0.52 learning rate schedule: says compared
0.3 learning rate schedule: says cost
-0.19 learning rate schedule: says is done
-0.26 learning rate schedule: says of others
-0.43 learning rate schedule: says of training
0.16 learning rate schedule: says reasoned
0.35 learning rate schedule: says refers
-0.24 learning rate schedule: says supposed
0.27 learning rate schedule: says we do
-0.52 learning rate: alone
0.13 learning rate: alone in its section
0.01 learning rate: part other
0.08 learning rate: part results
0.24 learning rate: part set-up
0.22 learning rate: says a case
0.08 learning rate: says came out
-0.08 learning rate: says compared
0.22 learning rate: says cost
0.68 learning rate: says is done
0.35 learning rate: says of others
-0.63 learning rate: says of training
-0.29 learning rate: says reasoned
-0.35 learning rate: says refers
0.09 learning rate: says supposed
-0.37 learning rate: says we do
-0.52 learning rate: thought
0.88 of architecture
0.27 of learning rate
-0.14 of learning rate schedule
0.36 of optimizer
-0.28 of seeds
-0.09 optimizer: alone
0.15 optimizer: alone in its section
0.56 optimizer: part other
0.49 optimizer: part results
0.01 optimizer: part set-up
0.02 optimizer: says a case
0.69 optimizer: says came out
0.09 optimizer: says cost
0.32 optimizer: says is done
0.43 optimizer: says of others
0.79 optimizer: says of training
-0.19 optimizer: says reasoned
0.1 optimizer: says refers
0.3 optimizer: says supposed
0.27 optimizer: says we do
0.44 optimizer: thought
0.23 part abstract
0.18 part abstract alone
0.23 part abstract place text
-0.5 part opening
-0.5 part opening alone
-0.43 part opening place algorithm
0.38 part other
-0.27 part other alone
0.14 part other place algorithm
0.24 part other place caption
-0.21 part other place text
0.4 part results
0.36 part results alone
0.5 part results place algorithm
0.41 part results place caption
-0.51 part results place text
0.15 part set-up
0.01 part set-up alone
0.23 part set-up place algorithm
-0.19 part set-up place caption
-0.13 part set-up place footnote
0.22 part set-up place text
0.47 place algorithm
0.46 place caption
0.07 place footnote
-0.28 place text
-0.4 says a case
-0.81 says came out
-0.76 says compared
0.12 says cost
0.25 says is done
-0.22 says of others
0.58 says of training
0.31 says reasoned
0.19 says refers
0.18 says supposed
0.23 says we do
1.07 seeds: alone
-0.02 seeds: alone in its section
-0.3 seeds: part other
0.21 seeds: part results
-0.25 seeds: part set-up
-0.19 seeds: says a case
0.29 seeds: says came out
0.3 seeds: says compared
-0.45 seeds: says cost
-0.33 seeds: says is done
0.37 seeds: says of others
0.26 seeds: says of training
0.34 seeds: says reasoned
-0.29 seeds: says refers
0.45 seeds: says we do
-0.27 seeds: thought
-0.92 thought
0.43 word about
0.19 word above
0.3 word accuracy
-0.4 word activation
0.23 word activations
-0.57 word actor
-0.14 word adam's
0.23 word adamw
0.13 word adapters
-0.64 word added
-0.52 word afresh
0.34 word after
-0.09 word again
-0.05 word against
-0.2 word agreement
0.01 word algorithm
0.04 word alone
0.63 word along
-0.58 word altogether
-0.02 word among
0.08 word annealed
0.31 word annealing
-0.27 word apart
0.02 word applied
0.02 word autoencoder
0.15 word average
-0.44 word averaged
-0.03 word averages
0.42 word averaging
0.31 word batch
0.81 word batches
0.02 word before
-0.53 word beginning
0.23 word begins
0.13 word being
-0.52 word below
0.19 word betas
-0.24 word between
-0.52 word biases
0.2 word block
-0.18 word blocks
0.08 word bootstrap
0.12 word brackets
-0.51 word branch
0.3 word buffer
-0.14 word cannot
-1 word carried
0.26 word cases
-0.13 word change
0.3 word changed
-0.41 word changes
0.31 word channels
-0.21 word character
0.28 word characters
-0.06 word choose
0.24 word chosen
-0.15 word classifier
0.61 word client
0.02 word client's
-0.92 word clients
0.08 word climbs
0.39 word clipped
0.01 word clipping
0.27 word coefficient
-0.34 word column
0.02 word compete
0.04 word configuration
-0.03 word consists
0.96 word constant
0.89 word constants
0.41 word context
0.05 word convolutional
0.15 word convolutions
0.2 word copies
0.2 word cosine
-0.55 word critic
0.37 word cross
-0.48 word cycle
0.22 word decay
-0.18 word decayed
0.1 word decays
-0.08 word decoder
0.02 word decreases
0.2 word default
0.25 word defaults
0.05 word dense
-0.29 word depth
-0.73 word descent
0.15 word deviation
-0.23 word deviations
-0.39 word differ
-0.38 word different
0.21 word digit
0.07 word digits
0.46 word dimension
-0.48 word dimensions
-0.63 word discriminator
0.38 word distance
-0.34 word distribution
-1.57 word diverged
0.41 word divided
0.09 word drawings
-0.43 word drawn
-0.22 word draws
-0.71 word drift
-0.27 word dropout
-0.93 word dropped
0.49 word during
-0.58 word earlier
-0.11 word early
-0.34 word eight
-0.47 word either
0.16 word embedding
0.44 word encoder
0.41 word entropy
0.13 word environment
-0.07 word environments
0.39 word episodes
0.46 word epoch
0.53 word epochs
0.45 word equal
0.26 word error
0.17 word estimated
0.37 word every
0.3 word everything
-0.08 word examples
0.19 word except
0.29 word exponentially
0.08 word factor
0.08 word fallen
0.1 word falling
1.15 word falls
0.21 word fashion
0.11 word features
0.13 word fifteen
0.12 word figures
-0.28 word final
0.05 word first
0.22 word fitted
-0.23 word fixed
-0.37 word float
0.13 word folds
0.1 word follow
0.2 word followed
0.27 word follows
-0.2 word forecasts
0.15 word former
0.07 word forward
-0.44 word frequencies
-0.3 word fresh
-0.26 word frozen
-0.13 word function
-0.34 word further
-0.48 word generator
-0.65 word given
-0.16 word gives
-0.21 word global
0.22 word glorot
-0.2 word gradient
0.14 word gradients
0.35 word graph
-0.32 word graphs
-0.07 word graphsage
0.01 word halved
0.08 word heads
0.08 word hence
0.4 word hidden
-0.46 word holds
0.06 word hours
0.06 word houses
0.11 word housing
-0.15 word huber
-0.55 word image
0.6 word images
-0.11 word improved
-0.34 word incomplete
0.32 word initialisation
0.02 word initialised
-0.07 word input
-0.37 word inputs
0.08 word intervals
0.08 word inverse
-0.46 word iteration
0.02 word iterations
0.01 word kaiming
-0.05 word keeps
-0.07 word kernel
0.07 word kernels
0.51 word labelled
0.37 word labels
-0.32 word largest
0.26 word lasts
-0.1 word latent
0.12 word latter
-0.1 word layer
0.37 word layers
-0.29 word learn
0.04 word learned
0.9 word learning
0.17 word learns
-0.13 word leave
0.65 word length
-0.04 word levels
0.13 word likelihood
-0.18 word linear
0.35 word linearly
0.59 word local
0.09 word logarithms
0.2 word logistic
-0.57 word longer
0.27 word looked
0.36 word lowered
0.29 word makes
-0.25 word maximum
0.2 word means
-0.14 word measured
0.07 word median
0.07 word member
0.07 word members
0.22 word memory
0.01 word messages
-0.02 word method
0.46 word minibatch
0.21 word minibatches
0.3 word minimise
0.02 word minimised
0.06 word minimises
0.07 word mnist
-0.39 word model
-0.57 word models
0.05 word modes
0.03 word moments
0.06 word momentum
0.34 word multiplied
-0.57 word multiply
-0.06 word nabla
-0.06 word needs
0.26 word neither
0.11 word nesterov
0.01 word nesterov's
-0.59 word network
0.57 word networks
-0.51 word never
0.06 word nodes
-0.49 word noise
-0.24 word normal
-0.13 word normalisation
-0.49 word nothing
-0.08 word number
0.05 word numbers
-0.33 word optimisation
0.18 word optimiser
0.38 word optimum
-0.05 word order
-0.79 word orthogonal
0.09 word other
0.02 word otherwise
0.49 word output
0.2 word outputs
0.07 word parallel
0.25 word parameters
0.28 word passes
0.05 word patience
0.12 word patients
0.07 word peaks
-0.23 word penalty
-0.48 word percent
0.1 word perceptron
0.24 word perceptrons
-0.05 word permutations
0.11 word phase
0.11 word phases
-0.02 word plain
0.12 word players
0.04 word plays
0.26 word point
0.31 word points
-0.1 word policy
0.06 word pooling
0.05 word power
0.15 word pytorch
0.27 word pytorch's
-0.5 word queue
-0.37 word radius
-0.81 word random
-0.2 word rates
0.01 word ratio
0.37 word reach
0.07 word reaches
0.1 word reads
0.14 word records
0.05 word rectified
0.55 word recurrent
0.03 word regression
0.04 word relative
0.29 word remaining
0.11 word remains
-0.01 word repeat
0.22 word repeated
0.31 word repetitions
0.13 word replacement
-0.15 word replay
-0.15 word report
0.08 word reported
0.22 word require
0.06 word restarts
0.04 word restored
0.19 word results
-0.16 word return
0.25 word rises
0.65 word rmsprop
0.17 word round
0.67 word rounds
-0.14 word sample
0.25 word samples
0.24 word sampling
-0.01 word scale
-0.8 word schedule
-0.19 word scikit
0.02 word score
-0.65 word searched
0.74 word second
-0.53 word seconds
1.41 word seeds
0.22 word separate
0.35 word sequence
0.52 word sequences
-0.14 word server
0.2 word setting
0.26 word settings
0.39 word seven
0.28 word share
-0.26 word short
0.16 word shrinks
-0.13 word shuffle
-0.28 word signals
-0.13 word since
-0.02 word single
0.02 word sinusoidal
0.15 word sixteen
0.35 word sizes
0.14 word slope
-0.06 word small
0.18 word smoothing
-0.03 word split
-0.52 word spread
-0.07 word square
0.14 word squared
-0.3 word standard
-0.31 word start
0.12 word starting
0.25 word starts
-0.64 word state
0.17 word stays
-0.15 word steps
0.67 word stochastic
0.19 word stopping
0.12 word streams
0.24 word strength
0.01 word student
-0.55 word students
-0.03 word table
0.14 word taken
-0.27 word takes
0.19 word tasks
0.43 word teacher
0.1 word texts
-0.03 word their
-0.61 word there
0.06 word there's
-0.36 word thereafter
0.29 word thirds
-0.31 word those
-0.05 word three
-0.3 word through
0.25 word throughout
0.37 word tilde
-0.79 word times
-0.19 word together
0.11 word total
0.09 word train
0.4 word trained
-0.19 word training
0.51 word trainings
0.12 word trains
0.02 word transformer
0.51 word transitions
-0.32 word tried
-0.46 word tuning
0.14 word turned
0.12 word twelve
0.42 word twenty
-0.24 word twice
0.09 word under
0.27 word uniform
0.43 word uniformly
0.53 word units
0.13 word until
0.07 word update
-0.05 word updates
0.03 word upright
0.05 word using
0.1 word usual
-0.37 word value
-0.21 word values
-0.2 word variance
0.12 word variant
-0.17 word vector
-0.06 word velocity
-0.56 word views
0.2 word warmed
0.34 word weight
0.07 word weights
-0.17 word whenever
0.14 word where
-0.18 word whereas
0.14 word which
-0.57 word while
0.49 word whole
0.5 word whose
-0.46 word width
1.1 word windows
-0.41 word within
0.62 word without
0.21 word would
0.17 word wrong
0.09 word εadam
-0.13 word ⟦cite⟧
0.18 word ⟦ref⟧`;
