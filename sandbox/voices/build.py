"""Speaks every line that anybody in the sandbox's world can say, once for each voice that may say it.

Each clip is a run of whole MP3 frames that lean on no other frame (no bit reservoir, constant rate, no header frame), so that
clips and silence can be put one after the other byte by byte and the result is still a valid recording.
"""
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

RATE, KBIT, FRAME = 16000, 24, 108  # MPEG-2 layer III: 576 samples, 36 ms, always 108 bytes
VOICES = {  # flite voice, and what sox makes of it to get further people out of four
    "slt": ("slt", ["tempo", "-s", "1.07"]),
    "rms": ("rms", ["tempo", "-s", "1.1"]),
    "awb": ("awb", ["tempo", "-s", "1.06"]),
    "kal": ("kal16", ["tempo", "-s", "1.06"]),
    "sltlow": ("slt", ["pitch", "-230", "tempo", "-s", "1.04"]),
    "sltmid": ("slt", ["pitch", "120", "tempo", "-s", "1.03"]),
    "sltbright": ("slt", ["pitch", "260", "tempo", "-s", "1.1"]),
    "rmsdeep": ("rms", ["pitch", "-200", "tempo", "-s", "1.12"]),
    "awbhigh": ("awb", ["pitch", "240", "tempo", "-s", "1.09"]),
}
TRIM = ["silence", "1", "0.02", "0.4%", "reverse", "silence", "1", "0.02", "0.4%", "reverse"]


def read_people(folder):
    keys = ("key", "role", "voice", "name", "title", "company")
    with open(os.path.join(folder, "people.txt"), encoding="utf-8") as lines:
        return [dict(zip(keys, line.strip().split("|"))) for line in lines if line.strip() and not line.startswith("#")]


def read_phrases(folder):
    call_type = None
    with open(os.path.join(folder, "phrases.txt"), encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("@"):
                call_type = line[1:].split(".")[0]
            elif re.match(r"[RSMCU]: ", line):
                yield call_type, line[0], line[3:].strip()


def addressed(call_type, role, people):
    """Whose first name a speaker can mean by {you}."""
    side = {"R": "C", "S": "U" if call_type == "support" else "C", "M": "U",
            "C": "R", "U": "S" if call_type == "support" else "M"}[role]
    return [person["name"].split()[0] for person in people if person["role"] == side]


def spoken(folder):
    people = read_people(folder)
    customers = list(dict.fromkeys(person["company"] for person in people if person["role"] in "CU"))
    seen = {}
    for call_type, role, text in read_phrases(folder):
        for person in (person for person in people if person["role"] == role):
            mine = (text.replace("{me}", person["name"]).replace("{myfirst}", person["name"].split()[0])
                    .replace("{myco}", person["company"]))
            for you in addressed(call_type, role, people) if "{you}" in mine else [""]:
                for company in customers if "{co}" in mine else [""]:
                    seen[person["voice"], mine.replace("{you}", you).replace("{co}", company)] = True
    return sorted(seen)


def speak(item):
    voice, text = item
    flite, effects = VOICES[voice]
    with tempfile.TemporaryDirectory() as folder:
        raw, clean, coded = (os.path.join(folder, name) for name in ("raw.wav", "clean.wav", "coded.mp3"))
        subprocess.run(["flite", "-voice", flite, "-t", text, "-o", raw], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["sox", "-D", raw, "-b", "16", "-r", str(RATE), clean, *TRIM, *effects, "norm", "-3", "pad", "0", "0.03"],
                       check=True, stderr=subprocess.DEVNULL)
        return encode(clean, coded)[FRAME:]  # the first frame holds nothing but the encoder's delay


def encode(source, target):
    subprocess.run(["lame", "--quiet", "-m", "m", "--cbr", "-b", str(KBIT), "--resample", "16", "--nores", "-t", source, target],
                   check=True)
    with open(target, "rb") as file:
        data = file.read()
    assert len(data) % FRAME == 0, "frames of unequal length"
    for at in range(0, len(data), FRAME):
        assert data[at:at + 2] == b"\xff\xf3" and data[at + 4] == 0, "a frame that leans on another"
    return data


def silence():
    with tempfile.TemporaryDirectory() as folder:
        quiet = os.path.join(folder, "quiet.wav")
        subprocess.run(["sox", "-D", "-n", "-r", str(RATE), "-b", "16", quiet, "trim", "0", "1"], check=True)
        return encode(quiet, os.path.join(folder, "quiet.mp3"))[10 * FRAME:11 * FRAME]


def main(folder):
    lines = spoken(folder)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        clips = list(pool.map(speak, lines))
    with open(os.path.join(folder, "bank.bin"), "wb") as bank:
        bank.write(silence())
        bank.writelines(clips)
    with open(os.path.join(folder, "bank.tsv"), "w", encoding="utf-8") as index:
        for (voice, text), clip in zip(lines, clips):
            index.write(f"{voice}\t{len(clip) // FRAME}\t{text}\n")
    frames = sum(map(len, clips)) // FRAME
    print(f"{len(lines)} clips, {frames * 0.036:.0f} s, {frames * FRAME / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1])
