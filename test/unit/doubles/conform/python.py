"""What the official Python client does with a Hub, call by call. Each line that is printed is one call: its name, and why it failed."""


import json
import os
import sys
import tempfile
import time
import traceback
from array import array
from pathlib import Path

from huggingface_hub import HfApi, Sandbox, Volume
from huggingface_hub.errors import HfHubHTTPError

api = HfApi()
work = Path(tempfile.mkdtemp())
# What compresses well, what looks like weights, and what does not compress: Xet has a way for each.
weights = array("f", (index / 1000 for index in range(500_000))).tobytes()
large = bytes(range(256)) * (40 * 1024) + weights + os.urandom(6 * 1024 * 1024)
name = "conform-" + ("xet" if os.environ.get("HF_HUB_DISABLE_XET") != "1" else "lfs")
repo = f"ada/{name}"
kept = {}


class LeftOut(Exception):
    """Why a call is not made."""


def call(title):
    def run(check):
        try:
            check()
            print(json.dumps({"call": title}), flush=True)
        except LeftOut as reason:
            print(json.dumps({"call": title, "leftOut": str(reason)}), flush=True)
        except Exception as error:
            where = traceback.format_exc().strip().splitlines()[-3:]
            print(json.dumps({"call": title, "failed": f"{type(error).__name__}: {error} | {' '.join(where)}"[:1500]}), flush=True)

    return run


@call("whoami")
def _():
    who = api.whoami()
    assert who["name"] == "ada" and who["orgs"][0]["name"] == "analytical", who
    assert who["auth"]["accessToken"]["role"] == "write"


@call("a wrong token is refused")
def _():
    try:
        HfApi(token="hf_wrong").whoami()
    except HfHubHTTPError as error:
        assert error.response.status_code == 401
    else:
        raise AssertionError("it was let in")


@call("create a repository")
def _():
    url = api.create_repo(repo, private=True)
    assert url.repo_id == repo, url
    assert api.create_repo(repo, private=True, exist_ok=True).repo_id == repo


@call("a private repository is hidden")
def _():
    try:
        HfApi(token=False).model_info(repo)
    except HfHubHTTPError as error:
        # Over https the client makes RepositoryNotFoundError of a 401; over http it leaves it.
        assert error.response.status_code == 401
        return
    raise AssertionError("it was shown")


@call("upload a small file")
def _():
    info = api.upload_file(path_or_fileobj=b"hello\n", path_in_repo="notes/a b.txt", repo_id=repo, commit_message="notes")
    kept["first"] = info.oid


@call("upload a large file")
def _():
    (work / "model.safetensors").write_bytes(large)
    api.upload_file(path_or_fileobj=work / "model.safetensors", path_in_repo="model.safetensors", repo_id=repo)


@call("upload a folder")
def _():
    folder = work / "folder"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep/x.json").write_text("{}")
    (folder / "README.md").write_text("---\nlicense: mit\nlibrary_name: transformers\npipeline_tag: text-generation\ntags:\n- conform\n---\n# Tiny\n")
    api.upload_folder(folder_path=folder, repo_id=repo)


@call("metadata that is wrong is refused")
def _():
    try:
        api.upload_file(path_or_fileobj=b"---\nlicense mit\n---\n", path_in_repo="README.md", repo_id=repo)
    except ValueError:
        return
    raise AssertionError("it was taken")


@call("list the files")
def _():
    files = sorted(api.list_repo_files(repo))
    assert files == [".gitattributes", "README.md", "deep/x.json", "model.safetensors", "notes/a b.txt"], files
    tree = list(api.list_repo_tree(repo, recursive=True, expand=True))
    assert any(entry.path == "model.safetensors" and entry.lfs.size == len(large) for entry in tree)


@call("information of a repository")
def _():
    info = api.model_info(repo, files_metadata=True)
    assert info.private and "conform" in info.tags and info.pipeline_tag == "text-generation", info
    assert info.card_data.license == "mit"
    assert api.model_info(repo, expand=["downloads"]).downloads is not None


@call("information of paths")
def _():
    infos = api.get_paths_info(repo, ["notes/a b.txt", "missing", "deep"])
    assert sorted(each.path for each in infos) == ["deep", "notes/a b.txt"], infos


@call("download and compare")
def _():
    path = api.hf_hub_download(repo, "model.safetensors", cache_dir=work / "cache")
    assert Path(path).read_bytes() == large
    folder = api.snapshot_download(repo, cache_dir=work / "cache")
    assert Path(folder, "notes/a b.txt").read_bytes() == b"hello\n"
    assert not api.file_exists(repo, "missing")


@call("commits")
def _():
    commits = api.list_repo_commits(repo)
    assert commits[-1].title == "initial commit" and kept["first"] in [each.commit_id for each in commits]


@call("branch and tag")
def _():
    api.create_branch(repo, branch="dev/one")
    api.create_tag(repo, tag="v1", revision=kept["first"])
    refs = api.list_repo_refs(repo)
    assert [each.name for each in refs.branches] == ["main", "dev/one"] and refs.tags[0].target_commit == kept["first"]
    assert "model.safetensors" not in api.list_repo_files(repo, revision="v1")
    api.upload_file(path_or_fileobj=b"1", path_in_repo="one", repo_id=repo, revision="dev/one")
    assert api.file_exists(repo, "one", revision="dev/one") and not api.file_exists(repo, "one")
    api.delete_tag(repo, tag="v1")
    api.delete_branch(repo, branch="dev/one")


@call("a commit on an old parent is refused")
def _():
    try:
        api.upload_file(path_or_fileobj=b"late", path_in_repo="late", repo_id=repo, parent_commit=kept["first"])
    except HfHubHTTPError as error:
        assert error.response.status_code in (409, 412)
        return
    raise AssertionError("it was taken")


@call("delete a file and a folder")
def _():
    api.delete_file("notes/a b.txt", repo)
    api.delete_folder("deep", repo)
    assert sorted(api.list_repo_files(repo)) == [".gitattributes", "README.md", "model.safetensors"]


@call("discussion")
def _():
    opened = api.create_discussion(repo, title="A question", description="why?")
    api.comment_discussion(repo, opened.num, comment="because")
    api.rename_discussion(repo, opened.num, new_title="An answer")
    api.change_discussion_status(repo, opened.num, new_status="closed", comment="done")
    details = api.get_discussion_details(repo, opened.num)
    assert details.status == "closed" and details.title == "An answer"
    assert [each.type for each in details.events] == ["comment", "comment", "title-change", "comment", "status-change"]
    assert [each.title for each in api.get_repo_discussions(repo)] == ["An answer"]


@call("pull request and merge")
def _():
    info = api.upload_file(path_or_fileobj=b"proposed", path_in_repo="proposed.txt", repo_id=repo, create_pr=True)
    assert info.pr_revision == "refs/pr/2", info
    assert api.file_exists(repo, "proposed.txt", revision="refs/pr/2")
    assert not api.file_exists(repo, "proposed.txt")
    details = api.get_discussion_details(repo, 2)
    assert details.is_pull_request and "+proposed" in details.diff, details
    api.merge_pull_request(repo, 2)
    assert api.get_discussion_details(repo, 2).status == "merged"
    assert api.file_exists(repo, "proposed.txt")


@call("settings, move and duplicate")
def _():
    api.update_repo_settings(repo, private=False)
    assert HfApi(token=False).model_info(repo).id == repo
    api.move_repo(repo, f"{repo}-moved")
    assert api.model_info(repo).id == f"{repo}-moved"
    api.move_repo(f"{repo}-moved", repo)
    api.update_repo_settings(repo, gated="auto")
    assert api.model_info(repo).gated == "auto"
    api.update_repo_settings(repo, gated=False)
    api.duplicate_repo(repo, f"{repo}-twin", private=True)
    assert "model.safetensors" in api.list_repo_files(f"{repo}-twin")
    api.delete_repo(f"{repo}-twin")


@call("access of a token")
def _():
    api.auth_check(repo)
    api.auth_check(repo, write=True)


@call("search models, data sets, Spaces")
def _():
    assert [each.id for each in api.list_models(author="ada", filter="conform", search=name)] == [repo]
    assert [each.id for each in api.list_models(search=name, sort="downloads", limit=1, full=True)] == [repo]
    assert list(api.list_datasets(search="nothing-of-the-kind")) == []
    assert list(api.list_spaces(author="nobody")) == []
    assert len(list(api.list_models(search="seeded", limit=None))) == 5


@call("tags by type")
def _():
    assert "license" in api.get_model_tags() and isinstance(api.get_dataset_tags(), dict)


@call("data set")
def _():
    api.create_repo(f"{repo}-rows", repo_type="dataset")
    api.upload_file(path_or_fileobj=b"a,b\n1,x\n2,y\n", path_in_repo="train.csv", repo_id=f"{repo}-rows", repo_type="dataset")
    assert api.dataset_info(f"{repo}-rows").id == f"{repo}-rows"
    assert [each.id for each in api.list_datasets(author="ada", search=name)] == [f"{repo}-rows"]


@call("collection")
def _():
    made = api.create_collection(title=f"Kept {name}", description="d", private=True)
    api.add_collection_item(made.slug, repo, "model", note="n")
    there = api.get_collection(made.slug)
    assert there.items[0].item_id == repo and there.items[0].note == "n", there
    api.update_collection_item(made.slug, there.items[0].item_object_id, note="m")
    api.update_collection_metadata(made.slug, title=f"Renamed {name}")
    assert any(each.slug == made.slug for each in api.list_collections(owner="ada"))
    api.delete_collection_item(made.slug, there.items[0].item_object_id)
    api.delete_collection(made.slug)


@call("papers")
def _():
    assert [each.id for each in api.list_papers(query="LoRA adapters")] == ["2106.09685"]
    assert api.paper_info("2106.09685").title.startswith("LoRA")
    assert [each.id for each in api.list_daily_papers(limit=1)] == ["2106.09685"]
    assert api.read_paper("2106.09685").startswith("# LoRA")


def ended(job):
    while True:
        state = api.inspect_job(job_id=job.id)
        if state.status.stage not in ("SCHEDULING", "RUNNING"):
            return state
        time.sleep(0.05)


@call("run a job, its logs and its end")
def _():
    job = api.run_job(
        image="python:3.12",
        command=["python", "-c", "import os; print('hello', os.environ['A'], len(os.environ['B']), os.environ['JOB_ID'])"],
        env={"A": "1"},
        secrets={"B": "two"},
        flavor="cpu-basic",
        timeout="5m",
        labels={"kind": "conform"},
    )
    lines = list(api.fetch_job_logs(job_id=job.id, follow=True))
    assert lines == [f"hello 1 3 {job.id}"], lines
    state = ended(job)
    assert state.status.stage == "COMPLETED", state
    assert job.id in [each.id for each in api.list_jobs(labels={"kind": "conform"})]


@call("a job that fails says so")
def _():
    state = ended(api.run_job(image="python:3.12", command=["python", "-c", "raise SystemExit(7)"]))
    assert state.status.stage == "ERROR" and "7" in state.status.message, state


@call("cancel a job")
def _():
    job = api.run_job(image="python:3.12", command=["sleep", "600"])
    while api.inspect_job(job_id=job.id).status.stage != "RUNNING":
        time.sleep(0.05)
    api.cancel_job(job_id=job.id)
    assert ended(job).status.stage == "CANCELED"


@call("labels, metrics and hardware of jobs")
def _():
    assert any(each.name == "a10g-small" for each in api.list_jobs_hardware())
    job = api.run_job(image="python:3.12", command=["sleep", "600"])
    while api.inspect_job(job_id=job.id).status.stage != "RUNNING":
        time.sleep(0.05)
    api.update_job_labels(job_id=job.id, labels={"renamed": "yes"})
    assert api.inspect_job(job_id=job.id).labels == {"renamed": "yes"}
    metric = next(iter(api.fetch_job_metrics(job_id=job.id)))
    assert metric["memory_total_bytes"] > 0, metric
    api.cancel_job(job_id=job.id)


@call("a job with a data set mounted")
def _():
    job = api.run_job(
        image="python:3.12",
        command=["cat", "/data/train.csv"],
        volumes=[Volume(type="dataset", source=f"{repo}-rows", mount_path="/data")],
    )
    assert list(api.fetch_job_logs(job_id=job.id, follow=True))[0] == "a,b"
    assert ended(job).status.stage == "COMPLETED"


@call("a job reaches the Hub with its secret")
def _():
    job = api.run_job(
        image="python:3.12",
        command=[sys.executable, "-c", "from huggingface_hub import HfApi; print(HfApi().whoami()['name'])"],
        secrets={"HF_TOKEN": api.token or os.environ["HF_TOKEN"]},
    )
    assert list(api.fetch_job_logs(job_id=job.id, follow=True)) == ["ada"]


@call("uv job with a local script")
def _():
    if os.environ.get("HF_HUB_DISABLE_XET") == "1":
        raise LeftOut("the client uploads scripts by Xet only")
    (work / "job.py").write_text("import sys\nprint('script', sys.argv[1:])\n")
    job = api.run_uv_job(str(work / "job.py"), script_args=["--x", "1"], dependencies=["numpy"])
    lines = list(api.fetch_job_logs(job_id=job.id, follow=True))
    assert "script ['--x', '1']" in lines, lines


@call("scheduled job")
def _():
    made = api.create_scheduled_job(image="python:3.12", command=["true"], schedule="@hourly", labels={"a": "b"})
    assert made.status.next_job_run_at is not None
    api.suspend_scheduled_job(scheduled_job_id=made.id)
    assert api.inspect_scheduled_job(scheduled_job_id=made.id).suspend
    api.resume_scheduled_job(scheduled_job_id=made.id)
    assert made.id in [each.id for each in api.list_scheduled_jobs()]
    assert ended(api.trigger_scheduled_job(scheduled_job_id=made.id)).status.stage == "COMPLETED"
    api.delete_scheduled_job(scheduled_job_id=made.id)


server = """
import http.server, os, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        text = (os.environ["SECRET"] + os.environ["VARIABLE"]).encode()
        self.send_response(200); self.send_header("content-length", str(len(text))); self.end_headers(); self.wfile.write(text)
print("serving", flush=True)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
"""


def until(space, *stages):
    while True:
        runtime = api.get_space_runtime(space)
        if runtime.stage in stages:
            return runtime
        time.sleep(0.05)


@call("Space with a secret, its runtime and its logs")
def _():
    space = f"{repo}-space"
    api.create_repo(space, repo_type="space", space_sdk="docker", private=True, space_secrets=[{"key": "SECRET", "value": "s"}])
    api.add_space_variable(space, "VARIABLE", "v")
    assert api.get_space_variables(space)["VARIABLE"].value == "v"
    assert list(api.get_space_secrets(space)) == ["SECRET"]
    folder = work / "space"
    folder.mkdir()
    (folder / "Dockerfile").write_text("FROM python:3.12\nCOPY . .\nCMD python server.py 7860\n")
    (folder / "server.py").write_text(server)
    (folder / "README.md").write_text("---\ntitle: T\nsdk: docker\n---\n")
    api.upload_folder(folder_path=folder, repo_id=space, repo_type="space")
    assert until(space, "RUNNING", "RUNTIME_ERROR", "BUILD_ERROR").stage == "RUNNING"
    lines = list(api.fetch_space_logs(space, follow=False))
    assert any("serving" in line for line in lines), lines
    from huggingface_hub import get_session

    url = f"{os.environ['HF_ENDPOINT']}/spaces-apps/{space.replace('/', '-')}/"
    assert get_session().get(url).status_code in (401, 404)
    assert get_session().get(url, headers={"authorization": f"Bearer {os.environ['HF_TOKEN']}"}).text == "sv"
    api.request_space_hardware(space, "t4-small")
    api.set_space_sleep_time(space, 3600)
    until(space, "RUNNING")
    api.pause_space(space)
    assert api.get_space_runtime(space).stage == "PAUSED"
    api.restart_space(space)
    until(space, "RUNNING")
    api.delete_space_secret(space, "SECRET")
    api.delete_repo(space, repo_type="space")


@call("sandbox: commands and files")
def _():
    with Sandbox.create(flavor="cpu-basic") as sandbox:
        result = sandbox.run(["sh", "-c", "cat; echo no >&2; exit 3"], stdin="in", check=False)
        assert (result.exit_code, result.stdout, result.stderr) == (3, "in", "no\n"), result
        sandbox.files.write("/work/deep/x.bin", large)
        assert sandbox.files.read("/work/deep/x.bin") == large
        assert [entry.name for entry in sandbox.files.list("/work/deep")] == ["x.bin"]
        sandbox.files.delete("/work/deep", recursive=True)
        assert not sandbox.files.exists("/work/deep")


@call("sandbox: processes in the background")
def _():
    with Sandbox.create(flavor="cpu-basic") as sandbox:
        process = sandbox.run("sleep 600", background=True)
        assert [one.running for one in sandbox.processes()] == [True]
        assert process.kill()


@call("sandbox: found again by its id, and ended")
def _():
    made = Sandbox.create(flavor="cpu-basic")
    made.files.write("/work/kept.txt", "kept")
    again = Sandbox.connect(made.id)
    assert again.files.read_text("/work/kept.txt") == "kept"
    again.kill()
    assert api.inspect_job(job_id=made.id).status.stage == "CANCELED"


@call("bucket")
def _():
    if os.environ.get("HF_HUB_DISABLE_XET") == "1":
        raise LeftOut("buckets are written by Xet only")
    bucket = f"{repo}-bucket"
    api.create_bucket(bucket, private=True)
    api.batch_bucket_files(bucket, add=[(b"in a bucket", "x/y.txt"), (work / "model.safetensors", "m.safetensors")])
    files = [each.path for each in api.list_bucket_tree(bucket, recursive=True) if each.type == "file"]
    assert sorted(files) == ["m.safetensors", "x/y.txt"], files
    assert api.bucket_info(bucket).total_files == 2
    api.download_bucket_files(bucket, [("x/y.txt", work / "y.txt"), ("m.safetensors", work / "back")])
    assert (work / "y.txt").read_bytes() == b"in a bucket" and (work / "back").read_bytes() == large
    job = api.run_job(
        image="python:3.12",
        command=["/bin/sh", "-c", "cat /data/x/y.txt > /data/copy.txt"],
        volumes=[Volume(type="bucket", source=bucket, mount_path="/data")],
    )
    assert ended(job).status.stage == "COMPLETED"
    assert "copy.txt" in [each.path for each in api.list_bucket_tree(bucket, recursive=True)]
    api.delete_bucket(bucket)


@call("delete a repository")
def _():
    api.delete_repo(repo)
    api.delete_repo(f"{repo}-rows", repo_type="dataset")
    assert not api.repo_exists(repo)
