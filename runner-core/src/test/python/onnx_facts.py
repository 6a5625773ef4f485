"""Says what the onnx package finds in ONNX files: a line of JSON for each, for a test to compare.

usage: onnx_facts.py FOLDER    the models of the package's own tests, and others that are made in FOLDER
"""

import glob
import json
import os
import sys

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper


def messages(message):
    """All messages in one, itself included."""
    yield message
    for field, value in message.ListFields():
        if field.message_type is not None:
            for inner in value if field.is_repeated else [value]:
                yield from messages(inner)


def facts(path):
    model = onnx.load(path, load_external_data=False)
    found = list(messages(model))
    tensors = [it for it in found if isinstance(it, onnx.TensorProto)]
    return {
        "path": path,
        "ir": model.ir_version,
        "opsets": {it.domain or "ai.onnx": it.version for it in model.opset_import},
        "nodes": sum(isinstance(it, onnx.NodeProto) for it in found),
        "tensors": len(tensors),
        "parameters": sum(int(numpy.prod(it.dims)) for it in tensors),
        "external": sum(it.data_location == TensorProto.EXTERNAL for it in tensors),
    }


def make(folder):
    """A model of every type that a tensor can have, and one with its numbers in another file."""
    tensors = []
    for type_name, number in TensorProto.DataType.items():
        if type_name in ("UNDEFINED", "STRING"):
            continue
        dtype = helper.tensor_dtype_to_np_dtype(number)
        array = numpy.zeros((3, 5), dtype=dtype)
        tensors.append(numpy_helper.from_array(array, "raw_" + type_name))
        values = [0] * 15
        tensors.append(helper.make_tensor("listed_" + type_name, number, (3, 5), values))
    tensors.append(helper.make_tensor("texts", TensorProto.STRING, (2,), [b"a", b"b"]))
    weights = numpy_helper.from_array(numpy.ones((64, 64), dtype=numpy.float32), "w")
    for name, initializers in (("types", tensors + [weights]), ("outside", [weights])):
        node = helper.make_node("MatMul", ["x", "w"], ["y"])
        given = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 64])
        made = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 64])
        graph = helper.make_graph([node], name, [given], [made], initializers)
        model = helper.make_model(graph, producer_name="kitrail")
        onnx.save(
            model,
            os.path.join(folder, name + ".onnx"),
            save_as_external_data=name == "outside",
            location=name + ".onnx.data",
            size_threshold=0,
        )


folder = sys.argv[1]
make(folder)
package = os.path.dirname(onnx.__file__)
for path in sorted(glob.glob(os.path.join(package, "**", "*.onnx"), recursive=True)) + sorted(
    glob.glob(os.path.join(folder, "*.onnx"))
):
    print(json.dumps(facts(path)))
