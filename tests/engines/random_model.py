#!/usr/bin/env python3
"""Writes a language model of random weights as GGUF: random_model.py FILE.

One layer, a vocabulary of the 256 bytes, less than 200 KB: enough for llama-server to read any text, to obey a grammar and
to count tokens. It says nothing of quality. What it writes is noise, but noise that comes to an end: one dimension of
every embedding is the same, and through it the marks of JSON and the beginnings of Hangul are likelier than other bytes.
"""
import random
import struct
import sys

EMBEDDING, HEADS, FEED_FORWARD, CONTEXT = 32, 2, 64, 32768
ALIGNMENT = 32
UINT32, FLOAT32, BOOL, STRING, ARRAY, INT32 = 4, 6, 7, 8, 9, 5
TOKEN_NORMAL, TOKEN_UNKNOWN, TOKEN_CONTROL, TOKEN_BYTE = 1, 2, 3, 6

SPECIAL = ["<unk>", "<s>", "</s>"]
TOKENS = SPECIAL + [f"<0x{byte:02X}>" for byte in range(256)]
TYPES = [TOKEN_UNKNOWN, TOKEN_CONTROL, TOKEN_CONTROL] + [TOKEN_BYTE] * 256
# How much likelier than another byte, as a logit.
LIKELY = {"{": 4.0, "]": 2.5, ",": 3.0, "1": 3.0, "\xeb": 4.5, "\xec": 4.5, '"': 3.5}


def text(value):
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def pair(key, kind, value):
    return text(key) + struct.pack("<I", kind) + value


def array(kind, items):
    return struct.pack("<IQ", kind, len(items)) + b"".join(items)


def pairs():
    number = lambda value: struct.pack("<I", value)
    yield pair("general.architecture", STRING, text("llama"))
    yield pair("general.name", STRING, text("random"))
    yield pair("general.alignment", UINT32, number(ALIGNMENT))
    yield pair("llama.context_length", UINT32, number(CONTEXT))
    yield pair("llama.embedding_length", UINT32, number(EMBEDDING))
    yield pair("llama.block_count", UINT32, number(1))
    yield pair("llama.feed_forward_length", UINT32, number(FEED_FORWARD))
    yield pair("llama.attention.head_count", UINT32, number(HEADS))
    yield pair("llama.attention.head_count_kv", UINT32, number(HEADS))
    yield pair("llama.attention.layer_norm_rms_epsilon", FLOAT32, struct.pack("<f", 1e-5))
    yield pair("llama.rope.dimension_count", UINT32, number(EMBEDDING // HEADS))
    yield pair("llama.vocab_size", UINT32, number(len(TOKENS)))
    yield pair("tokenizer.ggml.model", STRING, text("llama"))
    yield pair("tokenizer.ggml.tokens", ARRAY, array(STRING, [text(token) for token in TOKENS]))
    yield pair("tokenizer.ggml.scores", ARRAY, array(FLOAT32, [struct.pack("<f", 0.0)] * len(TOKENS)))
    yield pair("tokenizer.ggml.token_type", ARRAY, array(INT32, [struct.pack("<i", kind) for kind in TYPES]))
    yield pair("tokenizer.ggml.unknown_token_id", UINT32, number(0))
    yield pair("tokenizer.ggml.bos_token_id", UINT32, number(1))
    yield pair("tokenizer.ggml.eos_token_id", UINT32, number(2))
    yield pair("tokenizer.ggml.add_space_prefix", BOOL, b"\0")


def tensors():
    """Name, shape (fastest first) and values of each tensor."""
    draw = random.Random(20240424)
    noise = lambda count, width: [draw.gauss(0, width) for _ in range(count)]
    embedding = noise(len(TOKENS) * EMBEDDING, 0.05)
    output = noise(len(TOKENS) * EMBEDDING, 0.05)
    for number, token in enumerate(TOKENS):
        embedding[number * EMBEDDING] = 1.0
        byte = chr(int(token[3:5], 16)) if number >= len(SPECIAL) else ""
        # After the norm the common dimension is near the square root of their number.
        output[number * EMBEDDING] = LIKELY.get(byte, 0.0) / EMBEDDING ** 0.5
    square = EMBEDDING * EMBEDDING
    yield "token_embd.weight", (EMBEDDING, len(TOKENS)), embedding
    yield "output_norm.weight", (EMBEDDING,), [1.0] * EMBEDDING
    yield "output.weight", (EMBEDDING, len(TOKENS)), output
    yield "blk.0.attn_norm.weight", (EMBEDDING,), [1.0] * EMBEDDING
    for part in ("q", "k", "v", "output"):
        yield f"blk.0.attn_{part}.weight", (EMBEDDING, EMBEDDING), noise(square, 0.02)
    yield "blk.0.ffn_norm.weight", (EMBEDDING,), [1.0] * EMBEDDING
    yield "blk.0.ffn_gate.weight", (EMBEDDING, FEED_FORWARD), noise(EMBEDDING * FEED_FORWARD, 0.02)
    yield "blk.0.ffn_up.weight", (EMBEDDING, FEED_FORWARD), noise(EMBEDDING * FEED_FORWARD, 0.02)
    yield "blk.0.ffn_down.weight", (FEED_FORWARD, EMBEDDING), noise(EMBEDDING * FEED_FORWARD, 0.02)


def padded(data):
    return data + b"\0" * (-len(data) % ALIGNMENT)


def model():
    metadata = list(pairs())
    infos, data = b"", b""
    count = 0
    for name, shape, values in tensors():
        infos += text(name) + struct.pack("<I", len(shape)) + struct.pack(f"<{len(shape)}Q", *shape)
        infos += struct.pack("<IQ", 0, len(data))  # 0: 32-bit floats
        data += padded(struct.pack(f"<{len(values)}f", *values))
        count += 1
    head = b"GGUF" + struct.pack("<IQQ", 3, count, len(metadata)) + b"".join(metadata) + infos
    return padded(head) + data


if __name__ == "__main__":
    with open(sys.argv[1], "wb") as file:
        file.write(model())
