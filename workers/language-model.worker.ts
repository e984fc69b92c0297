import { expose } from "comlink";
import { LanguageModelHost } from "./language-model/language-model-host.ts";

expose(new LanguageModelHost());
