"""What the official client does with a service: argv is base URL, member token, member id, master token."""
import csv, hashlib, io, json, os, subprocess, sys, tempfile

BASE, TOKEN, MEMBER, MASTER = sys.argv[1:]
os.environ["OHAPI_OH_BASE_URL"] = BASE
import requests
from ohapi import api

PROJECT = BASE + "api/direct-sharing/project/"
content = b"official client \xff\x00" * 1000
metadata = {"tags": ["t"], "description": "d", "md5": hashlib.md5(content).hexdigest()}


def write(folder, name, written=content):
    with open(os.path.join(folder, name), "wb") as target:
        target.write(written)
    return os.path.join(folder, name)


def command(name, *words):
    """A command as the package installs it: an entry point of its own process."""
    start = "from ohapi.command_line import {0}; {0}()".format(name)
    return subprocess.run([sys.executable, "-c", start, *words], capture_output=True, text=True)


def listed():
    return api.exchange_oauth2_member(TOKEN)["data"]


# There are files already, more than a page of them; each function follows the pages to the end.
before = listed()
page = api.get_page(PROJECT + "exchange-member/?access_token=" + TOKEN)
assert page["next"] and page["count"] == len(before) > len(page["data"]), page["count"]
members = api.get_all_results(PROJECT + "members/?limit=1&access_token=" + MASTER)
assert len(members) == 2, members

path = write(tempfile.mkdtemp(), "client.bin")
api.upload_file(path, metadata, TOKEN)
api.upload_file(path, metadata, MASTER, project_member_id=MEMBER)
api.upload_stream(io.BytesIO(content), "stream.bin", metadata, TOKEN)
files = [each for each in listed() if each["basename"].endswith(".bin")]
assert len(files) == 3, files
assert all(requests.get(each["download_url"]).content == content for each in files), files
# A file that is there in the same size is not sent again.
assert "Skipping" in api.upload_file(path, metadata, TOKEN, remote_file_info=files[0])

target = tempfile.mkdtemp()
done = command("download_cli", "-t", TOKEN, "--project-data", "-d", target)
assert done.returncode == 0, done.stderr
assert open(os.path.join(target, "stream.bin"), "rb").read() == content
assert set(os.listdir(target)) == {each["basename"] for each in listed()}

source = tempfile.mkdtemp()
write(source, "new.csv", b"a,b\n1,2\n")
sheet = os.path.join(tempfile.mkdtemp(), "metadata.csv")
with open(sheet, "w") as opened:
    csv.writer(opened).writerows([["filename", "tags", "description"], ["new.csv", "x, y", "Table"]])
done = command("upload_cli", "-t", TOKEN, "-d", source, "--metadata-csv", sheet)
# 0.2.8 calls itself with its arguments one place out, before it asks anything of a service.
broken = done.returncode != 0 and ("MissingSchema" in done.stderr or "TypeError" in done.stderr)
if not broken:
    assert done.returncode == 0, done.stderr
    new = [each for each in listed() if each["basename"] == "new.csv"]
    assert [(each["size"], each["metadata"]["tags"]) for each in new] == [(8, ["x", "y"])], new

assert api.delete_file(TOKEN, MEMBER, file_id=files[0]["id"]).json() == {"ids": [files[0]["id"]]}
api.delete_file(TOKEN, MEMBER, file_basename="client.bin")
assert "client.bin" not in [each["basename"] for each in listed()]
api.delete_files(MASTER, MEMBER, all_files=True)
assert listed() == []
try:
    api.get_page(PROJECT + "members/?access_token=none")
    raise AssertionError("an unknown token was taken")
except Exception as error:
    assert str(error) == "API response status code 401: Invalid token.", error
print(json.dumps({"files": len(before), "ohproj_upload": "broken in this version" if broken else "works"}))
