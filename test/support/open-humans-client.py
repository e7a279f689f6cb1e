"""What the official client does with a service: argv is base URL, member token, member id, master token."""
import hashlib, io, json, os, sys, tempfile

BASE, TOKEN, MEMBER, MASTER = sys.argv[1:]
os.environ["OHAPI_OH_BASE_URL"] = BASE
import requests
from ohapi import api

content = b"official client \xff\x00" * 1000
metadata = {"tags": ["t"], "description": "d", "md5": hashlib.md5(content).hexdigest()}
path = os.path.join(tempfile.mkdtemp(), "client.bin")
with open(path, "wb") as target:
    target.write(content)
api.upload_file(path, metadata, TOKEN)
api.upload_file(path, metadata, MASTER, project_member_id=MEMBER)
if hasattr(api, "upload_stream"):
    api.upload_stream(io.BytesIO(content), "stream.bin", metadata, TOKEN)
files = api.exchange_oauth2_member(TOKEN)["data"]
assert all(requests.get(each["download_url"]).content == content for each in files), files
assert len(api.get_all_results(BASE + "api/direct-sharing/project/members/?limit=1&access_token=" + MASTER)) == 2
assert api.delete_file(TOKEN, MEMBER, file_id=files[0]["id"]).json() == {"ids": [files[0]["id"]]}
api.delete_file(TOKEN, MEMBER, file_basename="client.bin")
api.delete_file(TOKEN, MEMBER, all_files=True)
assert api.exchange_oauth2_member(TOKEN)["data"] == []
print(json.dumps({"files": len(files)}))
