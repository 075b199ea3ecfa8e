#!/usr/bin/env python3
"""deploy/kubernetes and deploy/container, as far as can be checked without a cluster.

    kubernetes_test.py BINARY TOOLS

kubectl puts the manifests together, with keys that the binary makes; they are held
to the schemas of Kubernetes 1.27, the oldest that knows all of it, and 1.37
(kubernetes-validate in the folder TOOLS); what one manifest says of another holds;
the settings are those of the binary; hadolint reads the Containerfile. Exit code 77
without kubectl.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
MANIFESTS = ROOT / "deploy/kubernetes"
CONTAINERFILE = ROOT / "deploy/container/Containerfile"
VERSIONS = ("1.27", "1.37")


def run(*words):
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0, f"{words}: {done.stdout}"
    return done.stdout


def build(binary, folder):
    """The manifests as `kubectl apply -k` would send them."""
    shutil.copytree(MANIFESTS, folder, dirs_exist_ok=True)
    run(binary, "access", "add", folder / "keys.textproto", "--tenant", "hunan", "--expires", "2099-12-31")
    text = subprocess.run(["kubectl", "kustomize", folder], check=True, capture_output=True, text=True).stdout
    (folder / "all.yaml").write_text(text)
    return {one["kind"]: one for one in yaml.safe_load_all(text)}


def check_container(pod):
    (container,) = pod["containers"]
    assert re.fullmatch(r"cmmm:\d+\.\d+\.\d+", container["image"]), container["image"]
    own = container["securityContext"]
    assert own["readOnlyRootFilesystem"] and not own["allowPrivilegeEscalation"]
    assert own["capabilities"] == {"drop": ["ALL"]}
    assert pod["securityContext"]["runAsNonRoot"] and not pod["automountServiceAccountToken"]
    uid = re.search(r"^USER (\d+):\d+$", CONTAINERFILE.read_text(), re.M).group(1)
    assert pod["securityContext"]["runAsUser"] == int(uid) > 0
    assert container["resources"]["limits"]["memory"] and container["resources"]["requests"]["cpu"]
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert container[probe], probe
    # Variables CMMM_… that the cluster would make of the service are no settings.
    assert pod["enableServiceLinks"] is False
    return container


def check_settings(binary, kinds, container, folder):
    """The settings in the map, at the places that the pod has."""
    settings = kinds["ConfigMap"]["data"]["server.textproto"]
    ports = {one["name"]: one["containerPort"] for one in container["ports"]}
    for name, setting in (("grpc", "listen"), ("http", "http"), ("metrics", "metrics")):
        assert f'{setting}: "0.0.0.0:{ports[name]}"' in settings, setting
    pod = kinds["Deployment"]["spec"]["template"]["spec"]
    mounts = {one["name"]: one["mountPath"] for one in container["volumeMounts"]}
    assert {one["name"] for one in pod["volumes"]} == set(mounts)
    assert container["args"] == ["serve", "--config", mounts["settings"] + "/server.textproto"]
    names = {one["name"]: one for one in pod["volumes"]}
    assert names["settings"]["configMap"]["name"] == kinds["ConfigMap"]["metadata"]["name"]
    assert names["access"]["secret"]["secretName"] == kinds["Secret"]["metadata"]["name"]
    assert mounts["access"] + "/keys.textproto" in settings and "keys.textproto" in kinds["Secret"]["data"]
    longest = sum(int(re.search(rf"^{name}: (\d+)$", settings, re.M).group(1)) for name in ("drain_delay", "grace"))
    assert pod["terminationGracePeriodSeconds"] > longest + 10
    here = settings.replace(mounts["access"], str(folder)).replace("/usr/share/cmmm/models", str(ROOT / "models"))
    (folder / "here.textproto").write_text(here)
    said = run(binary, "serve", "--config", folder / "here.textproto", "--check-config")
    assert re.search(r"insecure_listen +true +here.textproto:\d+", said), said
    return ports


def check_references(kinds, ports):
    labels = kinds["Deployment"]["spec"]["template"]["metadata"]["labels"]
    name = kinds["Deployment"]["metadata"]["name"]
    for selector in (kinds["Deployment"]["spec"]["selector"]["matchLabels"], kinds["Service"]["spec"]["selector"],
                     kinds["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
                     kinds["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"]):
        assert selector.items() <= labels.items(), selector
    assert all(one["targetPort"] in ports for one in kinds["Service"]["spec"]["ports"])
    assert kinds["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"] == name
    assert kinds["HorizontalPodAutoscaler"]["spec"]["minReplicas"] >= 2
    allowed = {port["port"] for rule in kinds["NetworkPolicy"]["spec"]["ingress"] for port in rule["ports"]}
    assert allowed == set(ports.values()), allowed
    assert kinds["NetworkPolicy"]["spec"]["egress"] == []


def main():
    binary, tools = sys.argv[1], pathlib.Path(sys.argv[2])
    run(tools / "hadolint", CONTAINERFILE)
    if shutil.which("kubectl") is None:
        print("kubectl is not installed")
        return 77
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        kinds = build(binary, folder)
        for version in VERSIONS:
            said = run(tools / "kubernetes-validate", "-k", version, "--strict", folder / "all.yaml")
            assert said.count(" passed ") == len(kinds) == 7, said
        container = check_container(kinds["Deployment"]["spec"]["template"]["spec"])
        ports = check_settings(binary, kinds, container, folder)
        check_references(kinds, ports)
    print(f"ok: {len(kinds)} manifests against Kubernetes {', '.join(VERSIONS)}, and the Containerfile")
    return 0


if __name__ == "__main__":
    sys.exit(main())
