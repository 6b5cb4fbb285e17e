/**
 * What frameworks, libraries and the system say when something goes wrong, what that means and what helps. Each pattern is searched
 * inside a line as a person would see it: a progress bar or a rank may stand before the words. Pure data.
 */
import type { WatchdogRule } from './alert.ts';

export interface FailureText {
  readonly pattern: RegExp;
  /** The watchdog that it belongs to; absent: no watchdog's business, only a diagnosis. */
  readonly rule?: WatchdogRule;
  /** One sentence for people. */
  cause(found: RegExpExecArray): string;
  /** The next step, one sentence. */
  fix(found: RegExpExecArray): string;
  /** It only says that something else went wrong before: any other text explains more. */
  readonly isVague?: true;
}

export interface FoundFailure {
  readonly text: FailureText;
  readonly cause: string;
  readonly fix: string;
}

/** The first that the line holds; the table goes from the most exact to the vaguest. */
export function failureIn(line: string): FoundFailure | undefined {
  for (const text of failureTexts) {
    const found = text.pattern.exec(line);
    if (found !== null) return { text, cause: text.cause(found), fix: text.fix(found) };
  }
  return undefined;
}

const lessMemory =
  'Halve the batch size and double gradient accumulation; if that is not enough, use gradient checkpointing, a shorter sequence or a lower precision.';
const sharedMemory =
  'Give the container more shared memory (docker: --shm-size=8g or --ipc=host), or use fewer workers (num_workers=0 uses none).';
const freeDisk =
  'Free room on that disk (old checkpoints, caches) or write elsewhere, and keep fewer checkpoints (save_total_limit), then resume.';

export const failureTexts: readonly FailureText[] = [
  {
    // Three generations: `(GPU 0; 6.00 GiB total capacity; …` up to 2.0, `total capacty of` in 2.1 and 2.2, `total capacity of` since.
    pattern:
      /(CUDA|HIP|XPU) out of memory\. Tried to allocate ([\d.]+ [KMGT]i?B)\.?(?: ?GPU (\d+) has a total capaci?ty of ([\d.]+ [KMGT]i?B)(?: of which ([\d.]+ [KMGT]i?B) is free)?| ?\(GPU (\d+); ([\d.]+ [KMGT]i?B) total capacity;(?:.*?([\d.]+ [KMGT]i?B) free)?)?/,
    rule: 'out-of-memory',
    cause: ([, , asked = '', gpu, total, free, oldGpu, oldTotal, oldFree]) =>
      outOfMemory(`GPU ${gpu ?? oldGpu ?? ''}`.trim(), asked, total ?? oldTotal, free ?? oldFree),
    fix: ({ input }) =>
      isFragmented(input)
        ? `${lessMemory} Much of it is reserved but not used: PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True gives that back.`
        : lessMemory,
  },
  {
    pattern:
      /MPS backend out of memory(?: \(MPS allocated: ([\d.]+ [KMGT]i?B).*?max allowed: ([\d.]+ [KMGT]i?B)\))?(?:\. Tried to allocate ([\d.]+ [KMGT]?i?B|\d+ bytes))?/,
    rule: 'out-of-memory',
    cause: ([, , total, asked]) => outOfMemory('The GPU of this Mac', asked ?? 'more', total, undefined),
    fix: () => `${lessMemory} (PYTORCH_MPS_HIGH_WATERMARK_RATIO=0.0 lifts the limit, at the price of swapping.)`,
  },
  {
    pattern: /DefaultCPUAllocator: (?:can't|not enough memory|can’t)(?: allocate memory)?:? you tried to allocate (\d+) bytes/,
    rule: 'out-of-memory',
    cause: ([, bytes = '']) => `The memory of the machine ran out: ${bytes} bytes were asked for at once.`,
    fix: () => 'Look at the shape of what is allocated there: a batch or a matrix may be far larger than meant; else use a smaller batch.',
  },
  {
    pattern: /DefaultCPUAllocator: (?:can't allocate|not enough) memory/,
    rule: 'out-of-memory',
    cause: () => 'The memory of the machine ran out.',
    fix: () => 'Use a smaller batch, fewer data loader workers, or load the data piece by piece.',
  },
  {
    pattern: /Unable to allocate ([\d.]+ [KMGTP]iB) for an array with shape (\([\d, ]+\))/,
    rule: 'out-of-memory',
    cause: ([, asked = '', shape = '']) => `The memory of the machine ran out: an array of shape ${shape} needs ${asked}.`,
    fix: () => 'Check that shape, or map the data from disk (numpy.memmap, datasets) in place of loading it whole.',
  },
  {
    pattern: /^(?:MemoryError|.*std::bad_alloc)\b/,
    rule: 'out-of-memory',
    cause: () => 'The memory of the machine ran out.',
    fix: () => 'Use a smaller batch, fewer data loader workers, or load the data piece by piece.',
  },
  {
    pattern: /(?:RESOURCE_EXHAUSTED: |ResourceExhaustedError).*?(?:[Oo]ut of memory|OOM when allocating)(?:.*?allocate (\d+) bytes)?/,
    rule: 'out-of-memory',
    cause: ([, bytes]) =>
      bytes === undefined ? 'The device ran out of memory.' : `The device ran out of memory: ${bytes} bytes more were needed.`,
    fix: () => lessMemory,
  },
  {
    pattern: /CUDA error: out of memory|cudaErrorMemoryAllocation|torch\.(?:cuda\.)?OutOfMemoryError/,
    rule: 'out-of-memory',
    cause: () => 'The GPU ran out of memory.',
    fix: () => `${lessMemory} See with nvidia-smi whether another process holds the device.`,
  },
  {
    pattern:
      /CUBLAS_STATUS_(?:ALLOC_FAILED|NOT_INITIALIZED)|CUDNN_STATUS_(?:INTERNAL_ERROR|ALLOC_FAILED)|(?:unable|Unable) to find an engine/,
    rule: 'out-of-memory',
    cause: ([code = '']) => `The GPU library gave up (${code}): most often the GPU has no memory left for its workspace.`,
    fix: () => `${lessMemory} If it stays with a tiny batch, driver and CUDA version do not fit together.`,
  },
  {
    pattern: /DataLoader worker \(pid (\d+)\) is killed by signal: (\w[\w ]*?)\./,
    rule: 'data-loader',
    cause: ([, pid = '', signal = '']) =>
      signal === 'Killed'
        ? `A data loader worker (process ${pid}) was killed: the machine’s memory ran out.`
        : `A data loader worker (process ${pid}) died: ${signal}.`,
    fix: ([, , signal]) =>
      signal === 'Killed' ? 'Use fewer workers or a smaller prefetch_factor, or keep less of the data in each worker.' : sharedMemory,
  },
  {
    pattern:
      /Unexpected bus error encountered in worker|insufficient shared memory \(shm\)|unable to (?:write to|open|mmap|allocate shared memory).*<\/torch_/,
    rule: 'data-loader',
    cause: () => 'The data loader’s workers have no shared memory left.',
    fix: () => sharedMemory,
  },
  {
    pattern: /DataLoader timed out after (\d+(?:\.\d+)?) seconds/,
    rule: 'data-loader',
    cause: ([, seconds = '']) => `The data loader brought no batch within ${seconds} seconds.`,
    fix: () =>
      'Set num_workers=0 and time one item: a slow disk, a download or a deadlock after fork (set the start method to spawn) is usual.',
  },
  {
    pattern: /DataLoader worker \(pid\(s\) ([\d, ]+)\) exited unexpectedly/,
    rule: 'data-loader',
    cause: ([, pids = '']) => `Data loader workers (${pids}) ended without a word.`,
    fix: () =>
      'Set num_workers=0 once: the error that ended the worker is then printed. On Windows and macOS the script needs its __main__ guard.',
    isVague: true,
  },
  {
    pattern: /Watchdog caught collective operation timeout: WorkNCCL\(((?:[^()]|\([^()]*\))*)\)(?: ran for (\d+) milliseconds)?/,
    rule: 'nccl',
    cause: ([, work = '', ms]) => {
      const operation = /OpType=(\w+)/.exec(work)?.[1] ?? 'a collective operation';
      return `One rank waited for the others in ${operation}${ms === undefined ? '' : ` for ${Math.round(Number(ms) / 1000)} s`} and gave up: some rank did not arrive.`;
    },
    fix: () =>
      'Find the rank that failed or went another way first (its traceback, or uneven data across ranks); TORCH_NCCL_TRACE_BUFFER_SIZE=2000 records who waited for whom.',
  },
  {
    pattern: /NCCL (?:error|WARN) ?.*|nccl(?:InternalError|SystemError|UnhandledCudaError|RemoteError|InvalidUsage)\b/,
    rule: 'nccl',
    cause: ([said = '']) => `The GPUs cannot talk to each other (${clip(said, 120)}).`,
    fix: () => 'Run it once with NCCL_DEBUG=INFO and read its first WARN; another rank that died first is the usual cause.',
    isVague: true,
  },
  {
    pattern: /\[Errno 28\]|No space left on device|\(os error 28\)|Disk quota exceeded|\[Errno 122\]/,
    rule: 'disk-full',
    cause: ([said = '']) => (/quota|122/.test(said) ? 'The disk quota is used up.' : 'The disk is full.'),
    fix: () => freeDisk,
  },
  {
    pattern: /inline_container\.cc:\d+\] \. unexpected pos (\d+) vs (\d+)|PytorchStreamWriter failed writing file/,
    rule: 'disk-full',
    cause: () => 'A checkpoint could not be written whole: the disk is full (PyTorch does not say so).',
    fix: () => freeDisk,
  },
  {
    pattern: /Cannot access gated repo for url (\S+)/,
    rule: 'gated-repo',
    cause: ([, url = '']) => `The repository is gated and this token may not read it: ${url.replace(/\.$/, '')}`,
    fix: () => 'Accept its terms on its page on huggingface.co, then set HF_TOKEN of that account.',
  },
  {
    pattern: /Access to (?:model|dataset) (\S+) is restricted/,
    rule: 'gated-repo',
    cause: ([, repository = '']) => `${repository} is gated: one must have access to it and be authenticated.`,
    fix: ([, repository = '']) => `Accept its terms on https://huggingface.co/${repository}, then set HF_TOKEN of that account.`,
  },
  {
    pattern: /GatedRepoError|401 Client Error|Invalid (?:user token|credentials in Authorization header)/,
    rule: 'gated-repo',
    cause: ([said = '']) => `Hugging Face refused the request (${said}): the repository is gated or the token is missing or wrong.`,
    fix: () => 'Set a valid HF_TOKEN, and accept the repository’s terms on its page with that account.',
  },
  {
    pattern: /RepositoryNotFoundError|404 Client Error/,
    cause: () => 'Hugging Face knows no such repository, or it is private and the token may not see it.',
    fix: () => 'Check the spelling of the name; for a private one set HF_TOKEN.',
  },
  {
    pattern: /429 Client Error/,
    cause: () => 'Hugging Face limits how often it may be asked, and that was too often.',
    fix: () => 'Wait some minutes; with HF_TOKEN set the limit is higher; HF_HUB_OFFLINE=1 uses what is cached.',
  },
  {
    pattern: /LocalEntryNotFoundError|OfflineModeIsEnabled/,
    cause: () => 'A file of the Hub is not cached here and cannot be fetched: no network, or offline mode is on.',
    fix: () => 'Run it once with network (HF_HUB_OFFLINE unset), or give a local path.',
  },
  {
    pattern: /Function '(\w+)' returned nan values in its (\d+)th output/,
    rule: 'not-finite',
    cause: ([, operation = '']) => `The backward pass of ${operation.replace(/Backward\d*$/, '')} gave NaN.`,
    fix: () => 'Keep its input away from where it has no derivative (sqrt and log near 0: add a small epsilon; division: clamp).',
  },
  {
    pattern: /Batch (\d+): Invalid loss, terminating training/,
    rule: 'not-finite',
    cause: ([, batch = '']) => `The loss was NaN or infinite at batch ${batch}, so Keras ended the training.`,
    fix: () => 'Lower the learning rate or clip gradients (clipnorm=1.0), and check that batch’s inputs for NaN.',
  },
  {
    pattern: /Loss NaN\/Inf detected|NaN persisted for (\d+) epochs/,
    rule: 'not-finite',
    cause: ([said = '']) => `The loss became NaN or infinite (${said}).`,
    fix: () => 'Lower the learning rate, switch mixed precision off (amp=False), and check the labels.',
  },
  {
    pattern: /Current loss scale already at minimum|loss scale.*at minimum/i,
    rule: 'not-finite',
    cause: () => 'Gradients overflowed in half precision until no loss scale was left.',
    fix: () => 'Use bf16 in place of fp16, or lower the learning rate and clip gradients.',
  },
  {
    pattern: /mat1 and mat2 shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)/,
    cause: ([, , columns = '', rows = '']) => `A layer gets ${columns} features where it expects ${rows}.`,
    fix: ([, , columns = '', rows = '']) => `Make the layer’s in_features ${columns}, or reshape what goes in to ${rows} features.`,
  },
  {
    pattern: /Expected all tensors to be on the same device, but (?:found at least two devices, )?([^!(]+)/,
    cause: ([, where = '']) => `Tensors of one operation lie on different devices (${where.trim()}).`,
    fix: () => 'Move inputs, targets and buffers to the model’s device (x = x.to(device)).',
  },
  {
    pattern: /Expected all tensors to be on the same device/,
    cause: () => 'Tensors of one operation lie on different devices.',
    fix: () => 'Move inputs, targets and buffers to the model’s device (x = x.to(device)).',
  },
  {
    pattern:
      /CUDA error: device-side assert triggered|Assertion `t >= 0 && t < n_classes` failed|Assertion.*(?:srcIndex < srcSelectDimSize|index out of bounds)/,
    cause: () => 'An index on the GPU was out of range: a label outside 0…classes−1 or a token outside the vocabulary.',
    fix: () => 'Run it once on the CPU or with CUDA_LAUNCH_BLOCKING=1: then the line that did it is named.',
  },
  {
    pattern: /no kernel image is available for execution on the device/,
    cause: () => 'This build of PyTorch has no code for this GPU.',
    fix: () => 'Install the PyTorch build for this GPU’s compute capability (the selector on pytorch.org).',
  },
  {
    pattern: /(?:\[Errno 98\]|EADDRINUSE|errno: 98).*|Address already in use/,
    cause: () => 'The port that the processes wanted to meet at is taken, often by a run that still goes on.',
    fix: () => 'End the other run, or choose another port (torchrun --master-port, or --standalone).',
  },
  {
    pattern: /Found no NVIDIA driver on your system|Torch not compiled with CUDA enabled|CUDA driver version is insufficient/,
    cause: ([said = '']) => `CUDA is asked for and cannot be used here (${said}).`,
    fix: () => 'Choose the device by torch.cuda.is_available(), or install a driver and a PyTorch build with CUDA.',
  },
  {
    pattern: /^ModuleNotFoundError: No module named '([^']+)'/,
    cause: ([, name = '']) => `The interpreter of this run has no package ${name}.`,
    fix: ([, name = '']) => `Install what ${name} comes from into that environment, or choose another interpreter.`,
  },
  {
    pattern: /^FileNotFoundError: \[Errno 2\] No such file or directory: '([^']*)'/,
    cause: ([, file = '']) => `The file ${file} is not there.`,
    fix: () => 'Check the path: a relative one counts from the folder that the run was started in.',
  },
  {
    pattern: /Signal 9 \(SIGKILL\) received by PID (\d+)|exitcode\s*: -9 \(pid: (\d+)\)/,
    rule: 'out-of-memory',
    cause: ([, pid, other]) => `Process ${pid ?? other ?? ''} was killed by the system, as it does when the machine’s memory runs out.`,
    fix: () => 'Use fewer workers and a smaller batch, load the data piece by piece, or give the job more memory.',
  },
  {
    pattern: /'pin_memory' argument is set as true but no accelerator is found/,
    cause: () => 'No accelerator was found, so it computes on the processor.',
    fix: () =>
      'See what torch.cuda.is_available() says in that environment: a build of PyTorch without CUDA, or a hidden device, is usual.',
    isVague: true,
  },
  {
    pattern: /^(\S+): error: (.+)/,
    cause: ([, program = '', said = '']) => `${program} does not take these arguments: ${said}.`,
    fix: () => 'Correct the arguments; --help lists them.',
  },
];

function outOfMemory(where: string, asked: string, total: string | undefined, free: string | undefined): string {
  const has = total === undefined ? '' : `, of ${total}${free === undefined ? '' : ` only ${free} were free`}`;
  return `${where} ran out of memory: ${asked} more were needed${has}.`;
}

/** A quarter or more of what is in use is only reserved. */
function isFragmented(line: string): boolean {
  const allocated = sizeIn(/([\d.]+) ([KMGT])iB is allocated by PyTorch/.exec(line) ?? /([\d.]+) ([KMGT])iB already allocated/.exec(line));
  const reserved = sizeIn(/([\d.]+) ([KMGT])iB is reserved by PyTorch but unallocated/.exec(line));
  return allocated !== undefined && reserved !== undefined && reserved > allocated / 3;
}

function sizeIn(found: RegExpExecArray | null): number | undefined {
  const [, number, unit] = found ?? [];
  return number === undefined || unit === undefined ? undefined : Number(number) * 1024 ** 'KMGT'.indexOf(unit);
}

function clip(text: string, chars: number): string {
  return text.length <= chars ? text : `${text.slice(0, chars - 1)}…`;
}
