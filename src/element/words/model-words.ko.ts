import type { DeviceNotice, DeviceReport, WhyNot } from "../../index.ts";
import { memoryOf, sizeOf } from "./size-of.ts";
import type { ModelWords } from "./model-words.ts";

export const modelWordsKo: ModelWords = {
  device,
  exactFigures: "정확한 값",
  figures: {
    adapter: "GPU",
    none: "모델이 쓸 수 있는 것이 없음",
    memory: "브라우저가 알려 준 메모리",
    cores: "프로세서 코어",
    threads: "여러 스레드",
    storage: "저장 공간",
    tier: "등급",
    notTold: "이 브라우저가 알려 주지 않음",
  },
  tiers: {
    minimal: "작은 모델만",
    processor: "프로세서만",
    "small-gpu": "작은 GPU",
    "medium-gpu": "중간 GPU",
    "large-gpu": "큰 GPU",
  },
  storage: (used, quota) => `이 사이트가 ${quota} 가운데 ${used}를 쓰고 있습니다.`,
  isPersistent: "공간이 모자라도 브라우저가 모델을 지우지 않습니다.",
  persist: "모델 지키기",
  engines: {
    wllama: "프로세서에서 돌아감",
    "web-llm": "GPU에서 돌아감",
    "prompt-api": "브라우저 모델",
  },
  stored: {
    absent: "이 기기에 없음",
    partial: "일부만 있음",
    stored: "이 기기에 있음",
    outdated: "이 기기에 있음, 새 버전 있음",
  },
  hashes: {
    known: "모든 바이트를 Nearside에 들어 있는 해시와 맞추어 봅니다.",
    publisher: "모든 바이트를 만든 곳이 공개한 해시와 맞추어 봅니다.",
    "first-use":
      "공개된 해시가 없습니다. 처음 받은 것을 기준으로 삼아 불러올 때마다 맞추어 봅니다.",
  },
  isLoaded: "지금 여기",
  isRecommended: "이 기기에 가장 알맞음",
  isStarter: "Nearside와 함께 옴",
  languages: "언어",
  licence: "라이선스",
  speed: (value) => `1초에 토큰 ${value}개, 여기서 잰 값`,
  speedUnknown: "속도는 아직 재지 않음",
  measured: (right, asked, date) =>
    `시험 문제 ${asked}개 가운데 ${right}개를 맞힘, ${date} 이 기기에서 잼`,
  abilityUnknown: "실력은 아직 이 기기에서 재지 않음",
  actions: {
    download: (size) => `${size} 내려받기`,
    resume: "이어서 내려받기",
    pause: "잠시 멈춤",
    load: "불러오기",
    unload: "내리기",
    remove: "지우기",
    removeSure: "정말 지우기",
    update: "새 버전 찾기",
    measure: "실력 재기",
  },
  about(milliseconds) {
    const minutes = Math.round(milliseconds / 60_000);
    return minutes < 1 ? "1분 안에" : `약 ${minutes}분`;
  },
  isMeasuring: "쉬는 시간에 시험 문제를 묻는 중",
  waits: {
    mains: "전원이 연결되기를 기다리는 중",
    person: "질문에 먼저 답하는 중",
    page: "한가해지기를 기다리는 중",
  },
  asked: (count, most) => `${count}개 물음, 많아야 ${most}개`,
  whyNot,
  notForThisDevice: (count) => `이 기기에 맞지 않음 (${count})`,
  ownTitle: "내 모델",
  ownText: "이 기기에 있거나 믿을 수 있는 주소에 있는 GGUF 파일입니다. 이 브라우저에 남습니다.",
  pickFile: "GGUF 파일 고르기",
  url: "GGUF 파일의 주소",
  hash: "알고 있다면 sha-256",
  addUrl: "더하기",
  browserModel: "브라우저에 들어 있는 모델도 답하게 하기",
  browserModelText:
    "모델이 들어 있는 브라우저가 있습니다. 이 기기에 머문다는 것을 확인할 방법이 없어, 허락하기 전에는 쓰지 않습니다.",
  offer: (model, size, time) =>
    `이 기기는 ${model} 모델을 돌릴 수 있습니다(${size}${time === null ? "" : `, 지금 속도로 ${time}`}). 그동안은 작은 모델이나 클라우드가 답합니다.`,
  notNow: "나중에",
  notice,
  looking: "이 기기를 살펴보는 중",
};

function device({ gpu, memoryBytes }: DeviceReport, cores: string): string {
  const memory = memoryBytes === null ? "" : `, 메모리 ${memoryOf(memoryBytes)} 이상`;
  if (gpu !== null && !gpu.isFallback)
    return `이 기기에는 모델이 쓸 수 있는 GPU${memory}, 코어 ${cores}개가 있습니다.`;
  return "이 브라우저에서는 GPU를 쓸 수 없어 작은 모델이 프로세서에서 돌아갑니다. 느리고 아는 것이 적습니다.";
}

function whyNot({ reason, needed, found }: WhyNot): string {
  switch (reason) {
    case "no_webgpu":
      return "GPU가 필요한데 이 브라우저에는 WebGPU가 없습니다.";
    case "no_adapter":
      return "GPU가 필요한데 WebGPU가 쓸 수 있는 것을 찾지 못했습니다.";
    case "probe_failed":
      return "GPU가 필요한데 GPU가 응답하지 않았습니다.";
    case "software_adapter":
      return "진짜 GPU가 필요합니다. 여기 것은 소프트웨어라 프로세서보다 느립니다.";
    case "feature_missing":
      return `${String(needed)} 기능이 필요한데 이 GPU에는 없습니다.`;
    case "limit_too_low":
      return `${String(needed)} 한도가 필요한데 이 GPU는 ${String(found)}입니다.`;
    case "memory_too_small":
      return `메모리 ${sizes(needed)}가 필요한데 여기서는 약 ${sizes(found)}를 쓸 수 있습니다.`;
    case "storage_too_small":
      return `저장 공간 ${sizes(needed)}가 필요한데 ${sizes(found)}가 남아 있습니다.`;
    case "wasm_too_old":
      return `메모리 ${sizes(needed)}가 필요한데 이 브라우저의 WebAssembly는 ${sizes(found)}까지 씁니다.`;
    case "browser_has_none":
      return "이 브라우저에는 모델이 들어 있지 않습니다.";
    case "not_allowed":
      return "브라우저 모델이 아래에서 꺼져 있습니다.";
    case "device_lost_too_often":
      return "이 모델로 GPU가 너무 자주 초기화되었습니다. 몇 분 뒤 다시 쓸 수 있습니다.";
  }
}

function sizes(value: string | number | undefined): string {
  return sizeOf(Number(value), "ko");
}

function notice(event: DeviceNotice, nameOf: (id: string) => string): string {
  switch (event.kind) {
    case "device-lost":
      return "GPU가 초기화되었습니다. 모델을 다시 불러오는 중이며, 질문은 남아 있습니다.";
    case "worker-restarted":
      return `${nameOf(event.model)} 모델이 멈춰 다시 불러오는 중이며, 질문은 남아 있습니다.`;
    case "gave-up":
      return `${nameOf(event.model)} 모델이 자꾸 멈춰 몇 분 쉽니다.`;
    case "evicted":
      return `브라우저가 공간이 모자라 ${event.models.map(nameOf).join(", ")} 모델을 지웠습니다.`;
    case "unloaded-idle":
      return `${nameOf(event.model)} 모델을 한동안 쓰지 않아 메모리에서 내렸습니다.`;
    case "took-over":
      return "모델을 들고 있던 다른 탭이 닫혔습니다. 이제 이 탭이 모델을 들고 있습니다.";
    case "pinned-on-first-use":
      return `${nameOf(event.model)} 모델은 공개된 해시가 없습니다. 지금 받은 것을 기준으로 삼습니다.`;
  }
}
