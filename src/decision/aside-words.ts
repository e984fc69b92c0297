/** The words of one language that an aside is made of, and those that tell what kind of aside it is. */
export interface AsideWords {
  /** Whether a word says nothing about what is asked: a sentence of such words alone can be an aside. */
  readonly isEmpty: (word: string) => boolean;
  /** Greetings, thanks, excuses, pleas. */
  readonly isCourtesy: (word: string) => boolean;
  /** "hard", "trivial", and what is called so: a claim has both. */
  readonly isGrade: (word: string) => boolean;
  readonly isGraded: (word: string) => boolean;
  /** "use", "route", and what is to be used or done: an order has both. */
  readonly isVerb: (word: string) => boolean;
  readonly isTarget: (word: string) => boolean;
}

const COURTESY =
  wordSet(`please pls plz kindly thanks thank thx ty cheers appreciate appreciated grateful
  regards hi hello hey hiya greetings dear sorry excuse bother bothering wondering wondered help question
  questions favor favour mind goodbye bye`);
const GRADE =
  wordSet(`hard harder hardest difficult tough tricky complex complicated challenging advanced demanding
  intricate nontrivial impossible easy easier easiest simple simpler trivial basic straightforward elementary expert phd`);
const GRADED = wordSet(
  `this it its that one question questions problem task request query puzzle prompt following exam`,
);
const VERB =
  wordSet(`use using used route send pick choose select forward escalate run answer handle process delegate
  switch call invoke go ignore bypass override skip disregard think reason reasoning need needs require requires take
  spend solve give work try go`);
const TARGET =
  wordSet(`model models llm llms router routing gpt chatgpt claude gemini opus sonnet openai anthropic cloud
  server local locally device offline step steps carefully hard harder deeply deep effort reasoning time think thinking
  strongest smartest`);
const OTHER =
  wordSet(`a an the these is are was were be been am im i id ive ill my me we us our you your youre youve u
  to of for on in at with and or so but as if whether then by from not no do dont does did will would could can cant
  should must have has had got get may might shall let lets just only even also too all any some there here now today
  much very lot lots really truly many quick know want like ask asking advance day morning afternoon evening good nice
  great lovely wonderful best kind warm sincerely moment minute possible possibly maybe perhaps well fine assistant ai
  bot chatbot friend buddy mate sir madam everyone again extremely incredibly super highly quite pretty fairly insanely
  level graduate note warning caution important urgent attention careful remote online biggest largest smallest cheapest
  better stronger powerful capable intelligent expensive cheap cheaper most premium frontier flagship top pro turbo mini
  big large small strong smart weak engine system instructions instruction rules previous above below available full
  maximum max highest high quality sure make always never before take deep breath first out through responding answering
  whatever cost o version latest new hope hoping doing finds week`);

/** English. Words come in lower case without apostrophes; model names as "gpt". */
export const ENGLISH_ASIDES: AsideWords = {
  isEmpty: (word) => [COURTESY, GRADE, GRADED, VERB, TARGET, OTHER].some((set) => set.has(word)),
  isCourtesy: (word) => COURTESY.has(word),
  isGrade: (word) => GRADE.has(word),
  isGraded: (word) => GRADED.has(word),
  isVerb: (word) => VERB.has(word),
  isTarget: (word) => TARGET.has(word),
};

/** Stems with at most four syllables of endings after them, since Korean writes particles and endings onto the word. */
const KOREAN_COURTESY = stems(
  "안녕 반갑 반가 감사 고마 고맙 부탁 죄송 실례 미안 수고 도와 도움 궁금 여쭤 혹시 제발",
);
const KOREAN_GRADE = stems(
  "어려 어렵 까다로 까다롭 복잡 난이도 고난도 쉬운 쉬워 쉬우 쉽 간단 단순 난해",
);
const KOREAN_GRADED = stems("문제 질문 과제 요청 이건 이거 이것 이게 내용");
const KOREAN_VERB =
  stems(`써 쓰 사용 이용 선택 골라 고르 보내 넘겨 전달 무시 우회 처리 답 대답 풀어 생각 추론
  고민 필요 맡겨 돌려 건너`);
const KOREAN_TARGET =
  stems(`모델 클라우드 라우터 라우팅 서버 로컬 기기 디바이스 오프라인 단계 차근차근 천천히 신중
  깊이 깊게 추론 인공지능`);
const KOREAN_OTHER =
  stems(`똑똑 강력 성능 뛰어 최고 최상 최강 좋은 좋겠 비싼 고급 알려 정확 있 하 해 합니 됩 입니 이에요
  거예요 드립 드리 드려 바랍 바라 주 줘 줄 물어 괜찮 반드시 최대한 굉장히 상당히 대단히`);
const KOREAN_EXACT =
  wordSet(`이 그 저 제 제가 내 좀 꼭 더 안 수 것 게 거 건 점 하나 한 번 한번 위 아래 다음 그리고
  그냥 바로 지금 먼저 잘 참 너무 아주 매우 정말 정말로 진짜 몹시 무척 꽤 엄청 가장 제일 미리 다시 큰 작은 를 을 로
  으로 에 에서 은 는 가 의 도 만 와 과 니까 이니까 여기 이번 모든 오늘 항상 님 여러분 봐 보고 되 돼 돼요 예요 요`);

/** Korean. Words are runs of Hangul. */
export const KOREAN_ASIDES: AsideWords = {
  isEmpty: (word) =>
    KOREAN_EXACT.has(word) ||
    [KOREAN_COURTESY, KOREAN_GRADE, KOREAN_GRADED, KOREAN_VERB, KOREAN_TARGET, KOREAN_OTHER].some(
      (stem) => stem.test(word),
    ),
  isCourtesy: (word) => KOREAN_COURTESY.test(word),
  isGrade: (word) => KOREAN_GRADE.test(word),
  isGraded: (word) => KOREAN_GRADED.test(word),
  isVerb: (word) => KOREAN_VERB.test(word),
  isTarget: (word) => KOREAN_TARGET.test(word),
};

function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

function stems(list: string): RegExp {
  return new RegExp(`^(?:${list.split(/\s+/).join("|")})[가-힣]{0,4}$`, "u");
}
