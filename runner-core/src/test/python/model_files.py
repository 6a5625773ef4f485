"""Writes files of models as the Python libraries write them. usage: model_files.py FOLDER

sound/ holds what must pass, unsound/ what must not.
"""

import io
import json
import os
import pickle
import sys
import zipfile

import h5py
import numpy
import safetensors.numpy


class Attack:
    def __reduce__(self):
        return os.system, ("true",)


def keras_json(layer):
    return json.dumps({"class_name": "Sequential", "config": {"layers": [{"class_name": layer}]}})


def hdf5(path, layer, **options):
    with h5py.File(path, "w", **options) as file:
        file.attrs["model_config"] = keras_json(layer)
        file.create_dataset("w", data=numpy.ones((64, 64)), compression="gzip")


def at(*parts):
    path = os.path.join(sys.argv[1], *parts)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


numbers = numpy.arange(24, dtype=numpy.float32).reshape(2, 3, 4)
objects = numpy.array([{"a": 1}, None], dtype=object)

for number, dtype in enumerate(["<f4", ">i2", "|u1", "|b1", "<U7", "|S3", "<c16", "<M8[s]", [("a", "<f4")]]):
    numpy.save(at("sound", f"array{number}.npy"), numpy.zeros((3, 5), dtype=dtype))
numpy.save(at("sound", "scalar.npy"), numpy.float64(1))
numpy.save(at("sound", "fortran.npy"), numpy.asfortranarray(numbers))
numpy.savez(at("sound", "arrays.npz"), a=numbers, b=numpy.zeros(3))
numpy.savez_compressed(at("sound", "compressed.npz"), a=numbers)
safetensors.numpy.save_file({"w": numbers, "b": numpy.zeros(3)}, at("sound", "model.safetensors"))
hdf5(at("sound", "plain.h5"), "Dense")
hdf5(at("sound", "newest.h5"), "Dense", libver="latest")

for protocol in range(6):
    with open(at("unsound", f"attack{protocol}.bin"), "wb") as file:
        pickle.dump(Attack(), file, protocol=protocol)
    with open(at("unsound", f"list{protocol}.bin"), "wb") as file:
        pickle.dump([1, {"a": Attack()}], file, protocol=protocol)
numpy.save(at("unsound", "objects.npy"), objects, allow_pickle=True)
numpy.savez(at("unsound", "objects.npz"), a=numbers, b=objects)
hdf5(at("unsound", "lambda.h5"), "Lambda")
hdf5(at("unsound", "lambda_newest.h5"), "Lambda", libver="latest")
with open(at("sound", "plain.h5"), "rb") as whole, open(at("unsound", "cut.h5"), "wb") as cut:
    cut.write(whole.read()[:-1])
with zipfile.ZipFile(at("unsound", "pytorch_model.bin"), "w") as archive:
    archive.writestr("archive/version", "3")
    archive.writestr("archive/data.pkl", pickle.dumps(Attack(), protocol=2))
with zipfile.ZipFile(at("unsound", "model.keras"), "w") as archive:
    archive.writestr("config.json", keras_json("Lambda"))
