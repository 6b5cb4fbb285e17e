/**
 * Top-level names that Python’s standard library and the usual training packages import, whether or not they are installed. A module of the
 * workspace under such a name is executed in the place of the real one wherever Python finds it first, though no code of the workspace names it.
 * Collected from the sources of Python 3.11, torch 2.13, transformers, accelerate, lightning, keras, scikit-learn, wandb and TensorBoard, without
 * their tests.
 */
const names = `
  abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 cProfile
  calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars
  copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum
  errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp
  gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache
  locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath
  nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix
  posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource
  rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3
  sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog
  tabnanny tarfile telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback
  tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg
  winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
  Cython IPython Levenshtein MeCab Mykytea Numeric OpenSSL PIL PyInstaller PyQt6 PySide6 absl accelerate adlfs aesara aim aiodns
  aiohappyeyeballs aiohttp aiosignal amdsmi annotated_doc annotated_types annotationlib antlr4 anyio apollo_torch aqlm array_api_compat
  async_timeout attr attrs authlib auto_round autolevparser av azure azureml backports bitsandbytes bokeh boto3 botocore brotli
  brotlicffi bs4 catboost certifi cffi chainer chardet charset_normalizer ck4inductor clearml click cloudpickle code_generators
  codecarbon colorama com comet_ml compressed_tensors compression coremltools crc32c cryptography ctags cuda cudf cupti cupy cupyx
  cutlass cutlass_api cv2 cwsandbox cython dagshub dask dask_expr datasets decord deeplearning deepspeed defusedxml detectron2 diffusers
  dill distributed dl docstring_parser docutils dotenv duckdb dummy_threading dvclive einops email_validator emoji envwrap essentia etcd
  eval_type_backport exceptiongroup executorch faiss fast_bss_eval fast_hadamard_transform fastai fastapi faster_coco_eval fastparquet
  fbgemm_gpu fbscribelogger filelock flash_attn flash_attn_interface flax flint flute flytekit flytekitplugins fouroversix fp_quant
  frozenlist fsspec ftfy fugashi functorch fuse g2p_en galore_torch gammatone gcsfs gguf gmpy gmpy2 google google_benchmark gptqmodel
  gradio grain grokadamw grpc grpc_health grpc_reflection grpc_tools gunicorn gym gymnasium h11 h2 h5py habana_frameworks halide helion
  hf_xet hqq httpcore httpx huggingface_hub hydra hypothesis ibis idna importlib_metadata importlib_resources intel_transformer_engine
  ipadic ipykernel ipywidgets isal jaraco jax jinja2 jnius joblib jsonargparse kenlm keras kerchunk kernels keyring kfp
  kubernetes_asyncio lark libarchive libcst libfb librosa liger_kernel lightgbm lightning lightning_fabric lightning_sdk
  lightning_utilities linkify_it litdata litert_torch litlogger litmodels lomo_optim lxml lz4 lzmaffi mambapy markdown markdown_it
  markupsafe matchpy matplotlib mcp mdurl mecab_ko mecab_ko_dic megatron metaflow mistral_common ml_dtypes mlflow mlx modin monkeytype
  more_itertools moviepy mpi4py mpl_toolkits mpmath msamp mtia multidict mypy nagisa namex narwhals natten nbformat ndonnx neptune
  networkx nltk num2words numarray numba numpy numpy_distutils numpydoc nvMatmulHeuristics nvmath objgraph olefile omegaconf onnx
  onnx_ir onnxruntime onnxscript openai opentelemetry openvino opt_einsum optimi optimum optree optuna origami outcome packaging paddle
  pandas panel paramiko peft pesq phonemizer pip piq pkg_resources platformdirs plotly polars pooch pretrain_bert pretrain_gpt
  pretrain_t5 pretty_midi profiling propcache psutil pulp pwlf pyamg pyarrow pycocotools pycosat pyctcdecode pydantic pydantic_core
  pydot pydot_ng pydotplus pydy pygit2 pyglet pygments pygraphviz pyinstrument pylab pymc pymc3 pynvml pyodide pyodide_js pysat pyspark
  pystoi pytesseract pytest pythainlp pytorch_lightning pytz pyzes quark ray rdkit redis regex requests requests_kerberos rfe rhoknp
  rich rjieba rocm_sdk s3fs sacred sacremoses safetensors sage sagemaker schedulefree scienceplots scikits scipy sentencepiece
  sentencepiece_model_pb2 setuptools shellingham simplejson sinq sklearn sksparse slack_sdk smbclient smbprotocol smdistributed snappy
  sniffio socks socksio soundfile soxr soynlp sparse sphinx spqr_quant sqlframe sqlparse stable_baselines3 starlette sudachipy swanlab
  sweeps symengine sympy tabulate tensorboard tensorboardX tensorboard_data_server tensorboard_plugin_profile tensorboard_plugin_wit
  tensorflow tensorflow_io theano threadpoolctl tiktoken timm tokenizers toml tomli tomlkit torch torch_fidelity torch_linear_assignment
  torch_mlu torch_musa torch_neuronx torch_npu torch_sdaa torch_tensorrt torch_tpu torch_xla torchao torcharrow torchaudio torchcodec
  torchcomms torchdata torchdistx torchgen torchmetrics torchrec torchvision tornado tqdm trackio transformer_engine transformers trio
  triton trove_classifiers truststore tvm typer typing_extensions typing_inspection uarray ujson ultralytics unidic unidic_lite urllib3
  uroman uvicorn uvloop visdom viztracer vmaf_torch vptq wandb wandb_workspaces watchdog weave werkzeug wheel win32api win32com winloop
  xgboost xielu xlstm xxhash yaml yarl yt_dlp z3 zstandard
`;

export const foreignModules: ReadonlySet<string> = new Set(names.split(/\s+/).filter((name) => name !== ''));
