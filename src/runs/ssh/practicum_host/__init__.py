"""What runs on a host that is reached by ssh: keeps one run, and tells of it. Standard library only, Python 3.6 or newer.

The texts of these files come over standard input, then one line of JSON that says what is wanted, then what that needs. It answers on standard
output with lines of JSON; a line with "bytes" is followed by so many bytes. A run is a folder:

    work/     the files that were sent, where the script runs
    python/   the hook's Python            hook/   what the hook tells
    keep/     console.log, system.jsonl, keeper.json, queued.json, started.json, exit.json; before.json: what lay in work/ before it
              began; sent.json: what was sent, to know what is the run's own

When it goes on from a checkpoint, that is a part of its own with keep-2/ and hook-2/, in the same work/.
"""
