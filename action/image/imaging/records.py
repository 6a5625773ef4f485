"""What is said about the image beside it: a bill of materials for each architecture, and how all was built."""

import json

from .debian import SUITE


def bill(maven, packages, java, version, arch, digest, created):
    """CycloneDX 1.6: the libraries in the jar as Maven resolved them, Debian's packages and the Java runtime."""
    libraries = json.loads(maven)
    # Its own name is listed too: the jar that is in the image.
    program = libraries["metadata"]["component"]
    image = {
        "type": "container",
        "bom-ref": "image",
        "name": "kitrail",
        "version": version,
        "purl": f"pkg:oci/kitrail@{digest.replace(':', '%3A')}?arch={arch}",
        "hashes": [{"alg": "SHA-256", "content": digest.split(":")[1]}],
    }
    debs = [{
        "type": "library",
        "bom-ref": f"pkg:deb/debian/{name}@{quoted(number)}",
        "name": name,
        "version": number,
        "purl": f"pkg:deb/debian/{quoted(name)}@{quoted(number)}?arch={of}&distro={SUITE}",
        # Of the package, not of its files.
        "properties": [{"name": "kitrail:deb:sha256", "value": sha}],
    } for name, number, of, sha in packages]
    runtime = {
        "type": "platform",
        "bom-ref": "java-runtime",
        "name": java.get("IMPLEMENTOR", "OpenJDK") + " Java runtime",
        "version": java.get("JAVA_RUNTIME_VERSION", java["JAVA_VERSION"]),
        "description": "modules: " + java.get("MODULES", ""),
    }
    parts = [program, runtime, *debs]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"timestamp": created, "lifecycles": [{"phase": "build"}], "component": image},
        "components": [*parts, *libraries["components"]],
        "dependencies": [{"ref": "image", "dependsOn": [part["bom-ref"] for part in parts]},
                         *({"ref": part["bom-ref"]} for part in parts[1:]), *libraries["dependencies"]],
    }


def quoted(text):
    return text.replace("%", "%25").replace("+", "%2B").replace(":", "%3A")


def provenance(images, source, parameters, materials, builder):
    """An in-toto statement with SLSA's provenance, for index and manifests. As good as the signature that it gets."""
    revision, repository, dirty = source
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": name, "digest": {"sha256": digest.split(":")[1]}} for name, digest in images],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": "https://kitrail.github.io/buildtypes/image/v1",
                "externalParameters": parameters,
                "internalParameters": {"uncommittedChanges": dirty},
                "resolvedDependencies": [
                    {"uri": f"git+{repository}", "digest": {"gitCommit": revision}},
                    *materials,
                ],
            },
            "runDetails": {"builder": {"id": builder}},
        },
    }
