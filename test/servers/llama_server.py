"""llama.cpp's own HTTP server with one GGUF file, on a free port of 127.0.0.1. Prints the address, ends with stdin."""

import sys

import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.hostnames = ["127.0.0.1"]
params.port = 0
# A star does not cover the authorization header.
params.cors_headers = "authorization, content-type, accept"
params.model_alias = {"smollm2-135m"}
params.n_ctx = 2048
params.n_parallel = 1
params.n_gpu_layers = 0
params.warmup = False
params.cpuparams.n_threads = 2

server = xllamacpp.Server(params)
print(f"listening {server.listening_address}", flush=True)
sys.stdin.read()
