import { expose } from "comlink";
import { LanguageModelHost } from "./language-model/language-model-host.ts";
import { openWllama } from "./language-model/wllama/open-wllama.ts";

expose(new LanguageModelHost(openWllama));
