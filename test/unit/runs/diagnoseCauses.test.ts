import assert from 'node:assert/strict';
import { diagnose } from '../../../src/runs/diagnose.ts';
import { failureIn } from '../../../src/runs/failureTexts.ts';

/** Texts as their frameworks print them, and what they mean: cause, fix, watchdog. */
const rows: readonly (readonly [text: string, cause: RegExp, fix: RegExp, rule?: string])[] = [
  [
    'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 22.78 GiB. GPU 0 has a total capacity of 31.47 GiB of which 12.73 GiB is free. Including non-PyTorch memory, this process has 18.73 GiB memory in use. Of the allocated memory 9.08 GiB is allocated by PyTorch, and 9.35 GiB is reserved by PyTorch but unallocated. If reserved but unallocated memory is large try setting PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True',
    /^GPU 0 ran out of memory: 22\.78 GiB more were needed, of 31\.47 GiB only 12\.73 GiB were free\.$/,
    /expandable_segments/,
    'out-of-memory',
  ],
  [
    'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacty of 4.00 GiB of which 41.56 MiB is free. Of the allocated memory 3.40 GiB is allocated by PyTorch',
    /^GPU 0 ran out of memory: 20\.00 MiB more were needed, of 4\.00 GiB only 41\.56 MiB were free\.$/,
    /^Halve the batch size[^_]*$/,
    'out-of-memory',
  ],
  [
    'RuntimeError: CUDA out of memory. Tried to allocate 2.26 GiB (GPU 0; 6.00 GiB total capacity; 781.59 MiB already allocated; 3.03 GiB free; 1.24 GiB reserved in total by PyTorch)',
    /^GPU 0 ran out of memory: 2\.26 GiB more were needed, of 6\.00 GiB only 3\.03 GiB were free\.$/,
    /gradient accumulation/,
    'out-of-memory',
  ],
  [
    'RuntimeError: MPS backend out of memory (MPS allocated: 11.14 GB, other allocations: 6.65 GB, max allowed: 18.13 GB). Tried to allocate 375.40 MB on private pool. Use PYTORCH_MPS_HIGH_WATERMARK_RATIO=0.0 to disable upper limit for memory allocations (may cause system failure).',
    /GPU of this Mac ran out of memory: 375\.40 MB more were needed/,
    /WATERMARK/,
    'out-of-memory',
  ],
  [
    "RuntimeError: [enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 4000000000000000 bytes. Error code 12 (Cannot allocate memory)",
    /machine ran out: 4000000000000000 bytes were asked for at once/,
    /shape/,
    'out-of-memory',
  ],
  [
    'numpy._core._exceptions._ArrayMemoryError: Unable to allocate 29.8 GiB for an array with shape (4000000000,) and data type float64',
    /\(4000000000,\) needs 29\.8 GiB/,
    /memmap/,
    'out-of-memory',
  ],
  [
    'RuntimeError: CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`',
    /CUBLAS_STATUS_ALLOC_FAILED.*no memory left/,
    /batch/,
    'out-of-memory',
  ],
  ['RuntimeError: cuDNN error: CUDNN_STATUS_INTERNAL_ERROR', /no memory left/, /batch/, 'out-of-memory'],
  ['RuntimeError: GET was unable to find an engine to execute this computation', /no memory left/, /batch/, 'out-of-memory'],
  ['  traceback : Signal 9 (SIGKILL) received by PID 14750', /Process 14750 was killed by the system/, /workers/, 'out-of-memory'],
  ['  exitcode  : -9 (pid: 14750)', /Process 14750 was killed/, /memory/, 'out-of-memory'],
  [
    "RuntimeError: DataLoader worker (pid 46794) is killed by signal: Bus error. It is possible that dataloader's workers are out of shared memory. Please try to raise your shared memory limit.",
    /worker \(process 46794\) died: Bus error/,
    /shm-size/,
    'data-loader',
  ],
  [
    'RuntimeError: DataLoader worker (pid 12) is killed by signal: Killed. ',
    /was killed: the machine’s memory ran out/,
    /fewer workers/,
    'data-loader',
  ],
  [
    'ERROR: Unexpected bus error encountered in worker. This might be caused by insufficient shared memory (shm).',
    /no shared memory left/,
    /shm-size/,
    'data-loader',
  ],
  ['RuntimeError: DataLoader worker (pid(s) 3216) exited unexpectedly', /\(3216\) ended without a word/, /num_workers=0/, 'data-loader'],
  ['RuntimeError: DataLoader timed out after 30 seconds', /within 30 seconds/, /num_workers=0/, 'data-loader'],
  [
    '[rank1]:[E626 06:24:44.903881913 ProcessGroupNCCL.cpp:616] [Rank 1] Watchdog caught collective operation timeout: WorkNCCL(SeqNum=808, OpType=ALLREDUCE, NumelIn=9801523, NumelOut=9801523, Timeout(ms)=600000) ran for 600020 milliseconds before timing out.',
    /ALLREDUCE for 600 s and gave up/,
    /rank/,
    'nccl',
  ],
  ['OSError: [Errno 28] No space left on device', /^The disk is full\.$/, /save_total_limit/, 'disk-full'],
  [
    'RuntimeError: [enforce fail at inline_container.cc:672] . unexpected pos 576 vs 534',
    /could not be written whole: the disk is full/,
    /Free room/,
    'disk-full',
  ],
  [
    'SafetensorError: Error while serializing: I/O error: No space left on device (os error 28)',
    /^The disk is full\.$/,
    /Free room/,
    'disk-full',
  ],
  ['OSError: [Errno 122] Disk quota exceeded', /quota/, /Free room/, 'disk-full'],
  ['huggingface_hub.errors.GatedRepoError: 401 Client Error. (Request ID: Root=1-66)', /gated or the token/, /HF_TOKEN/, 'gated-repo'],
  [
    'Cannot access gated repo for url https://huggingface.co/meta-llama/Llama-3.1-8B/resolve/main/config.json.',
    /Llama-3\.1-8B\/resolve\/main\/config\.json$/,
    /terms/,
    'gated-repo',
  ],
  [
    'Access to model meta-llama/Llama-3.1-8B is restricted. You must have access to it and be authenticated to access it. Please log in.',
    /^meta-llama\/Llama-3\.1-8B is gated/,
    /huggingface\.co\/meta-llama\/Llama-3\.1-8B/,
    'gated-repo',
  ],
  ['huggingface_hub.errors.RepositoryNotFoundError: 404 Client Error. (Request ID: Root=1-66)', /no such repository/, /spelling/],
  ['requests.exceptions.HTTPError: 429 Client Error: Too Many Requests for url: https://huggingface.co/api', /limits how often/, /Wait/],
  [
    'huggingface_hub.errors.LocalEntryNotFoundError: An error happened while trying to locate the file on the Hub',
    /not cached here/,
    /network/,
  ],
  ['huggingface_hub.errors.OfflineModeIsEnabled: Cannot reach https://huggingface.co', /offline mode/, /HF_HUB_OFFLINE/],
  [
    "RuntimeError: Function 'SqrtBackward0' returned nan values in its 0th output.",
    /backward pass of Sqrt gave NaN/,
    /epsilon/,
    'not-finite',
  ],
  ['Batch 12: Invalid loss, terminating training', /at batch 12/, /clip/, 'not-finite'],
  ['Loss NaN/Inf detected (attempt 1/3), recovering from last.pt...', /NaN or infinite/, /amp=False/, 'not-finite'],
  ['Training failed: NaN persisted for 4 epochs', /NaN persisted for 4 epochs/, /learning rate/, 'not-finite'],
  ['RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)', /gets 3 features where it expects 4/, /in_features 3/],
  [
    'RuntimeError: Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu! (when checking argument)',
    /\(cuda:0 and cpu\)/,
    /to\(device\)/,
  ],
  ['RuntimeError: CUDA error: device-side assert triggered', /out of range/, /CUDA_LAUNCH_BLOCKING/],
  ['RuntimeError: CUDA error: no kernel image is available for execution on the device', /no code for this GPU/, /PyTorch build/],
  [
    'torch.distributed.DistBackendError: NCCL error in: ../torch/csrc/distributed/c10d/ProcessGroupNCCL.cpp:1333, unhandled system error',
    /cannot talk to each other/,
    /NCCL_DEBUG/,
    'nccl',
  ],
  ['OSError: [Errno 98] Address already in use', /port.*is taken/, /master-port/],
  [
    "UserWarning: 'pin_memory' argument is set as true but no accelerator is found, then device pinned memory won't be used.",
    /computes on the processor/,
    /is_available/,
  ],
  ["ModuleNotFoundError: No module named 'sklearn'", /no package sklearn/, /Install/],
];

const roots = ['/work/project'];

describe('What a failed run’s log says', () => {
  for (const [text, cause, fix, rule] of rows) {
    // shows: diagnose-causes
    it(`is mapped to a cause and a fix: ${text.trim().slice(0, 70)}`, () => {
      const found = failureIn(text.replace(/^\[rank\d\]:/, '').trim());
      assert.match(found?.cause ?? '', cause);
      assert.match(found?.fix ?? '', fix);
      assert.equal(found?.text.rule, rule);
      assert.equal(diagnose({ lines: ['step 1 loss 0.5', text], roots })?.cause, found?.cause);
    });
  }

  // shows: diagnose-causes
  it('names the rank that failed first, and the innermost place in the workspace', () => {
    const log = `
[rank1]: Traceback (most recent call last):
[rank0]: Traceback (most recent call last):
[rank1]:   File "/work/project/train.py", line 90, in <module>
[rank0]:   File "/work/project/train.py", line 90, in <module>
[rank1]:     main()
[rank0]:     main()
[rank1]:   File "/work/project/model.py", line 12, in forward
[rank1]:     return self.fc(x)
[rank1]:   File "/work/project/.venv/lib/python3.11/site-packages/torch/nn/modules/linear.py", line 125, in forward
[rank1]:     return F.linear(input, self.weight, self.bias)
[rank1]: RuntimeError: mat1 and mat2 shapes cannot be multiplied (64x784 and 512x10)
[rank0]: torch.distributed.DistBackendError: NCCL error in: ProcessGroupNCCL.cpp:1333, remote process exited
Traceback (most recent call last):
  File "/usr/bin/torchrun", line 8, in <module>
    sys.exit(main())
torch.distributed.elastic.multiprocessing.errors.ChildFailedError: 
============================================================
train.py FAILED
Root Cause (first observed failure):
[0]:
  time      : 2026-05-18_16:04:46
  rank      : 1 (local_rank: 1)
  exitcode  : 1 (pid: 14750)
  error_file: <N/A>`;
    const found = diagnose({ lines: log.trim().split('\n'), roots });
    assert.equal(found?.rank, 1);
    assert.deepEqual(found?.place, { file: '/work/project/model.py', line: 12, function: 'forward', code: 'return self.fc(x)' });
    assert.equal(found?.cause, 'A layer gets 784 features where it expects 512.');
    assert.deepEqual(found?.lines, ['RuntimeError: mat1 and mat2 shapes cannot be multiplied (64x784 and 512x10)']);
  });

  it('is the rank that began first where nobody says which one it was', () => {
    const of = (rank: number, error: string): readonly string[] => [
      `[default${rank}]:Traceback (most recent call last):`,
      `[default${rank}]:  File "train.py", line ${rank + 1}, in <module>`,
      `[default${rank}]:${error}`,
    ];
    const found = diagnose({ lines: [...of(3, 'ValueError: bad batch'), ...of(0, 'ValueError: bad batch')], roots });
    assert.deepEqual([found?.rank, found?.cause, found?.place?.line], [3, 'ValueError: bad batch', 4]);
  });

  it('looks behind an error that only echoes another', () => {
    const found = diagnose({
      lines: [
        'ERROR: Unexpected bus error encountered in worker. This might be caused by insufficient shared memory (shm).',
        'Traceback (most recent call last):',
        '  File "train.py", line 3, in <module>',
        'RuntimeError: DataLoader worker (pid(s) 3216) exited unexpectedly',
      ],
      roots,
    });
    assert.match(found?.cause ?? '', /no shared memory left/);
    assert.equal(found?.error, 'RuntimeError: DataLoader worker (pid(s) 3216) exited unexpectedly');
  });

  // shows: diagnose-causes
  it('is the OOM killer where the process is gone without a word', () => {
    for (const exit of [
      { code: null, signal: 'SIGKILL' },
      { code: 137, signal: null },
    ]) {
      const found = diagnose({ lines: ['step 12 loss 0.3'], roots, exit });
      assert.match(found?.cause ?? '', /memory runs out/);
      assert.deepEqual(found?.lines, ['step 12 loss 0.3']);
    }
  });

  it('is the error itself where nobody knows more, and nothing where nothing is known', () => {
    const found = diagnose({
      lines: ['Traceback (most recent call last):', '  File "a.py", line 1, in <module>', 'ValueError: odd'],
      roots,
    });
    assert.deepEqual([found?.cause, found?.fix], ['ValueError: odd', undefined]);
    assert.equal(diagnose({ lines: [], roots }), undefined);
  });
});
