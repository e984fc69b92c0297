import { expose } from "comlink";
import { ModelStoreHost } from "./model-store/model-store-host.ts";

expose(new ModelStoreHost({ hubUrl: "https://huggingface.co" }));
