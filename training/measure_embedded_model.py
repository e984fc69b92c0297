"""Measures the embedded language model honestly: greedy answers to gradable questions, its ability, and what the mean
log-probability of its answers is worth as a check.

    python training/measure_embedded_model.py [--model .models/SmolLM2-135M-Instruct.Q4_1.gguf]

Writes training/results/smollm2-135m.json. Needs public/models/router/items (no: it fits ability on the estimates of the
shipped classifier, or on fitted item parameters where the question has outcomes).
"""
