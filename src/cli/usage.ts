import { usualBudget, usualLimits } from '../app/usualLimits.ts';

export const usage = `practicum: an ML engineer on the command line; same sessions and runs as the editor

  practicum "prompt"                 work on a request in this folder; -- "prompt" if it looks like an option or a command
  practicum "prompt" --image FILE    with a picture, or several, for a model that sees: PNG, JPEG, GIF, WebP
  practicum --continue ["prompt"]    go on with the newest session here, answer what it waits for
  practicum --resume [ID] ["prompt"] go on with this session; without ID, choose from a list
  practicum --fork ID ["prompt"]     go on with a copy of this session
  practicum approve ID | reject ID   answer a pending approval and go on
  practicum approvals                what waits for an answer here
  practicum sessions list [QUERY]    sessions of this folder, those in which all words of QUERY are found
  practicum sessions show ID         what was asked in it, and how it stands
  practicum sessions export ID       all of it: --format markdown (default), json, claude-code or messages; --output FILE
  practicum sessions upload [ID…]    the newest, or these, into your own private data set of Hugging Face, after a look at them: --to OWNER/NAME, --yes
  practicum sessions rename ID TITLE
  practicum sessions delete ID | undelete ID
  practicum grant show | revoke [ID] what may happen unattended in the sessions of this folder; end it at once
  practicum spend [ID]               what the newest session here, or this one, has spent, and the caps
  practicum run SCRIPT [-- ARGS…]    train under a detached supervisor
  practicum runs list                runs of this folder
  practicum runs show RUN            status, metrics and the end of the log
  practicum runs tail RUN [-f]       the end of what it printed; -f: and what it prints, until it has ended
  practicum runs wait RUN            until it has ended: --metric 'eval_loss < 0.3', --timeout SECONDS
  practicum runs stop RUN            ask a run to end; --yes: also one that was started elsewhere
  practicum runs resume RUN [FROM]   go on from its newest checkpoint, or from this one (path or step)
  practicum runs attach              follow runs on other hosts again that nobody follows any more
  practicum runs adopt PID|FOLDER    watch what was started elsewhere; --log FILE: what the process prints to
  practicum runs mark RUN            what you write on it: --name NAME, --tag TAG, --untag TAG, --note TEXT, --archive, --unarchive;
                                     --watchdog RULE=off|notify|ask|stop|usual switches a watchdog, also while the run goes on
  practicum runs first RUN           put a run that waits before all others that wait on this machine
  practicum gpus                     the GPUs here, and whose processes compute on them
  practicum runs compare A B         what differs between two runs: arguments, settings, code, environment, numbers
  practicum runs import PATH…        make runs of other tools' logs: TensorBoard, CSV, JSON lines, trainer states, W&B, trackio, MLflow
  practicum runs export RUN          its numbers: --format csv (default), csv-long, jsonl or json; -o FILE
  practicum metrics parse FILE…      the points in console logs (-: standard input), event files, tables, JSON lines,
                                     trainer states, runs of W&B and trackio, or a folder of them
  practicum hub dataset audit ID|FILE…  what is in a data set, and what it is fit for (--config, --split, --revision, --rows N)
  practicum hub evaluate MODEL|RUN BENCHMARK  measure a model with lm-eval, or with --script FILE, as a run: --baseline MODEL beside it, --limit N,
                                     --wait; on a host with --on, as a paid job with --flavor and --timeout; [-- ARGS] for lm-eval or the script
  practicum hub jobs                 jobs of Hugging Face: list, hardware (with prices), logs, cancel and follow ID (as a run here)
  practicum hub jobs run SCRIPT      run it there: --flavor FLAVOR --timeout 90m [--image IMAGE] [--with PACKAGE]… [--wait] [-- ARGS];
                                     what it may cost is shown and asked about, or --yes
  practicum hub jobs resume RUN [CHECKPOINT]  another job goes on from what that one left (--flavor, --timeout as before unless said, --yes)
  practicum hub jobs schedule …      list; add @daily SCRIPT --starts N --flavor FLAVOR --timeout TIME; suspend, resume, run, delete ID;
                                     what all N starts, or one more, may cost is shown, asked about (or --yes) and promised; later ones do nothing
  practicum hub spaces               Spaces that runs execute in: list, hardware (with prices), pause and delete ID
  practicum hub spaces run SCRIPT    the same as hub jobs run, in a private Space, which needs a paid plan
  practicum hub login                sign in to Hugging Face: paste a token (or pipe it in), --device for a code in the browser,
                                     --token-file to use the one that hf keeps
  practicum hub logout               forget that token, and the consent to use hf's
  practicum hub payer [NAME]         who pays there: you, or an organisation of yours
  practicum hub publish RUN|FOLDER REPO  upload it with a card of what is known, after showing what would change (--public, --type dataset|space,
                                     --license, --paper ADDRESS, --evaluation FILE, --baseline FILE, --name, --tag, --keep-card, --yes;
                                     --mark: the tag practicum; --collection: one of yours, by owner/title-id or by title)
  practicum hub sandbox              machines to try things on: list; start --flavor FLAVOR --timeout 30m [--image IMAGE]; run ID -- COMMAND; end ID
  practicum hub smoke SCRIPT         try it for a few steps on --flavor FLAVOR, or --on ID of a sandbox: errors and peak memory (--timeout, --with, -- ARGS)
  practicum hub search WHAT [WORDS]  models, datasets, spaces, collections, papers or docs at Hugging Face
  practicum hub whoami               who is signed in to Hugging Face, with which rights, and who pays
  practicum paper PAPER              read a paper (arXiv id, DOI, link of arXiv, OpenReview, ACL or Hugging Face, PDF, HTML, .tex or .md): --markdown
                                     (default) or --json; --section ADDRESS: only that part; --fresh: ask again, whatever is kept
  practicum paper contract PAPER     which equations code can be held against, and how that stands: --section or --equation ADDRESS,
                                     --numpy: as numpy, --symbols FILE: declared in JSON, --json; --check: execute what is mapped again, 1 on a mismatch
  practicum paper diff OLD NEW       what changed between two versions, and which linked code that touches: --json
  practicum paper review PAPER [FILES]  what in code and configurations is not as the paper says: --json; 1 where that is certain
  practicum paper search WORDS       papers: --at arxiv (default), hub or scholar
  practicum reproduce PAPER          what a reproduction needs, what the paper leaves open, where it stands: --section ADDRESS[,ADDRESS], --json;
                                     --accept ROW or --set ROW=VALUE of the register; --triage: whether it is worth it; --report
  practicum mcp                      serve runs, metrics, papers, data sets and jobs of this folder to another agent over standard input and output
                                     (MCP): --mode MODE, --grant FILE, --read-only; --timeout SECONDS: how long a call waits for a
                                     person’s answer (50) before it says that it waits
  practicum mcp list                 servers of others that the agent may use, from $PRACTICUM_HOME/mcp.json, .vscode/mcp.json and .mcp.json; --json
  practicum mcp add NAME -- COMMAND  or add NAME URL: --env NAME=VALUE, --header "NAME: VALUE"; remove NAME
  practicum mcp consent NAME         let it be started or reached, or used as it is now, after a look (--yes: unasked); forget NAME takes it back
  practicum mcp test NAME            start it and say what it offers; sign-in NAME and sign-out NAME by OAuth in the browser
  practicum models                   what is chosen for which role, and what can be chosen: context, price, abilities, and who says so (--local: and servers
                                     of this machine); models local: only those; models check MODEL: what it can do, by its endpoint and a few small requests
                                     to it, whose cost is promised first (--yes where no price is known); --json
  practicum doctor                   what works here, and what protection is really in force
  practicum rules list               what the agent may always, must ask about or never do here
  practicum rules remove RULE        take one away
  practicum policy check             what the agent would be told, starting nothing: --shell COMMAND, or
                                     --path PATH --access read|write|create|delete, or --batch: JSON lines

  -C, --cwd DIR        folder to work in (default: here)
  --model NAME         anthropic/MODEL, openai/MODEL[@URL] (openai+responses/ or openai+chat/ to say which protocol), huggingface/ORG/MODEL[:cheapest],
                       gemini/MODEL, ollama/, vllm/, lmstudio/ or llamacpp/MODEL (or $PRACTICUM_MODEL)
  --research-model NAME, --analysis-model, --compaction-model, --titles-model  for these roles (or $PRACTICUM_MODEL_RESEARCH, _ANALYSIS, _COMPACTION,
                       _TITLES); else the model does them too, titles the small one of Anthropic or OpenAI
                       where the model is theirs (none: the first line)
  --fallback-model NAME  asked about, once a session, when the model's service is down (or $PRACTICUM_MODEL_FALLBACK)
  --effort LEVEL       how much it may reason: none, minimal, low, medium, high, xhigh or max, as far as it takes it (or $PRACTICUM_EFFORT)
  --base-url URL       endpoint of that model (or $PRACTICUM_BASE_URL)
  --mode MODE          plan, ask (default) or auto; the session keeps it
  --max-responses N    model responses for one request (default ${usualLimits.maxResponses})
  --max-attempts N     failed runs for one request (default ${usualLimits.maxAttempts})
  --grant FILE         with a prompt: work unattended within what this JSON file grants
  --budget USD         what the session may spend (default ${usualBudget.sessionUsd}; 0: no cap); with spend: from now on
  --day-budget USD     what all sessions may spend today (default ${usualBudget.dayUsd}; 0: no cap)
  --feedback TEXT      with reject: what the agent should hear
  --pattern REGEX      with metrics parse: what your script prints, with the groups step and metric names: step (?<step>\\d+) (?<loss>\\S+)
  --wait               with run: follow it to its end
  --gpu WHICH          with run: auto, all, none, or numbers such as 0,2 (or $PRACTICUM_GPU)
  --when-free          with run: wait until nobody else computes on its GPUs
  --no-hook            with run: let no hook tell what its frameworks log; metrics come from the console and from files
  --on HOST            with run: on a host that ssh reaches; its files go there, and what it makes comes back
  --priority N         with run: of those that wait, the larger goes first (usually 0)
  --json               one JSON event or record a line
  -h, --help  -v, --version

Keys: $ANTHROPIC_API_KEY, $OPENAI_API_KEY, $HF_TOKEN, $GEMINI_API_KEY, or keys.json (mode 600) in the Practicum home, where {"openai@HOST": "…"} is
for one host; each goes to its own service, and the provider's also to where --base-url or --model sends the main model. Ids may be shortened.
Runs: kept where $PRACTICUM_RUNS_FOLDER says, else in this folder; $PRACTICUM_TERMINAL: auto, always or never.
Exit: 0 done, 1 failed, 2 wrong usage, 3 needs an approval, 4 stopped at a limit or going round in circles, 130 interrupted.
`;
