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
  wordSet(`please pls plz kindly thanks thank thx ty tia cheers ta appreciate appreciated appreciation
  grateful gratitude obliged regards hi hello hey hiya yo howdy greetings morning afternoon evening dear sorry apologies
  excuse pardon bother bothering bothered disturb wondering wondered help helping helpful question questions favor favour
  mind goodbye bye welcome rush hurry asap urgent urgently owe reply response lifesaver legend blessing bless curious
  okay ok alright anyway actually btw fyi oh um uh hmm well lol haha silly dumb warning caution attention note notice reminder important trouble troubling stuck`);
const GRADE =
  wordSet(`hard harder hardest difficult difficulty tough toughest tricky trickiest complex complicated
  challenging advanced demanding intricate nontrivial impossible unsolvable brutal nasty easy easier easiest simple simpler
  simplest trivial basic straightforward elementary childish obvious expert experts phd genius professor child kid toddler
  grader beginner`);
const GRADED =
  wordSet(`this it its that one question questions problem task request query puzzle prompt following exam
  challenge exercise assignment ask level`);
const VERB =
  wordSet(`use using used route routing send pick choose select forward escalate run answer answering handle
  process delegate switch call invoke go ignore bypass override skip disregard think reason reasoning need needs needed
  require requires required take spend solve give work try set force keep fail fails get pass hand transfer upgrade
  downgrade default respond responding reply compute let show burn avoid trust prefer stay`);
const TARGET =
  wordSet(`model models llm llms router routing gpt chatgpt claude gemini opus sonnet openai anthropic google
  cloud server servers datacenter local locally device offline online phone laptop computer browser brain engine
  tokens token budget tier step steps stepwise carefully thoroughly slowly harder deeply deep effort reasoning thinking
  think strongest smartest`);
const OTHER =
  wordSet(`a an the these those is are was were be been being am im i id ive ill my me mine myself we us our
  you your yours youre youve youll yourself u ur he she they them their to of for on in at with without and or so but as
  if whether then than by from into up out off over about not no do does did done dont doesnt didnt will wont would could
  can cant cannot couldnt should must have has had got may might shall lets just only even also too all any some every
  both each other another there here now today tonight soon later once always never ever again still already yet before
  after first next last while when whenever because since very much more most many few lot lots bunch ton tons million
  really truly so such quite pretty fairly super highly extremely incredibly insanely absolutely totally completely
  definitely certainly honestly seriously simply quickly quick fast know want wanna like love hope hoping wish trying tried
  figure figuring been looking look see hear back forward find finding doing make made sure able possible possibly maybe
  perhaps advance day night week weekend good nice great awesome amazing lovely wonderful fine best better kind kindness
  warm sincerely moment moments minute minutes second seconds whenever chance free busy patience assistant ai bot
  chatbot agent friend friends buddy mate pal folks guys team sir madam everyone all anyone anybody nobody someone
  something anything everything thing things stuff place right wrong below above beyond
  critical serious careful remote own biggest bigger largest larger smallest smaller cheapest cheaper cheap stronger
  strong powerful capable intelligent smart expensive premium frontier flagship top pro turbo mini big large small tiny
  weak little system instructions instruction rules settings previous following available full maximum max minimum high
  higher highest low quality accuracy accurate correct correctly through whatever time logic machine breath dead cost costs money o version latest
  newest new possible enough instead rather save human humans people even worth way come came`);

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
  "안녕 반갑 반가 감사 고마 고맙 부탁 죄송 실례 미안 수고 도와 도움 도우 궁금 여쭤 여쭙 물어 질문 혹시 제발 잠깐 잠시 급해 급한 급하 바쁘 아침 기다리 기다릴",
);
const KOREAN_GRADE = stems(
  "어려 어렵 까다로 까다롭 복잡 난이도 고난도 쉬운 쉬워 쉬우 쉽 간단 단순 난해 박사 전문가 초등 초보",
);
const KOREAN_GRADED = stems("문제 질문 과제 요청 이건 이거 이것 이게 이런 내용 시험 난이도 수준");
const KOREAN_VERB =
  stems(`써 쓰지 쓰면 쓰세 사용 이용 선택 골라 고르 보내 넘겨 전달 무시 우회 처리 답해 답을 답변 대답 풀어 생각 추론
  고민 필요 맡겨 맡기 돌려 건너 가세요 가줘 풉니 풀어 풀기 푸는 따져 아끼`);
const KOREAN_TARGET =
  stems(`모델 클라우드 라우터 라우팅 서버 로컬 기기 디바이스 오프라인 단계 차근차근 천천히 신중
  깊이 깊게 추론 인공지능 차분 폰에 폰으로 휴대폰 노트북 컴퓨터 토큰 클로드 챗지피티 지피티 제미나이 오퍼스 엔진`);
const KOREAN_OTHER =
  stems(`똑똑 강력 성능 뛰어 최고 최상 최강 상위 좋은 좋겠 좋아 비싼 비싸 고급 알려 정확 있는 있어 있나 있을
  있으 없는 없이 하고 하는 하면 하세 하니 하지 해서 해도 해주 합니 할게 했으 됩니 되면 되니 된다 입니 이에요 거예요 거니까 드립
  드리 드려 드릴 바랍 바라 주시 주실 주셔 주세 주신 주면 괜찮 반드시 최대한 굉장히 상당히 대단히 절대 시간 신경 말고 말아 않고
  않아 아니 다름 하나 받으 많이 많은 많으 크게 정도 즐거 읽어 저녁 하루 필요 아이 누구 보고 볼게 본다`);
const KOREAN_EXACT =
  wordSet(`이 그 저 제 제가 내 나 좀 꼭 더 안 못 수 것 게 거 건 점 한 번 한번 위 아래 다음 그리고 그냥 바로 지금
  먼저 잘 참 너무 아주 매우 정말 정말로 진짜 몹시 무척 꽤 엄청 가장 제일 미리 다시 작은 큰 써 답 폰 를 을 로 으로 에 에서 은 는 가
  의 도 만 와 과 나 이나 한테 에게 니까 이니까 여기 이번 모든 오늘 항상 늘 님 여러분 돼 돼요 예요 요 해 줘 줄 줄래 할 한 된 되
  돼서 본 봐 봐요 복 힘 큰 힘이 급 말 좋 있 없`);

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
