import { errorsKo } from "./errors.ko.ts";
import { reasonsKo } from "./reasons.ko.ts";
import type { ChatWords, ConsentWords, SettingsWords, WhyWords, Words } from "./words.ts";

/** Adds the subject particle that fits the last syllable: 이 after a final consonant, else 가. */
function withSubjectParticle(word: string): string {
  const code = word.charCodeAt(word.length - 1) - 0xac00;
  const hasFinalConsonant = code >= 0 && code < 11172 && code % 28 !== 0;
  return `${word}${hasFinalConsonant ? "이" : "가"}`;
}

/** Numbers of times up to ten, as they are said before 번. */
const TIMES = ["영", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"];

const chat: ChatWords = {
  title: "Nearside",
  conversation: "대화",
  placeholder: "무엇이든 물어보세요",
  send: "보내기",
  stop: "멈추기",
  newChat: "새 대화",
  openSettings: "설정",
  close: "닫기",
  you: "나",
  copy: "복사",
  copied: "복사했습니다",
  retry: "다시 시도",
  askFar: "클라우드에 묻기",
  askHere: "여기서 답하기",
  privacy: "개인정보",
  dial: "절약과 품질 사이",
  dialSteps: ["최대한 절약", "절약", "균형", "더 좋은 답", "가장 좋은 답"],
  firstTitle: "물어보세요. 답이 어디서 오는지 보여 드립니다.",
  firstLine: "답변은 이 기기에서 시작합니다. 아직 아무것도 나가지 않았습니다.",
  hereTitle: "여기, 이 기기에서",
  hereText: (model) =>
    `${model} 모델이 이 브라우저에서 무료로, 오프라인에서도 돌아갑니다. 작은 모델이라 짧고 쉬운 질문에 알맞고, 어려운 질문에는 자주 틀립니다.`,
  hereNothing: "이 기기에서 돌아가는 모델이 없어 모든 답에 클라우드가 필요합니다.",
  farTitle: "멀리, 클라우드에서",
  farNone:
    "정해진 주소가 없습니다. 주소를 넣으면 어려운 질문을 더 큰 모델에 물을 수 있고, 나가기 전에 먼저 여쭤봅니다.",
  farSet: (destination) => `어려운 질문은 ${destination} 쪽에 물을 수 있습니다.`,
  addFar: "클라우드 주소 넣기",
  loadNow: "지금 모델 불러오기",
  modelReady: "준비됨",
  cancel: "취소",
  progress: (loaded, total) => `${total} 중 ${loaded}`,
  tryThese: "이런 질문으로 시작해 보세요",
  examples: [
    "프랑스의 수도는 어디인가요?",
    "더 부드럽게 바꿔 주세요: 오늘 파일 보내세요.",
    "9시 40분에 떠난 기차가 2시간 35분 걸리면 언제 도착하나요?",
  ],
  nothingLeft: "이 기기에서 나간 것이 없습니다.",
  sent: (messages, destinations, bytes) =>
    `메시지 ${messages}개를 ${destinations} 쪽으로 보냈습니다 (${bytes}).`,
  offline: "오프라인입니다. 이 기기가 답합니다.",
  unknownFault: "알 수 없는 문제가 생겼습니다. 다시 물어보세요.",
  answerReady: "답변이 끝났습니다.",
  answerFailed: "답변이 없습니다.",
  answerStopped: "멈췄습니다.",
  modelLoaded: "이 기기의 모델이 준비되었습니다.",
  stopped: "답변을 멈추셨습니다.",
  incomplete: "답변이 중간에 끊겼습니다. 받은 부분은 남아 있습니다.",
  thinking: "모델이 먼저 생각한 것",
  noText: "돌아온 말이 없습니다.",
  unsure: (odds, hasFar) =>
    hasFar
      ? `이 기기의 답이며, ${odds} 맞습니다.`
      : `이런 질문은 클라우드 모델에 묻는 편이 낫습니다. 아래는 이 기기의 답이며, ${odds} 맞습니다.`,
  keptHere: (kinds) => `${withSubjectParticle(kinds)} 들어 있어 이 기기에 두었습니다.`,
  odds: (times) =>
    times <= 0
      ? "열 번 중 한 번 미만으로"
      : times >= 10
        ? "거의 언제나"
        : `열 번 중 ${TIMES[times]} 번쯤`,
  free: "무료",
  seconds: (value) => `${value}초`,
  bytes: (value) => `${value}바이트`,
  image: "이미지",
  leaveTitle: "이 페이지를 떠날까요?",
  leaveText: (host) => `이 링크는 새 탭에서 ${host} 페이지를 엽니다.`,
  leaveStay: "여기 있기",
  leaveOpen: "링크 열기",
};

const why: WhyWords = {
  open: "이유",
  title: "이 길을 고른 이유",
  wentFar: (because) => `멀리 물었습니다: ${because}.`,
  stayedHere: (because) => `여기서 답했습니다: ${because}.`,
  hereOdds: (odds) => `이 기기는 ${odds} 맞습니다`,
  oddsBetween: (odds, low, high) =>
    low === 0
      ? `${odds}, 많아야 ${TIMES[high]} 번`
      : `${odds}, ${TIMES[low]} 번에서 ${TIMES[high]} 번 사이로`,
  oddsAtLeast: (odds, low) => `${odds}, 적어도 열 번 중 ${TIMES[low]} 번`,
  oddsAtMost: (odds, high) => `${odds}, 많아야 ${TIMES[high]} 번`,
  depth: (need) => `${need}입니다.`,
  depthEffort: (need, effort) => `${need}이라 클라우드에는 ${effort}으로 묻습니다.`,
  handedOn: (because) => `여기서 먼저 해 보고 멀리 물었습니다: ${because}.`,
  paths: "살펴본 길",
  path: "길",
  quality: "맞을 가능성",
  cost: "비용",
  wait: "기다림",
  leaves: "나가는 것",
  standing: "고르지 않은 이유",
  chosen: "선택됨",
  nothing: "없음",
  calculated: "정확히 계산",
  checked: "확인",
  then: "그다음",
  withEffort: (model, effort) => `${model}, ${effort}`,
  qualityRange: (mean, low, high) => `${mean}, 대략 ${low}에서 ${high} 사이`,
  private: "찾은 개인정보",
  noPrivate: "찾은 개인정보가 없습니다.",
  noEstimate: "얼마나 어려운지 어림하지 않았습니다.",
  remembered: "전에 정했고, 그 뒤로 바뀐 것이 없습니다.",
  exact: "정확한 값",
  utility: "가치",
  chance: "이 길을 고를 확률",
  earlier: "도중에 그만둔 길",
  warnings: "들어 드리지 못한 것",
  unavailable: "이 답의 이유는 더 남아 있지 않습니다.",
};

const consent: ConsentWords = {
  title: "이 기기 밖으로 보내도 될까요?",
  plain: (destination, model) => `${destination}의 ${model} 모델이 이 대화에 답하게 됩니다.`,
  found: (kinds, destination) => `들어 있는 것: ${kinds}. 보낼 곳: ${destination}.`,
  overBudget: "너무 길어 제때 다 확인하지 못했습니다. 개인정보가 들어 있을 수 있습니다.",
  once: "이 대화와 이곳에 대해 한 번만 여쭤봅니다.",
  single: "이 메시지 하나에만 해당합니다.",
  exact: "나가게 될 내용 그대로",
  size: (bytes) => `모두 ${bytes}`,
  keep: "이 기기에 두기",
  send: "보내기",
};

const settings: SettingsWords = {
  title: "설정",
  tabs: { settings: "설정", models: "모델", ledger: "나간 것", how: "정하는 방법" },
  language: "언어",
  theme: "화면",
  themes: { system: "시스템과 같이", light: "밝게", dark: "어둡게" },
  far: "클라우드 주소",
  farText:
    "OpenAI와 호환되는 주소면 됩니다. 그만한 값어치가 있을 때, 개인정보 설정이 허락하는 만큼만 씁니다.",
  baseUrl: "주소",
  modelId: "모델",
  key: "키",
  keyNote: "이 탭의 메모리에만 두고 저장하지 않습니다. 새로 열면 다시 입력합니다.",
  priceIn: "읽는 토큰 백만 개당 US$",
  priceOut: "쓰는 토큰 백만 개당 US$",
  priceNote: "선택 사항입니다. 없으면 알려진 모델은 공개 가격으로, 그 밖의 모델은 무료로 셉니다.",
  save: "저장",
  saved: "저장했습니다. 다음 질문부터 씁니다.",
  remove: "주소 지우기",
  badUrl: "웹 주소가 아닙니다. https://api.example.com/v1 처럼 적어 주세요.",
  needsModel: "쓸 모델의 이름을 적어 주세요.",
  farIs: (destination, model) => `${destination}의 ${model}`,
  stored: "저장된 것",
  storedText:
    "이 브라우저에 결정과 수치, 횟수를 글 없이 저장하고, 모델 파일을 둡니다. 대화는 탭을 닫으면 사라집니다.",
  erase: "기억한 것 지우기",
  erased: "지웠습니다.",
  eraseSure: "한 번 더 누르면 지웁니다",
  ability: "능력",
  context: "읽을 수 있는 길이",
  price: "가격",
  perMillion: (input, output) => `토큰 백만 개당 읽기 ${input}, 쓰기 ${output}`,
  ready: "준비됨",
  loadable: "필요할 때 불러옵니다",
  unavailable: "여기서는 돌아가지 않습니다",
  tokens: (value) => `토큰 ${value}개`,
  noModels: "정해진 모델이 없습니다.",
  ledgerText: "이 기기에서 나간 모든 메시지입니다. 새것이 위에 있습니다.",
  how: [
    "질문은 이 기기에서 읽고, 개인정보가 있는지 찾습니다.",
    "이 기기의 작은 분류기가 얼마나 어려운 질문인지 판단합니다.",
    "허용된 모든 길을 견줍니다. 맞을 가능성, 비용, 걸리는 시간, 밖으로 나가는 것을 봅니다.",
    "다이얼은 더 좋은 답이 얼마나 값어치 있는지를 정합니다. 가장 값어치 있는 길로 갑니다.",
    "여기서 만든 답은 보여 드리기 전에 확인합니다. 통과하지 못하고 허락하셨다면 클라우드에 묻습니다.",
    "글이 나가기 전에 여쭤봅니다. 개인정보를 찾으면 나갈 내용을 그대로 보여 드립니다.",
  ],
  totals: (requests, here, far, cost) =>
    `질문 ${requests}개: 여기서 ${here}개, 멀리서 ${far}개 답했습니다. 모두 ${cost}.`,
};

/** Every word in Korean. */
export const wordsKo: Words = {
  locale: "ko",
  errors: errorsKo,
  reasons: reasonsKo,
  modes: {
    "device-only": { name: "여기서만", meaning: "아무것도 이 기기에서 나가지 않습니다." },
    ask: { name: "물어보기", meaning: "글이 나가기 전에 여쭤봅니다." },
    allow: { name: "허용", meaning: "여쭤보지 않고 나갈 수 있습니다." },
  },
  places: { here: "여기", far: "멀리" },
  chat,
  why,
  consent,
  settings,
};
