"""Scenes whose expectations are answers of AWS itself, recorded in public repositories: localstack/localstack, tests/aws/services/*/*.snapshot.json
(Apache 2.0), and cdk-real-drift, tests/corpus. Each scene names the recording and its date. The facts are restated here; no file of theirs is."""
import json
import traceback

SCENES = []


def recorded(test, date):
    """A scene for the recording of this test, made on this day."""
    def add(scene):
        SCENES.append((f"{test} ({date})", scene))
        return scene
    return add


def run():
    """Runs all scenes; its last line says how many. Ends with 1, and with what differs, if one fails."""
    failed = []
    for name, scene in SCENES:
        try:
            scene()
        except Exception:
            failed.append(f"{name}\n{traceback.format_exc()}")
    assert not failed, "\n".join(failed)
    print(json.dumps({"scenes": len(SCENES)}))


def equal(found, expected):
    assert found == expected, f"AWS: {expected!r}\nlab: {found!r}"
